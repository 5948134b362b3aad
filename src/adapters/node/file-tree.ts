/** A folder of the local disk as a `Tree`: names never lead out of it, symbolic links are never followed below it. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { readHandle } from './read-handle.ts';

import type { Dirent } from 'node:fs';
import type { StagedTree, Tree, TreeEntry } from '#core/ports.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'what should be a folder is a file',
  EISDIR: 'a folder is in the way',
  ENOTEMPTY: 'a folder is in the way',
  ENAMETOOLONG: 'the name is too long',
};

/** The folder need not exist; `write` and `stage` make it. */
export function createFileTree(folder: string): Tree {
  return {
    base: folder,
    list: () => listTree(folder),
    read: (path, limit) => readPlain(folder, path, limit),
    write: (path, bytes) => writePlain(folder, path, bytes),
    remove: (path) => removePlain(folder, path),
    stage: () => stageTree(folder),
  };
}

async function listTree(folder: string): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const visit = async (prefix: string): Promise<void> => {
    for (const item of await readdir(join(folder, prefix), { withFileTypes: true })) {
      const path = prefix ? `${prefix}/${item.name}` : item.name;
      try {
        if (item.isDirectory()) await visit(path);
        else entries.push({ path, ...(await describe(join(folder, path), item)) });
      } catch (cause) {
        if (codeOf(cause) !== 'ENOENT') throw cause;
        // A name that is not UTF-8 leads nowhere as text; left out, the file would go unnoticed.
        entries.push({ path, kind: 'other', size: 0 });
      }
    }
  };
  try {
    await visit('');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw failed(placeOf(cause) ?? folder, cause);
  }
  return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

async function describe(place: string, item: Dirent): Promise<Omit<TreeEntry, 'path'>> {
  if (item.isSymbolicLink()) return { kind: 'link', size: 0 };
  if (!item.isFile()) return { kind: 'other', size: 0 };
  return { kind: 'file', size: (await lstat(place)).size };
}

async function readPlain(folder: string, path: string, limit: number): Promise<Uint8Array> {
  await assertNoLinks(folder, path);
  try {
    // O_NOFOLLOW: also when a link takes the file's place after the check.
    const handle = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      if (!(await handle.stat()).isFile()) throw refused(path, 'is not a plain file');
      return await readHandle(handle, { path, limit });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw failed(path, cause);
  }
}

async function writePlain(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await assertNoLinks(folder, path);
  const target = join(folder, path);
  // The process number keeps two runs apart; the rename makes the file appear whole.
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
    await rename(part, target);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw unwritable(target, cause);
  }
}

async function removePlain(folder: string, path: string): Promise<void> {
  await assertNoLinks(folder, path);
  try {
    await rm(join(folder, path), { force: true });
  } catch (cause) {
    throw unwritable(join(folder, path), cause);
  }
}

/** Refuses names that climb, and folders or files on the way that are symbolic links. */
async function assertNoLinks(folder: string, path: string): Promise<void> {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw refused(path, 'is no path below the folder');
  }
  if (path.includes('\\') || path.includes('\0')) throw refused(path, 'is no plain path');
  for (let depth = 1; depth <= segments.length; depth++) {
    const part = join(folder, ...segments.slice(0, depth));
    const stats = await lstat(part).catch(() => undefined);
    if (!stats) return;
    if (stats.isSymbolicLink()) throw refused(path, 'is reached through a symbolic link');
  }
}

async function stageTree(folder: string): Promise<StagedTree> {
  // A target that is itself a link is named by the user: its real place is what is swapped.
  const target = await realpath(folder).catch(() => resolve(folder));
  try {
    // Not mkdtemp: its folders are closed to everybody else, and a market is there to be served.
    const place = join(
      dirname(target),
      `.${basename(target)}.new-${randomBytes(6).toString('hex')}`,
    );
    await mkdir(place, { recursive: true });
    return {
      base: place,
      write: (path, bytes) => writePlain(place, path, bytes),
      commit: () => swap(place, target),
      discard: () => rm(place, { recursive: true, force: true }),
    };
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

async function swap(place: string, target: string): Promise<void> {
  const old = `${place}.old`;
  const existed = await rename(target, old).then(
    () => true,
    (cause: unknown) => {
      if (codeOf(cause) === 'ENOENT') return false;
      throw unwritable(target, cause);
    },
  );
  try {
    await rename(place, target);
  } catch (cause) {
    if (existed) await rename(old, target);
    throw unwritable(target, cause);
  }
  await rm(old, { recursive: true, force: true });
}

function refused(path: string, what: string): MarketError {
  return new MarketError('source-invalid', `${path} ${what}.`, { details: { file: path } });
}

/** Errors of the disk become refusals with the path; ours pass as they are. */
function failed(path: string, cause: unknown): MarketError {
  if (cause instanceof MarketError) return cause;
  const code = codeOf(cause);
  if (code === 'ENOENT') return refused(path, 'is not there');
  if (code === 'ELOOP') return refused(path, 'is reached through a symbolic link');
  if (code === 'EISDIR') return refused(path, 'is a folder');
  return new MarketError('source-invalid', `${path} cannot be read: ${reasonOf(cause)}.`, {
    cause,
    details: { file: path },
  });
}

function unwritable(path: string, cause: unknown): MarketError {
  if (cause instanceof MarketError) return cause;
  return new MarketError('usage', `${path} cannot be written: ${reasonOf(cause)}.`, {
    cause,
    details: { file: path },
  });
}

/** Ends the sentence "… cannot be read: ". */
function reasonOf(cause: unknown): string {
  const code = codeOf(cause) ?? String(cause);
  return REASONS[code] ?? code;
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

function placeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'path' in cause ? String(cause.path) : undefined;
}
