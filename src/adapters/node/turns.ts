/** Lets several calls go on at the same time, once the first one has shown that they can. */

export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * The first call is alone: where a wrong PIN is counted, three at once would lock the card. If it fails, those that
 * waited fail with it, and the next one is the first again.
 */
export function createTurns(atOnce: number): Turns {
  let first: Promise<unknown> | undefined;
  let running = 0;
  const waiting: (() => void)[] = [];
  const inTurn: Turns = async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return async (work) => {
    if (first) {
      await first;
      return inTurn(work);
    }
    const alone = inTurn(work);
    first = alone;
    try {
      return await alone;
    } catch (error) {
      first = undefined;
      throw error;
    }
  };
}
