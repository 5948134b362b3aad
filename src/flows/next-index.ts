/** Decides what market.json of a market folder shall be: the one that is there, or a new one with the next serial. */
import { canonicalJson, composeMarketIndex } from '#core/compose/index.ts';
import { MarketError } from '#core/errors.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';
import { isMarketId, readIdFile } from './market-id.ts';
import { readPins } from './index-pins.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketIndex } from '#core/model/generated.ts';
import type { Clock, Tree, TreeEntry } from '#core/ports.ts';
import type { IndexPins, ReadPins } from './index-pins.ts';

export interface IndexWish {
  /** Identifier of the market, if the folder does not say it. */
  marketId?: string | undefined;
  /** Days until it expires, 1 to 90; 60 if absent, or as long as the one that is kept. */
  expiresDays?: number | undefined;
  /** Full fingerprints, upper-case hexadecimal, of keys to come. */
  nextKeys?: readonly string[] | undefined;
  /** The one that is there, or none: another key signs what is signed already. */
  unchanged?: boolean | undefined;
}

export interface NextIndex {
  bytes: Uint8Array;
  index: MarketIndex;
  /** Whether these bytes are there already. */
  kept: boolean;
  /** Fingerprints that the one before announced and this one does not. */
  dropped: string[];
  /** The one that lies there and is replaced by this one; undefined where none does, and where this one is kept. */
  former: Previous | undefined;
  /** Of packages.json, unchecked. */
  rows: readonly unknown[];
}

interface Folder {
  market: Tree;
  entries: readonly TreeEntry[];
}

/** The market.json that is there; nobody vouches for it. */
export interface Previous {
  bytes: Uint8Array;
  index: MarketIndex;
}

export const INDEX_FILE = 'market.json';

const DAY = 24 * 60 * 60;
const USUAL_DAYS = 60;
/** Seconds that readers allow a clock to be wrong. */
const SKEW = 5 * 60;

/**
 * Throws `source-invalid` when the index files do not do or nothing says the market's id, `index-future` when the
 * one that is there is of a later time than now, `index-mismatch` when it must stay and does not pin what is there.
 */
export async function nextIndex(
  folder: Folder,
  wish: IndexWish,
  { clock, limits }: { clock: Clock; limits: Limits },
): Promise<NextIndex> {
  const there = folder.entries.some(({ path }) => path === INDEX_FILE);
  const previous = there ? await readPrevious(folder.market, limits) : undefined;
  const pins = await readPins(folder.market, folder.entries, limits);
  if (wish.unchanged) return asItIs(previous, pins);
  const market = await findId(folder, wish, previous?.index);
  const nextKeys = [...new Set(wish.nextKeys)].sort();
  const now = Math.floor(clock.now() / 1000);
  if (previous && mayStay({ previous, wish, now }) && says(previous, { market, nextKeys, pins })) {
    return { ...previous, kept: true, dropped: [], former: undefined, rows: pins.rows };
  }
  const issued = nextSerial(previous?.index, now);
  const expires = issued + (wish.expiresDays ?? USUAL_DAYS) * DAY;
  const { files, shards } = pins;
  const bytes = composeMarketIndex({ market, issued, expires, nextKeys, files, shards });
  return {
    bytes,
    index: await parse(bytes, limits),
    kept: false,
    dropped: previous?.index.nextKeys?.filter((key) => !nextKeys.includes(key)) ?? [],
    former: previous,
    rows: pins.rows,
  };
}

/**
 * The same index once more, with the next serial and a new expiry: as long after as before if no days are given.
 * Throws `index-mismatch` when it does not pin what is there, `index-future` as `nextIndex` does.
 */
