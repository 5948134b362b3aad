import { beforeEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { isHeld, parseGuarded, takeLease } from '#flows/install-lease.ts';
import { createFakeTabs } from './install-page.ts';

import type { Clock, Memory, Tabs } from '#core/ports.ts';
import type { LeaseWorld } from '#flows/install-lease.ts';

const KEY = 'install/ada/lab/hello@1';
const WHAT = 'The install of hello 1';
const MUTE: Tabs = {
  reaches: false,
  ask: () => Promise.resolve(false),
  answer: () => () => undefined,
};

let memory: Memory;
let now: number;
/** Sleepers wake when the test lets time pass. */
let sleepers: { at: number; wake: () => void }[];
let ids: number;
beforeEach(() => {
  memory = createPageMemory();
  now = 1_000_000;
  sleepers = [];
  ids = 0;
});

const clock: Clock = {
  now: () => now,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => reject(new MarketError('cancelled', 'stopped'));
      const wake = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      sleepers.push({ at: now + ms, wake });
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

async function pass(ms: number): Promise<void> {
  for (const end = now + ms; now < end; ) {
    now += Math.min(1_000, end - now);
    const due = sleepers.filter(({ at }) => at <= now);
    sleepers = sleepers.filter(({ at }) => at > now);
    for (const { wake } of due) wake();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const world = (tabs: Tabs = createFakeTabs()): LeaseWorld => ({
  memory,
  clock,
  tabs,
  newId: () => `owner-${++ids}`,
});
const take = (tabs?: Tabs) => takeLease(KEY, WHAT, world(tabs));
const elsewhere = { code: 'install-elsewhere' };
const kept = async () => parseGuarded(await memory.get(KEY));

describe('a lease', () => {
  it('is taken by the first of those that want it at the same time', async () => {
    const tabs = createFakeTabs();
    const [first, ...others] = await Promise.allSettled([take(tabs), take(tabs), take(tabs)]);
    expect(others).toMatchObject(Array(2).fill({ status: 'rejected', reason: elsewhere }));
    if (first.status === 'rejected') throw new Error('nobody has it');
    expect(await first.value.change(() => 'mine')).toBe('mine');
  });

  it('guards what is changed: nobody else changes it, and it is there for the next', async () => {
    const lease = await take();
    expect(await lease.change((before) => [before ?? 'nothing', 1])).toEqual(['nothing', 1]);
    await lease.release();
    expect(await kept()).toEqual({ kept: ['nothing', 1] });
    const next = await take();
    expect(await next.change((before) => before)).toEqual(['nothing', 1]);
  });

  it('leaves nothing behind where nothing is guarded, and when it is removed', async () => {
    await (await take()).release();
    expect(await memory.keys('')).toEqual([]);
    const lease = await take();
    await lease.change(() => 'x');
    await lease.remove();
    await lease.release();
    expect(await memory.keys('')).toEqual([]);
  });

  it('that was lost changes, gives back and removes nothing any more', async () => {
    const lost = await take();
    await lost.change(() => 'old');
    const lease = await take();
    await lease.change(() => 'new');
    await expect(lost.change(() => 'late')).rejects.toMatchObject(elsewhere);
    await lost.release();
    await lost.remove();
    expect(await kept()).toEqual({ lease: { owner: 'owner-2', until: now + 20_000 }, kept: 'new' });
    expect(await lease.change((before) => before)).toBe('new');
  });

  it('is left as it was where the change throws', async () => {
    const lease = await take();
    await lease.change(() => 'good');
    const failing = lease.change(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await kept()).kept).toBe('good');
  });
});

describe('the lease of another tab', () => {
  it('that answers is respected, also when its time is over', async () => {
    const tabs = createFakeTabs();
    await take(tabs);
    await expect(take(tabs)).rejects.toMatchObject(elsewhere);
    now += 1_000_000;
    await expect(take(tabs)).rejects.toMatchObject(elsewhere);
  });

  it('that does not answer is taken over at once', async () => {
    await take();
    await (await take()).change(() => 'taken');
    expect((await kept()).lease?.owner).toBe('owner-2');
  });

  it('that cannot be asked is taken over when its time is over', async () => {
    await take(MUTE);
    await expect(take(MUTE)).rejects.toMatchObject(elsewhere);
    expect(await isHeld(await kept(), world(MUTE))).toBe(true);
    now += 20_001;
    expect(await isHeld(await kept(), world(MUTE))).toBe(false);
    await (await take(MUTE)).change(() => 'taken');
  });

  it('is no longer answered for once it is given back', async () => {
    const tabs = createFakeTabs();
    const lease = await take(tabs);
    expect(await isHeld(await kept(), world(tabs))).toBe(true);
    await lease.release();
    expect(await isHeld(await kept(), world(tabs))).toBe(false);
    await (await take(tabs)).release();
  });
});

describe('while a run waits', () => {
  it('its lease is renewed every four seconds', async () => {
    const lease = await take(MUTE);
    await pass(60_000);
    await expect(take(MUTE)).rejects.toMatchObject(elsewhere);
    await lease.release();
    await pass(10_000);
    expect(await memory.keys('')).toEqual([]);
  });

  it('no longer than an hour in which nothing is done', async () => {
    await take(MUTE);
    await pass(3_600_000 + 30_000);
    await (await take(MUTE)).release();
  });

  it('stops renewing what another took', async () => {
    await take();
    const lease = await take();
    await pass(60_000);
    expect((await kept()).lease?.owner).toBe('owner-2');
    await lease.release();
  });
});

it.each([
  [undefined],
  [''],
  ['no json'],
  ['7'],
  ['[]'],
  ['{"lease":{"owner":7}}'],
  ['{"lease":null}'],
])('takes %j for nothing', (text) => {
  expect(parseGuarded(text)).toEqual({});
});
