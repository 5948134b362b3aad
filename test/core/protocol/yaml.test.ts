/** YAML is read as js-yaml 3, the server's reader, reads it. */
import { safeLoad } from 'js-yaml-3';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseProtocol, parseYaml } from '#core/protocol/index.ts';
import { JOB } from './sample.ts';
import { refusalOf } from '../../fakes/thrown.ts';

/** What the server makes of a text, as JSON; undefined for a refusal. */
function server(text: string): string | undefined {
  try {
    return JSON.stringify(safeLoad(text) ?? null);
  } catch {
    return undefined;
  }
}

function ours(text: string): string | undefined {
  try {
    return JSON.stringify(parseYaml(text));
  } catch {
    return undefined;
  }
}

const SCALARS =
  `~ null Null NULL nul true True TRUE tRUE false False yes no on off y n 0 -0 +0 00 -00 7 -7 +7
  014 -014 09 0_7 0_ 08.5 0o14 0x1F -0x1f 0x 0xg 0x_1 0b101 -0b1_0 0b 0b2 1_000 1_ _1 1__0 +1_0 1:20 -1:20 1:60 1:2:3
  0:20 1_0:20 1:20.5 0:20.5 190:20:30.15 1:20. 1. .5 -.5 +.5 ._5 .5_ 1.5 1.5_0 1_0.5 1e3 1E+3 1e-3 1.e3 -1.5e-3 1e 1e3.5 .e3
  6.02e23 12e03 12.3e+0_1 .inf -.inf +.Inf .INF .iNF .nan .NaN .NAN -.nan 2020-01-02 2020-1-2 2020-13-45 02020-01-01
  2020-01-02T03:04:05 2020-01-02t3:04:05Z 2020-01-02T03:04:05.678912+02:30 2020-01-02T03:04:05.5-1 2020-01-02T03:04 0050-01-01
  123456789012345678901234567890 0xffffffffffffffffffff 1e400 -1e400 - -- + . .. ... : :: a:b a#b <<x =`.split(
    /\s+/,
  );

const DOCUMENTS: Record<string, string> = {
  'a merge': 'a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {y: 4, <<: *a}',
  'a merge of a list': 'a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b]',
  'a merge in a quoted key': 'a: {"<<": {x: 1}}',
  'a merge key as a value': 'a: <<',
  'a merge of text': 'a: {<<: text}',
  'keys that are not text':
    '1: a\n1.50: b\ntrue: c\n~: d\n0x10: e\n[x, 1]: f\n{x: 1}: g\n? {y: 1}\n: h',
  'a nested list as a key': '[[x]]: 1',
  'the same key as number and text': '1: a\n"1": b',
  'the same key twice': 'a: 1\na: 2',
  'a missing key': ': a',
  'a missing key further down': 'a: 1\n: 2',
  'tags that fit':
    'a: !!str 12\nb: !!int "12"\nc: !!float 1\nd: !!bool "true"\ne: !!null ~\nf: ! 12',
  'tags on nothing':
    'a: !!str\nb: !!seq\nc: !!map\nd: !!set\ne: !!omap\nf: !!pairs\ng: !!null\nh: !',
  'a set, an ordered map and pairs':
    'a: !!set {x, y}\nb: !!omap [x: 1, y: 2]\nc: !!pairs [x: 1, x: 2]',
  'a set with values': 'a: !!set {x: 1}',
  'an ordered map with a key twice': 'a: !!omap [x: 1, x: 2]',
  'pairs of two': 'a: !!pairs [{x: 1, y: 2}]',
  'an integer tag on text': 'a: !!int x',
  'an integer tag on nothing': 'a: !!int',
  'a tag of another kind': 'a: !!seq {x: 1}',
  'a tag that is not known': 'a: !thing x',
  'a function': 'a: !!js/function "function () {}"',
  aliases: 'a: &a [1]\nb: *a\nc: &a 2\nd: *a',
  'an alias without anchor': 'a: *b',
  'an anchor before the first key': '- &a key: value',
  'an alias in its own anchor': 'a: &a [*a]',
  'two documents': 'a: 1\n---\nb: 2',
  'a document between marks': '---\na: 1\n...\n',
  'a version directive': '%YAML 1.2\n---\na: 014',
  nothing: '',
  'white space': ' \n \n',
  'a comment': '# only',
  'a byte order mark': '\uFEFFa: 1',
  'brackets closed at the margin': 'a: {\n  b: 1\n}\nc: [\n1,\n{\n}\n]\n',
  'quotes continued at the margin': 'a: "one\ntwo"\nb: \'three\n\nfour\'',
  'a document mark in quotes': 'a: "one\n--- two"',
  'white space before a break in quotes': 'a: "one \n  two"\nb: \'three\t\n\n  four\'',
  escapes:
    "a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\/\\\\\\N\\_\\L\\P\\x41\\u00e9\\U0001F600\\\n   joined\"\nb: 'it''s\n  here'",
  'an escape that is not known': 'a: "\\q"',
  'literal blocks': 'a: |\n  x\n   y\n\nb: |-\n  x\nc: |+\n  x\n\nd: |2\n   x\n',
  'folded blocks': 'a: >\n  x\n  y\n\n  z\n    w\nb: >-\n  x\n  y\nc: >+\n  x\n\n',
  'a block at the end without a break': 'a: |\n  x\n   ',
  'carriage returns': 'a: 1\r\nb: |\r\n  x\r\n  y\r\nc: "p\r\n q"',
  'a control character': 'a: x\u0007',
  'half an emoji': 'a: x\uD83D',
  'a colon in plain text': 'a: b: c',
  'a template in braces': 'a: {{ name }}',
};

