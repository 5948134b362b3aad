/** Notices that the other side of a port is gone without a word; no event tells of a worker that closed or was killed. */

/** Milliseconds between two questions whether it is still there. */
const TICK_MS = 5_000;
/** Ticks without any message after which it counts as gone: longer than a worker computes without a pause. */
const MOST_TICKS = 6;

export interface SilenceWatch {
  /** Something came from the other side. */
  heard(): void;
  /** Whether answers are owed; only then is there anything to notice. */
  expect(owed: boolean): void;
}

/** Ticks are counted, not time, as a computer that slept has heard nothing for hours. */
export function watchSilence(ask: () => void, onSilence: () => void): SilenceWatch {
  let silent = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const tick = () => {
    silent += 1;
    if (silent <= MOST_TICKS) return ask();
    stop();
    onSilence();
  };
  return {
    heard: () => void (silent = 0),
    expect(owed) {
      if (!owed) return stop();
      if (timer !== undefined) return;
      silent = 0;
      timer = setInterval(tick, TICK_MS);
    },
  };
}
