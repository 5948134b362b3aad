import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { decodeText, readJson } from '#core/read/index.ts';
import { readIndexJson } from '../../../src/core/read/json.ts';
import { codeOf } from '../../fakes/thrown.ts';

const toBytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readJson(toBytes(text), 'spec.json', DEFAULT_LIMITS);

describe('reading strict JSON', () => {
  it.each([
    '{}',
    '[]',
    ' [1, -2.5e3, true, false, null, "x"] ',
    '{"a":{"b":[{"c":1},{"c":2}]},"b":"a"}',
    '{"text":"quotes \\" and \\\\ and {}[]:,","\\u0061":1}',
    '["\\ud83d\\ude00"]',
    '[9007199254740991, 1e300, 0, -0.5]',
    '"text"',
  ])('reads %s as JSON.parse does', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['a duplicate key', '{"name":"good","name":"evil"}', 'spec-json'],
    ['a duplicate key behind an escape', '{"name":1,"\\u006eame":2}', 'spec-json'],
    ['a duplicate key deep inside', '[{"a":[{"b":1,"c":{},"b":2}]}]', 'spec-json'],
    ['a key __proto__', '{"a":{"__proto__":{"isAdmin":true}}}', 'spec-invalid'],
    ['an escaped key __proto__', '{"\\u005f_proto__":1}', 'spec-invalid'],
    ['a key constructor', '{"constructor":1}', 'spec-invalid'],
    ['a key prototype', '[{"prototype":1}]', 'spec-invalid'],
    ['a number beyond all', '{"created":1e400}', 'spec-invalid'],
    ['an integer that is not exact', '{"created":9007199254740993}', 'spec-invalid'],
    ['minus zero', '{"created":-0}', 'spec-invalid'],
    ['a lone surrogate', '{"label":"\\ud800"}', 'spec-encoding'],
    ['an escaped NUL', '{"label":"a\\u0000b"}', 'spec-encoding'],
    ['a byte order mark', '\uFEFF{}', 'spec-encoding'],
    ['a NUL', '{}\0', 'spec-encoding'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33), 'spec-json'],
    ['100,000 levels', '['.repeat(100_000), 'spec-json'],
    ['too many values', `[${'1,'.repeat(100_000)}1]`, 'spec-json'],
    ['a comment', '{} // no', 'spec-json'],
    ['a string without end', '{"a', 'spec-json'],
    ['a bad escape', '["\\x"]', 'spec-json'],
    ['two documents', '{}{}', 'spec-json'],
    ['nothing', '', 'spec-json'],
  ])('refuses %s', async (_what, text, code) => {
    expect(await codeOf(() => read(text))).toBe(code);
  });

  it('allows 32 levels', () => {
    expect(() => read('['.repeat(32) + ']'.repeat(32))).not.toThrow();
  });

  it('refuses bytes that are not UTF-8, and UTF-16', async () => {
    for (const bytes of [Uint8Array.of(0x22, 0xc3, 0x22), Uint8Array.of(0xff, 0xfe, 0x7b, 0)]) {
      expect(await codeOf(() => readJson(bytes, 'spec.json', DEFAULT_LIMITS))).toBe(
        'spec-encoding',
      );
    }
  });

  it('leaves Object.prototype as it was', async () => {
    await codeOf(() => read('{"__proto__":{"polluted":1}}'));
    expect('polluted' in {}).toBe(false);
  });
});

describe('reading the JSON of an index', () => {
  const readIndex = (text: string) => readIndexJson(toBytes(text), 'packages.json', DEFAULT_LIMITS);

  it('says which rows hold a duplicate or dangerous key', () => {
    const text = '[{"a":1},{"a":1,"a":2},{"b":[1,{"__proto__":1}]},[{"a":1},{"a":2}]]';
    expect([...readIndex(text).faulty.keys()]).toEqual([1, 2]);
  });

  it('is not bounded by the number of values', () => {
    expect(readIndex(`[${'1,'.repeat(100_000)}1]`).value).toHaveLength(100_001);
  });

  it('refuses what spoils the whole file', async () => {
    for (const text of ['{"a":1,"a":2}', '['.repeat(40), 'x']) {
      expect(await codeOf(() => readIndex(text))).toBe('index-invalid');
    }
  });
});

describe('decoding text', () => {
  it('gives the text as it stands', () => {
    expect(decodeText(toBytes('Grüße\r\n'), 'license.txt')).toBe('Grüße\r\n');
  });

  it('refuses a byte order mark with the code that is asked for', async () => {
    const decode = () => decodeText(toBytes('\uFEFFx'), 'README.md', 'spec-encoding');
    expect(await codeOf(decode)).toBe('spec-encoding');
  });
});