describe('scalars', () => {
  it.each(SCALARS)('%s is what the server reads', (text) => {
    expect(ours(`- ${text}`)).toBe(server(`- ${text}`));
    expect(ours(`a: [${text}]`)).toBe(server(`a: [${text}]`));
  });

  it('are not all the same in YAML 1.2', () => {
    expect(parseYaml('[014, 1:20, 1_000, 0b101, 0o14, yes]')).toEqual([
      12,
      80,
      1000,
      5,
      '0o14',
      'yes',
    ]);
  });
});

describe('documents', () => {
  it.each(Object.entries(DOCUMENTS))('%s: read or refused as by the server', (_, text) => {
    expect(ours(text)).toBe(server(text));
  });

  it('of random pieces are read as by the server, or refused', () => {
    const random = createRandom(20_261_122);
    let read = 0;
    for (let round = 0; round < 2000; round++) {
      const text = `a:\n${randomLines(random)}`;
      const value = ours(text);
      if (value === undefined) continue;
      read++;
      expect(value, text).toBe(server(text));
    }
    expect(read).toBeGreaterThan(300);
  });
});

describe('values that JSON does not have', () => {
  it('become what JSON.stringify makes of them', () => {
    expect(parseYaml('[2020-01-02, .inf, -.inf, .nan, -0.0]')).toEqual([
      '2020-01-02T00:00:00.000Z',
      null,
      null,
      null,
      0,
    ]);
  });
});

