import { describe, expect, it } from 'vitest';

import { assertSegment, filePath } from '#core/read/index.ts';
import { codeOf } from '../../fakes/thrown.ts';

describe('paths of package files', () => {
  it('joins checked segments', () => {
    expect(filePath('a.b-c_d', '1.0+b~1', 'archive.zip')).toBe(
      'packages/a.b-c_d/1.0+b~1/archive.zip',
    );
    expect(filePath('a', '1', 'jobs/été.yaml')).toBe('packages/a/1/jobs/été.yaml');
  });

  it.each(['', '.', '..', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a\\b', 'a\nb', 'a\0'])(
    'refuses the file name %j',
    async (file) => {
      expect(await codeOf(() => filePath('a', '1', file))).toBe('index-invalid');
    },
  );

  it.each(['', '.', '..', 'a..b', '.a', 'a.', 'a/b', 'a\\b', '%2e%2e', 'ä', 'a b', 'a\n'])(
    'refuses the package name %j',
    async (name) => {
      expect(await codeOf(() => assertSegment('name', name))).toBe('index-invalid');
    },
  );

  it.each(['', '..', '1..0', '-1', '1/2', '1 0', '1'.repeat(65), '1\n'])(
    'refuses the version %j',
    async (version) => {
      expect(await codeOf(() => assertSegment('version', version))).toBe('index-invalid');
    },
  );
});
