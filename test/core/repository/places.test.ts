/** What places say: packages, nested repositories, names, order. */
import { describe, expect, it } from 'vitest';

import {
  innermost,
  isBuiltMarket,
  namedByFolders,
  packageFolders,
  sortByPath,
} from '#core/repository/index.ts';

describe('package folders', () => {
  it('are those with a package.yaml, the outermost, and never the root', () => {
    const found = packageFolders([
      'package.yaml',
      'packages/hello/1.0.0/package.yaml',
      'packages/hello/1.0.0/archive/package.yaml',
      'packages/hello/1.0.0/archive/deep/er/package.yaml',
      'vision/package.yaml',
      'vision2/my-package.yaml',
      'other/job.yaml',
    ]);
    expect([...found].sort()).toEqual(['packages/hello/1.0.0', 'vision']);
  });

  it.each([
    ['packages/hello/1.0.0', { name: 'hello', version: '1.0.0' }],
    ['packages/hello/latest', { name: 'hello', version: 'latest' }],
    ['a/b/hello/v2', { name: 'hello', version: 'v2' }],
    ['a/b/hello', { name: 'hello', version: '' }],
    ['hello', { name: 'hello', version: '' }],
  ])('%s is called %j', (folder, expected) => {
    expect(namedByFolders(folder)).toEqual(expected);
  });
});

it('the innermost folder is the nearest one upwards, by whole names', () => {
  const folders = new Set(['a', 'a/b']);
  expect(innermost('a/b/c', folders)).toBe('a/b');
  expect(innermost('a/bc', folders)).toBe('a');
  expect(innermost('ab', folders)).toBeUndefined();
});

it('paths are in the order of their bytes, also beyond the first plane', () => {
  const paths = ['b', 'a/b', 'a', '\u{1f600}', '\uff5e', 'ä', 'a\u{1f600}', 'a\uff5e'];
  const expected = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(sortByPath(paths.map((path) => ({ path }))).map(({ path }) => path)).toEqual(expected);
  const plain = ['b', 'a/b', 'a', 'ä', 'a-b'];
  const order = [...plain].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(sortByPath(plain.map((path) => ({ path }))).map(({ path }) => path)).toEqual(order);
});

it('a built market is known by its lists', () => {
  expect(isBuiltMarket(['packages', 'packages.json', 'categories.json'])).toBe(true);
  expect(isBuiltMarket(['packages', 'market.yaml', 'packages.json'])).toBe(false);
});
