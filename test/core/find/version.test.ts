import { describe, expect, it } from 'vitest';

import { compareVersions } from '#core/find/index.ts';

/** Oldest first. */
const ORDERED = [
  '0.9',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1-SNAPSHOT',
  '1.0.1',
  '1.9.0',
  '1.10.0',
  '1.10.0.1',
  '1.10.1-jre',
  '1.10.1',
  '2.0~rc1',
  '2.0',
  '2.0.Final',
  '2.1-alpha-9',
  '2.1-alpha-10',
  '2.1-beta-1',
  '2.1-SNAPSHOT',
  '2.1',
  '5.0.0-SNAPSHOT',
  '5.0.0',
  '5.1.39',
  '6.1.2',
  '20210101',
  '99999999999999999998',
  '99999999999999999999',
];

describe('the order of versions', () => {
  it('is that of semantic versioning, and of Maven for the rest', () => {
    const shuffled = [...ORDERED].sort().reverse();
    expect(shuffled.sort(compareVersions)).toEqual(ORDERED);
  });

  it('is total: any two compare the opposite way round, any three in line', () => {
    const versions = [...ORDERED, 'a', 'v1.0', '1-x', '1.0.0+b', '~', '1.0.0-rc.10', '1.0-rc10'];
    for (const a of versions) {
      for (const b of versions) {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        for (const c of versions) {
          if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
            expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
          }
        }
      }
    }
  });

  it.each([
    ['1.0', '1.0.0'],
    ['1.0.0', '1.0.0+build.5'],
    ['1.00.0', '1.0.0'],
    ['v1.2', '1.2'],
  ])('does not tell %s from %s', (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
  });
});
