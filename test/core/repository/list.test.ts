/** The list as a file, and two lists compared. */
import { describe, expect, it } from 'vitest';

import { compareMembers, formatList, parseList, parseMembers } from '#core/repository/index.ts';

import type { Member } from '#core/model/repository.ts';

const FILE = {
  ...{ path: 'a.yaml', type: 'job' as const, name: 'a', version: '', size: 3 },
  ...{ digest: 'd'.repeat(64), stamp: '3 1 2 4', changed: 1.5 },
};

describe('the list', () => {
  it('is read as it was written, one file a line', () => {
    const list = { files: [FILE, { ...FILE, path: 'b.yaml', invalid: 'Broken.' }], looked: 12 };
    const text = formatList(list);
    expect(parseList(text)).toEqual(list);
    expect(text.split('\n').filter((line) => line.includes('.yaml'))).toHaveLength(2);
  });

  const good = formatList({ files: [FILE], looked: 1 });
  it.each([
    ['nothing', ''],
    ['a half', good.slice(0, good.length / 2)],
    ['another format', good.replace('repository/1', 'repository/2')],
    ['a number', '7'],
    ['null', 'null'],
    ['no time', good.replace('"looked":1', '"looked":"1"')],
    ['an unknown type', good.replace('"job"', '"jobs"')],
    ['no path', good.replace('"path"', '"pat"')],
    ['a file that is a list', '{"format":"pai-market-repository/1","looked":1,"files":[[]]}'],
    ['files that are none', '{"format":"pai-market-repository/1","looked":1,"files":{}}'],
  ])('that somebody else wrote counts for none: %s', (_, text) => {
    expect(parseList(text)).toBeUndefined();
  });

  it('of members is read back only when all of them are some', () => {
    const member: Member = { ...FILE, type: 'job' };
    expect(parseMembers(JSON.stringify([member]))).toHaveLength(1);
    expect(parseMembers('[{"path":1}]')).toBeUndefined();
    expect(parseMembers('{')).toBeUndefined();
  });
});

function member(path: string, digest: string, more: Partial<Member> = {}): Member {
  return { path, type: 'job', name: path, version: '', size: 1, digest, ...more };
}

function told(before: Member[], after: Member[]) {
  const { added, changed, moved, removed } = compareMembers(before, after);
  return {
    added: added.map(({ path }) => path),
    changed: changed.map(({ path }) => path),
    moved: moved.map(({ from, to }) => `${from} -> ${to.path}`),
    removed: removed.map(({ path }) => path),
  };
}

describe('two lists', () => {
  it('that are the same have no changes', () => {
    const list = [member('a', '1'), member('b', '1')];
    expect(told(list, [...list])).toEqual({ added: [], changed: [], moved: [], removed: [] });
  });

  it('differ by what is new, changed and gone, in the order of paths', () => {
    const before = [member('gone', '1'), member('b', '2'), member('same', '3')];
    const after = [member('same', '3'), member('b', '4'), member('new2', '6'), member('new', '5')];
    expect(told(before, after)).toEqual({
      ...{ added: ['new', 'new2'], changed: ['b'], moved: [], removed: ['gone'] },
    });
  });

  it('show what vanished and appeared with the same bytes as moved', () => {
    expect(told([member('a', '1')], [member('b', '1')])).toMatchObject({
      ...{ moved: ['a -> b'], added: [], removed: [] },
    });
  });

  it('pair files of the same bytes by the end of their paths', () => {
    const before = [member('old/x/package.yaml', '1'), member('old/y/package.yaml', '1')];
    const after = [member('new/y/package.yaml', '1'), member('new/x/package.yaml', '1')];
    expect(told(before, after).moved).toEqual([
      'old/x/package.yaml -> new/x/package.yaml',
      'old/y/package.yaml -> new/y/package.yaml',
    ]);
  });

  it('take a copy for new, and only one of two copies for moved', () => {
    expect(told([member('a', '1')], [member('a', '1'), member('b', '1')])).toMatchObject({
      ...{ added: ['b'], moved: [] },
    });
    expect(told([member('a', '1')], [member('b', '1'), member('c', '1')])).toMatchObject({
      ...{ added: ['c'], moved: ['a -> b'] },
    });
  });

  it('never take files that were not read for the same', () => {
    expect(told([member('a', '')], [member('b', '')])).toMatchObject({
      ...{ added: ['b'], removed: ['a'] },
    });
  });
});
