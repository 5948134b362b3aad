/** A folder in the making that takes the place of another; after a kill at any point the next one puts all in order. */
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import {
  assertPlainPath,
  codeOf,
  refusedPath,
  unreadablePath,
  unwritablePath,
} from './disk-errors.ts';
import { takeLock } from './lock-file.ts';

import type { StagedTree } from '#core/ports.ts';

/** Where a second name is no choice: other disk, no such thing, not allowed, too many names. */
const NO_LINKS = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EMLINK']);
/** Two renames back to back take far less, unless their process has ended between them. */
const SWAP_MS = 1000;
const LOOK_MS = 50;

/**
 * Names beside `<target>`: `.<target>.new-*` is in the making, `.<target>.old-*` is the former one, whole, for the moment between
 * two renames, and `.<target>.gone-*` is on its way out.
 */
export async function stageFolder(folder: string): Promise<StagedTree> {
  const target = await realTarget(folder);
  const unlock = await lockFolder(target);
  try {
    return await beginStage(folder, { target, unlock });
  } catch (cause) {
    await unlock();
    throw cause;
  }
}

async function beginStage(
  folder: string,
  { target, unlock }: { target: string; unlock: () => Promise<void> },
): Promise<StagedTree> {
  await recoverFolder(folder);
  removeLeftovers(target);
  // Not mkdtemp: its folders are closed to everybody else, and a market is there to be served.
  const place = beside(target, 'new');
  try {
    mkdirSync(place, { recursive: true });
  } catch (cause) {
    throw unwritablePath(folder, cause);
  }
  return {
    ...openStaged(place, target),
    async commit() {
      await swap(place, target);
      await unlock();
    },
    async discard() {
      await rm(place, { recursive: true, force: true });
      await unlock();
    },
  };
}

/** Two at once would remove each other's work. */
async function lockFolder(target: string): Promise<() => Promise<void>> {
  const file = join(dirname(target), `.${basename(target)}.lock`);
  let taken: Awaited<ReturnType<typeof takeLock>>;
  try {
    taken = await takeLock(file);
  } catch (cause) {
    throw unwritablePath(file, cause);
  }
  if (typeof taken === 'function') return taken;
  throw new MarketError(
    'repository-busy',
    `Another pai-market is making ${target} (${taken.holder}): try again when it has ended. If it runs on no machine any more, remove ${file}.`,
    { details: { folder: target } },
  );
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
      step(locate(path));
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
        assertPlainFile(target, path);
        await tryTo(path, (whole) => linkOrCopy(join(target, path), whole));
      }
    },
    async alias(path, name) {
      assertPlainPath(path);
      await tryTo(name, (whole) => linkOrCopy(join(place, path), whole));
    },
  };
}

/** Puts the former folder back where a process ended between the two renames of a swap. */
export async function recoverFolder(folder: string): Promise<void> {
  const target = await realTarget(folder);
  if (existsSync(target) || setAside(target).length === 0) return;
  // Somebody may be at it right now.
  for (let waited = 0; waited < SWAP_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS);
    if (existsSync(target)) return;
  }
  const [former] = setAside(target);
  if (former === undefined) return;
  try {
    renameSync(former, target);
  } catch (cause) {
    if (!existsSync(target)) throw unwritablePath(target, cause);
  }
}

async function realTarget(folder: string): Promise<string> {
  // A target that is itself a link is named by the user: its real place is what is swapped.
  return realpath(folder).catch(() => resolve(folder));
}

async function swap(place: string, target: string): Promise<void> {
  const old = beside(target, 'old');
  try {
    const existed = existsSync(target);
    if (existed) renameSync(target, old);
    try {
      renameSync(place, target);
    } catch (cause) {
      if (existed) renameSync(old, target);
      throw cause;
    }
    if (existed) discardFolder(old, target);
  } catch (cause) {
    throw unwritablePath(target, cause);
  }
}

/** A folder that is half removed must never be taken for the former one, so it gets another name first. */
function discardFolder(old: string, target: string): void {
  const gone = beside(target, 'gone');
  renameSync(old, gone);
  rmSync(gone, { recursive: true, force: true });
}

/** What builds that were killed have left; the caller sees to it that no other is at work. */
function removeLeftovers(target: string): void {
  if (existsSync(target)) for (const old of setAside(target)) discardFolder(old, target);
  for (const left of [...namesBeside(target, 'new'), ...namesBeside(target, 'gone')]) {
    rmSync(left, { recursive: true, force: true });
  }
}

function setAside(target: string): string[] {
  return namesBeside(target, 'old');
}

function namesBeside(target: string, what: 'new' | 'old' | 'gone'): string[] {
  const parent = dirname(target);
  const start = `.${basename(target)}.${what}-`;
  try {
    return readdirSync(parent)
      .filter((name) => name.startsWith(start) && /^[0-9a-f]{12}$/.test(name.slice(start.length)))
      .map((name) => join(parent, name))
      .filter((path) => lstatSync(path).isDirectory());
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause) ?? '')) return [];
    throw unreadablePath(parent, cause);
  }
}

function beside(target: string, what: 'new' | 'old' | 'gone'): string {
  return join(dirname(target), `.${basename(target)}.${what}-${randomBytes(6).toString('hex')}`);
}

function assertPlainFile(folder: string, path: string): void {
  const segments = path.split('/');
  try {
    // Folders on the way are looked at by `list`, which enters no links; the file itself may have changed since.
    if (lstatSync(join(folder, ...segments)).isFile()) return;
  } catch (cause) {
    throw unreadablePath(path, cause);
  }
  throw refusedPath(path, 'is not a plain file');
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (cause) {
    if (!NO_LINKS.has(codeOf(cause) ?? '')) throw cause;
    copyFileSync(from, to);
  }
}