export async function renewedIndex(
  { market, entries }: Folder,
  previous: Previous,
  { expiresDays, clock, limits }: { expiresDays: number | undefined; clock: Clock; limits: Limits },
): Promise<NextIndex> {
  const pins = await readPins(market, entries, limits);
  if (!samePins(previous.index, pins)) {
    throw new MarketError(
      'index-mismatch',
      `${INDEX_FILE} does not pin the index files that are there: look at what changed, and sign it with pai-market sign.`,
      { details: { file: INDEX_FILE } },
    );
  }
  const { market: id, nextKeys = [] } = previous.index;
  const issued = nextSerial(previous.index, Math.floor(clock.now() / 1000));
  const life = toSeconds(previous.index.expires) - toSeconds(previous.index.issued);
  const expires = issued + (expiresDays === undefined ? life : expiresDays * DAY);
  const { files, shards } = pins;
  const bytes = composeMarketIndex({ market: id, issued, expires, nextKeys, files, shards });
  const index = await parse(bytes, limits);
  return { bytes, index, kept: false, dropped: [], former: previous, rows: pins.rows };
}

/** The market.json of a market folder; undefined when it cannot be read as one: then it is made anew. */
export async function readPrevious(market: Tree, limits: Limits): Promise<Previous | undefined> {
  const bytes = await market.read(INDEX_FILE, limits.marketBytes);
  try {
    return { bytes, index: await parse(bytes, limits) };
  } catch (error) {
    if (error instanceof MarketError && error.code === 'index-invalid') return undefined;
    throw error;
  }
}

async function parse(bytes: Uint8Array, limits: Limits): Promise<MarketIndex> {
  // The publisher's own file: nobody vouches for it until it is signed.
  return parseMarketIndex(await acceptUnsigned({ path: INDEX_FILE, bytes }), limits);
}

/** What `build` noted is newer than what was signed. */
async function findId(
  { market, entries }: Folder,
  { marketId }: IndexWish,
  previous: MarketIndex | undefined,
): Promise<string> {
  const id = marketId ?? (await readIdFile(market, entries)) ?? previous?.market;
  if (id !== undefined && isMarketId(id)) return id;
  const problem = id === undefined ? 'Nothing in the folder says' : `"${id}" cannot be`;
  throw new MarketError(
    'source-invalid',
    `${problem} the id of the market: give the "id" of market.yaml by --market (lower-case letters, digits and "-").`,
    { details: { file: INDEX_FILE } },
  );
}

/** More than half of its life is left, and no other length was asked for. */
function mayStay({
  previous: { index },
  wish: { expiresDays },
  now,
}: {
  previous: Previous;
  wish: IndexWish;
  now: number;
}): boolean {
  const [issued, expires] = [toSeconds(index.issued), toSeconds(index.expires)];
  const life = expires - issued;
  const asWished = expiresDays === undefined || life === expiresDays * DAY;
  return asWished && index.serial === issued && issued <= now + SKEW && expires - now > life / 2;
}

function says(
  { index }: Previous,
  wanted: { market: string; nextKeys: string[]; pins: IndexPins },
): boolean {
  const nextKeys = [...(index.nextKeys ?? [])].sort();
  return (
    index.byHash === true &&
    index.market === wanted.market &&
    nextKeys.join() === wanted.nextKeys.join() &&
    samePins(index, wanted.pins)
  );
}

function samePins({ files, shards = [] }: MarketIndex, pins: IndexPins): boolean {
  const text = (value: unknown) => new TextDecoder().decode(canonicalJson(value));
  return text([files, shards]) === text([pins.files, pins.shards]);
}

/** R10: always more than the one before, also when the clock stood still. */
function nextSerial(previous: MarketIndex | undefined, now: number): number {
  const serial = Math.max(now, (previous?.serial ?? 0) + 1);
  if (serial <= now + SKEW) return serial;
  throw new MarketError(
    'index-future',
    `The serial of ${INDEX_FILE} is ${previous?.serial}, which is a time to come: check the clock. If no reader has seen that file, delete it and sign again.`,
    { details: { file: INDEX_FILE, found: previous?.serial ?? 0, now } },
  );
}

function asItIs(previous: Previous | undefined, pins: ReadPins): NextIndex {
  if (previous && samePins(previous.index, pins)) {
    return { ...previous, kept: true, dropped: [], former: undefined, rows: pins.rows };
  }
  const problem = previous
    ? `${INDEX_FILE} does not pin the index files that are there`
    : `There is no ${INDEX_FILE} to add a signature to`;
  throw new MarketError('index-mismatch', `${problem}: sign without --add first.`, {
    details: { file: INDEX_FILE },
  });
}

function toSeconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
