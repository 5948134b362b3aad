import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublishWorld } from './publish-world.ts';

import type { PublishTarget, PutOptions } from '#core/model/publish-target.ts';
import type { PublishWorld } from './publish-world.ts';

let world: PublishWorld;
beforeEach(async () => {
  world = await createPublishWorld();
});
afterEach(() => world.remove());

const path = (...names: string[]) => world.publisher.path(...names);
const publish = (...more: string[]) => world.publish(path('www'), '--json', ...more);
const verify = () => world.verify(path('www'));

function published(): string[] {
  return readdirSync(path('www'), { recursive: true, encoding: 'utf8' });
}

async function refusal(...more: string[]) {
  const before = readdirSync(path('.'), { recursive: true, encoding: 'utf8' }).sort();
  const { code, json } = await publish(...more);
  expect(code).not.toBe(0);
  expect(readdirSync(path('.'), { recursive: true, encoding: 'utf8' }).sort()).toEqual(before);
  return { exit: code, code: json().code, message: json().message as string };
}

describe('two publishers', () => {
  const note = () => JSON.parse(readFileSync(path('www/.publish/state.json'), 'utf8'));
  const hold = (process: string) =>
    writeFileSync(
      path('www/.publish/state.json'),
      JSON.stringify({ ...note(), holder: { id: 'other', process, since: Date.now() } }),
    );

  it('at the same time: one wins, the others do nothing and end with 3', async () => {
    const runs = await Promise.all([publish(), publish(), publish()]);
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 3, 3]);
    expect((await verify()).code).toBe(0);
    expect(note().holder).toBeUndefined();
  });

  it('waits for one on another machine, and takes over from one of this machine that is gone', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    hold('another-machine 1 1');
    expect(await refusal()).toMatchObject({ exit: 3, code: 'publish-conflict' });
    const { name } = await world.publisher.io.ownProcess();
    hold(`${name.split(' ')[0]} 999999999 1`);
    expect((await publish()).code).toBe(0);
  });

  it('takes over from one that was not heard of for two minutes, whatever its clock said', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    hold('another-machine 1 1');
    const late = { ...world.publisher.io.clock, now: () => Date.now() + 119_000 };
    const process = { name: 'x', hasEnded: () => Promise.resolve(false) };
    const old = (
      target: Parameters<NonNullable<Parameters<PublishWorld['publishFlow']>[0]>>[0],
      age: number,
    ) => ({
      ...target,
      read: async (...args: Parameters<typeof target.read>) => {
        const found = await target.read(...args);
        return found && { ...found, age };
      },
    });
    await expect(
      world.publishFlow((target) => old(target, 119_000), {}, { process, clock: late }),
    ).rejects.toMatchObject({ code: 'publish-conflict' });
    const report = await world.publishFlow((target) => old(target, 121_000), {}, { process });
    expect(report.outcome).toBe('published');
  });

  it('does not switch readers over when the target was published to meanwhile', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    const seen = () => readFileSync(path('www/market.json'), 'utf8');
    const run = world.publishFlow((target) => ({
      ...target,
      put: async (file, bytes, options) => {
        // As by a publisher that holds nothing, such as an older version of this one.
        if (file === 'market.json') writeFileSync(path('www/market.json'), `${seen()} `);
        return target.put(file, bytes, options);
      },
    }));
    await expect(run).rejects.toMatchObject({ code: 'publish-conflict' });
    expect(seen().endsWith(' ')).toBe(true);
  });

  it('removes nothing when it slept through the end of its claim', async () => {
    await publish();
    world.addVersion('1.2.0');
    world.removeVersion('1.0.0');
    await world.make();
    let asleep = 0;
    const clock = { ...world.publisher.io.clock, now: () => Date.now() + asleep };
    const run = world.publishFlow(
      (target) => ({
        ...target,
        put: async (file, bytes, options) => {
          const version = await target.put(file, bytes, options);
          if (file === 'market.json') {
            hold('another-machine 1 1');
            asleep = 121_000;
          }
          return version;
        },
      }),
      {},
      { clock },
    );
    await expect(run).rejects.toMatchObject({ code: 'publish-conflict' });
    expect(published()).toContain('packages/hello/1.0.0/spec.json');
    expect(note().holder).toMatchObject({ id: 'other' });
  });

  it('are told of storage that heeds only one of the two conditions', async () => {
    const forgetful = (heeds: 'absent' | 'version') => (target: PublishTarget) => ({
      ...target,
      put: (file: string, bytes: Uint8Array, { when, ...options }: PutOptions) =>
        target.put(file, bytes, {
          ...options,
          when: (when === 'absent') === (heeds === 'absent') ? when : undefined,
        }),
    });
    for (const heeds of ['absent', 'version'] as const) {
      const { findings, outcome } = await world.publishFlow(forgetful(heeds));
      expect(outcome).toBe('published');
      expect(findings.map(({ message }) => message)).toEqual([
        expect.stringContaining('knows no conditional writes'),
      ]);
      rmSync(path('www'), { recursive: true });
    }
  });

  it('is not held up by a note whose time is none, or is far ahead', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    const file = path('www/.publish/state.json');
    const holder = { id: 'other', process: 'another-machine 1 1', since: 1e300 };
    writeFileSync(file, JSON.stringify({ ...note(), holder }));
    expect((await publish('--dry-run')).code).toBe(0);
    hold('another-machine 1 1');
    utimesSync(file, Date.now() / 1000 + 90, Date.now() / 1000 + 90);
    expect(await refusal()).toMatchObject({ exit: 3, code: 'publish-conflict' });
    utimesSync(file, Date.now() / 1000 + 86_400, Date.now() / 1000 + 86_400);
    expect((await publish()).code).toBe(0);
  });

  it('stops when it hears that it lost the claim', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    let tick: (() => void) | undefined;
    const clock = {
      ...world.publisher.io.clock,
      sleep: (ms: number, signal?: AbortSignal) =>
        ms < 10_000
          ? world.publisher.io.clock.sleep(ms, signal)
          : new Promise<void>((resolve, reject) => {
              tick = resolve;
              signal?.addEventListener('abort', () => reject(new Error('stopped')));
            }),
    };
    const run = world.publishFlow(
      (target) => ({
        ...target,
        put: async (file, bytes, options) => {
          if (file.endsWith('1.2.0/spec.json')) {
            hold('another-machine 1 1');
            tick?.();
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          return target.put(file, bytes, options);
        },
      }),
      {},
      { clock },
    );
    await expect(run).rejects.toMatchObject({ code: 'publish-conflict' });
    expect(note().holder).toMatchObject({ id: 'other' });
    expect((await world.verify(path('www'))).stdout).not.toContain('1.2.0');
  });

  it('notices that the market folder changed while it was published', async () => {
    const run = world.publishFlow((target) => ({
      ...target,
      put: async (file, bytes, options) => {
        if (file === 'market.json.asc') {
          world.addVersion('1.2.0');
          await world.make();
        }
        return target.put(file, bytes, options);
      },
    }));
    await expect(run).rejects.toMatchObject({ code: 'publish-conflict' });
    expect(published()).not.toContain('market.json');
  });

  it('reads a note that is none of ours as no note', async () => {
    await publish();
    for (const text of [
      '',
      '{"format":"other"}',
      '[]',
      'null',
      '{"format":"pai-market-publish/1","holder":5,"published":{"index":1}}',
    ]) {
      writeFileSync(path('www/.publish/state.json'), text);
      expect((await publish()).json()).toMatchObject({
        outcome: 'unchanged',
        compared: 'listing',
        send: [],
      });
      expect((await publish()).json()).toMatchObject({ outcome: 'unchanged', compared: 'index' });
    }
  });
});
