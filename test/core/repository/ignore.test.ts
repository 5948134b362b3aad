/** What a repository leaves out, as .gitignore has it; git itself is asked where it is there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { createIgnore } from '#core/repository/index.ts';

const PATTERNS: [pattern: string, fits: string[], others: string[]][] = [
  ['drafts', ['drafts/', 'a/drafts/', 'a/drafts'], ['drafts2/', 'draft']],
  ['drafts/', ['drafts/', 'a/drafts/'], ['drafts', 'a/drafts']],
  ['/drafts', ['drafts', 'drafts/'], ['a/drafts']],
  ['a/drafts', ['a/drafts'], ['b/a/drafts', 'drafts']],
  ['*.bak.yaml', ['x.bak.yaml', 'a/b/.bak.yaml'], ['x.yaml', 'x.bak.yaml2']],
  ['a/*/c', ['a/b/c'], ['a/b/d/c', 'a/c']],
  ['a/**/c', ['a/c', 'a/b/c', 'a/b/d/c'], ['b/a/c', 'a/cc']],
  ['**/c', ['c', 'a/b/c'], ['a/cc']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a']],
  ['job-?.yaml', ['job-1.yaml', 'a/job-x.yaml'], ['job-.yaml', 'job-12.yaml']],
  ['job-[0-9].yaml', ['job-7.yaml'], ['job-x.yaml', 'job-[0-9].yaml']],
  ['job-[!0-9].yaml', ['job-x.yaml'], ['job-7.yaml']],
  ['*a*b*c*', ['abc', 'xaxbxcx'], ['acb', 'ab']],
  ['\\*.yaml', ['*.yaml'], ['a.yaml']],
  ['[.yaml', [], ['a.yaml', '.yaml']],
];

const asked = PATTERNS.flatMap(([pattern, fits, others]) => [
  ...fits.map((path) => [pattern, path, true] as const),
  ...others.map((path) => [pattern, path, false] as const),
]);

describe('a pattern of what is left out', () => {
  it.each(asked)('%s and %s: %s', (pattern, path, expected) => {
    const ignore = createIgnore([pattern]);
    expect(ignore(path.replace(/\/$/, ''), path.endsWith('/'))).toBe(expected);
  });

  it.skipIf(spawnSync('git', ['--version']).status !== 0)('means the same to git', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pai-ignore-'));
    const git = (...args: string[]) => spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    for (const [pattern, path, expected] of asked) {
      // A path that ends in a slash is a folder to git, too.
      writeFileSync(join(folder, '.gitignore'), `${pattern}\n`);
      const { status } = git('check-ignore', '-q', '--no-index', path);
      expect([pattern, path, status === 0]).toEqual([pattern, path, expected]);
    }
    rmSync(folder, { recursive: true });
  });

  it('has one letter of any script for a question mark', () => {
    expect(createIgnore(['job-?.yaml'])('job-\u{1f600}.yaml', false)).toBe(true);
  });

  it('that comes later decides, and may take back what an earlier one left out', () => {
    const ignore = createIgnore(['*.yaml', '!good.yaml', '', '# good.yaml', '!']);
    expect(ignore('bad.yaml', false)).toBe(true);
    expect(ignore('a/good.yaml', false)).toBe(false);
  });

  it('of a nested repository counts from its folder, and not outside', () => {
    const ignore = createIgnore(['/drafts'], 'team/a');
    expect(ignore('team/a/drafts', true)).toBe(true);
    expect(ignore('drafts', true)).toBe(false);
    expect(ignore('team/ab/drafts', true)).toBe(false);
  });

  it('takes no time that grows with what a stranger writes', () => {
    const ignore = createIgnore([`${'*a'.repeat(500)}b`, `${'**/'.repeat(300)}x`]);
    expect(ignore('a'.repeat(5000), false)).toBe(false);
    expect(ignore('a/'.repeat(500), true)).toBe(false);
  });

  it.each([[Array.from({ length: 1001 }, () => 'a')], [['a'.repeat(1025)]]])(
    'is refused when it is too much',
    (patterns) => {
      expect(() => createIgnore(patterns)).toThrow(
        expect.objectContaining({ code: 'repository-invalid' }),
      );
    },
  );
});
