import { randomBytes } from 'node:crypto';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive, toFileTree, unpack } from '#core/unpack/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';
import {
  bytesOf,
  deflate,
  descriptorOf,
  extraField,
  makeZip,
  unicodePath,
} from '../../fakes/zip.ts';

import type { Limits } from '#core/limits.ts';
import type { ZipEntry, ZipOptions } from '../../fakes/zip.ts';

const FILE: ZipEntry = { name: 'job.yaml', content: 'name: hello\n'.repeat(20), method: 8 };
const UTF8 = 1 << 11;
const DESCRIPTOR = 1 << 3;

/** Opens and reads everything; the text of each file, or the code of the refusal. */
async function open(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<unknown> {
  try {
    const { entries } = await readArchive(bytes, { ...DEFAULT_LIMITS, ...limits });
    const texts: Record<string, string> = {};
    for (const entry of entries.values()) {
      const content = await entry.read();
      expect(content.length).toBe(entry.size);
      Object.defineProperty(texts, entry.name, {
        value: new TextDecoder().decode(content),
        enumerable: true,
      });
    }
    return texts;
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
}

const zip = (entry: Partial<ZipEntry>, options?: ZipOptions) =>
  open(makeZip([{ ...FILE, ...entry }], options));

describe('a plain archive', () => {
  it('gives its files by exact name and leaves folders out', async () => {
    const archive = makeZip([
      { name: 'src/' },
      { name: 'src/train.py', content: 'print(1)\n', method: 8 },
      { name: 'empty.txt' },
      { name: '.hidden', content: 'x' },
      { name: 'größe.txt', content: 'ü', flags: UTF8 },
    ]);
    expect(await open(archive)).toEqual({
      'src/train.py': 'print(1)\n',
      'empty.txt': '',
      '.hidden': 'x',
      'größe.txt': 'ü',
    });
  });

  it('may be written by JSZip, with names beyond ASCII and folders', async () => {
    const writer = new JSZip();
    writer.file('größe/übung.txt', 'text '.repeat(100));
    const bytes = await writer.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
    expect(await open(bytes)).toEqual({ 'größe/übung.txt': 'text '.repeat(100) });
  });

  it.each([1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    'holds a deflated file of %i random bytes',
    async (size) => {
      const content = new Uint8Array(randomBytes(size));
      const { entries } = await readArchive(
        makeZip([{ name: 'data', content, method: 8 }]),
        DEFAULT_LIMITS,
      );
      expect(await entries.get('data')?.read()).toEqual(content);
    },
  );

  it('keeps names of object members as plain names', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const { entries } = await readArchive(
      makeZip(names.map((name) => ({ name, content: name }))),
      DEFAULT_LIMITS,
    );
    expect([...entries.keys()]).toEqual(names);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('may stream deflated entries with a signed data descriptor', async () => {
    const entry = { ...FILE, flags: DESCRIPTOR, local: { crc: 0, packedSize: 0, size: 0 } };
    expect(await open(makeZip([{ ...entry, descriptor: descriptorOf(entry) }]))).toEqual({
      'job.yaml': FILE.content,
    });
  });

  it('may deflate the nothing in a folder, as jar does', async () => {
    expect(await open(makeZip([{ name: 'a/', method: 8 }, FILE]))).toHaveProperty(['job.yaml']);
  });

  it('may repeat its name as a Unicode path, as JSZip does', async () => {
    const entry = { name: 'ä', flags: UTF8, extra: unicodePath('ä') };
    expect(await open(makeZip([entry]))).toEqual({ ä: '' });
  });

  it('is opened only from verified bytes by unpack', async () => {
    const verified = await acceptUnsigned({ path: 'a.zip', bytes: makeZip([FILE]) });
    const { entries } = await unpack(verified, DEFAULT_LIMITS);
    expect([...entries.keys()]).toEqual(['job.yaml']);
  });
});

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
    expect(await zip({ name, flags: UTF8 })).toBe('zip-name');
  });

  it.each([
    ['overlong', [0x61, 0xc0, 0xaf, 0x62]],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80]],
    ['cut', [0x61, 0xc3]],
  ])('refuses UTF-8 that is %s', async (_what, bytes) => {
    expect(await zip({ name: new Uint8Array(bytes), flags: UTF8 })).toBe('zip-name');
  });

  it('refuses names beyond ASCII that are not marked as UTF-8', async () => {
    expect(await zip({ name: 'ä' })).toBe('zip-name');
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

describe('layout', () => {
  const other = makeZip([{ name: 'other' }]);
  it.each<[string, ZipOptions]>([
    ['a prefix', { prefix: bytesOf('#!/bin/sh\n') }],
    ['a prefix that looks like an entry', { prefix: other.subarray(0, 35) }],
    ['another archive before it', { prefix: other }],
    ['a byte behind it', { suffix: bytesOf('\n') }],
    ['a gap before the directory', { beforeDirectory: bytesOf('x') }],
    ['a gap behind the directory', { beforeEnd: bytesOf('x') }],
    ['a wrong directory size', { end: { size: 46 } }],
    ['a wrong directory offset', { end: { offset: 0 } }],
    ['a wrong count', { end: { count: 2 } }],
    ['two counts', { end: { countOnDisk: 0 } }],
    ['several disks', { end: { disk: 1 } }],
  ])('refuses %s', async (_what, options) => {
    expect(await zip({}, options)).toBe('zip-layout');
  });

  it('refuses an archive comment and says how to repack', async () => {
    const archive = makeZip([FILE], { end: { comment: 'built by' } });
    await expect(readArchive(archive, DEFAULT_LIMITS)).rejects.toThrow(
      expect.objectContaining({ code: 'zip-comment', message: expect.stringMatching(/Repack/) }),
    );
  });

  it('refuses a comment whose length is wrong', async () => {
    expect(await zip({}, { end: { commentLength: 3 } })).toBe('zip-layout');
  });

  it('refuses an entry that the directory does not list', async () => {
    expect(await open(makeZip([FILE, { name: 'ghost', hidden: true }]))).toBe('zip-layout');
    expect(await open(makeZip([{ name: 'ghost', hidden: true }, FILE]))).toBe('zip-layout');
  });

  it('refuses two records for one local entry', async () => {
    const twin = { ...FILE, name: 'job.yaml' };
    expect(await open(makeZip([twin, { ...FILE, name: 'two.yaml', central: { offset: 0 } }]))).toBe(
      'zip-layout',
    );
  });

  it.each([1, 5, 4_000_000_000])('refuses an offset of %i', async (offset) => {
    expect(await zip({ central: { offset } })).toBe('zip-layout');
  });

  it('refuses zip64', async () => {
    expect(await zip({}, { end: { count: 0xffff } })).toBe('zip-zip64');
    expect(await zip({ central: { size: 0xffffffff } })).toBe('zip-zip64');
    const extra = extraField(1, new Uint8Array(16));
    expect(await zip({ extra })).toBe('zip-zip64');
  });

  it('refuses an archive without files', async () => {
    expect(await open(makeZip([]))).toBe('zip-empty');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a web page', bytesOf('<!doctype html>'.repeat(10))],
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, ...new Array<number>(60).fill(0)])],
    ['random bytes', new Uint8Array(randomBytes(4096))],
    ['many end records', bytesOf('PK\u0005\u0006'.repeat(16_384))],
  ])('refuses %s', async (_what, bytes) => {
    expect(await open(bytes)).toBe('zip-layout');
  });

  it('refuses an archive cut anywhere', async () => {
    const archive = makeZip([FILE, { name: 'b', content: 'b' }]);
    for (let length = 0; length < archive.length; length++) {
      expect(await open(archive.slice(0, length))).toMatch(/^zip-/);
    }
  });
});

