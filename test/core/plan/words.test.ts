/** Numbers and sizes in the words of plans. */
import { expect, it } from 'vitest';

import { byteSize, clip, count } from '#core/plan/words.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1049, '1 kB'],
  [1500, '1.5 kB'],
  [9949, '9.9 kB'],
  [9960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [4_000_000, '4 MB'],
  [12_345_678, '12 MB'],
  [5_000_000_000_000_000, '5000 TB'],
])('%i bytes are %s', (bytes, words) => {
  expect(byteSize(bytes)).toBe(words);
});

it('knows one from many', () => {
  expect([count(1, 'job'), count(0, 'job'), count(2, 'property', 'properties')]).toEqual([
    '1 job',
    '0 jobs',
    '2 properties',
  ]);
});

it('cuts to the length that fits', () => {
  expect([clip('abc', 3), clip('abcd', 3)]).toEqual(['abc', 'ab…']);
});
