/** A folder in the making that takes the place of another; after a kill at any point the next one puts all in order. */
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import {
  assertPlainPath,
  codeOf,
  refusedPath,
  unreadablePath,
  unwritablePath,
} from './disk-errors.ts';
import {
  beside,
  layBy,
  lockFolder,
  realTarget,
  recoverFolder,
  removeLeftovers,
  swap,
} from './folder-swap.ts';

import type { Stats } from 'node:fs';
import type { StagedTree } from '#core/ports.ts';
import type { Places } from './folder-swap.ts';

/** Where a second name is no choice: other disk, no such thing, not allowed, too many names. */
const NO_LINKS = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EMLINK']);
/**
 * Names beside `<target>`: `.<target>.new-*` is in the making, `.<target>.old-*` is the former one, whole, for the moment between
 * two renames, and `.<target>.gone-*` is on its way out.
 */
export async function stageFolder(
  folder: string,
  { spare }: { spare?: string | undefined } = {},
): Promise<StagedTree> {
  const places = { target: await realTarget(folder), spare };
  const unlock = await lockFolder(places.target);
  try {
    return await beginStage(folder, { places, unlock });
  } catch (cause) {
    await unlock();
    throw cause;
  }
}

async function beginStage(
  folder: string,
  { places, unlock }: { places: Places; unlock: () => Promise<void> },
): Promise<StagedTree> {
  const { target, spare } = places;
  await recoverFolder(folder);
  removeLeftovers(places);
  // Not mkdtemp: its folders are closed to everybody else, and a market is there to be served.
  const place = beside(target, 'new');
  let former: Set<string>;
  try {
    former = adopt(spare, place);
    mkdirSync(place, { recursive: true });
  } catch (cause) {
    throw unwritablePath(folder, cause);
  }
  const staged = openStaged(place, target);
  const used = new Set<string>();
  const settle = () => removeUnused(place, { former, used });
  return {
    base: place,
    async write(path, bytes) {
      used.add(path);
      await staged.write(path, bytes);
    },
    async keep(paths) {
      for (const path of paths) used.add(path);
      await staged.keep(paths);
    },
    async alias(path, name) {
      used.add(name);
      await staged.alias(path, name);
    },
    claim(paths) {
      for (const path of paths) used.add(path);
    },
    settle: async () => settle(),
    async commit() {
      settle();
      swap(place, places);
      await unlock();
    },
    async discard() {
      layBy(place, places);
      await unlock();
    },
  };
}

/** Takes what was laid by for the begin of the new folder; gives the paths in it. One that holds anything but plain files is none of ours. */
function adopt(spare: string | undefined, place: string): Set<string> {
  if (spare === undefined || !isFolder(spare)) return new Set();
  const paths = listPlain(spare);
  if (!paths) {
    rmSync(spare, { recursive: true, force: true });
    return new Set();
  }
  try {
    renameSync(spare, place);
  } catch (cause) {
    if (codeOf(cause) === 'EXDEV') return new Set();
    throw cause;
  }
  return new Set(paths);
}

/** Undefined where there is anything but files and folders. */
function listPlain(folder: string): string[] | undefined {
  const paths: string[] = [];
  const visit = (prefix: string): boolean =>
    readdirSync(join(folder, prefix), { withFileTypes: true }).every((item) => {
      const path = prefix === '' ? item.name : `${prefix}/${item.name}`;
      if (item.isDirectory()) return visit(path);
      paths.push(path);
      return item.isFile();
    });
  try {
    return visit('') ? paths : undefined;
  } catch (cause) {
    // A name that is not UTF-8 leads nowhere.
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

function removeUnused(
  place: string,
  { former, used }: { former: Set<string>; used: ReadonlySet<string> },
): void {
  for (const path of former) {
    if (used.has(path)) continue;
    rmSync(join(place, path), { force: true });
    removeEmpty(place, dirname(path));
  }
  former.clear();
}

function removeEmpty(place: string, folder: string): void {
  for (let each = folder; each !== '.'; each = dirname(each)) {
    try {
      rmdirSync(join(place, each));
    } catch (cause) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(cause) ?? '')) return;
      throw unwritablePath(join(place, each), cause);
    }
  }
}

/** The writing part of a staged folder, also for other threads; `target` is what `keep` takes from. */
export function openStaged(
  place: string,
  target: string,
): Pick<StagedTree, 'base' | 'write' | 'keep' | 'alias'> {
  const made = new Set<string>();
  const locate = (path: string): string => {
    assertPlainPath(path);
    const whole = join(place, path);
    const folder = dirname(whole);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    return whole;
  };
  const tryTo = async (path: string, step: (whole: string) => void): Promise<void> => {
    try {
      const whole = locate(path);
      try {
        step(whole);
      } catch (cause) {
        if (codeOf(cause) !== 'EEXIST') throw cause;
        // Of the folder before. Never written over: the file that is served may be the same one.
        rmSync(whole);
        step(whole);
      }
    } catch (cause) {
      throw unwritablePath(join(place, path), cause);
    }
  };
  return {
    base: place,
    // Nobody reads it before it is whole, so a file needs no rename of its own.
    write: (path, bytes) => tryTo(path, (whole) => writeFileSync(whole, bytes, { flag: 'wx' })),
    async keep(paths) {
      for (const path of paths) {
        assertPlainPath(path);
        const from = assertPlainFile(target, path);
        if (isSameFile(from, join(place, path))) continue;
        await tryTo(path, (whole) => linkOrCopy(join(target, path), whole));
      }
    },
    async alias(path, name) {
      assertPlainPath(path);
      const from = assertPlainFile(place, path);
      if (isSameFile(from, join(place, name))) return;
      await tryTo(name, (whole) => linkOrCopy(join(place, path), whole));
    },
  };
}

function isSameFile({ ino, dev }: Stats, path: string): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  return there !== undefined && there.ino === ino && there.dev === dev;
}

function assertPlainFile(folder: string, path: string): Stats {
  try {
    // Folders on the way are looked at by `list`, which enters no links; the file itself may have changed since.
    const stats = lstatSync(join(folder, path));
    if (stats.isFile()) return stats;
  } catch (cause) {
    throw unreadablePath(path, cause);
  }
  throw refusedPath(path, 'is not a plain file');
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (cause) {
    if (!NO_LINKS.has(codeOf(cause) ?? '')) throw cause;
    copyFileSync(from, to);
  }
}
