/** Opens a market: reads its index and puts the list of packages together; no package file is read. */
import { MarketError } from '#core/errors.ts';
import { collectLists } from './collect-lists.ts';
import { keptKey, readIndexLists } from './index-files.ts';
import { parseNamed } from './market-categories.ts';
import { loadTrust } from './market-keys.ts';
import { announcedKeys } from './market-memory.ts';
import { assertTrustSupported, trustNotices } from './market-trust.ts';
import { packageRules } from './package-rules.ts';
import { withSignedIndex } from './signed-index.ts';
import { readUnsignedLists } from './unsigned-lists.ts';

import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Cache } from '#core/ports.ts';
import type { CollectDeps } from './collect-lists.ts';
import type { IndexLists } from './index-files.ts';
import type { IndexDeps, IndexReading } from './signed-index.ts';

/** `identity` is asked at trust level `strict` only; `configured` if absent. */
export interface OpenMarketDeps extends IndexDeps, Pick<CollectDeps, 'onPart' | 'share'> {
  /** Category whose packages are wanted first. */
  category?: string | undefined;
  /** Where index files are kept for the next time. */
  cache?: Cache | undefined;
  /** The same market as it was opened before: where its signed index is still the same, its lists are not read again, and no part is told. */
  former?: OpenMarket | undefined;
}

/** What is needed for the lists, whatever makes them trusted. */
type ListDeps = OpenMarketDeps & Pick<CollectDeps, 'admits'>;

/**
 * At `strict` everything comes from the signed index. At `signatures` and `off` market.json is not read at all, even
 * where this browser once saw a signed one: the administrator chose a level that does not ask for it and whose
 * notices say so, and half a check would look like more than it is. What was remembered stays untouched, so that
 * going back to `strict` refuses what is older.
 *
 * Throws config-* when the configuration does not allow reading the market, net-* when it does not answer,
 * `index-invalid` when its list as a whole cannot be read (single bad rows are notices) and, at `strict`, the codes
 * of `withSignedIndex`: then parts that were told count no more. An index that is expired, rolled back or of the future gives a
 * list with `refusal`.
 */
export async function openMarket(config: MarketConfig, deps: OpenMarketDeps): Promise<OpenMarket> {
  const level = assertTrustSupported(config);
  const { admits } = packageRules(config);
  const open = level === 'strict' ? openStrict : openUnsigned;
  const { notices, ...market } = await open(config, { ...deps, admits });
  return { ...market, config, notices: [...trustNotices(config), ...notices] };
}

type Content = Omit<OpenMarket, 'config'>;

async function openStrict(config: MarketConfig, deps: ListDeps): Promise<Content> {
  const trust = await loadTrust(config, deps);
  if (trust.level === 'off') throw new MarketError('internal', 'strict became off');
  const { cache } = deps;
  const kept = cache && { cache, prefix: keptPrefix(config) };
  return withSignedIndex(config, { trust, deps, kept }, async (reading) => {
    const { index, evidence, refusal } = reading;
    const collected = await collectStrict(config, reading, deps);
    await kept?.cache.keepOnly(kept.prefix, pinnedKeys(index, kept.prefix));
    return {
      ...collected,
      notices: [...announcedKeys(config, index.nextKeys ?? []), ...collected.notices],
      index: evidence,
      ownId: index.market,
      ...(refusal ? { refusal } : {}),
    };
  });
}

type Collected = Pick<OpenMarket, 'entries' | 'categories' | 'notices'>;

async function collectStrict(
  config: MarketConfig,
  { index, evidence, reader, reload, signal }: IndexReading,
  deps: ListDeps,
): Promise<Collected> {
  const { limits, category, former } = deps;
  if (former?.index?.sha256 === evidence.sha256) return unchanged(former);
  const lists = readIndexLists(index, reader, { limits, reload, category });
  const shards = index.shards ?? [];
  const ofRows = shards.reduce((sum, { rows }) => sum + rows, 0);
  return collectLists(
    config,
    {
      named: readNamed(lists, deps),
      early: lists.early?.catch(forgive),
      rows: lists.rows,
      ofRows: ofRows > 0 ? ofRows : undefined,
      signers: evidence.signers,
      pinned: true,
    },
    { ...deps, signal },
  );
}

/** Notices that are not of the lists are told anew. */
function unchanged({ entries, categories, notices }: OpenMarket): Collected {
  return { entries, categories, notices: notices.filter(({ code }) => code === 'index-entry') };
}

async function readNamed({ categories }: IndexLists, { limits }: ListDeps) {
  const file = await categories;
  return file ? parseNamed(file.bytes, limits) : { categories: [], notices: [] };
}

/** What only comes first need not come: the lists that follow have all of it, and say what is wrong. */
function forgive(error: unknown): undefined {
  if (!(error instanceof MarketError)) throw error;
}

async function openUnsigned(config: MarketConfig, deps: ListDeps): Promise<Content> {
  const { cache } = deps;
  const kept = cache && { cache, prefix: keptPrefix(config) };
  return readUnsignedLists(
    { ...deps, source: deps.sources.open(config.url), kept },
    (lists, signal) => collectLists(config, lists, { ...deps, signal }),
  );
}

function keptPrefix({ id }: MarketConfig): string {
  return `${id}/`;
}

function pinnedKeys({ files, shards = [] }: MarketIndex, prefix: string): Set<string> {
  return new Set([...Object.values(files), ...shards].map((pin) => keptKey(pin, prefix)));
}
