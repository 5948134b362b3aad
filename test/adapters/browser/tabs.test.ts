import { afterEach, expect, it, vi } from 'vitest';

import { createTabs } from '#adapters/browser/tabs.ts';

const LONG = 10_000;
const SHORT = 50;

const stops: (() => void)[] = [];
const answer = (topic: string) => void stops.push(createTabs().answer(topic));
afterEach(() => {
  vi.unstubAllGlobals();
  for (const stop of stops.splice(0)) stop();
});

it('hears who answers for the topic', async () => {
  answer('one');
  expect(createTabs().reaches).toBe(true);
  expect(await createTabs().ask('one', LONG)).toBe(true);
  expect(await createTabs().ask('two', SHORT)).toBe(false);
});

it('hears nobody once they stopped', async () => {
  const stop = createTabs().answer('one');
  stop();
  stop();
  expect(await createTabs().ask('one', SHORT)).toBe(false);
});

it('is not upset by what others say on its channel', async () => {
  answer('one');
  const other = new BroadcastChannel('pai-market');
  for (const message of [null, 'one', 7, {}, { answer: 'two' }, { ask: {} }])
    other.postMessage(message);
  expect(await createTabs().ask('one', LONG)).toBe(true);
  other.close();
});

it('says that nobody can be reached where there is no BroadcastChannel', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const tabs = createTabs();
  tabs.answer('one')();
  expect([tabs.reaches, await tabs.ask('one', LONG)]).toEqual([false, false]);
});
