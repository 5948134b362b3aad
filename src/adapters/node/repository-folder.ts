/** The folder of a repository on the local disk: walked without reading files, changed in single steps. */
import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { MarketError } from '#core/errors.ts';
import { codeOf, refusedPath, unwritablePath } from './disk-errors.ts';
import { writeDurably } from './durable-file.ts';
import { createFileTree } from './file-tree.ts';
import { innerPath } from './inner-path.ts';
import { takeLock } from './lock-file.ts';
import { toStamped } from './stamp.ts';
import { walkFolder } from './walk-folder.ts';

import type { Stats } from 'node:fs';
import type { RepositoryFolder, StampedEntry } from '#core/publisher-ports.ts';

/** Between two looks at a lock that somebody has. */
const LOOK_MS = 50;

export function createRepositoryFolder(folder: string): RepositoryFolder {
  const tree = createFileTree(folder);
  return {
    base: folder,
    read: (path, limit) => tree.read(path, limit),
    write: (path, bytes) =>
      attempt(path, async () => writeDurably(await filePath(folder, path), bytes)),
    remove: (path) => tree.remove(path),
    // What walks is quick and runs in one go: ten thousand files take a twentieth of a second, and three times as long one by one.
    walk: (options) => Promise.resolve().then(() => walkFolder(folder, options)),
    stat: (path) => statPath(folder, path),
    makeFolder: (path) => attempt(path, async () => void (await makeFolder(folder, path))),
    move: (from, to) => attempt(to, () => move(folder, from, to)),
    discard: (path, aside) => attempt(path, () => discard(folder, path, aside)),
    lock: (path, options) => lock(folder, path, options),
  };
}

/** Refuses to write through a link, or in its place. */
async function filePath(folder: string, path: string): Promise<string> {
  const place = await innerPath(folder, path);
  const stats = await lstat(place).catch(() => undefined);
  if (stats?.isSymbolicLink()) throw refusedPath(path, 'is a symbolic link');
  return place;
}

async function statPath(folder: string, path: string): Promise<StampedEntry | undefined> {
  const place = await innerPath(folder, path);
  const stats = await lstat(place).catch(() => undefined);
  return stats && toStamped(path, stats);
}

async function makeFolder(folder: string, path: string): Promise<string> {
  const place = await innerPath(folder, path);
  await mkdir(place, { recursive: true });
  return place;
}

/** A file gets its second name before it loses the first, because a rename would replace what appears there meanwhile. */
async function move(folder: string, from: string, to: string): Promise<void> {
  const [source, target] = [await innerPath(folder, from), await innerPath(folder, to)];
  const [moving, there] = [await lstat(source), await lstat(target).catch(() => undefined)];
  await mkdir(dirname(target), { recursive: true });
  if (there && (source === target || !isSame(moving, there))) throw inTheWay(to);
  // What a move that was killed between the two steps left.
  if (there && moving.isFile() && moving.nlink > 1) return await unlink(source);
  // On a disk to which two names that differ by case are one, it is a new spelling.
  if (there) return await rename(source, target);
  if (!moving.isFile()) return await rename(source, target);
  try {
    await link(source, target);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw inTheWay(to);
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EMLINK'].includes(codeOf(cause) ?? '')) throw cause;
    return await rename(source, target);
  }
  await unlink(source);
}

function isSame(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/** Out of the way in one step, then removed at leisure. */
async function discard(folder: string, path: string, aside: string): Promise<void> {
  const place = await innerPath(folder, path);
  if (path === aside) return await rm(place, { recursive: true, force: true });
  const bin = await makeFolder(folder, aside);
  const stats = await lstat(place);
  if (!stats.isDirectory()) {
    await unlink(place);
  } else {
    await rename(place, join(bin, `${randomBytes(6).toString('hex')}-${basename(place)}`));
  }
  await rm(bin, { recursive: true, force: true });
}

async function lock(
  folder: string,
  path: string,
  { waitMs, signal }: { waitMs: number; signal?: AbortSignal | undefined },
): Promise<() => Promise<void>> {
  const file = await innerPath(folder, path);
  const end = performance.now() + waitMs;
  for (;;) {
    if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
    const taken = await attempt(path, () => takeLock(file));
    if (typeof taken === 'function') return taken;
    if (performance.now() >= end) throw busy(folder, file, taken.holder);
    await sleep(Math.min(LOOK_MS, Math.max(1, end - performance.now())));
  }
}

function busy(folder: string, file: string, holder: string): MarketError {
  return new MarketError(
    'repository-busy',
    `Another pai-market (${holder}) is writing in ${folder}. Nothing was done: try again when it has ended, or wait for it with --wait SECONDS. If it runs on no machine any more, remove ${file}.`,
    { details: { file } },
  );
}

function inTheWay(path: string): MarketError {
  return new MarketError('usage', `There is something at ${path} already; nothing is replaced.`, {
    details: { file: path },
  });
}

/** What the file system refuses is said in words. */
async function attempt<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw codeOf(cause) === undefined ? cause : unwritablePath(path, cause);
  }
}
