import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { findUnknown } from '../../../src/core/unpack/letters.ts';
import { extraField, makeZip, unicodePath } from '../../fakes/zip.ts';
import { FILE, open, openChanged, UTF8 } from './open.ts';

describe('names', () => {
  const bad = [
    '',
    '.',
    '..',
    '/',
    '../x',
    'a/../b',
    'a/..',
    './a',
    'a//b',
    '/etc/passwd',
    '//host/share',
    '..\\x',
    'a\\b',
    'C:x',
    'c:/x',
    'a:b',
    'a\0b',
    'a\nb',
    'a\u001bb',
    'a\u007f',
    'a\u0085',
    'a.',
    'a ',
    'a./b',
    'CON',
    'nul.txt',
    'x/com1.log',
    'a*',
    'a?',
    'a|b',
    'a<b',
    'a"b',
    'a\u202eb',
    'a\u200bb',
    'a\u2066b',
    '\ufeffa',
    'a\ufffd',
    'a\uff0fb',
    'a\uff3cb',
    '\uff0e\uff0e/a',
    'a\u2025',
    'e\u0301',
    'con .txt',
    'a\u2044b',
    'a\u2215b',
    'a\u2216b',
    'a;1',
    'x/a.txt;',
    'a\u00a0b',
    'a\u3000b',
    'a\u034fb',
    'a\u00adb',
    'a\u115fb',
    'a\u3164',
    'a\uffa0',
    'a\ufe0f',
    'a\u{e0100}',
    'a\u{e0041}',
    'a\u2800',
    'a\ue000',
    'a\u{10fffd}',
    'a\u0378',
    'a\u{1fbff}',
    '\u212a',
    'a/'.repeat(32) + 'a',
    'a'.repeat(256),
    `${'a'.repeat(250)}/`.repeat(5),
  ];
  it.each(bad)('refuses %j', async (name) => {
    expect(await openChanged({ name, flags: UTF8 })).toBe('zip-name');
  });

  it.each([
    ['overlong', [0x61, 0xc0, 0xaf, 0x62]],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80]],
    ['cut', [0x61, 0xc3]],
  ])('refuses UTF-8 that is %s', async (_what, bytes) => {
    expect(await openChanged({ name: new Uint8Array(bytes), flags: UTF8 })).toBe('zip-name');
  });

  it('refuses names beyond ASCII that are not marked as UTF-8', async () => {
    expect(await openChanged({ name: 'ä' })).toBe('zip-name');
  });

  it.each([
    ['a', 'a'],
    ['a', 'A'],
    ['ß', 'SS'],
    ['ẞ', 'ß'],
    ['ſ', 's'],
    ['ı', 'I'],
    ['İ', 'i'],
    ['ς', 'σ'],
    ['ﬁ', 'FI'],
    ['µ', 'μ'],
    ['ა', 'Ა'],
    ['Ꭰ', 'ꭰ'],
    ['a', 'a/'],
    ['a/', 'a'],
    ['a', 'a/b'],
    ['A/b', 'a'],
    ['x/ä', 'X/Ä'],
  ])('refuses %j beside %j', async (one, two) => {
    const entries = [one, two].map((name) => ({ name, flags: UTF8 }));
    expect(await open(makeZip(entries))).toBe('zip-duplicate');
  });

  it.each([
    'ä',
    '日本語',
    'Привет',
    'مرحبا',
    '한국어',
    '😀',
    'a;b',
    'a;1/b',
    '~1',
    '%2e',
    'console',
  ])('accepts %j', async (name) => {
    expect(await openChanged({ name, flags: UTF8 })).toEqual({ [name]: FILE.content });
  });

  it.each(['a', 'x/y/a', 'x/z', 'X/z/a', 'a-b'])(
    'accepts %j beside "x/y/b" and "a.b"',
    async (name) => {
      const entries = ['x/y/b', 'a.b', name].map((each) => ({ name: each }));
      expect(Object.keys((await open(makeZip(entries))) as object)).toHaveLength(3);
    },
  );

  it('knows characters as every engine does: seen, and neither split nor ignored', () => {
    const seen = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;
    const ignored = /^\p{Default_Ignorable_Code_Point}$/u;
    const wrong: string[] = [];
    let known = 0;
    for (let code = 0x80; code < 0x110000; code++) {
      const char = String.fromCodePoint(code);
      if (findUnknown(char) !== undefined) continue;
      known += 1;
      if (!seen.test(char) || ignored.test(char)) wrong.push(char);
    }
    expect(wrong).toEqual([]);
    expect(known).toBe(144_152);
  });

  it('reads names beyond ASCII of DOS only where every reader takes them for UTF-8', async () => {
    const dos = { madeBy: 20, attributes: 0x20 };
    const entry = { ...FILE, name: 'ä', flags: UTF8, central: dos };
    const central = { ...dos, extra: extraField(0x000a, new Uint8Array(32)) };
    expect(await open(makeZip([entry]))).toBe('zip-name');
    expect(await open(makeZip([{ ...entry, central }]))).toEqual({ ä: FILE.content });
    expect(await open(makeZip([{ ...entry, extra: unicodePath('ä') }]))).toEqual({
      ä: FILE.content,
    });
  });

  it('bounds their length and depth as configured', async () => {
    const archive = makeZip([{ name: 'a/b/cd' }]);
    expect(await open(archive, { zipNameBytes: 5 })).toBe('zip-name');
    expect(await open(archive, { zipDepth: 2 })).toBe('zip-name');
    expect(await open(archive, { zipNameBytes: 6, zipDepth: 3 })).toEqual({ 'a/b/cd': '' });
  });

  it('names the entry, without what a terminal would act upon', async () => {
    const archive = makeZip([{ name: 'a\u001b[31m' }]);
    await expect(readArchive(archive, DEFAULT_LIMITS)).rejects.toThrow(/entry "a\ufffd\[31m"/);
  });
});

describe('types', () => {
  it.each([0, 3, 7, 10, 19])('looks at the mode whatever the host, such as %i', async (host) => {
    const link = { madeBy: host << 8, attributes: (0o120777 << 16) >>> 0 };
    expect(await openChanged({ central: link })).toBe('zip-type');
    const file = { madeBy: host << 8, attributes: (0o100644 << 16) >>> 0 };
    expect(await openChanged({ central: file })).toHaveProperty(['job.yaml']);
  });

  it.each([
    ['the label of a volume', 0x08],
    ['a link of Windows', 0x420],
  ])('refuses %s', async (_what, attributes) => {
    expect(await openChanged({ central: { madeBy: 20, attributes } })).toBe('zip-type');
  });

  it.each([
    ['a symbolic link', 0o120777],
    ['a pipe', 0o010644],
    ['a device', 0o060644],
    ['a folder under the name of a file', 0o040755],
  ])('refuses %s', async (_what, mode) => {
    expect(await openChanged({ central: { attributes: (mode << 16) >>> 0 } })).toBe('zip-type');
  });

  it('refuses a folder with content, or marked as a file', async () => {
    expect(await open(makeZip([{ name: 'a/', content: 'x' }]))).toBe('zip-type');
    const attributes = (0o100644 << 16) >>> 0;
    expect(await open(makeZip([{ name: 'a/', central: { attributes } }]))).toBe('zip-type');
  });

  it('refuses a folder by its DOS attribute under the name of a file', async () => {
    expect(await openChanged({ central: { madeBy: 20, attributes: 0x10 } })).toBe('zip-type');
  });
});
