/** A folder of the local disk as a `Tree`: names never lead out of it, symbolic links are never followed below it. */
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import {
  assertPlainPath,
  codeOf,
  refusedPath,
  unreadablePath,
  unwritablePath,
} from './disk-errors.ts';
import { lockFolder, realTarget, recoverFolder } from './folder-swap.ts';
import { listFolder } from './list-folder.ts';
import { readHandle } from './read-handle.ts';
import { readSmall } from './read-small.ts';
import { stageFolder } from './staged-folder.ts';

import type { Tree, TreeEntry } from '#core/ports.ts';

/** The folder need not exist; `write` and `stage` make it. */
export function createFileTree(folder: string): Tree {
  const tidied = new Set<string>();
  return {
    base: folder,
    list: (enter) => listTree(folder, enter),
    read: (path, limit) => readPlain(folder, path, limit),
    async write(path, bytes) {
      const parent = dirname(path);
      if (!tidied.has(parent)) removeDeadParts(folder, parent);
      tidied.add(parent);
      writePlain(folder, path, bytes);
    },
    remove: (path) => removePlain(folder, path),
    lock: () => lockTree(folder),
    stage: (options) => stageFolder(folder, options),
  };
}

async function listTree(folder: string, enter?: (path: string) => boolean): Promise<TreeEntry[]> {
  const entries = listFolder(folder, enter);
  if (entries) return entries;
  await recoverFolder(folder);
  return listFolder(folder, enter) ?? [];
}

async function lockTree(folder: string): Promise<() => Promise<void>> {
  const target = await realTarget(folder);
  try {
    accessSync(dirname(target), constants.W_OK);
  } catch {
    // Who cannot make a lock beside it cannot exchange it either.
    return () => Promise.resolve();
  }
  return lockFolder(target);
}

async function readPlain(folder: string, path: string, limit: number): Promise<Uint8Array> {
  assertNoLinks(folder, path);
  try {
    // O_NOFOLLOW: also when a link takes the file's place after the check.
    const small = readSmall(join(folder, path), constants.O_NOFOLLOW);
    if (small && !small.isFile) throw refusedPath(path, 'is not a plain file');
    if (small && small.bytes.length <= limit) return small.bytes;
    const handle = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      if (!(await handle.stat()).isFile()) throw refusedPath(path, 'is not a plain file');
      return await readHandle(handle, { path, limit });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadablePath(path, cause);
  }
}

const PART = /^\..+\.(\d+)\.part$/;

/** What processes that were killed have left where this one writes. */
function removeDeadParts(folder: string, parent: string): void {
  if (parent !== '.') assertNoLinks(folder, parent);
  for (const name of namesIn(join(folder, parent))) {
    const [, pid] = PART.exec(name) ?? [];
    // Writing is one step here, so what has our own number is of another container, or of one that had it before.
    if (pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)))) {
      rmSync(join(folder, parent, name), { force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there yet, or not to be read: whoever writes says why it cannot.
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It is there, but belongs to somebody else.
    return codeOf(cause) !== 'ESRCH';
  }
}

function writePlain(folder: string, path: string, bytes: Uint8Array): void {
  assertNoLinks(folder, path);
  const target = join(folder, path);
  // The process number keeps two runs apart; the rename makes the file appear whole.
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(part, bytes, { flag: 'wx' });
    renameSync(part, target);
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') rmSync(part, { force: true });
    throw unwritablePath(target, cause);
  }
}

async function removePlain(folder: string, path: string): Promise<void> {
  assertNoLinks(folder, path);
  try {
    await rm(join(folder, path), { force: true });
  } catch (cause) {
    throw unwritablePath(join(folder, path), cause);
  }
}

/** Refuses names that climb, and folders or files on the way that are symbolic links. */
function assertNoLinks(folder: string, path: string): void {
  assertPlainPath(path);
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth++) {
    const kind = kindAt(join(folder, ...segments.slice(0, depth)));
    if (kind === undefined) return;
    if (kind === 'link') throw refusedPath(path, 'is reached through a symbolic link');
  }
}

function kindAt(place: string): 'link' | 'other' | undefined {
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats && (stats.isSymbolicLink() ? 'link' : 'other');
  } catch {
    // Whoever opens it next says what is wrong with it.
    return undefined;
  }
}
