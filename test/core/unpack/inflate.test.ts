import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { createRandom } from '../../fakes/random.ts';
import { codeOf } from '../../fakes/thrown.ts';
import { makeZip } from '../../fakes/zip.ts';

import type { ArchiveEntry } from '#core/unpack/index.ts';
import type { ZipEntry } from '../../fakes/zip.ts';

const MIB = 1024 * 1024;
const NOISE = createRandom(1).bytes(300_000);
const LONG = new Uint8Array(20 * MIB).map((_, i) => NOISE[i >> 6] ?? i >> 12);
const WAYS = [
  { way: 'stored', method: 0 },
  { way: 'deflated', method: 8 },
];

async function entryOf(fields: Partial<ZipEntry>): Promise<ArchiveEntry> {
  const archive = makeZip([{ name: 'data', method: 8, ...fields }]);
  const { entries } = await readArchive(archive, DEFAULT_LIMITS);
  return entries.get('data') as ArchiveEntry;
}

describe.each(WAYS)('a $way entry', ({ method }) => {
  it('is read as a copy, as often as asked for', async () => {
    const entry = await entryOf({ content: NOISE, method });
    const first = await entry.read();
    expect(Buffer.from(first).equals(NOISE)).toBe(true);
    first.fill(0);
    expect(Buffer.from(await entry.read()).equals(NOISE)).toBe(true);
  });

  it('is passed on in pieces, in order', async () => {
    const entry = await entryOf({ content: LONG, method });
    const hash = createHash('sha256');
    let [length, longest] = [0, 0];
    await entry.pass((piece, at) => {
      expect(at).toBe(length);
      hash.update(piece);
      length += piece.length;
      longest = Math.max(longest, piece.length);
    });
    expect(hash.digest('hex')).toBe(createHash('sha256').update(LONG).digest('hex'));
    expect(longest).toBeLessThanOrEqual(MIB);
  });

  it('is checked without being held, with pauses between', async () => {
    const entry = await entryOf({ content: LONG, method });
    const before = process.memoryUsage().arrayBuffers;
    let [pauses, most] = [0, 0];
    await entry.check(async () => {
      pauses += 1;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    });
    expect(pauses).toBeGreaterThanOrEqual(3);
    // Pieces that were let go of are not collected at once.
    expect(most).toBeLessThan(2 * LONG.length);
  });

  it('is not checked further when a pause is refused', async () => {
    const entry = await entryOf({ content: LONG, method });
    const stop = new Error('cancelled');
    let pauses = 0;
    const checking = entry.check(() => {
      pauses += 1;
      return Promise.reject(stop);
    });
    await expect(checking).rejects.toBe(stop);
    expect(pauses).toBe(1);
  });

  it.each(['read', 'check', 'pass'] as const)(
    'is refused by %s if it has another checksum',
    async (way) => {
      const wrong = { crc: 1 };
      const entry = await entryOf({ content: NOISE, method, local: wrong, central: wrong });
      const take = way === 'pass' ? [() => undefined] : [];
      const use = entry[way] as (...args: unknown[]) => Promise<unknown>;
      expect(await codeOf(() => use(...take))).toBe('zip-crc');
    },
  );
});

describe('a long deflated entry', () => {
  const packed = new Uint8Array(deflateRawSync(NOISE));
  const spoiled = packed.map((byte, i) => (i === 150_000 ? byte ^ 0xff : byte));
  const flushed = new Uint8Array([0, 0, 0, 0xff, 0xff, ...packed]);
  it.each<[string, string, Partial<ZipEntry>]>([
    ['a byte behind it', 'zip-deflate', { data: new Uint8Array([...packed, 0]) }],
    ['another stream behind it', 'zip-deflate', { data: new Uint8Array([...packed, 3, 0]) }],
    ['its end cut off', 'zip-deflate', { data: packed.slice(0, -1) }],
    ['a changed byte', 'zip-crc', { data: spoiled }],
    ['more than declared', 'zip-size', { central: { size: 299_999 }, local: { size: 299_999 } }],
    ['less than declared', 'zip-size', { central: { size: 300_001 }, local: { size: 300_001 } }],
  ])('is refused with %s', async (_what, code, fields) => {
    const entry = await entryOf({ content: NOISE, data: packed, ...fields });
    expect(await codeOf(() => entry.read())).toBe(code);
    expect(await codeOf(() => entry.check())).toBe(code);
  });

  it('may be flushed in between', async () => {
    const entry = await entryOf({ content: NOISE, data: flushed });
    expect(Buffer.from(await entry.read()).equals(NOISE)).toBe(true);
  });
});
