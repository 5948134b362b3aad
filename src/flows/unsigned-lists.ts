/** Reads the lists of a market that signs none: asked for with every opening, downloaded again only when they changed. */
import { MarketError } from '#core/errors.ts';
import { categoryFile } from './index-files.ts';
import { parseNamed, withoutTitles } from './market-categories.ts';
import { withOwnSignal } from './own-signal.ts';

import type { IndexPlace } from './index-files.ts';
import type { MarketLists } from './collect-lists.ts';
import type { NamedCategories } from './market-categories.ts';

export interface UnsignedPlace extends IndexPlace {
  /** Its packages are wanted first. */
  category?: string | undefined;
}

const LIST = 'packages.json';

/**
 * `use` takes what is read; its signal fires when that is over. Throws what it throws. The lists throw net-*, the one of categories
 * nothing but `cancelled`.
 */
export function readUnsignedLists<Result>(
  place: UnsignedPlace,
  use: (lists: MarketLists, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return withOwnSignal(place.signal, async (signal) => {
    const own = { ...place, signal };
    const all = heard(readList(own));
    const named = heard(readNamed(own));
    const early = readEarly(own, all);
    const rows = (async function* () {
      yield { path: LIST, bytes: await all };
    })();
    return use({ named, early, rows, signers: [], pinned: false }, signal);
  });
}

/** Whoever waits for it hears how it fails. */
function heard<Result>(reading: Promise<Result>): Promise<Result> {
  reading.catch(() => undefined);
  return reading;
}

/** A body that is kept under the same ETag is not read again; other bytes take its place. */
async function readList({ source, limits, signal, kept }: IndexPlace): Promise<Uint8Array> {
  // The address belongs to the key: another server may use the same tag for other bytes.
  const key = `${kept?.prefix ?? ''}${source.base}${LIST}`;
  const known = await kept?.cache.get(key);
  let tag: string | undefined;
  const onTag = (etag: string) => {
    tag = etag;
    const isSame = etag === known?.etag && known.bytes.length <= limits.indexBytes;
    return isSame ? known.bytes : undefined;
  };
  const options = { limit: limits.indexBytes, signal, revalidate: true, onTag };
  const bytes = await source.read(LIST, options);
  if (kept && bytes !== known?.bytes) {
    if (tag !== undefined) void kept.cache.put(key, { bytes, etag: tag });
    void kept.cache.keepOnly(kept.prefix, new Set([key]));
  }
  return bytes;
}

/** The rows of one category, if they come before all others do. */
function readEarly(
  { source, limits, signal, category }: UnsignedPlace,
  all: Promise<unknown>,
): MarketLists['early'] {
  const path = category === undefined ? undefined : categoryFile(category);
  if (path === undefined) return undefined;
  return withOwnSignal(signal, async (own) => {
    const options = { limit: limits.indexBytes, signal: own, revalidate: true };
    const reading = source.read(path, options).then((bytes) => ({ path, bytes }), forgive);
    // Once all rows are there, or cannot be had, nobody needs some of them: the signal ends their download.
    return Promise.race([
      reading,
      all.then(
        () => undefined,
        () => undefined,
      ),
    ]);
  });
}

/** A market need not have lists of categories, and the list of all packages says what is wrong. */
function forgive(error: unknown): undefined {
  if (!(error instanceof MarketError)) throw error;
}

/** The list does without titles when they are missing. */
async function readNamed({ source, limits, signal }: IndexPlace): Promise<NamedCategories> {
  try {
    const options = { limit: limits.indexBytes, signal, revalidate: true };
    return parseNamed(await source.read('categories.json', options), limits);
  } catch (error) {
    if (!(error instanceof MarketError) || error.code === 'cancelled') throw error;
    // Where packages.json can be read, an answer without CORS header is a 404 without one.
    const absent = error.details['status'] === 404 || error.code === 'net-cors';
    return absent ? { categories: [], notices: [] } : withoutTitles(error);
  }
}
