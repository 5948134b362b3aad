/** Calls between two sides of a real port: answers, progress, cancel, errors, bytes, and an other side that ends. */
import { afterEach, expect, it, vi } from 'vitest';

import { createCaller } from '#adapters/worker/calls.ts';
import { serveCalls } from '#adapters/worker/serve.ts';
import { MarketError } from '#core/errors.ts';

import type { Caller, Connection } from '#adapters/worker/calls.ts';
import type { Handlers } from '#adapters/worker/serve.ts';

interface Table {
  double: { input: number; output: number; progress: never };
  count: { input: number; output: string; progress: number };
  wait: { input: string; output: string; progress: string };
  bytes: { input: { whole: boolean }; output: Uint8Array; progress: never };
  fail: { input: unknown; output: never; progress: never };
}

let held: Uint8Array | undefined;
let aborted: string[] = [];
const handlers: Handlers<Table> = {
  double: async (value) => value * 2,
  async count(to, { onProgress }) {
    for (let at = 1; at <= to; at += 1) onProgress(at);
    return 'counted';
  },
  wait: (name, { signal, onProgress }) =>
    new Promise((_resolve, reject) => {
      onProgress('waiting');
      signal.addEventListener('abort', () => {
        aborted.push(name);
        reject(new MarketError('cancelled', 'The other side heard of it.'));
      });
    }),
  async bytes({ whole }) {
    held = new Uint8Array([1, 2, 3, 4]);
    return whole ? held : held.subarray(1, 3);
  },
  async fail(what) {
    if (what === 'market error') {
      const cause = new Error('inner');
      throw new MarketError('zip-crc', 'A file is spoilt.', {
        cause,
        details: { file: 'a.txt', found: 7 },
      });
    }
    throw new TypeError('x is not a function');
  },
};

let started: Connection[] = [];
let caller: Caller<Table> | undefined;
afterEach(() => {
  vi.useRealTimers();
  caller?.close();
  for (const { port } of started) port.close();
  started = [];
  aborted = [];
});

/** A caller with the other side in this thread; `ready` comes first, as from a worker. */
function open(): Caller<Table> {
  caller = createCaller<Table>(start);
  return caller;
}

function start(): Promise<Connection> {
  const { port1: port, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port.onmessage = () => {
      const connection: Connection = { port, onEnd: undefined, end: () => port.close() };
      started.push(connection);
      resolve(connection);
    };
    serveCalls<Table>(port2, handlers);
  });
}

/** The other side ends by itself. */
function end(connection = started.at(-1)): void {
  connection?.port.close();
  connection?.onEnd?.();
}

it('answers several calls at a time, each to its own', async () => {
  const { call } = open();
  expect(await Promise.all([1, 2, 3].map((value) => call('double', value)))).toEqual([2, 4, 6]);
  expect(started).toHaveLength(1);
});

it('starts the other side at the first call, not before', async () => {
  const { call } = open();
  expect(started).toHaveLength(0);
  await call('double', 1);
  expect(started).toHaveLength(1);
});

it('tells progress in order, before the answer', async () => {
  const told: number[] = [];
  const answer = await open().call('count', 3, { onProgress: (value) => told.push(value) });
  expect([...told, answer]).toEqual([1, 2, 3, 'counted']);
});

