/** Files that the user names on the command line. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { createFileTree } from './file-tree.ts';
import { recoverFolder } from './folder-swap.ts';
import { readHandle } from './read-handle.ts';

import type { Files, NewFile } from '#core/ports.ts';

export function createFiles(): Files {
  return {
    kind: kindOf,
    read: readNamed,
    write: writeNamed,
    createFolder,
    tree: createFileTree,
  };
}

async function kindOf(path: string): ReturnType<Files['kind']> {
  let stats = await stat(path).catch(() => undefined);
  if (!stats) {
    await recoverFolder(path);
    stats = await stat(path).catch(() => undefined);
  }
  if (!stats) return undefined;
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
}

/** Anything that can be read through: also `/dev/stdin` and named pipes. */
async function readNamed(path: string, limit: number): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      return await readHandle(handle, { path, limit });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unusable('read', path, cause);
  }
}

async function writeNamed(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  } catch (cause) {
    throw unusable('written', path, cause);
  }
}

async function createFolder(path: string, files: readonly NewFile[]): Promise<void> {
  const target = resolve(path);
  const place = join(dirname(target), `.${basename(target)}.new-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(place, { mode: 0o700 });
    for (const file of files) await createFile(join(place, file.name), file);
    // Takes the place of nothing and of an empty folder only.
    await rename(place, target);
  } catch (cause) {
    await rm(place, { recursive: true, force: true });
    throw unusable('written', path, cause);
  }
}

async function createFile(path: string, { bytes, isPrivate }: NewFile): Promise<void> {
  const handle = await open(path, 'wx', isPrivate ? 0o600 : 0o666);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unusable(done: string, path: string, cause: unknown): MarketError {
  if (cause instanceof MarketError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const reason =
    {
      ENOENT: 'there is no such file',
      EACCES: 'no permission',
      EEXIST: 'something is there already, and nothing is overwritten',
      ENOTEMPTY: 'something is there already, and nothing is overwritten',
      ENOTDIR: 'a file is there already, and nothing is overwritten',
      EISDIR: 'it is a folder',
    }[code] ?? code;
  return new MarketError('usage', `${path} cannot be ${done}: ${reason}.`, {
    cause,
    details: { file: path },
  });
}
