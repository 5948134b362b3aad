/** What is written for people to edit is read as the same by every reader of YAML that we know. */
import { CORE_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { safeLoad } from 'js-yaml-3';
import { describe, expect, it } from 'vitest';

import { dumpProtocol, parseProtocol, parseYaml } from '#core/protocol/index.ts';
import { createRandom } from '../../fakes/random.ts';
import { JOB } from './sample.ts';

import type { Random } from '../../fakes/random.ts';

const READERS: [string, (text: string) => unknown][] = [
  ['the server’s (js-yaml 3)', (text) => safeLoad(text)],
  ['ours', (text) => parseYaml(text)],
  ['YAML 1.2', (text) => load(text, { schema: CORE_SCHEMA })],
  ['YAML 1.1', (text) => load(text, { schema: YAML11_SCHEMA })],
];

const TEXTS = [
  ...[
    '',
    ' ',
    '\n',
    '\n\n',
    ' a',
    'a ',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a\n b\n',
    'a\tb',
    '\ta\nb',
  ],
  ...[
    'yes',
    'No',
    'y',
    'N',
    'on',
    'OFF',
    'true',
    'null',
    '~',
    '.inf',
    '.NaN',
    'nan',
    'inf',
    '<<',
    '=',
  ],
  ...['014', '0o14', '0x1f', '0b1', '1_000', '1:20', '1e3', '.5', '+1', '-1', '1.', '2020-01-01'],
  ...[
    '2020-01-01 10:00:00',
    '# x',
    'a # b',
    'a: b',
    'a:',
    '- a',
    '-',
    '?',
    '? a',
    '[a',
    '{a',
    '*a',
  ],
  ...[
    '&a',
    '!a',
    '!!int 1',
    '%a',
    '@a',
    '`a',
    '|',
    '>',
    "'a'",
    '"a"',
    '"',
    "'",
    '---',
    '...',
    '--- a',
  ],
  ...[
    '<% $parameters.lr %>',
    '<secret: token>',
    'a, b',
    '$HOME',
    '/data',
    'é😀',
    'a\u202eb',
    '\u2028',
  ],
  ...[
    '\ufeffa',
    'a\u0085b',
    '\u0001',
    '\u007f',
    '\uffff',
    '\u{e0041}',
    'a\r\nb',
    'a\rb',
    '\\n',
    '\\u0041',
  ],
  ...[
    '#!/bin/sh\nset -e\n\nif x; then\n\ty\nfi\n',
    'x'.repeat(2000),
    'word '.repeat(300),
    '  \n  a\n',
  ],
];

describe('a written protocol', () => {
  it.each(READERS)('is the same to the reader: %s', (_, read) => {
    for (const text of TEXTS) {
      const value = { [text]: text, list: [text, [text], { a: text }], in: { [text]: [] } };
      expect(read(dumpProtocol(value)), JSON.stringify(text)).toEqual(value);
    }
  });

  it.each(READERS)('is the same to the reader, whatever it holds: %s', (_, read) => {
    for (let seed = 0; seed < 300; seed++) {
      const value = { root: anything(createRandom(seed), 4) };
      const text = dumpProtocol(value);
      expect(read(text), `seed ${seed}\n${text}`).toEqual(value);
    }
  });

  it('is a protocol again, and shows multi-line commands as lines', () => {
    const parsed = parseProtocol(JOB);
    if (!parsed.ok) throw new Error('the sample is refused');
    const text = dumpProtocol(parsed.protocol);
    expect(parseProtocol(text)).toEqual({ ok: true, protocol: parsed.protocol, warnings: [] });
    expect(dumpProtocol({ commands: ['a b\nc\n'] })).toBe('commands:\n  - |\n    a b\n    c\n');
  });

  it('shows what cannot be seen', () => {
    const text = dumpProtocol({ a: 'run \u202e# egasu\u202c\u{e0041}', '\u200b': 1 });
    expect(text).not.toMatch(/\p{Cf}/u);
    expect(text).toContain('\\u202e');
  });
});

function anything(random: Random, depth: number): unknown {
  const kind = random.below(depth > 0 ? 8 : 6);
  if (kind === 0) return null;
  if (kind === 1) return random.below(2) === 1;
  if (kind === 2) return random.below(2_000_000) - 1_000_000;
  if (kind === 3) return (random.below(1e9) / 7) * 10 ** (random.below(60) - 30);
  if (kind < 6) return words(random);
  const items = Array.from({ length: random.below(4) }, () => anything(random, depth - 1));
  return kind === 6 ? items : Object.fromEntries(items.map((item) => [words(random), item]));
}

function words(random: Random): string {
  return Array.from({ length: random.below(4) }, () => random.pick(TEXTS)).join(
    random.pick(['', ' ', '\n']),
  );
}