describe('headers', () => {
  it.each<[string, Partial<ZipEntry>]>([
    ['name', { local: { name: 'evi.yaml' } }],
    ['longer name', { local: { name: '../job.yaml' } }],
    ['method', { local: { method: 0 } }],
    ['flags', { local: { flags: UTF8 } }],
    ['encryption', { local: { flags: 1 } }],
    ['checksum', { local: { crc: 1 } }],
    ['size', { local: { size: 1 } }],
    ['packed size', { local: { packedSize: 1 } }],
    ['zero sizes', { local: { crc: 0, packedSize: 0, size: 0 } }],
    ['descriptor', { local: { flags: DESCRIPTOR } }],
  ])('refuses a local header with another %s', async (_what, entry) => {
    expect(await zip(entry)).toBe('zip-mismatch');
  });

  it.each<[string, string, Partial<ZipEntry>]>([
    ['encrypted entries', 'zip-encrypted', { flags: 1 }],
    ['strong encryption', 'zip-encrypted', { flags: 1 << 6 }],
    ['masked headers', 'zip-encrypted', { flags: 1 << 13 }],
    ['AES', 'zip-encrypted', { extra: extraField(0x9901, new Uint8Array(7)) }],
    ['patches', 'zip-method', { flags: 1 << 5 }],
    ['bzip2', 'zip-method', { method: 12 }],
    ['zstd', 'zip-method', { method: 93 }],
    ['a newer version', 'zip-method', { central: { version: 63 } }],
    ['an entry comment', 'zip-comment', { central: { comment: 'x' } }],
    ['another disk', 'zip-layout', { central: { disk: 1 } }],
    ['a descriptor on a stored entry', 'zip-descriptor', { method: 0, flags: DESCRIPTOR }],
    ['stored sizes that differ', 'zip-size', { method: 0, central: { size: 3 } }],
  ])('refuses %s', async (_what, code, entry) => {
    expect(await zip(entry)).toBe(code);
  });

  it('refuses a descriptor that is missing, unsigned or wrong', async () => {
    const entry = { ...FILE, flags: DESCRIPTOR, local: { crc: 0, packedSize: 0, size: 0 } };
    const descriptor = descriptorOf(entry, { signature: false });
    const wrong = descriptorOf(entry, { crc: 7 });
    expect(await open(makeZip([entry]))).toBe('zip-descriptor');
    expect(await open(makeZip([{ ...entry, descriptor }]))).toBe('zip-descriptor');
    expect(await open(makeZip([{ ...entry, descriptor: wrong }]))).toBe('zip-mismatch');
  });

  it.each<[string, Uint8Array]>([
    ['runs past its end', new Uint8Array([0x55, 0x54, 9, 0, 1])],
    ['is cut in its header', new Uint8Array([0x55, 0x54])],
    ['is too long', extraField(0x5455, new Uint8Array(5000))],
    ['gives another Unicode path', unicodePath('job.yaml', 'evil.yaml')],
    ['gives a Unicode path without being marked as UTF-8', unicodePath('job.yaml')],
  ])('refuses an extra field that %s', async (_what, extra) => {
    expect(await zip({ extra })).toBe('zip-extra');
  });

  it('refuses a Unicode path twice or in one header only', async () => {
    const path = unicodePath('job.yaml');
    const twice = new Uint8Array([...path, ...path]);
    expect(await zip({ flags: UTF8, extra: twice })).toBe('zip-extra');
    expect(await zip({ flags: UTF8, local: { extra: path } })).toBe('zip-extra');
  });
});

