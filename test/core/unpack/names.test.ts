import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { makeZip } from '../../fakes/zip.ts';
import { open, openChanged, UTF8 } from './open.ts';

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
    ['a', 'a/'],
    ['a/', 'a'],
    ['a', 'a/b'],
    ['A/b', 'a'],
    ['x/ä', 'X/Ä'],
  ])('refuses %j beside %j', async (one, two) => {
    const entries = [one, two].map((name) => ({ name, flags: UTF8 }));
    expect(await open(makeZip(entries))).toBe('zip-duplicate');
  });

  it('names the entry, without what a terminal would act upon', async () => {
    const archive = makeZip([{ name: 'a\u001b[31m' }]);
    await expect(readArchive(archive, DEFAULT_LIMITS)).rejects.toThrow(/entry "a\ufffd\[31m"/);
  });
});

describe('types', () => {
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
