import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readLeaves } from '#core/protocol/index.ts';

const read = (text: string) =>
  readLeaves(text, DEFAULT_LIMITS).map(
    ({ keys, value, line }) => `${line} ${keys.join('.')}=${String(value)}`,
  );

describe('values with their lines', () => {
  it('are those of blocks, lists and brackets', () => {
    const text = 'name: x\nlist:\n  - a\n  - b: 1\nflow: {c: [2, 3],\n  d: yes}\n';
    expect(read(text)).toEqual([
      '1 name=x',
      '3 list.0=a',
      '4 list.1.b=1',
      '5 flow.c.0=2',
      '5 flow.c.1=3',
      '6 flow.d=yes',
    ]);
  });

  it('tell empty values, lists and mappings where their key stands', () => {
    expect(read('a:\nb: []\nc: {}\nd: ""\n')).toEqual(['1 a=null', '2 b=null', '3 c=null', '4 d=']);
  });

  it('begin a text of several lines with the first of them, and say whether lines are kept', () => {
    const leaves = readLeaves('a: |\n  one\n  two\nb: >\n  three\n  four\n', DEFAULT_LIMITS);
    expect(leaves).toMatchObject([
      { value: 'one\ntwo\n', line: 2, literal: true },
      { value: 'three four\n', line: 5, literal: false },
    ]);
  });

  it('that come by an alias or a merge stand where that is', () => {
    const text = 'base: &b\n  gpu: 1\n  cpu: 2\nuse:\n  <<: *b\n  cpu: 9\nsame: *b\n';
    expect(read(text)).toEqual([
      '2 base.gpu=1',
      '3 base.cpu=2',
      '5 use.gpu=1',
      '6 use.cpu=9',
      '7 same.gpu=1',
      '7 same.cpu=2',
    ]);
  });

  it('are read from JSON and from lines that end as on other systems', () => {
    expect(read('{\r\n  "a": {"b": 1},\r\n  "c": "d"\r\n}\r\n')).toEqual(['2 a.b=1', '3 c=d']);
  });

  it('of a single value have no keys', () => {
    expect(read('just text\n')).toEqual(['1 =just text']);
  });

  it('are refused as the cluster refuses the document', () => {
    expect(() => read('a: 1\na: 2\n')).toThrow(/stands here twice/);
  });
});
