/** Trust 2: reads the index files that a verified market.json pins, and holds each against its digest. */
import { MarketError } from '#core/errors.ts';
import { isSegment } from '#core/read/index.ts';
import { verifyPinned } from '#core/verify/index.ts';
import { hashedPath, hashedPins } from './by-hash.ts';
import { isAbsent, mayBeAbsent } from './market-files.ts';

import type { Limits } from '#core/limits.ts';
import type { FilePin, MarketIndex } from '#core/model/generated.ts';
import type { Verified } from '#core/model/trust.ts';
import type { Cache, Source } from '#core/ports.ts';
import type { RowFile } from '#core/read/index.ts';

export interface IndexPlace {
  source: Source;
  limits: Limits;
  signal?: AbortSignal | undefined;
  /** Where files of this market are kept for the next time, under keys that begin so. */
  kept?: { cache: Cache; prefix: string } | undefined;
  /** Files that were read and verified before, by path; used where there is no cache. */
  verified?: Map<string, Verified> | undefined;
}

/** Reads pinned files of one market; what was read and verified once is not read again. */
export interface PinnedReader {
  /** With `reload` past every cache but our own, whose files are verified by the same pin. Throws `index-mismatch` for a file that is not the pinned one, and net-*. */
  read(path: string, pin: FilePin, reload: boolean): Promise<Verified>;
}

export interface ListWish {
  limits: Limits;
  reload: boolean;
  /** Its packages are wanted first. */
  category?: string | undefined;
}

/** The lists of a market, in the order in which they are to be used. */
export interface IndexLists {
  /** Absent if the index pins none. */
  categories?: Promise<Verified>;
  /** Rows of the category that is wanted, where that is much less than all; they come again with the others. */
  early?: Promise<RowFile>;
  /** packages.json, or in its place the shards in their order; several are read ahead. Nothing is read before it is asked for. */
  rows: AsyncGenerator<RowFile, void>;
}

/** So many shards are read at the same time. */
const AT_ONCE = 4;
/** A category is read before all others if its list has at most this part of the bytes of all. */
const SMALL_PART = 0.5;

/** Throws `index-invalid` when the index pins no list of packages, and `net-too-large`; its files `index-mismatch`, `net-too-large` and net-*. */
export function readIndexLists(
  index: MarketIndex,
  reader: PinnedReader,
  { limits, reload, category }: ListWish,
): IndexLists {
  const shards: ListPin[] = index.shards?.length ? index.shards : [wholeList(index)];
  assertSize(shards, limits);
  const read = async ({ path, rows, ...pin }: ListPin): Promise<RowFile> => {
    const { bytes } = await reader.read(path, pin, reload);
    return { path, bytes, rows };
  };
  const categories = pinOf(index, 'categories.json');
  const early = category === undefined ? undefined : earlyList(index, category, shards);
  return {
    ...(categories && {
      categories: heard(reader.read('categories.json', categories, reload)),
    }),
    ...(early && { early: heard(read(early)) }),
    rows: readInOrder(shards, read),
  };
}

/** Whoever waits for it hears how it fails; if nobody does any more, it fails in silence. */
function heard<Result>(reading: Promise<Result>): Promise<Result> {
  reading.catch(() => undefined);
  return reading;
}

/** A list with its pin; `rows` where the index tells them. */
interface ListPin extends Pick<FilePin, 'sha256' | 'size'> {
  path: string;
  rows?: number;
}

/** The first alone, so that it has the whole line and there is something to show; then several at once. */
async function* readInOrder(
  lists: readonly ListPin[],
  read: (list: ListPin) => Promise<RowFile>,
): AsyncGenerator<RowFile, void> {
  const begun: Promise<RowFile>[] = [];
  const begin = (upTo: number) => {
    for (const list of lists.slice(begun.length, upTo)) begun.push(heard(read(list)));
  };
  begin(1);
  for (let at = 0; at < lists.length; at += 1) {
    const file = await begun[at];
    begin(at + 1 + AT_ONCE);
    if (file) yield file;
    // It holds the bytes, which nobody needs after this.
    delete begun[at];
  }
}

function wholeList(index: MarketIndex): ListPin {
  const pin = pinOf(index, 'packages.json');
  if (pin) return { path: 'packages.json', ...pin };
  throw new MarketError(
    'index-invalid',
    'market.json is refused: it pins neither packages.json nor shards of it.',
    { details: { file: 'market.json' } },
  );
}

function earlyList(
  index: MarketIndex,
  category: string,
  lists: readonly ListPin[],
): ListPin | undefined {
  const path = categoryFile(category);
  const pin = path === undefined ? undefined : pinOf(index, path);
  if (path === undefined || !pin || lists.length < 2) return undefined;
  return pin.size <= sizeOf(lists) * SMALL_PART ? { path, ...pin } : undefined;
}

