/** Expects a refusal and gives it to the test: the code is what counts, the words may change. */
import { MarketError } from '#core/errors.ts';

import type { ErrorCode } from '#core/errors.ts';

/** The `MarketError` that the work throws or rejects with; fails for anything else. */
export async function refusalOf(work: () => unknown): Promise<MarketError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MarketError) return error;
    throw error;
  }
  throw new Error('expected a refusal, but nothing was thrown');
}

/** The code alone. */
export async function codeOf(work: () => unknown): Promise<ErrorCode> {
  return (await refusalOf(work)).code;
}