it('rejects at once when the signal fires, and lets the other side know', async () => {
  const { call } = open();
  const controller = new AbortController();
  const waiting = call('wait', 'first', {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  // Messages keep their order: the answer to this one comes after the cancel was heard.
  await call('double', 1);
  expect(aborted).toEqual(['first']);
});

it('asks nothing when the signal has fired already', async () => {
  const { call } = open();
  const signal = AbortSignal.abort();
  await expect(call('double', 1, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  expect(started).toHaveLength(0);
});

it('gives errors with code, words and details, but without their cause', async () => {
  const error = await open()
    .call('fail', 'market error')
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MarketError);
  expect(error).toMatchObject({
    code: 'zip-crc',
    message: 'A file is spoilt.',
    details: { file: 'a.txt', found: 7 },
  });
  expect((error as MarketError).cause).toBeUndefined();
});

it('gives a bug as `internal` with its words', async () => {
  await expect(open().call('fail', 'bug')).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('x is not a function') as string,
  });
});

it('says so when an answer cannot be sent or a call is not known', async () => {
  const { port1, port2 } = new MessageChannel();
  const connection: Connection = { port: port1, onEnd: undefined, end: () => port1.close() };
  started.push(connection);
  serveCalls<{ odd: { input: unknown; output: unknown; progress: never } }>(port2, {
    odd: async () => () => 1,
  });
  const { call } = createCaller<Record<'odd' | 'gone', Table['double']>>(async () => connection);
  await expect(call('odd', 1)).rejects.toMatchObject({ code: 'internal' });
  await expect(call('gone', 1)).rejects.toMatchObject({
    code: 'internal',
    message: 'The worker has no call gone.',
  });
});

it('hands bytes over when they are all of their buffer, and copies them when they are not', async () => {
  const { call } = open();
  expect(await call('bytes', { whole: true })).toEqual(new Uint8Array([1, 2, 3, 4]));
  expect(held?.byteLength).toBe(0);
  expect(await call('bytes', { whole: false })).toEqual(new Uint8Array([2, 3]));
  expect(held?.byteLength).toBe(4);
});

it('rejects all that waits when the other side ends, and starts it anew for the next call', async () => {
  const { call } = open();
  const waiting = [call('wait', 'a'), call('wait', 'b')];
  await call('double', 1);
  end();
  for (const result of await Promise.allSettled(waiting)) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { code: 'internal', message: expect.stringContaining('has stopped') as string },
    });
  }
  expect(await call('double', 4)).toBe(8);
  expect(started).toHaveLength(2);
});

it('notices an other side that went without a word, and starts it anew', async () => {
  const { call } = open();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const waiting = call('wait', 'a');
  await call('double', 1);
  const [first] = started;
  first?.port.close();
  vi.advanceTimersByTime(60_000);
  await expect(waiting).rejects.toMatchObject({ code: 'internal' });
  expect(await call('double', 4)).toBe(8);
  expect(started).toHaveLength(2);
});

it('waits as long as it takes for an other side that is there', async () => {
  const { call } = open();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const controller = new AbortController();
  const waiting = call('wait', 'a', { signal: controller.signal });
  for (let tick = 0; tick < 20; tick += 1) {
    vi.advanceTimersByTime(5_000);
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
  expect(await call('double', 4)).toBe(8);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(vi.getTimerCount()).toBe(0);
});

it('tries again to start after it failed', async () => {
  let tries = 0;
  const { call } = createCaller<Table>(() => {
    tries += 1;
    if (tries === 1) throw new MarketError('net-unreachable', 'The code is not there.');
    return start();
  });
  await expect(call('double', 1)).rejects.toMatchObject({ code: 'net-unreachable' });
  expect(await call('double', 1)).toBe(2);
});

it('cancels all when it is closed, and ends the other side', async () => {
  const { call, close } = open();
  const waiting = call('wait', 'a');
  await call('double', 1);
  close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await expect(call('double', 1)).rejects.toMatchObject({ code: 'cancelled' });
  expect(started).toHaveLength(1);
});

it('ends an other side that was still starting when it was closed', async () => {
  let ended = false;
  const { call, close } = createCaller<Table>(async () => {
    const connection = await start();
    return { ...connection, end: () => void (ended = true) };
  });
  const waiting = call('double', 1);
  close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(ended).toBe(true);
});

it('takes no notice of what fires after the answer', async () => {
  const { call } = open();
  const controller = new AbortController();
  expect(await call('double', 2, { signal: controller.signal })).toBe(4);
  controller.abort();
  expect(await call('double', 3)).toBe(6);
});
