/** A `Cache` in a folder: one file for each key, its own digest first, so that what was damaged or half written is not there. */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import type { FolderCache } from '#core/ports.ts';

const MIB = 1024 * 1024;
const DEFAULT_BYTES = 2048 * MIB;
const DIGEST_BYTES = 32;
const PIECE = /^[0-9a-f]{2}$/;
const FILE = /^[0-9a-f]{62}$/;

export interface CacheOptions {
  folder: string;
  /** What `trim` leaves, in bytes; 2 GiB if absent. */
  bytes?: number;
  /** As `FolderCache.program`. */
  program?: string;
}

/**
 * Whoever can write the folder can put anything in: the digest finds damage, not malice. Callers judge what they get; no
 * link in it is followed, as a repository may come with links to folders that are none of its business.
 */
export function createFolderCache({
  folder,
  bytes: most = DEFAULT_BYTES,
  program = '',
}: CacheOptions): FolderCache {
  return {
    folder,
    program,
    get: (key) => Promise.resolve(getKept(fileOf(folder, key), most)),
    put: (key, { bytes }) => Promise.resolve(putKept(fileOf(folder, key), bytes)),
    // Keys are not told by their files; age decides instead, in `trim`.
    keepOnly: () => Promise.resolve(),
    trim: () => Promise.resolve(trimKept(folder, most)),
  };
}

function fileOf(folder: string, key: string): string {
  const name = sha256(Buffer.from(key)).toString('hex');
  return join(folder, name.slice(0, 2), name.slice(2));
}

function getKept(file: string, most: number): { bytes: Uint8Array } | undefined {
  try {
    if (!isFolder(dirname(file))) return undefined;
    const whole = readPlain(file, most);
    const bytes = whole.subarray(DIGEST_BYTES);
    if (sha256(bytes).equals(whole.subarray(0, DIGEST_BYTES))) return { bytes };
    rmSync(file, { force: true });
    return undefined;
  } catch {
    // Not there, or not to be read: then it is made again.
    return undefined;
  }
}

/** Marks it as used. Throws for what is no file, such as a link or a pipe, and above `most` bytes. */
function readPlain(file: string, most: number): Buffer {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile() || stats.size > most) throw new Error('none of ours');
    const now = new Date();
    futimesSync(handle, now, now);
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

function putKept(file: string, bytes: Uint8Array): void {
  const part = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const piece = dirname(file);
    mkdirSync(dirname(piece), { recursive: true });
    // Removes the link, not what it leads to.
    if (!isFolder(piece)) rmSync(piece, { force: true });
    mkdirSync(piece, { recursive: true });
    writeFileSync(part, Buffer.concat([sha256(bytes), bytes]), { flag: 'wx' });
    renameSync(part, file);
  } catch {
    // A full or read-only disk: the next build does the same work again, and `trim` removes what was half written.
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

interface Kept {
  file: string;
  size: number;
  used: number;
}

function trimKept(folder: string, most: number): void {
  try {
    const kept = listKept(folder).sort((a, b) => b.used - a.used);
    let sum = 0;
    for (const { file, size } of kept) {
      sum += size;
      if (sum > most) rmSync(file, { force: true });
    }
  } catch {
    // A cache that cannot be listed cannot be tidied; nothing else depends on it.
  }
}

const HOUR_MS = 60 * 60_000;

function listKept(folder: string): Kept[] {
  const kept: Kept[] = [];
  for (const piece of readdirSync(folder).filter((name) => PIECE.test(name))) {
    if (!isFolder(join(folder, piece))) continue;
    for (const name of readdirSync(join(folder, piece))) {
      const file = join(folder, piece, name);
      const stats = lstatSync(file);
      if (!stats.isFile()) continue;
      if (FILE.test(name)) kept.push({ file, size: stats.size, used: stats.mtimeMs });
      // Half written by a process that has ended.
      else if (Date.now() - stats.mtimeMs > HOUR_MS) rmSync(file, { force: true });
    }
  }
  return kept;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