describe('types', () => {
  it.each([
    ['a symbolic link', 0o120777],
    ['a pipe', 0o010644],
    ['a device', 0o060644],
    ['a folder under the name of a file', 0o040755],
  ])('refuses %s', async (_what, mode) => {
    expect(await zip({ central: { attributes: (mode << 16) >>> 0 } })).toBe('zip-type');
  });

  it('refuses a folder with content, or marked as a file', async () => {
    expect(await open(makeZip([{ name: 'a/', content: 'x' }]))).toBe('zip-type');
    const attributes = (0o100644 << 16) >>> 0;
    expect(await open(makeZip([{ name: 'a/', central: { attributes } }]))).toBe('zip-type');
  });

  it('refuses a folder by its DOS attribute under the name of a file', async () => {
    expect(await zip({ central: { madeBy: 20, attributes: 0x10 } })).toBe('zip-type');
  });
});

describe('data', () => {
  const packed = deflate(FILE.content ?? '');
  it.each<[string, string, Partial<ZipEntry>]>([
    ['a wrong checksum', 'zip-crc', { local: { crc: 1 }, central: { crc: 1 } }],
    [
      'a wrong checksum of stored data',
      'zip-crc',
      { method: 0, local: { crc: 1 }, central: { crc: 1 } },
    ],
    ['garbage', 'zip-deflate', { data: new Uint8Array(40).fill(0xff) }],
    ['a cut stream', 'zip-deflate', { data: packed.slice(0, -3) }],
    ['bytes behind the stream', 'zip-deflate', { data: new Uint8Array([...packed, 0]) }],
    ['two streams', 'zip-deflate', { data: new Uint8Array([...packed, ...packed]) }],
    ['no compressed data', 'zip-deflate', { data: new Uint8Array() }],
    ['a size too small', 'zip-size', { local: { size: 100 }, central: { size: 100 } }],
    ['a size too large', 'zip-size', { local: { size: 300 }, central: { size: 300 } }],
  ])('refuses %s', async (_what, code, entry) => {
    expect(await zip(entry)).toBe(code);
  });

  it('refuses a stream without its final block', async () => {
    const stored = new Uint8Array([0, 1, 0, 0xfe, 0xff, 0x61]);
    expect(await open(makeZip([{ name: 'a', content: 'a', method: 8, data: stored }]))).toBe(
      'zip-deflate',
    );
  });

  it('stops a bomb at the size that it declares', async () => {
    const bomb = deflate(new Uint8Array(50_000_000));
    const lie = { crc: 0, size: 1000 };
    const before = process.memoryUsage().arrayBuffers;
    expect(await zip({ data: bomb, local: lie, central: lie })).toBe('zip-size');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  it('opens no archive inside an archive', async () => {
    const inner = makeZip([{ name: '../evil' }]);
    const { entries } = await readArchive(
      makeZip([{ name: 'inner.zip', content: inner }]),
      DEFAULT_LIMITS,
    );
    expect(await entries.get('inner.zip')?.read()).toEqual(inner);
  });
});

describe('limits', () => {
  it.each<[string, Partial<Limits>]>([
    ['entries', { zipEntries: 1 }],
    ['bytes of one entry', { zipEntryBytes: 100 }],
    ['bytes of all entries', { zipTotalBytes: 400 }],
    ['bytes of the archive', { archiveBytes: 100 }],
    ['ratio', { zipRatio: 2, zipRatioFloor: 10 }],
  ])('bound the %s', async (_what, limits) => {
    const archive = makeZip([FILE, { ...FILE, name: 'two' }]);
    expect(await open(archive, limits)).toBe('zip-limit');
    expect(await open(archive)).toHaveProperty('two');
  });

  it('refuse a bomb by what it declares, before inflating', async () => {
    const content = new Uint8Array(20_000_000);
    expect(await zip({ content, method: 8 })).toBe('zip-limit');
  });
});

describe('loose resources', () => {
  it('are named by what follows the version', async () => {
    const file = await acceptUnsigned({
      path: 'packages/hello/1.0.0/src/job.yaml',
      bytes: bytesOf('x'),
    });
    const { entries } = toFileTree([file]);
    expect(await entries.get('src/job.yaml')?.read()).toEqual(bytesOf('x'));
  });

  it('are refused when one name comes twice', async () => {
    const file = await acceptUnsigned({ path: 'packages/a/1/x', bytes: bytesOf('x') });
    expect(() => toFileTree([file, file])).toThrow(
      expect.objectContaining({ code: 'action-file' }),
    );
  });
});
