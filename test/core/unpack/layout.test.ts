import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { crc32 } from '../../../src/core/unpack/crc32.ts';
import { concat } from '../../fakes/keys.ts';
import { bytesOf, descriptorOf, extraField, makeZip, unicodePath } from '../../fakes/zip.ts';
import { DESCRIPTOR, FILE, open, openChanged, UTF8 } from './open.ts';

import type { ZipEntry, ZipOptions } from '../../fakes/zip.ts';

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
    expect(await openChanged({}, options)).toBe('zip-layout');
  });

  it('refuses an archive comment and says how to repack', async () => {
    const archive = makeZip([FILE], { end: { comment: 'built by' } });
    await expect(readArchive(archive, DEFAULT_LIMITS)).rejects.toThrow(
      expect.objectContaining({
        code: 'zip-comment',
        message: expect.stringMatching(/"zip -r -X/),
      }),
    );
  });

  it('refuses a comment that is an empty archive', async () => {
    const archive = makeZip([FILE], { end: { commentLength: 22 }, suffix: makeZip([]) });
    expect(await open(archive)).toBe('zip-comment');
  });

  it('refuses a comment whose length is wrong', async () => {
    expect(await openChanged({}, { end: { commentLength: 3 } })).toBe('zip-layout');
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
    expect(await openChanged({ central: { offset } })).toBe('zip-layout');
  });

  it('refuses an end record in which another one begins', async () => {
    // Where the directory begins may look like a signature.
    const archive = makeZip([FILE], { end: { offset: 0x06054b50 } });
    await expect(readArchive(archive, DEFAULT_LIMITS)).rejects.toThrow(/another end record/);
  });

  it('refuses zip64', async () => {
    expect(await openChanged({}, { end: { count: 0xffff } })).toBe('zip-zip64');
    expect(await openChanged({ central: { size: 0xffffffff } })).toBe('zip-zip64');
    const extra = extraField(1, new Uint8Array(16));
    expect(await openChanged({ extra })).toBe('zip-zip64');
    // Python's `force_zip64`: marked in the local header alone.
    expect(await openChanged({ local: { packedSize: 0xffffffff } })).toBe('zip-zip64');
    expect(await openChanged({ local: { size: 0xffffffff } })).toBe('zip-zip64');
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
    expect(await openChanged(entry)).toBe('zip-mismatch');
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
    expect(await openChanged(entry)).toBe(code);
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
    expect(await openChanged({ extra })).toBe('zip-extra');
  });

  it.each([
    [0x0001, 'zip-zip64'],
    [0x0008, 'zip-extra'],
    [0x000e, 'zip-extra'],
    [0x0015, 'zip-extra'],
    [0x0017, 'zip-encrypted'],
    [0x334d, 'zip-extra'],
    [0x4f4c, 'zip-extra'],
    [0x554e, 'zip-extra'],
    [0x6375, 'zip-comment'],
    [0x6c78, 'zip-extra'],
    [0xe57a, 'zip-extra'],
  ])('refuses the extra field 0x%s in either header', async (id, code) => {
    const extra = extraField(id, new Uint8Array(12));
    expect(await openChanged({ local: { extra } })).toBe(code);
    expect(await openChanged({ central: { extra } })).toBe(code);
  });

  it.each([0x000a, 0x000d, 0x4453, 0x5855, 0x7855, 0x7875, 0xa11e, 0xa220, 0xcafe, 0xd935, 0xbeef])(
    'accepts the extra field 0x%s, in one header or both',
    async (id) => {
      const extra = extraField(id, new Uint8Array(12));
      for (const fields of [{ extra }, { local: { extra } }, { central: { extra } }]) {
        expect(await openChanged(fields)).toHaveProperty(['job.yaml']);
      }
    },
  );

  it('refuses links and devices in extra fields of Unix', async () => {
    const link = bytesOf('/etc/passwd');
    const pkware = extraField(0x000d, concat([new Uint8Array(12), link]));
    expect(await openChanged({ extra: pkware })).toBe('zip-type');
    const mode = (type: number, more = bytesOf('')) =>
      concat([new Uint8Array([0xa4, type << 4, 0, 0, 0, 0, 0, 0, 0, 0]), more]);
    const asi = (body: Uint8Array, crc = crc32(body)) => {
      const sum = new Uint8Array(new Uint32Array([crc]).buffer);
      return { extra: extraField(0x756e, concat([sum, body])) };
    };
    expect(await openChanged(asi(mode(8)))).toHaveProperty(['job.yaml']);
    expect(await openChanged(asi(mode(8), 1))).toBe('zip-extra');
    expect(await openChanged(asi(mode(0xa, link)))).toBe('zip-type');
    expect(await openChanged(asi(mode(4)))).toBe('zip-type');
  });

  it('refuses a field of times that is cut off', async () => {
    for (const body of [[], [1], [3, 0, 0]]) {
      const extra = extraField(0x5455, new Uint8Array(body));
      expect(await openChanged({ extra })).toBe('zip-extra');
    }
    const extra = extraField(0x5455, new Uint8Array([3, 0, 0, 0, 0]));
    expect(await openChanged({ extra })).toHaveProperty(['job.yaml']);
  });

  it('refuses a Unicode path twice or in one header only', async () => {
    const path = unicodePath('job.yaml');
    const twice = new Uint8Array([...path, ...path]);
    expect(await openChanged({ flags: UTF8, extra: twice })).toBe('zip-extra');
    expect(await openChanged({ flags: UTF8, local: { extra: path } })).toBe('zip-extra');
  });
});
