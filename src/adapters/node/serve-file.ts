/** Opens the file that an address names: below the folder, not hidden, reached by no link, and the one that lies there now. */
import { constants } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FileHandle } from 'node:fs/promises';

/** A market is replaced by two renames; between them its folder is not there. */
const TRIES = 25;
const PAUSE_MS = 20;
const ABSENT: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'ENXIO'],
]);

export interface OpenFile {
  handle: FileHandle;
  size: number;
  /** Tells these bytes from all others that lay here: each write makes a new file (inode), and hard links keep it. */
  tag: string;
  modified: Date;
}

/**
 * Undefined where there is no such file; `away` where the folder itself is not there, or is being replaced again and
 * again. The path is as the client sent it, percent-encoded, without its leading slash.
 */
export async function openServed(
  folder: string,
  path: string,
): Promise<OpenFile | 'away' | undefined> {
  const segments = readSegments(path);
  if (!segments) return undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    const root = await rootOf(folder);
    const found = root && (await openBelow(root.place, segments));
    if (found && found !== 'changed') return found;
    // What is not there is so only if the folder is still the one that was asked.
    if (root && !found && (await rootOf(folder))?.id === root.id) return undefined;
    if (!root) await sleep(PAUSE_MS);
  }
  return 'away';
}

/** The folder itself may be named by a link. */
async function rootOf(folder: string): Promise<{ place: string; id: string } | undefined> {
  const place = await realpath(folder).catch(absent);
  const stats = place === undefined ? undefined : await stat(place, { bigint: true }).catch(absent);
  return place === undefined || !stats ? undefined : { place, id: `${stats.dev} ${stats.ino}` };
}

async function openBelow(
  root: string,
  segments: readonly string[],
): Promise<OpenFile | 'changed' | undefined> {
  const place = join(root, ...segments);
  // Not to wait for a named pipe; links are looked at below.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(place, flags).catch(absent);
  if (!handle) return undefined;
  let given = false;
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) return undefined;
    // What was opened is what lies there without a link: also when somebody exchanged folders meanwhile.
    const [real, there] = await Promise.all([
      realpath(place).catch(absent),
      lstat(place, { bigint: true }).catch(absent),
    ]);
    if (real === undefined || there === undefined) return 'changed';
    if (real !== place) return undefined;
    if (there.ino !== stats.ino || there.dev !== stats.dev) return 'changed';
    given = true;
    const tag = [stats.ino, stats.mtimeNs, stats.size].map((each) => each.toString(36)).join('-');
    return { handle, size: Number(stats.size), tag, modified: stats.mtime };
  } finally {
    if (!given) await handle.close();
  }
}

/** Undefined when a segment climbs, is hidden or holds a separator after decoding. */
function readSegments(path: string): string[] | undefined {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    const isPlain = segments.every((each) => each !== '' && !/^\.|[/\\\0]/.test(each));
    return isPlain ? segments : undefined;
  } catch {
    // Malformed escapes name no file.
    return undefined;
  }
}

function absent(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && ABSENT.has(String(cause.code))) return undefined;
  throw cause;
}
