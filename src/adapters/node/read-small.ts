/** Reads small files by the calls that wait for the disk: for thousands of them that is many times as fast as promises. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Larger ones are read in pieces, so that reading can be followed and stopped. */
const SMALL_BYTES = 256 * 1024;

/**
 * The bytes; undefined when it is larger. With `isFile` false it is a folder or a special file, of which nothing was read.
 * Throws what the file system throws.
 */
export function readSmall(
  path: string,
  flags = 0,
): { isFile: true; bytes: Uint8Array } | { isFile: false } | undefined {
  // O_NONBLOCK: a pipe that nobody writes to must not hold the program up.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return { isFile: false };
    if (stats.size > SMALL_BYTES) return undefined;
    const bytes = new Uint8Array(stats.size);
    let end = 0;
    while (end < bytes.length) {
      const read = readSync(file, bytes, end, bytes.length - end, null);
      if (read === 0) return { isFile: true, bytes: bytes.slice(0, end) };
      end += read;
    }
    // One that grows meanwhile is read as a large one.
    const grew = readSync(file, new Uint8Array(1), 0, 1, null) > 0;
    return grew ? undefined : { isFile: true, bytes };
  } finally {
    closeSync(file);
  }
}