describe('what we refuse and the server does not', () => {
  const refused = async (text: string) => (await refusalOf(() => parseYaml(text))).message;

  it('is a key that would change the prototype', async () => {
    expect(await refused('a:\n  __proto__: {x: 1}')).toMatch(/^Line 2.*__proto__/);
    expect(await refused('a: {<<: {"__proto__": 1}}')).toMatch(/__proto__/);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('is a cycle', async () => {
    expect(await refused('a: &a\n  b: *a')).toMatch(/^Line 2.*inside what it names/);
  });

  it('is a tab as indentation, which the server may take for no indentation', async () => {
    expect(server('a:\n\tb: 1')).toBe('{"a":null,"b":1}');
    expect(await refused('a:\n\tb: 1')).toMatch(/^Line 2.*tab/);
  });

  it('is a time as a key, bytes, a %TAG directive', async () => {
    expect(await refused('2020-01-01: x')).toMatch(/a time or a nested list as a key/);
    expect(await refused('a: !!binary aGk=')).toMatch(/!!binary/);
    expect(await refused('%TAG !e! tag:example.org,2026:\n---\na: 1')).toMatch(/%TAG/);
  });

  it('is more than 50 aliases', async () => {
    const text = (aliases: number) => `a: &a 1\nb: [${'*a,'.repeat(aliases)}]`;
    expect(parseYaml(text(50))).toMatchObject({ a: 1 });
    expect(await refused(text(51))).toMatch(/more than 50 aliases/);
  });

  it('is an alias that multiplies values or text', async () => {
    const tens = Array.from({ length: 6 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [1,1,1,1,1,1,1,1]'
        : `l${level}: &l${level} [${`*l${level - 1},`.repeat(8)}]`,
    );
    expect(await refused(tens.join('\n'))).toMatch(/more than 100000 values/);
    expect(await refused(`a: &a ${'x'.repeat(900_000)}\nb: [*a, *a, *a]`)).toMatch(/too much text/);
  });

  it('is a merge that multiplies keys', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `  k${index}: 1`).join('\n');
    const merges = '  - {<<: *a}\n'.repeat(10);
    expect(await refused(`a: &a\n${keys}\nb:\n${merges}`)).toMatch(/too many keys/);
  });

  it('is nesting past the limit, however it is written', async () => {
    const { documentDepth } = DEFAULT_LIMITS;
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(JSON.stringify(parseYaml(nested(documentDepth)))).toBe(nested(documentDepth));
    expect(await refused(nested(documentDepth + 1))).toMatch(/nesting/);
    expect(await refused('['.repeat(100_000))).toMatch(/nesting/);
    expect(await refused('- '.repeat(100_000))).toMatch(/nesting/);
    expect(await refused(`a: &a ${nested(20)}\nb: ${nested(20).replace('[]', '[*a]')}`)).toMatch(
      /nesting/,
    );
  });

  it('is too many values and too many characters', async () => {
    expect(await refused('- 1\n'.repeat(DEFAULT_LIMITS.documentNodes))).toMatch(/100000 values/);
    expect(await refused(`a: ${'x'.repeat(DEFAULT_LIMITS.protocolBytes)}`)).toMatch(/characters/);
  });

  it('comes with the line and a code', async () => {
    const error = await refusalOf(() => parseYaml('a: 1\nb: 2\na: 3'));
    expect(error.code).toBe('source-invalid');
    expect(error.details).toMatchObject({ line: 3, column: 1 });
  });

  it('tells the column of the text as it was given', async () => {
    const error = await refusalOf(() => parseYaml('a: {\nb: 1,\nc'));
    expect(error.details).toMatchObject({ line: 4, column: 1 });
  });
});

describe('bytes', () => {
  it('must be UTF-8 and few enough', () => {
    const latin = new Uint8Array([0x61, 0x3a, 0x20, 0xe9]);
    expect(parseProtocol(latin)).toMatchObject({ ok: false, errors: [{ code: 'YAMLException' }] });
    const large = new Uint8Array(DEFAULT_LIMITS.protocolBytes + 1).fill(0x20);
    expect(parseProtocol(large)).toMatchObject({ ok: false, errors: [{ code: 'YAMLException' }] });
    expect(parseProtocol(new TextEncoder().encode(JOB))).toMatchObject({ ok: true });
  });
});

describe('a scalar that YAML 1.1 and 1.2 read differently', () => {
  const warnings = (parameters: string) => {
    const parsed = parseProtocol(JOB.replace(/^parameters:[^]*?(?=^secrets)/m, parameters));
    return parsed.warnings;
  };

  it('is a warning with its line and place', () => {
    expect(warnings('parameters:\n  mode: 0755\n  list: [1, 0o14]\n')).toEqual([
      {
        code: 'YamlAmbiguity',
        path: '/parameters/mode',
        message:
          'Line 10: the plain value 0755 is the number 493 for the cluster, the number 493 in YAML 1.1 and the number 755 in YAML 1.2; quote it or write it plainly.',
      },
      expect.objectContaining({
        path: '/parameters/list/1',
        message: expect.stringMatching(/^Line 11: the plain value 0o14 is text for the cluster/),
      }),
    ]);
  });

  it.each(['1:20', '1_000', '2020-01-01', 'yes', 'n', '<<: {x: 1}', 'off: 1'])('%s', (text) => {
    const value = text.includes(': ') ? `{${text}}` : text;
    expect(warnings(`parameters: {key: ${value}}\n`)).toHaveLength(1);
  });

  it.each(['1', '-1.5', '.5', 'text', 'true', '~', '"0755"', "'yes'", '0x1f', '!!str 014'])(
    '%s is none',
    (text) => {
      expect(warnings(`parameters: {key: ${text}}\n`)).toEqual([]);
    },
  );
});

const PIECES = [
  'a',
  'b c',
  '014',
  '1:20',
  '~',
  '"q"',
  "'s\n  t'",
  '[1, x]',
  '{k: v}',
  '{\n}',
  '|\n    t\n',
  '- x',
  '&n 1',
  '*n',
  '!!str 1',
  '# c',
  '<<: {m: 1}',
  'k: ',
  '? ',
  ': ',
  '"',
  '[',
  '}',
  ',',
  '\n  ',
  '\n    ',
  '\n',
];

function randomLines(random: () => number): string {
  const line = () =>
    Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => PIECES[Math.floor(random() * PIECES.length)],
    ).join(' ');
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) =>
    random() < 0.5 ? `  k${index}: ${line()}\n` : `  ${line()}\n`,
  ).join('');
}

/** The same numbers in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
