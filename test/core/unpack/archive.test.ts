import { createHash, randomBytes } from 'node:crypto';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive, toFileTree, unpack } from '#core/unpack/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';
import { bytesOf, deflate, descriptorOf, makeZip, unicodePath } from '../../fakes/zip.ts';
import { DESCRIPTOR, FILE, open, openChanged, UTF8 } from './open.ts';

import type { Limits } from '#core/limits.ts';
import type { ZipEntry } from '../../fakes/zip.ts';

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
      const read = (await entries.get('data')?.read()) ?? [];
      expect(Buffer.from(read).equals(content)).toBe(true);
      const expected = createHash('sha256').update(content).digest('hex');
      expect(await entries.get('data')?.sha256()).toBe(expected);
    },
  );

  it('tells no digest of data that is not what its header says', async () => {
    const archive = makeZip([
      { name: 'data', content: 'abc', local: { crc: 1 }, central: { crc: 1 } },
    ]);
    const { entries } = await readArchive(archive, DEFAULT_LIMITS);
    await expect(entries.get('data')?.sha256()).rejects.toMatchObject({ code: 'zip-crc' });
  });

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
    expect(await openChanged(entry)).toBe(code);
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
    expect(await openChanged({ data: bomb, local: lie, central: lie })).toBe('zip-size');
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
    expect(await openChanged({ content, method: 8 })).toBe('zip-limit');
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
