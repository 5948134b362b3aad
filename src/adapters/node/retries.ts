/** Tries a request again after a growing, random while: many clients that failed together come back one by one. */
import type { Clock } from '#core/ports.ts';

export interface RetryOptions {
  /** In all. */
  tries: number;
  clock: Clock;
  signal?: AbortSignal | undefined;
  mayPass: (thrown: unknown) => boolean;
}

const FIRST_MS = 200;
const LONGEST_MS = 10_000;

/** `attempt` counts from 1. */
export async function withRetries<Result>(
  work: (attempt: number) => Promise<Result>,
  { tries, clock, signal, mayPass }: RetryOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (thrown) {
      if (attempt >= tries || signal?.aborted || !mayPass(thrown)) throw thrown;
      await clock.sleep(pauseOf(attempt, Math.random()), signal);
    }
  }
}

/** Milliseconds behind the attempt of this number; `chance` is 0 to 1. */
function pauseOf(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return longest / 2 + (longest / 2) * chance;
}
