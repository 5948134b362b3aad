/** A market in one zip file, as `pai-market mirror` makes it, as a `Source`: files are read where they lie, nothing is unpacked to the disk. */
import { open, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

import { MarketError } from '#core/errors.ts';
import { dataStart, DEFLATED, readAt, readRecords } from './zip-layout.ts';

import type { FileHandle } from 'node:fs/promises';
import type { ReadOptions, Source } from '#core/ports.ts';
import type { ZipRecord } from './zip-layout.ts';

const inflate = promisify(inflateRaw);

interface Directory {
  /** Differs when another file takes the place. */
  stamp: string;
  records: ReadonlyMap<string, ZipRecord>;
}

/** A file that is not in it gives `net-status` with status 404, as over HTTP. */
export function createZipSource(path: string): Source {
  let known: Promise<Directory> | undefined;
  return {
    base: path,
    async read(name, options) {
      if (options.signal?.aborted) {
        throw new MarketError('cancelled', `Reading ${name} was cancelled.`);
      }
      try {
        const file = await open(path, 'r');
        try {
          known = sameOrNew(known, file, path);
          const record = (await known).records.get(name);
          if (!record) throw notFound(name);
          return await readRecord(file, record, { path, options });
        } finally {
          await file.close();
        }
      } catch (cause) {
        throw cause instanceof MarketError ? cause : unreadable(path, cause);
      }
    },
  };
}

/** Names of all files in it; empty where there is no such file. */
export async function listZip(path: string): Promise<ZipRecord[]> {
  if (!(await stat(path).catch(() => undefined))) return [];
  try {
    const file = await open(path, 'r');
    try {
      return await readRecords(file, path);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw cause instanceof MarketError ? cause : unreadable(path, cause);
  }
}

/** The directory is read once, and again after another file took the place. */
async function sameOrNew(
  known: Promise<Directory> | undefined,
  file: FileHandle,
  path: string,
): Promise<Directory> {
  const { ino, size, mtimeMs } = await file.stat();
  const stamp = `${ino} ${size} ${mtimeMs}`;
  const before = await known?.catch(() => undefined);
  if (before?.stamp === stamp) return before;
  const records = await readRecords(file, path);
  return { stamp, records: new Map(records.map((record) => [record.name, record])) };
}

async function readRecord(
  file: FileHandle,
  record: ZipRecord,
  { path, options }: { path: string; options: ReadOptions },
): Promise<Uint8Array> {
  const { name, size, packedSize, method, crc } = record;
  const { limit, onPiece, onProgress } = options;
  // Deflating may make very little data a few bytes longer.
  if (size > limit || packedSize > limit + 1024) throw tooLarge(name, limit);
  const packed = await readAt(file, await dataStart(file, record, path), packedSize);
  const bytes = method === DEFLATED ? await unpack(packed, size, name) : packed;
  if (bytes.length !== size || crc32(bytes) !== crc) {
    throw new MarketError('zip-crc', `${name} in ${path} is damaged.`, { details: { file: name } });
  }
  onPiece?.(bytes, 0);
  onProgress?.(size, size);
  return bytes;
}

async function unpack(packed: Buffer, size: number, name: string): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    throw new MarketError('zip-deflate', `${name} cannot be unpacked.`, {
      cause,
      details: { file: name },
    });
  }
}

function tooLarge(name: string, limit: number): MarketError {
  return new MarketError('net-too-large', `${name} has more than the allowed ${limit} bytes.`, {
    details: { file: name, allowed: limit },
  });
}

function notFound(name: string): MarketError {
  return new MarketError('net-status', `${name} is not there.`, {
    details: { file: name, status: 404 },
  });
}

function unreadable(path: string, cause: unknown): MarketError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new MarketError('net-unreachable', `${path} cannot be read (${code}).`, {
    cause,
    details: { file: path },
  });
}
