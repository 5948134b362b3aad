/** A folder of this disk as a place to publish to: files appear whole by their renaming, and no link below it is followed. */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { takeLock } from './lock-file.ts';
import { readHandle } from './read-handle.ts';

import type {
  PublishTarget,
  PutOptions,
  TargetEntry,
  TargetFile,
  TargetTraffic,
} from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';

/** Files in the making and the lock lie below it: on the same disk, and where a web server shows nothing. */
const OWN_FOLDER = '.publish';
/** Changes under a condition take milliseconds; who waits this long waits for somebody that hangs. */
const LOCK_MS = 10_000;
const LOCK_STEP_MS = 20;

interface Place {
  folder: string;
  clock: Clock;
  traffic: TargetTraffic;
}

/** The folder need not exist. */
export function createFolderTarget(folder: string, { clock }: { clock: Clock }): PublishTarget {
  const place: Place = { folder, clock, traffic: { requests: 0, sent: 0, received: 0 } };
  const asked = <Result>(
    path: string,
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
  ) => {
    if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
    place.traffic.requests += 1;
    return work().catch((cause: unknown) => {
      throw failed(place, path, cause);
    });
  };
  return {
    base: folder,
    traffic: place.traffic,
    tagOf,
    read: async (path, { limit, signal }) =>
      asked(path, signal, () => readFile(place, path, limit)),
    put: async (path, bytes, options) =>
      asked(path, options.signal, () => putFile(place, path, { bytes, options })),
    copy: async (from, to, options) => asked(to, options.signal, () => copyBelow(place, from, to)),
    remove: async (paths, signal) =>
      asked(paths[0] ?? '', signal, async () => {
        for (const path of paths) await removeFile(place, path);
      }),
    list: (prefix, signal) => listBelow(place, prefix, signal),
    allowOrigins: () => Promise.resolve('none'),
  };
}

function tagOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readFile(
  place: Place,
  path: string,
  limit: number,
): Promise<TargetFile | undefined> {
  const handle = await openPlain(place, path);
  if (!handle) return undefined;
  try {
    const { mtimeMs } = await handle.stat();
    const bytes = await readHandle(handle, { path, limit });
    place.traffic.received += bytes.length;
    // A clock that was set back leaves times to come; what is far ahead is as old as what is far behind.
    return { bytes, version: tagOf(bytes), age: Math.abs(place.clock.now() - mtimeMs) };
  } finally {
    await handle.close();
  }
}

/** Undefined where nothing is. */
async function openPlain(place: Place, path: string) {
  const target = await locate(place, path);
  // O_NOFOLLOW: also when a link takes the file's place after the check; O_NONBLOCK: a pipe must not hold us.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(target, flags).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  });
  if (!handle || (await handle.stat()).isFile()) return handle;
  await handle.close();
  throw invalid(place, path, 'is no plain file');
}

