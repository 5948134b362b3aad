/** The side of a thread: answers the calls of `createWorkerPool`. */
import { parentPort } from 'node:worker_threads';

import { toMarketError, toProblem } from '#core/errors.ts';

import type { WorkerAnswer, WorkerCall } from './worker-pool.ts';

/** `run` does one call; what it throws is thrown on the other side as a `MarketError`. */
export function answerCalls(run: (name: string, input: unknown) => Promise<unknown>): void {
  parentPort?.on('message', ({ id, name, input }: WorkerCall) => {
    const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);
    run(name, input).then(
      (output) => answer({ id, output }),
      (thrown: unknown) => answer({ id, problem: toProblem(toMarketError(thrown)) }),
    );
  });
}
