/** Ends a request that takes too long or that the user cancels, and remembers which of them it was. */
import { MarketError } from '#core/errors.ts';

import type { Limits } from '#core/limits.ts';

export type WatchLimits = Pick<Limits, 'idleMs' | 'totalRate' | 'totalGraceMs'>;

export interface Watch {
  /** For `fetch`. */
  readonly signal: AbortSignal;
  /** Tells that something came or left; `total` bytes so far, as before if absent. */
  touch(total?: number): void;
  /** Allows for so many bytes that leave without telling, at the least rate that is borne. */
  allow(bytes: number): void;
  /** Nothing is expected until the next touch. */
  pause(): void;
  /** `net-timeout` or `cancelled` once the watch ended the request, whatever error that led to. */
  reason(what: string): MarketError | undefined;
  /** Must be called in the end. */
  end(): void;
}

/** Starts the clock; a signal that has already fired ends it at once. */
export function createWatch(limits: WatchLimits, user: AbortSignal | undefined): Watch {
  const controller = new AbortController();
  const started = Date.now();
  let timedOut = false;
  let most = 0;
  let untold = 0;
  const expire = () => {
    timedOut = true;
    controller.abort();
  };
  const cancel = () => controller.abort();
  let idle = setTimeout(expire, limits.idleMs);
  user?.addEventListener('abort', cancel, { once: true });
  if (user?.aborted) cancel();
  return {
    signal: controller.signal,
    touch(total = most) {
      most = total;
      clearTimeout(idle);
      idle = setTimeout(expire, limits.idleMs);
      const allowed = limits.totalGraceMs + ((total + untold) / limits.totalRate) * 1000;
      if (Date.now() - started > allowed) expire();
    },
    allow(bytes) {
      untold = bytes;
      clearTimeout(idle);
      idle = setTimeout(expire, limits.idleMs + (bytes / limits.totalRate) * 1000);
    },
    pause() {
      clearTimeout(idle);
    },
    reason(what) {
      if (user?.aborted) return new MarketError('cancelled', `Reading ${what} was cancelled.`);
      if (!timedOut) return undefined;
      return new MarketError('net-timeout', `${what} took too long to answer.`, {
        details: { url: what },
      });
    },
    end() {
      clearTimeout(idle);
      user?.removeEventListener('abort', cancel);
    },
  };
}