async function putFile(
  place: Place,
  path: string,
  { bytes, options }: { bytes: Uint8Array; options: PutOptions },
): Promise<string> {
  const write = () =>
    writeWhole(place, path, async (fresh) => {
      const handle = await open(fresh, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
    });
  if (options.when) await underLock(place, () => assertWhen(place, path, options.when).then(write));
  else await write();
  place.traffic.sent += bytes.length;
  options.onProgress?.(bytes.length);
  return tagOf(bytes);
}

async function assertWhen(place: Place, path: string, when: PutOptions['when']): Promise<void> {
  const found = await readFile(place, path, Number.MAX_SAFE_INTEGER);
  const wanted = when === 'absent' ? undefined : when?.version;
  if (found?.version === wanted) return;
  throw new MarketError(
    'publish-conflict',
    `${path} at ${place.folder} was changed by somebody else meanwhile.`,
    { details: { target: place.folder, file: path } },
  );
}

/** What nobody else does meanwhile. */
async function underLock(place: Place, work: () => Promise<void>): Promise<void> {
  const file = await locate(place, `${OWN_FOLDER}/lock`);
  for (let waited = 0; ; waited += LOCK_STEP_MS) {
    const taken = await takeLock(file);
    if (typeof taken === 'function') {
      return work().finally(taken);
    }
    if (waited >= LOCK_MS) {
      throw new MarketError(
        'publish-conflict',
        `${place.folder} is held by ${taken.holder}. Wait until that has ended; if it runs on no machine any more, remove ${file}.`,
        { details: { target: place.folder, holder: taken.holder } },
      );
    }
    await place.clock.sleep(LOCK_STEP_MS);
  }
}

async function copyBelow(place: Place, from: string, to: string): Promise<boolean> {
  const source = await openPlain(place, from);
  if (!source) return false;
  await source.close();
  const origin = await locate(place, from);
  // A copy and no hard link: who writes one in place would change the other.
  await writeWhole(place, to, (fresh) => copyFile(origin, fresh, constants.COPYFILE_EXCL));
  return true;
}

/** Made aside and renamed, so that a reader finds the old file or the new one. */
async function writeWhole(
  place: Place,
  path: string,
  make: (fresh: string) => Promise<void>,
): Promise<void> {
  const target = await locate(place, path);
  const fresh = await locate(place, `${OWN_FOLDER}/new/${randomBytes(8).toString('hex')}`);
  await mkdir(dirname(fresh), { recursive: true });
  try {
    await make(fresh);
    await mkdir(dirname(target), { recursive: true });
    await rename(fresh, target);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
}

/** Folders that become empty go too. */
async function removeFile(place: Place, path: string): Promise<void> {
  await rm(await locate(place, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const gone = await rmdir(join(place.folder, folder)).then(
      () => true,
      (cause: unknown) => codeOf(cause) === 'ENOENT',
    );
    if (!gone) return;
  }
}

/** Walks from the last folder of the prefix, so that a part of a large market is read alone. */
async function* listBelow(
  place: Place,
  prefix: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TargetEntry> {
  place.traffic.requests += 1;
  const start = prefix.includes('/') ? prefix.slice(0, prefix.lastIndexOf('/')) : '';
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
    for (const item of await namesIn(place, folder)) {
      const path = folder ? `${folder}/${item.name}` : item.name;
      if (item.isDirectory()) folders.push(path);
      else if (path.startsWith(prefix)) yield await describe(place, path);
    }
  }
}

async function namesIn(place: Place, folder: string) {
  try {
    const target = folder === '' ? place.folder : await locate(place, folder);
    return await readdir(target, { withFileTypes: true });
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw failed(place, folder, cause);
  }
}

async function describe(place: Place, path: string): Promise<TargetEntry> {
  const stats = await lstat(join(place.folder, path)).catch(() => undefined);
  return {
    path,
    size: stats?.isFile() ? stats.size : -1,
    async tag() {
      if (!stats?.isFile()) return undefined;
      return (await readFile(place, path, stats.size))?.version;
    },
  };
}

/** Refuses names that climb, and links on the way; the folder itself may be one, as the user named it. */
async function locate(place: Place, path: string): Promise<string> {
  const segments = path.split('/');
  if (segments.some((segment) => /^\.{0,2}$/.test(segment)) || /[\\\0]/.test(path)) {
    throw new MarketError('internal', `The path ${path} leads out of ${place.folder}.`);
  }
  const root = await stat(place.folder).catch(() => undefined);
  if (root && !root.isDirectory()) throw invalid(place, basename(place.folder), 'is no folder');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const stats = await lstat(join(place.folder, ...segments.slice(0, depth))).catch(
      () => undefined,
    );
    if (!stats) break;
    if (stats.isSymbolicLink()) throw invalid(place, path, 'is reached through a symbolic link');
  }
  return join(place.folder, path);
}

function invalid({ folder }: Place, path: string, what: string): MarketError {
  return new MarketError(
    'target-invalid',
    `${path} at ${folder} ${what}: nothing is published there.`,
    {
      details: { target: folder, file: path },
    },
  );
}

function failed(place: Place, path: string, cause: unknown): unknown {
  if (cause instanceof MarketError) {
    return cause.code === 'net-too-large'
      ? invalid(place, path, 'is larger than it may be')
      : cause;
  }
  const code = codeOf(cause);
  const reason = REASONS[code];
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENOTEMPTY') {
    return invalid(place, path, 'stands where a folder should be, or the other way round');
  }
  return new MarketError(
    reason ? 'target-forbidden' : 'target-unreachable',
    `${path} at ${place.folder} cannot be published: ${reason ?? code}.`,
    { cause, details: { target: place.folder, file: path } },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
};

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
