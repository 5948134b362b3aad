/** Calls to threads that all run the same program; a call goes to a thread that has nothing to do. */
import { Worker } from 'node:worker_threads';

import { MarketError } from '#core/errors.ts';

import type { Problem } from '#core/errors.ts';
import type { Workers } from '#core/ports.ts';

/** What goes to a thread. */
export interface WorkerCall {
  id: number;
  name: string;
  input: unknown;
}

/** What comes back. */
export type WorkerAnswer = { id: number; output: unknown } | { id: number; problem: Problem };

interface Waiting {
  resolve(output: unknown): void;
  reject(error: MarketError): void;
}

interface Thread {
  worker: Worker;
  /** What it has not answered. */
  waiting: Map<number, Waiting>;
}

/** `script` is the program of every thread, which calls `answerCalls`. Threads start at the first call. */
export function createWorkerPool({ script, size }: { script: URL; size: number }): Workers {
  const threads: Thread[] = [];
  let lastId = 0;
  let closed = false;

  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(script), waiting: new Map() };
    const fail = (error: MarketError) => {
      threads.splice(threads.indexOf(thread), threads.includes(thread) ? 1 : 0);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    thread.worker.on('message', (answer: WorkerAnswer) => settle(thread, answer));
    thread.worker.on('error', (cause) => fail(ended(cause)));
    thread.worker.on('exit', () => fail(closed ? cancelled() : ended(undefined)));
    threads.push(thread);
    return thread;
  };
  const pick = (): Thread => {
    const idle = threads.find(({ waiting }) => waiting.size === 0);
    if (idle || threads.length < size) return idle ?? start();
    return threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
  };
  return {
    size,
    call(name, input) {
      if (closed) return Promise.reject(cancelled());
      const thread = pick();
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        thread.waiting.set(id, { resolve, reject });
        thread.worker.postMessage({ id, name, input } satisfies WorkerCall);
      });
    },
    async close() {
      closed = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function settle({ waiting }: Thread, answer: WorkerAnswer): void {
  const call = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (!call) return;
  if ('output' in answer) call.resolve(answer.output);
  else {
    const { code, message, details } = answer.problem;
    call.reject(new MarketError(code, message, { details }));
  }
}

function cancelled(): MarketError {
  return new MarketError('cancelled', 'Cancelled; nothing more is done.');
}

function ended(cause: unknown): MarketError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new MarketError('internal', `A thread ended before its work was done${reason}.`, {
    cause,
  });
}
