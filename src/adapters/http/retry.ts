/** Which faults of a server may pass by themselves, and how long is waited for that. */

/**
 * Milliseconds before the second and the third try: a proxy that restarts is back after the first, a server that
 * starts anew mostly after the second; who looks at a page waits no longer for a market that is down.
 */
export const WAITS: readonly number[] = [300, 1_200];

/** A server that asks for more milliseconds is not waited for: people may come back by themselves. */
const LONGEST_WAIT = 10_000;

/** Asked too slowly or too often, or a proxy whose server does not answer. 500 is a fault of the server that stays. */
const PASSING = [408, 429, 502, 503, 504];

export function mayPass(status: number): boolean {
  return PASSING.includes(status);
}

/** Milliseconds before the next try; undefined when there is to be none. `asked` is the server's Retry-After. */
export function waitBefore(
  tries: number,
  { waits, asked = 0 }: { waits: readonly number[]; asked?: number | undefined },
): number | undefined {
  const wait = waits[tries - 1];
  return wait === undefined || asked > LONGEST_WAIT ? undefined : Math.max(wait, asked);
}

/** Milliseconds that a Retry-After asks for, given in seconds or as a date; undefined when it is neither, or not readable. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now());
}
