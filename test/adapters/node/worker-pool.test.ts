import { afterEach, describe, expect, it } from 'vitest';

import { createWorkerPool } from '#adapters/node/worker-pool.ts';

import type { Workers } from '#core/ports.ts';

/** A program as `answerCalls` makes one, in plain JavaScript: threads of Node 20 read nothing else. */
const PROGRAM = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id, name, input }) => {
  if (name === 'die') process.exit(3);
  if (name === 'crash') throw new Error('no such thing');
  if (name === 'refuse') {
    const problem = { code: 'zip-name', message: 'This name cannot be.', details: { file: 'aux' } };
    parentPort.postMessage({ id, problem });
  }
  if (name === 'double') setTimeout(() => parentPort.postMessage({ id, output: 2 * input }), 5);
  if (name === 'who') setTimeout(() => parentPort.postMessage({ id, output: threadId }), 20);
});
`;
const script = new URL(`data:text/javascript,${encodeURIComponent(PROGRAM)}`);

let pool: Workers;
afterEach(() => pool.close());

describe('calls to threads', () => {
  it('are answered each with its own result, by as many threads as were asked for', async () => {
    pool = createWorkerPool({ script, size: 3 });
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const doubled = await Promise.all(numbers.map((number) => pool.call('double', number)));
    expect(doubled).toEqual(numbers.map((number) => 2 * number));
    const who = await Promise.all([1, 2, 3].map(() => pool.call('who', undefined)));
    expect(new Set(who).size).toBe(3);
  });

  it('throw what the other side threw', async () => {
    pool = createWorkerPool({ script, size: 1 });
    await expect(pool.call('refuse', 1)).rejects.toMatchObject({
      code: 'zip-name',
      message: 'This name cannot be.',
      details: { file: 'aux' },
    });
  });

  it.each(['die', 'crash'])(
    'fail when their thread ends (%s), and the next one has a new thread',
    async (how) => {
      pool = createWorkerPool({ script, size: 1 });
      await expect(pool.call(how, 1)).rejects.toMatchObject({ code: 'internal' });
      expect(await pool.call('double', 2)).toBe(4);
    },
  );

  it('are cancelled when the threads are closed', async () => {
    pool = createWorkerPool({ script, size: 1 });
    const waiting = expect(pool.call('nothing', 1)).rejects.toMatchObject({ code: 'cancelled' });
    await pool.close();
    await waiting;
    await expect(pool.call('double', 1)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
