/** Work that is asked for more often than it can be done. */

export interface Turns {
  /** At once, or when the one that runs has ended. */
  now(): void;
  /** Not sooner than a pause after the last one began. */
  soon(): void;
  stop(): void;
}

/** Runs one at a time: what is asked for meanwhile is run once afterwards, so that nothing piles up. `run` never rejects. */
export function createTurns(run: () => Promise<void>, pauseMs: number): Turns {
  let running = false;
  let again = false;
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    if (running) {
      again = true;
      return;
    }
    running = true;
    last = performance.now();
    void run().then(() => {
      running = false;
      if (!again) return;
      again = false;
      now();
    });
  };
  return {
    now,
    soon() {
      if (timer !== undefined) return;
      const wait = last + pauseMs - performance.now();
      if (wait <= 0) now();
      else timer = setTimeout(now, wait);
    },
    stop: () => clearTimeout(timer),
  };
}
