/** Brings the list of a repository up to date: reads the files whose stamps say that they may have changed, and no others. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { isCandidate, isPackageFile } from '#core/repository/index.ts';
import { assertNotCancelled } from '../findings.ts';
import { mapInOrder } from '../map-in-order.ts';
import { recogniseFile, unreadable } from './recognise-file.ts';

import type { Limits } from '#core/limits.ts';
import type { RepositoryNotice } from '#core/model/repository.ts';
import type { RepositoryFolder, StampedEntry } from '#core/publisher-ports.ts';
import type { FileList, ListedFile } from '#core/repository/index.ts';
import type { Recognised } from './recognise-file.ts';

/** Disks tell times in steps of at most so many milliseconds, or in whole seconds. */
const STEP_MS = 20;
const WHOLE_SECONDS_STEP_MS = 2000;
/** Files that are read at the same time. */
const AT_ONCE = 16;
/** Bytes of files that are kept for who asks for them next; the others are read again. */
const KEPT_BYTES = 64 * 1024 * 1024;

export interface Refreshing {
  folder: RepositoryFolder;
  limits: Limits;
  signal?: AbortSignal | undefined;
  /** Files read so far, and in all. */
  onProgress?: ((read: number, total: number) => void) | undefined;
}

export interface RefreshedList {
  files: ListedFile[];
  notices: RepositoryNotice[];
  /** Bytes of files that were read, as far as they are kept. */
  read: Map<string, Uint8Array>;
  /** Whether the kept list says the same, so that it need not be written. */
  same: boolean;
}

/** `entries` are those of `lookAround`. */
export async function refreshList(
  entries: readonly StampedEntry[],
  kept: FileList,
  refreshing: Refreshing,
): Promise<RefreshedList> {
  const former = new Map(kept.files.map((file) => [file.path, file]));
  const byDigest = new Map(kept.files.map((file) => [file.digest, file]));
  const found = entries.filter(({ path, kind }) => kind === 'file' && isCandidate(path));
  const unsure = found.filter((entry) => !isSame(former.get(entry.path), entry, kept));
  const result: RefreshedList = {
    files: [],
    notices: [],
    read: new Map(),
    same: unsure.length === 0 && found.length === kept.files.length,
  };
  const looked = new Map<string, ListedFile | undefined>();
  let room = KEPT_BYTES;
  const work = (entry: StampedEntry) => lookInto(entry, { former, byDigest, refreshing });
  for await (const { file, notice, bytes } of mapInOrder(unsure, { atOnce: AT_ONCE }, work)) {
    assertNotCancelled(refreshing.signal);
    refreshing.onProgress?.(looked.size + 1, unsure.length);
    looked.set(file.path, file.gone ? undefined : file.listed);
    if (notice) result.notices.push(notice);
    if (bytes && bytes.length <= room) {
      result.read.set(file.path, bytes);
      room -= bytes.length;
    }
  }
  result.files = found.flatMap(({ path }) =>
    looked.has(path) ? (looked.get(path) ?? []) : (former.get(path) ?? []),
  );
  return result;
}

/** The rule of git: a file that changed when the list was made, or later, may have changed once more within the same tick of the clock. */
function isSame(
  former: ListedFile | undefined,
  { stamp, changed }: StampedEntry,
  { looked }: FileList,
): boolean {
  if (!former || former.stamp === '' || former.stamp !== stamp) return false;
  const step = changed % 1000 === 0 ? WHOLE_SECONDS_STEP_MS : STEP_MS;
  return changed < looked - step;
}

interface Looked {
  file: { path: string; listed: ListedFile; gone: false } | { path: string; gone: true };
  notice?: RepositoryNotice;
  bytes?: Uint8Array;
}

interface Looking {
  former: ReadonlyMap<string, ListedFile>;
  byDigest: ReadonlyMap<string, ListedFile>;
  refreshing: Refreshing;
}

async function lookInto(entry: StampedEntry, looking: Looking): Promise<Looked> {
  const { path } = entry;
  try {
    const bytes = await readEntry(entry, looking.refreshing);
    const listed = { ...toRow(entry), ...(await judge(path, bytes, looking)), size: bytes.length };
    return { file: { path, listed, gone: false }, bytes };
  } catch (thrown) {
    if (!(thrown instanceof MarketError)) throw thrown;
    if (await isGone(path, looking.refreshing.folder)) return { file: { path, gone: true } };
    return unread(entry, thrown, looking);
  }
}

async function isGone(path: string, folder: RepositoryFolder): Promise<boolean> {
  try {
    return (await folder.stat(path)) === undefined;
  } catch (thrown) {
    // A name that no path may have, or a link on the way now: it is told of as what cannot be read.
    if (thrown instanceof MarketError) return false;
    throw thrown;
  }
}

async function readEntry(
  { path, size }: StampedEntry,
  { folder, limits }: Refreshing,
): Promise<Uint8Array> {
  const limit = isPackageFile(path) ? limits.specBytes : limits.protocolBytes;
  if (size > limit) throw tooLarge(path, size, limit);
  return await folder.read(path, limit);
}

/** What the same bytes were before, they are still. */
async function judge(
  path: string,
  bytes: Uint8Array,
  { former: formerOf, byDigest, refreshing }: Looking,
): Promise<Recognised & { digest: string }> {
  const sum = await digest(bytes);
  const former = formerOf.get(path);
  const known = former?.digest === sum ? former : byDigest.get(sum);
  // The words about a broken file name its path.
  const reuse =
    known &&
    isPackageFile(known.path) === isPackageFile(path) &&
    (known === former || known.invalid === undefined);
  const what = reuse ? known : recogniseFile(path, bytes, { ...refreshing, former });
  const { type, name, version, invalid, lacks } = what;
  return {
    ...{ name, version, digest: sum },
    ...(type !== undefined && { type }),
    ...(invalid !== undefined && { invalid }),
    ...(lacks && { lacks }),
  };
}

function unread(entry: StampedEntry, error: MarketError, { former }: Looking): Looked {
  const { path } = entry;
  const before = isPackageFile(path) ? { ...EMPTY, type: 'package' as const } : former.get(path);
  const what = unreadable(before, error);
  // A large file that was none of ours is data of somebody: nothing to tell of.
  const isNews = error.code !== 'net-too-large' && what.type === undefined;
  return {
    file: { path, listed: { ...toRow(entry), ...what }, gone: false },
    ...(isNews && { notice: { path, message: error.message } }),
  };
}

const EMPTY = { name: '', version: '' };

function toRow({ path, size, stamp, changed }: StampedEntry): ListedFile {
  return { path, ...EMPTY, size, digest: '', stamp, changed };
}

function tooLarge(path: string, size: number, limit: number): MarketError {
  return new MarketError(
    'net-too-large',
    `${path} has ${size} bytes; a file of its kind has at most ${limit}.`,
    { details: { file: path, found: size, allowed: limit } },
  );
}
