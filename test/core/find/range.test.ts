import { describe, expect, it } from 'vitest';

import { cdapRange, judgeCompatibility, parseRange, withdrawnReason } from '#core/find/index.ts';

describe('version ranges', () => {
  it.each([
    ['[4.0.0,4.1.0)', '4.0.0', 'compatible'],
    ['[4.0.0,4.1.0)', '4.0.9', 'compatible'],
    ['[4.0.0,4.1.0)', '4.0.10', 'compatible'],
    ['[4.0.0,4.1.0)', '4.1.0', 'incompatible'],
    ['[4.0.0,4.1.0)', '4.1.0-SNAPSHOT', 'compatible'],
    ['[4.2.0-SNAPSHOT, 6.0.0-SNAPSHOT)', '6.0.0-SNAPSHOT', 'incompatible'],
    ['[4.2.0-SNAPSHOT, 6.0.0-SNAPSHOT)', '4.2.0', 'compatible'],
    ['(1.0,2.0]', '1.0.0', 'incompatible'],
    ['(1.0,2.0]', '2.0.0', 'compatible'],
    ['[1.8,)', '1.10', 'compatible'],
    ['(,1.8]', '1.10', 'incompatible'],
    ['[1.8.0,1.8.0]', '1.8', 'compatible'],
    ['[6.1.2,6.1.2)', '6.1.2', 'incompatible'],
    ['[2.0,1.0]', '1.5', 'incompatible'],
    [undefined, '1.0', 'compatible'],
    ['[1.0,2.0', '1.5', 'unknown'],
    ['1.0', '1.0', 'unknown'],
    ['[1,2,3)', '1', 'unknown'],
    ['[,]', '1', 'unknown'],
    ['[[1,2))', '1', 'unknown'],
    [`[${'1'.repeat(100_000)},`, '1', 'unknown'],
    [`${'['.repeat(100_000)}`, '1', 'unknown'],
    ['[1.0,2.0)', undefined, 'unknown'],
  ] as const)('finds that %s is, for a cluster of %s, %s', (range, version, expected) => {
    expect(judgeCompatibility(range, version)).toBe(expected);
  });

  it('does not parse what is no range', () => {
    for (const text of ['', '[]', '()', '[,]', '[ , ]', 'latest']) {
      expect(parseRange(text)).toBeUndefined();
    }
  });

  it('reads both spellings of a CDAP range', () => {
    expect(cdapRange({ cdapVersion: '[4,5)' })).toBe('[4,5)');
    const bounds = { cdap: { minVersion: '4.0.0', maxVersion: '4.1.0' } };
    expect(cdapRange({ dependencies: bounds })).toBe('[4.0.0,4.1.0)');
    expect(cdapRange({ dependencies: { cdap: { minVersion: '4.0.0' } } })).toBe('[4.0.0,)');
    expect(cdapRange({})).toBeUndefined();
  });

  it('takes an empty range, and a reason, for a withdrawal', () => {
    const row = { name: 'a', version: '1' };
    expect(withdrawnReason(row)).toBeUndefined();
    expect(withdrawnReason({ ...row, paiVersion: '[1.8,2.0)' })).toBeUndefined();
    expect(withdrawnReason({ ...row, yanked: 'Broken.' })).toBe('Broken.');
    expect(withdrawnReason({ ...row, cdapVersion: '[6.1.2,6.1.2)' })).toContain('[6.1.2,6.1.2)');
  });
});
