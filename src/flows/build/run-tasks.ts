/** Runs many tasks of one kind on all workers, and gives their results in order. */
import { assertNotCancelled } from '../findings.ts';

import type { Workers } from '#core/ports.ts';

export interface RunOptions<Input> {
  /** Closed at the end. */
  workers: Workers;
  signal?: AbortSignal | undefined;
  onBegin?: (input: Input) => void;
  onDone?: (done: number) => void;
}

/** The first failure is thrown, after all that was under way has ended: nothing writes any more. */
export async function runTasks<Input, Output>(
  name: string,
  inputs: readonly Input[],
  { workers, signal, onBegin, onDone }: RunOptions<Input>,
): Promise<Output[]> {
  const results: Output[] = [];
  let next = 0;
  let done = 0;
  let failed = false;
  const runLane = async (): Promise<void> => {
    while (next < inputs.length && !failed) {
      const at = next;
      next += 1;
      const input = inputs[at] as Input;
      try {
        assertNotCancelled(signal);
        onBegin?.(input);
        results[at] = (await workers.call(name, input)) as Output;
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
      done += 1;
      onDone?.(done);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: workers.size }, runLane));
  await workers.close();
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  return results;
}
