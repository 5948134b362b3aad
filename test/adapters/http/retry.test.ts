import { describe, expect, it } from 'vitest';

import { retryAfter, waitBefore, WAITS } from '#adapters/http/retry.ts';

describe('the wait before another try', () => {
  it('grows, and ends after the third try', () => {
    const waits = [1, 2, 3].map((tries) => waitBefore(tries, { waits: WAITS }));
    expect(waits).toEqual([300, 1_200, undefined]);
  });

  it('is as long as the server asks, within a bound', () => {
    expect(waitBefore(1, { waits: WAITS, asked: 100 })).toBe(300);
    expect(waitBefore(1, { waits: WAITS, asked: 10_000 })).toBe(10_000);
    expect(waitBefore(1, { waits: WAITS, asked: 10_001 })).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const read = (value: string) => retryAfter(new Headers({ 'retry-after': value }));

  it('is read in seconds or as a date', () => {
    expect(read('7')).toBe(7_000);
    expect(read('Thu, 01 Jan 2015 00:00:00 GMT')).toBe(0);
    expect(read(new Date(4e12).toUTCString())).toBeGreaterThan(1e9);
  });

  it.each(['', '-1', '1.5', 'soon', '1e3', '0x10', '2015-01-01', 'Sun, nonsense'])(
    'is taken no notice of as %j',
    (value) => {
      expect(read(value)).toBeUndefined();
    },
  );
});
