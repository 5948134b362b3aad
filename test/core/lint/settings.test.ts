/** Patterns, near words and comments: what decides which findings are let be. */
import { describe, expect, it } from 'vitest';

import {
  matchesGlob,
  nearest,
  readSuppressions,
  readWaiver,
  SourceDocument,
} from '#core/lint/index.ts';

describe('patterns of paths', () => {
  it.each<[string, string, boolean]>([
    ['a/b.yaml', 'a/b.yaml', true],
    ['a', 'a/b/c.yaml', true],
    ['./a/', 'a/b', true],
    ['*.yaml', 'a/b/c.yaml', true],
    ['*.yaml', 'a/b.yml', false],
    ['a/*.yaml', 'a/b/c.yaml', false],
    ['a/**', 'a/b/c.yaml', true],
    ['a/**/c.yaml', 'a/c.yaml', true],
    ['a/**/c.yaml', 'a/x/y/c.yaml', true],
    ['a/**/c.yaml', 'b/c.yaml', false],
    ['**/x', 'a/b/x', true],
    ['a/?', 'a/b', true],
    ['a/?', 'a/bc', false],
    ['a/b', 'ab', false],
    ['b/c', 'a/b/c', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, path, fits) => expect(matchesGlob(pattern, path)).toBe(fits));

  it('take no long time, whatever they are', () => {
    const pattern = `${'*a'.repeat(200)}/${'**/'.repeat(50)}x`;
    expect(matchesGlob(pattern, `${'a'.repeat(2000)}/${'a/'.repeat(100)}y`)).toBe(false);
  });
});

describe('the nearest word', () => {
  it.each<[string, string[], string | undefined]>([
    ['licence', ['license', 'label'], 'license'],
    ['Label', ['label', 'lapel'], 'label'],
    ['lable', ['label', 'author'], 'label'],
    ['xyz', ['label'], undefined],
    // Two are as near: nobody can tell.
    ['bat', ['cat', 'rat'], undefined],
    ['cat', ['cat'], undefined],
  ])('%s in %j is %s', (typed, words, near) => expect(nearest(typed, words)).toBe(near));
});

describe('comments', () => {
  const read = (text: string) =>
    readSuppressions(new SourceDocument('a', text)).map(({ checks, reason, line, alone }) => ({
      checks,
      reason,
      line,
      alone,
    }));

  it('name checks and give a reason', () => {
    expect(read('a: 1 # pai-market-ignore image-tag, url-insecure: we know: it moves\n')).toEqual([
      { checks: ['image-tag', 'url-insecure'], reason: 'we know: it moves', line: 1, alone: false },
    ]);
    expect(read('\n  # pai-market-ignore image-tag: so\n')).toMatchObject([
      { line: 2, alone: true },
    ]);
    expect(read('<!-- pai-market-ignore-file picture-missing: so -->')).toMatchObject([
      { checks: ['picture-missing'], reason: 'so', line: undefined },
    ]);
    expect(read('# pai-market-ignore')).toMatchObject([{ checks: [], reason: '' }]);
    expect(read('url: http://a/#pai-market-ignore x: y')).toEqual([]);
  });
});

describe('waivers', () => {
  it('have a check, a pattern and a reason', () => {
    const checks = ['image-tag'];
    expect(readWaiver('image-tag a/**: no digests: really', checks)).toEqual({
      check: 'image-tag',
      pattern: 'a/**',
      reason: 'no digests: really',
    });
    expect(readWaiver('image-tag a/**', checks)).toMatch(/is no "CHECK PATTERN: REASON"/);
    expect(readWaiver('image-tug a: b', checks)).toMatch(/Did you mean "image-tag"/);
  });
});