/** Where a market has the rows of one category; undefined for a name that makes no file. */
export function categoryFile(category: string): string | undefined {
  return isSegment('name', category) ? `packages-${category}.json` : undefined;
}

/** `index` is the verified market.json that pins the files: where it says so, they are read by their digest. */
export function createPinnedReader(place: IndexPlace, index: MarketIndex): PinnedReader {
  const hashed = index.byHash === true ? hashedPins(index) : undefined;
  // What was verified is not read twice when the rest is read once more; a cache does that without filling the memory.
  const verified = place.kept ? undefined : (place.verified ?? new Map<string, Verified>());
  return {
    async read(path, pin, reload) {
      const known = verified?.get(path);
      if (known?.evidence.sha256 === pin.sha256) return known;
      const verify = (bytes: Uint8Array) => {
        const codes = { digestCode: 'index-mismatch', sizeCode: 'index-mismatch' } as const;
        return verifyPinned({ path, bytes, pin, level: 'strict', ...codes });
      };
      const kept = await readKept(pin, place, verify);
      if (kept) return kept;
      const copy = hashed?.get(path)?.sha256 === pin.sha256 ? hashedPath(pin) : undefined;
      const file =
        (copy === undefined
          ? undefined
          : await readCopy(copy, pin, { ...place, reload, verify })) ??
        (await verify(await readPiece(path, pin, { ...place, reload })));
      verified?.set(path, file);
      void place.kept?.cache.put(keptKey(pin, place.kept.prefix), { bytes: file.bytes });
      return file;
    },
  };
}

/** Under which key the cache keeps a pinned file: by what it is, so that what did not change is there also under a newer index. */
export function keptKey({ sha256 }: Pick<FilePin, 'sha256'>, prefix: string): string {
  return `${prefix}${sha256}`;
}

type Verify = (bytes: Uint8Array) => Promise<Verified>;

/** Trust 3: other script of the portal can write there, and browsers lose bytes, so it is verified like an answer. */
async function readKept(
  pin: FilePin,
  { kept, limits }: IndexPlace,
  verify: Verify,
): Promise<Verified | undefined> {
  const found = await kept?.cache.get(keptKey(pin, kept.prefix));
  if (!found || found.bytes.length > limits.indexBytes) return undefined;
  try {
    return await verify(found.bytes);
  } catch (error) {
    if (error instanceof MarketError && error.code === 'index-mismatch') return undefined;
    throw error;
  }
}

/**
 * The copy under its digest, which is the right one also while the market is being published. Undefined where it is
 * not there or not the pinned one: then the plain file must do.
 */
async function readCopy(
  path: string,
  pin: FilePin,
  { verify, ...place }: IndexPlace & { reload: boolean; verify: Verify },
): Promise<Verified | undefined> {
  try {
    return await verify(await readPiece(path, pin, place));
  } catch (error) {
    const differs = error instanceof MarketError && error.code === 'index-mismatch';
    if (differs || mayBeAbsent(error)) return undefined;
    throw error;
  }
}

/** Trust 6: not a byte more than pinned. */
async function readPiece(
  path: string,
  pin: FilePin,
  { source, limits, signal, reload }: IndexPlace & { reload: boolean },
): Promise<Uint8Array> {
  if (pin.size > limits.indexBytes) throw tooLarge(path, pin.size, limits);
  try {
    const { size } = pin;
    // A browser that kept the file of an older index would make the whole market be read once more.
    const options = { limit: size, expected: size, signal, reload, revalidate: true };
    return await source.read(path, options);
  } catch (error) {
    const differs = error instanceof MarketError && error.code === 'net-too-large';
    if (!differs && !isAbsent(error)) throw error;
    const problem = differs
      ? `is longer than the ${pin.size} bytes that the signed index of the market says`
      : 'is missing, though the signed index of the market names it';
    throw new MarketError(
      'index-mismatch',
      `${path} ${problem}: the market is being updated, or was changed. Try again.`,
      { cause: error, details: { file: path, expected: pin.size } },
    );
  }
}

/** Together they are one list of packages and may be as large as one. */
function assertSize(lists: readonly ListPin[], limits: Limits): void {
  const size = sizeOf(lists);
  const [first, second] = lists;
  const file = first && !second ? first.path : 'shards/';
  if (size > limits.indexBytes) throw tooLarge(file, size, limits);
}

function sizeOf(lists: readonly ListPin[]): number {
  return lists.reduce((sum, { size }) => sum + size, 0);
}

function pinOf({ files }: MarketIndex, path: string): FilePin | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function tooLarge(file: string, found: number, { indexBytes: allowed }: Limits): MarketError {
  return new MarketError(
    'net-too-large',
    `${file} is given with ${found} bytes; at most ${allowed} are read.`,
    { details: { file, found, allowed } },
  );
}
