import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { watchJob } from '#flows/watch-job.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { codeOf } from '../fakes/thrown.ts';

import type { Clock } from '#core/ports.ts';
import type { FakeCluster, RawAnswer } from '../fakes/cluster.ts';

const JOB = { user: 'demo', name: 'hello' };
const PROTOCOL = {
  protocolVersion: 2,
  name: 'hello',
  type: 'job',
  prerequisites: [{ name: 'image', type: 'dockerimage', uri: 'busybox' }],
  taskRoles: {
    main: {
      dockerImage: 'image',
      resourcePerInstance: { cpu: 1, memoryMB: 1, gpu: 0 },
      commands: ['exit 0'],
    },
  },
};

/** Time passes only when the watcher sleeps; the cluster shows the same time. */
let now: number;
let waits: number[];
let clock: Clock;
let fake: FakeCluster;
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  waits = [];
  clock = {
    now: () => now,
    async sleep(ms, signal) {
      if (signal?.aborted) throw new MarketError('cancelled', 'stopped');
      waits.push(ms);
      now += ms;
    },
  };
  fake = await startFakeCluster({ now: () => now, pace: { waitingMs: 4000, runningMs: 20_000 } });
});
afterEach(() => fake.close());

async function submit(commands = ['exit 0']) {
  const { main } = PROTOCOL.taskRoles;
  const body = JSON.stringify({ ...PROTOCOL, taskRoles: { main: { ...main, commands } } });
  const headers = { 'Content-Type': 'text/yaml' };
  await fake.cluster.send({ method: 'POST', url: `${fake.url}/api/v2/jobs`, headers, body });
}

async function watch(signal?: AbortSignal): Promise<string[]> {
  const states: string[] = [];
  for await (const { state } of watchJob(JOB, { cluster: fake.cluster, clock, signal })) {
    states.push(state);
  }
  return states;
}

/** Gives each answer once, then the cluster's own. */
function first(...answers: RawAnswer[]) {
  fake.instead = () => answers.shift();
}

describe('watching a job', () => {
  it('tells its states until it ended', async () => {
    await submit();
    expect([...new Set(await watch())]).toEqual(['WAITING', 'RUNNING', 'SUCCEEDED']);
  });

  it('ends with a job that failed', async () => {
    await submit(['exit 3']);
    expect((await watch()).at(-1)).toBe('FAILED');
  });

  it('asks less and less often, at least every five seconds', async () => {
    await submit();
    await watch();
    expect(waits[0]).toBe(1000);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(Math.max(...waits)).toBe(5000);
  });

  it('gives the time of each reading', async () => {
    await submit();
    for await (const { at } of watchJob(JOB, { cluster: fake.cluster, clock }))
      expect(at).toBe(now);
  });

  it('takes a state that it does not know for UNKNOWN and goes on', async () => {
    await submit();
    first({ status: 200, body: { jobStatus: { state: 'DANCING' } } }, { status: 200, body: {} });
    expect((await watch()).slice(0, 3)).toEqual(['UNKNOWN', 'UNKNOWN', 'WAITING']);
  });

  it('bears passing trouble', async () => {
    await submit();
    first({ status: 500 }, { status: 404 }, { status: 200, body: '<html>' }, { status: 502 });
    expect((await watch()).at(-1)).toBe('SUCCEEDED');
  });

  it('waits as long as the cluster asks', async () => {
    await submit();
    first({ status: 429, headers: { 'Retry-After': '60' } });
    await watch();
    expect(waits[0]).toBe(60_000);
  });

  it('gives up on trouble that stays', async () => {
    fake.instead = () => ({ status: 500 });
    expect(await codeOf(watch)).toBe('cluster-error');
    expect(fake.calls()).toHaveLength(6);
  });

  it.each<[number, string]>([
    [401, 'cluster-auth'],
    [403, 'cluster-forbidden'],
  ])('gives up at once on %d', async (status, code) => {
    fake.instead = () => ({ status });
    expect(await codeOf(watch)).toBe(code);
    expect(fake.calls()).toHaveLength(1);
  });

  it('ends quietly when the signal fires', async () => {
    await submit();
    const stop = new AbortController();
    const states: string[] = [];
    const options = { cluster: fake.cluster, clock, signal: stop.signal };
    for await (const { state } of watchJob(JOB, options)) {
      states.push(state);
      stop.abort();
    }
    expect(states).toEqual(['WAITING']);
    expect(await watch(AbortSignal.abort())).toEqual([]);
  });
});
