/** A market in a folder of the local disk as a `Source`; no name and no symbolic link leads out of it. */
import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { readHandle } from './read-handle.ts';
import { readSmall } from './read-small.ts';

import type { ReadOptions, Source } from '#core/ports.ts';

/** A file that is not there gives `net-status` with status 404, as over HTTP. */
export function createDirectorySource(folder: string): Source {
  return { base: folder, read: (path, options) => readBelow(folder, path, options) };
}

async function readBelow(folder: string, path: string, options: ReadOptions): Promise<Uint8Array> {
  if (options.signal?.aborted) {
    throw new MarketError('cancelled', `Reading ${path} was cancelled.`);
  }
  try {
    const target = locate(folder, path);
    return readAtOnce(target, path, options) ?? (await readFile(target, path, options));
  } catch (cause) {
    throw cause instanceof MarketError ? cause : unreadable(folder, path, cause);
  }
}

function locate(folder: string, path: string): string {
  if (path.split('/').some((segment) => /^\.{0,2}$/.test(segment))) {
    throw new MarketError('internal', `The path ${path} leads out of ${folder}.`);
  }
  const root = realpathSync.native(folder);
  const target = realpathSync.native(join(root, path));
  const inside = relative(root, target);
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new MarketError('net-unreachable', `${path} leads out of ${folder} and is not read.`, {
      details: { file: path },
    });
  }
  return target;
}

/** Undefined for a file that is better read in pieces. */
function readAtOnce(target: string, path: string, options: ReadOptions): Uint8Array | undefined {
  const read = readSmall(target);
  if (read === undefined) return undefined;
  if (!read.isFile) throw notFound(path);
  const { bytes } = read;
  if (bytes.length > options.limit) return undefined;
  if (bytes.length > 0) options.onPiece?.(bytes, 0);
  options.onProgress?.(bytes.length, bytes.length);
  return bytes;
}

async function readFile(target: string, path: string, options: ReadOptions): Promise<Uint8Array> {
  const handle = await open(target, 'r');
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw notFound(path);
    const { size } = stat;
    return await readHandle(handle, {
      path,
      limit: options.limit,
      signal: options.signal,
      onPiece(piece, at) {
        options.onPiece?.(piece, at);
        options.onProgress?.(at + piece.length, size);
      },
    });
  } finally {
    await handle.close();
  }
}

function unreadable(folder: string, path: string, cause: unknown): unknown {
  const { code } = cause as { code?: string };
  // Not an error of the file system: what the taker of a piece threw.
  if (code === undefined) return cause;
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path);
  return new MarketError('net-unreachable', `${path} in ${folder} cannot be read (${code}).`, {
    cause,
    details: { file: path },
  });
}

function notFound(path: string): MarketError {
  return new MarketError('net-status', `${path} is not there.`, {
    details: { file: path, status: 404 },
  });
}
