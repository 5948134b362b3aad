/** The words for details of errors, and what kind of value they are. */
import { describe, expect, it } from 'vitest';

import { codeOfDetails, detailLabel } from '#ui/parts/detail-labels.ts';
import { kindOf } from '#ui/parts/detail-kind.ts';
import { differenceWords, groupsOf } from '#ui/parts/difference.ts';

describe('codeOfDetails', () => {
  it('is the reason of a bad signature of the index, and else the code itself', () => {
    const details = { reason: 'signature-missing' };
    const code = codeOfDetails({ code: 'index-signature', message: '', details });
    expect(detailLabel('expected', code)).toBe('Keys configured');
    expect(codeOfDetails({ code: 'key-revoked', message: '', details })).toBe('key-revoked');
  });
});

describe('detailLabel', () => {
  it('makes words of any key, even of those of objects', () => {
    expect(detailLabel('key')).toBe('Configuration key');
    expect(detailLabel('constructor')).toBe('Constructor');
    expect(detailLabel('__proto__')).toBe(' proto ');
    expect(detailLabel('sha256Expected')).toBe('Sha256 expected');
  });

  it('says of a found value what it is, where the code tells', () => {
    expect(detailLabel('found', 'signature-future')).toBe('Signed on');
    expect(detailLabel('found', 'index-rollback')).toBe('Serial number now');
    expect(detailLabel('found', 'archive-digest')).toBe('Found');
  });
});

describe('kindOf', () => {
  it.each([
    ['A'.repeat(40), 'fingerprints'],
    ['A'.repeat(64), 'fingerprints'],
    [`${'A'.repeat(40)}, ${'B'.repeat(64)}`, 'fingerprints'],
    ['a'.repeat(64), 'digest'],
    ['a'.repeat(40), 'text'],
    ['2025-11-22T00:00:00Z', 'time'],
    ['2025-13-45T00:00:00Z', 'text'],
    ['2025-11-22', 'text'],
  ])('%s is %s', (value, kind) => {
    expect(kindOf('signer-unknown', 'found', value)).toBe(kind);
  });

  it('knows which numbers are bytes', () => {
    expect(kindOf('net-too-large', 'allowed', 5)).toBe('bytes');
    expect(kindOf('signature-threshold', 'expected', 2)).toBe('text');
    expect(kindOf('internal', 'size', 2)).toBe('bytes');
  });
});

describe('differences', () => {
  it('mark only the groups that differ', () => {
    const marked = groupsOf('aaaabbbbccc', 'fingerprint', 'aaaabbxbccc').map(
      (each) => each.differs,
    );
    expect(marked).toEqual([false, true, false]);
  });

  it('are told in words', () => {
    expect(differenceWords('abc', 'abc')).toBeUndefined();
    expect(differenceWords('abcd', 'abxd')).toBe('They differ in character 3.');
    expect(differenceWords('abcd', 'xbyd')).toBe('They differ from character 1 on, in 2 of 4.');
    expect(differenceWords('abcd', 'ab')).toBe('They differ from character 3 on, in 2 of 4.');
  });
});
