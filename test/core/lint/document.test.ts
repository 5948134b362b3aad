/** Places of values in YAML and JSON, and repairs that leave the rest as it is. */
import { describe, expect, it } from 'vitest';

import { applyFixes, renameKey, replaceValue, SourceDocument } from '#core/lint/index.ts';
import { parseYaml } from '#core/protocol/index.ts';

import type { Path } from '#core/lint/index.ts';

function open(text: string): SourceDocument {
  return new SourceDocument('a.yaml', text, parseYaml(text));
}

function at(text: string, path: Path, part?: 'key' | 'value'): string {
  const document = open(text);
  const range = document.range(path, part);
  const { line, column } = document.place(range);
  return `${line}:${column} ${text.slice(range.start, range.end)}`;
}

const YAML = `# comment
a: one # first
list:
  - x: 1
    y: "ü😀 two"
  - {z: [1, 2, three]}
base: &base {k: v}
more: {<<: *base, own: 1}
text: |
  first
  second
`;

describe('places', () => {
  it.each<[Path, string]>([
    [['a'], '2:4 one'],
    [['list', 0, 'y'], '5:8 "ü😀 two"'],
    [['list', 1, 'z', 2], '6:16 three'],
    [['more', 'own'], '8:24 1'],
    // A whole list or text is shown by its first line.
    [['list'], '4:3 - x: 1'],
    [['text'], '9:7 |'],
    // What is not there, or only by a merge, is where it would be.
    [['more', 'k'], '8:7 {<<: *base, own: 1}'],
    [['list', 0, 'gone', 'deep'], '4:5 x: 1'],
    [['list', 7], '4:3 - x: 1'],
    [[], '2:1 a: one # first'],
  ])('%j is at %s', (path, place) => expect(at(YAML, path)).toBe(place));

  it('knows keys from values, also in JSON', () => {
    const json = '{\r\n  "a": {"b\\n": [true]}\r\n}\r\n';
    expect(at(YAML, ['list', 0, 'y'], 'key')).toBe('5:5 y');
    expect(at(json, ['a', 'b\n'], 'key')).toBe('2:9 "b\\n"');
    expect(at(json, ['a', 'b\n', 0])).toBe('2:17 true');
  });

  it('is the top where the text could not be read', () => {
    const document = new SourceDocument('a', 'a: [', undefined);
    expect(document.place(document.range(['a']))).toMatchObject({ line: 1, column: 1 });
  });

  it('takes every kind of line break for one', () => {
    const document = new SourceDocument('a', 'a\r\nb\rc\nd');
    expect([0, 1, 3, 4, 5, 6, 7, 8].map((offset) => document.position(offset).line)).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it('stays quick with many lines and values', () => {
    const text = Array.from({ length: 20_000 }, (_, number) => `k${number}: v\n`).join('');
    expect(at(text, ['k19999'])).toBe('20000:9 v');
  });
});

describe('repairs', () => {
  const repair = (text: string, path: Path, value: string | number) => {
    const edit = replaceValue(open(text), path, value);
    return edit && applyFixes(text, [{ edits: [edit], words: '' }]).text;
  };

  it.each<[string, string | number, string]>([
    ['a: one # why\n', 'two', 'a: two # why\n'],
    ["a: 'it''s'\n", "that's", "a: 'that''s'\n"],
    ['{"a": "one"}\n', 'two "x"', '{"a": "two \\"x\\""}\n'],
    // What would be read as something else gets quotes.
    ['a: one\n', 'yes', 'a: "yes"\n'],
    ['a: one\n', '1.0', 'a: "1.0"\n'],
    ['a: one\n', 'x: y # z', 'a: "x: y # z"\n'],
    ['a: one\n', '', 'a: ""\n'],
    ['a: 1000 # ms\n', 1, 'a: 1 # ms\n'],
  ])('%j with %j becomes %j, which is read so', (text, value, result) => {
    expect(repair(text, ['a'], value)).toBe(result);
    expect(parseYaml(result)).toEqual({ a: value });
  });

  it.each(['a: &x one\nb: *x\n', 'a: |\n  one\n', 'a: !!str one\n', 'b: 1\n'])(
    'leaves alone what is not a plain value of its own: %j',
    (text) => expect(repair(text, ['a'], 'two')).toBeUndefined(),
  );

  it('renames keys', () => {
    const text = '{"a": 1, b: 2}';
    const edits = [renameKey(open(text), ['a'], 'c'), renameKey(open(text), ['b'], 'd e')];
    const fixes = edits.map((edit) => ({ edits: edit ? [edit] : [], words: '' }));
    expect(applyFixes(text, fixes).text).toBe('{"c": 1, "d e": 2}');
  });

  it('does of two that touch each other the first, and the other never by halves', () => {
    const fix = (words: string, ...edits: [number, number, string][]) => ({
      words,
      edits: edits.map(([start, end, text]) => ({ start, end, text })),
    });
    const { text, done } = applyFixes('0123456789', [
      fix('a', [2, 4, 'AA']),
      fix('b', [3, 5, 'B'], [8, 9, 'B']),
      fix('c', [0, 0, '<'], [9, 10, '>']),
    ]);
    expect(text).toBe('<01AA45678>');
    expect(done.map(({ words }) => words)).toEqual(['c', 'a']);
  });
});
