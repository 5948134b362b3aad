/** Counts calls in fixed windows, as the real server does by default. */
import { tooManyRequests } from './errors.ts';

export interface RateLimits {
  /** Calls of one client a minute. */
  callsPerMinute: number;
  /** Job listings of one user a minute. */
  listingsPerMinute: number;
  /** Submissions of one user an hour. */
  submissionsPerHour: number;
}

export const DEFAULT_RATES: RateLimits = {
  callsPerMinute: 600,
  listingsPerMinute: 60,
  submissionsPerHour: 60,
};

export interface RateCounter {
  /** Counts one call of `who`. Throws 429 past the limit. */
  take(kind: keyof RateLimits, who: string): void;
}

const MINUTE = 60_000;
const WINDOWS: Record<keyof RateLimits, number> = {
  callsPerMinute: MINUTE,
  listingsPerMinute: MINUTE,
  submissionsPerHour: 60 * MINUTE,
};

export function createRateCounter(limits: RateLimits, now: () => number): RateCounter {
  const counts = new Map<string, { window: number; count: number }>();
  return {
    take(kind, who) {
      const key = `${kind} ${who}`;
      const window = Math.floor(now() / WINDOWS[kind]);
      const seen = counts.get(key);
      const count = seen?.window === window ? seen.count + 1 : 1;
      counts.set(key, { window, count });
      if (count > limits[kind]) throw tooManyRequests();
    },
  };
}
