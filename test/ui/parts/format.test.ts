/** Sizes and times in words. */
import { describe, expect, it } from 'vitest';

import { formatAge, formatBytes, formatTime } from '#ui/parts/format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1536, '1.5 kB'],
    [40_960, '41 kB'],
    [999_999, '1 MB'],
    [2_000_000_000, '2 GB'],
  ])('says %d as %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('formatTime', () => {
  it('gives minutes in UTC', () => {
    expect(formatTime(Date.UTC(2025, 10, 22, 14, 5, 59))).toBe('2025-11-22 14:05 UTC');
  });

  it('gives nothing for what is no time', () => {
    expect(formatTime(Number.NaN)).toBeUndefined();
    expect(formatTime(1e20)).toBeUndefined();
  });
});

describe('formatAge', () => {
  const now = Date.UTC(2025, 10, 22);
  it.each([
    [0, 'just now'],
    [60, '1 minute ago'],
    [3 * 86_400, '3 days ago'],
    [400 * 86_400, '1 year ago'],
    [-7200, 'in 2 hours'],
  ])('says %d seconds before as %s', (seconds, words) => {
    expect(formatAge(now - seconds * 1000, now)).toBe(words);
  });

  it('gives nothing for what is no time', () => {
    expect(formatAge(1e20, now)).toBeUndefined();
  });
});
