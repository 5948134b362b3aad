/** Lists a folder with a stamp for each file, by the calls that wait for the disk: many times as fast as those that do not. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { codeOf, unreadablePath } from './disk-errors.ts';

import type { BigIntStats, Dirent } from 'node:fs';
import type { TreeEntry } from '#core/ports.ts';

/** Disks tell times in steps of at most this many nanoseconds, or in whole seconds. */
const STEP = 20_000_000n;
const WHOLE_SECONDS_STEP = 2_000_000_000n;
const SECOND = 1_000_000_000n;

/** Everything below, in byte order of paths, of folders only what `enter` says yes to; undefined when the folder is not there. Throws `source-invalid` with the place that cannot be read. */
export function listFolder(
  folder: string,
  enter: (path: string) => boolean = () => true,
): TreeEntry[] | undefined {
  const entries: TreeEntry[] = [];
  const visit = (prefix: string): void => {
    for (const item of readdirSync(join(folder, prefix), { withFileTypes: true })) {
      const path = prefix ? `${prefix}/${item.name}` : item.name;
      try {
        if (!item.isDirectory()) entries.push(describe(folder, path, item));
        else if (enter(path)) visit(path);
      } catch (cause) {
        if (codeOf(cause) !== 'ENOENT') throw cause;
        // A name that is not UTF-8 leads nowhere as text; left out, the file would go unnoticed.
        entries.push({ path, kind: 'other', size: 0 });
      }
    }
  };
  try {
    visit('');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unreadablePath(placeOf(cause) ?? folder, cause);
  }
  return inByteOrder(entries);
}

function describe(folder: string, path: string, item: Dirent): TreeEntry {
  if (item.isSymbolicLink()) return { path, kind: 'link', size: 0 };
  if (!item.isFile()) return { path, kind: 'other', size: 0 };
  const stats = lstatSync(join(folder, path), { bigint: true });
  const [stamp, written] = [stampOf(stats), writtenOf(stats)];
  return {
    ...{ path, kind: 'file', size: Number(stats.size) },
    ...(stamp !== undefined && { stamp }),
    ...(written !== undefined && { written }),
  };
}

/**
 * The rule of git for files that were written just now: a second change within one step of the disk's clock would have the
 * same stamp, so there is none yet.
 */
function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string | undefined {
  return isSettled(ctimeNs) ? `${size}-${mtimeNs}-${ctimeNs}-${ino}` : undefined;
}

function writtenOf({ size, mtimeNs, ino }: BigIntStats): string | undefined {
  return isSettled(mtimeNs) ? `${size}-${mtimeNs}-${ino}` : undefined;
}

function isSettled(time: bigint): boolean {
  const step = time % SECOND === 0n ? WHOLE_SECONDS_STEP : STEP;
  return BigInt(Date.now()) * 1_000_000n - time > step;
}

/** UTF-16 units have the order of bytes except beside surrogates. */
function inByteOrder(entries: TreeEntry[]): TreeEntry[] {
  return entries.sort((a, b) => {
    if (a.path === b.path) return 0;
    const plain = a.path < b.path ? -1 : 1;
    if (!SURROGATE.test(a.path) && !SURROGATE.test(b.path)) return plain;
    return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
  });
}

const SURROGATE = /[\ud800-\uffff]/;

function placeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'path' in cause ? String(cause.path) : undefined;
}
