/** Opens a market: reads its index and puts the list of packages together; no package file is read. */
import { MarketError } from '#core/errors.ts';
import { groupPackages } from '#core/find/index.ts';
import { parseCategories, parsePackages, parseShards } from '#core/read/index.ts';
import { loadTrust } from './market-keys.ts';
import { announcedKeys } from './market-memory.ts';
import { assertTrustSupported, trustNotices } from './market-trust.ts';
import { readSignedIndex } from './signed-index.ts';

import type { Problem } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { Category, MarketConfig, PackageRow } from '#core/model/generated.ts';
import type { Notice, OpenMarket, PackageEntry } from '#core/model/market.ts';
import type { IndexEvidence } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';
import type { IndexFiles } from './index-files.ts';
import type { IndexDeps } from './signed-index.ts';

/** `identity` is asked at trust level `strict` only; `configured` if absent. */
export type OpenMarketDeps = IndexDeps;

/** What the index files of a market say, whatever made them trusted. */
interface IndexContent {
  rows: PackageRow[];
  categories: Category[];
  notices: Notice[];
  index?: IndexEvidence;
  ownId?: string;
  refusal?: Problem;
}

/**
 * At `strict` everything comes from the signed index. At `signatures` and `off` market.json is not read at all, even
 * where this browser once saw a signed one: the administrator chose a level that does not ask for it and whose
 * notices say so, and half a check would look like more than it is. What was remembered stays untouched, so that
 * going back to `strict` refuses what is older.
 *
 * Throws config-* when the configuration does not allow reading the market, net-* when it does not answer,
 * `index-invalid` when its list as a whole cannot be read (single bad rows are notices) and, at `strict`, the codes
 * of `readSignedIndex`. An index that is expired, rolled back or of the future gives a list with `refusal`.
 */
export async function openMarket(config: MarketConfig, deps: OpenMarketDeps): Promise<OpenMarket> {
  const level = assertTrustSupported(config);
  const content = await (level === 'strict' ? readStrict : readUnsigned)(config, deps);
  const entries = groupPackages(content.rows, config.id);
  return {
    config,
    categories: [...content.categories, ...otherCategories(entries, content.categories)],
    entries,
    notices: [...trustNotices(config), ...content.notices],
    ...(content.index ? { index: content.index } : {}),
    ...(content.ownId === undefined ? {} : { ownId: content.ownId }),
    ...(content.refusal ? { refusal: content.refusal } : {}),
  };
}

async function readStrict(config: MarketConfig, deps: OpenMarketDeps): Promise<IndexContent> {
  const trust = await loadTrust(config, deps);
  if (trust.level === 'off') throw new MarketError('internal', 'strict became off');
  const { market, files, evidence, nextKeys, refusal } = await readSignedIndex(config, trust, deps);
  const list = parseList(files.packages, deps.limits);
  const { pinned, notices } = requirePins(list.rows);
  const named = files.categories
    ? parseNamed(files.categories.bytes, deps.limits)
    : { categories: [], notices: [] };
  return {
    rows: pinned,
    categories: named.categories,
    notices: [...announcedKeys(config, nextKeys), ...list.notices, ...notices, ...named.notices],
    index: evidence,
    ownId: market,
    ...(refusal ? { refusal } : {}),
  };
}

function parseList(packages: IndexFiles['packages'], limits: Limits) {
  if (!Array.isArray(packages)) return parsePackages(packages.bytes, limits);
  const shards = packages.map(({ file: { path, bytes }, rows }) => ({ path, bytes, rows }));
  return parseShards(shards, limits);
}

/** At `strict` index, row, spec and archive are one chain of digests; a row that breaks it leads to nothing. */
function requirePins(rows: PackageRow[]): { pinned: PackageRow[]; notices: Notice[] } {
  const pinned = rows.filter(({ spec }) => spec !== undefined);
  const left = rows.filter(({ spec }) => spec === undefined);
  if (left.length === 0) return { pinned, notices: [] };
  const names = left.slice(0, 5).map(({ name, version }) => `${name} ${version}`);
  const list = names.join(', ') + (left.length > names.length ? ' and others' : '');
  const text = `Left out of the list of packages, because the signed index does not pin their specs: ${list} (${left.length} in all).`;
  return { pinned, notices: [{ code: 'index-entry', text }] };
}

async function readUnsigned(config: MarketConfig, deps: OpenMarketDeps): Promise<IndexContent> {
  const source = deps.sources.open(config.url);
  const [list, named] = await Promise.all([readPackages(source, deps), readNamed(source, deps)]);
  const notices = [...list.notices, ...named.notices];
  return { rows: list.rows, categories: named.categories, notices };
}

async function readPackages(source: Source, { limits, signal }: OpenMarketDeps) {
  const bytes = await source.read('packages.json', { limit: limits.indexBytes, signal });
  return parsePackages(bytes, limits);
}

/** Only titles come from categories.json, so that the list does without it when it is missing or spoilt. */
async function readNamed(
  source: Source,
  { limits, signal }: OpenMarketDeps,
): Promise<Pick<IndexContent, 'categories' | 'notices'>> {
  try {
    const bytes = await source.read('categories.json', { limit: limits.indexBytes, signal });
    return parseNamed(bytes, limits);
  } catch (error) {
    if (!(error instanceof MarketError) || error.code === 'cancelled') throw error;
    // Where packages.json can be read, an answer without CORS header is a 404 without one.
    const absent = error.details['status'] === 404 || error.code === 'net-cors';
    return { categories: [], notices: absent ? [] : [noTitles(error)] };
  }
}

function parseNamed(
  bytes: Uint8Array,
  limits: Limits,
): Pick<IndexContent, 'categories' | 'notices'> {
  try {
    return { categories: parseCategories(bytes, limits), notices: [] };
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    return { categories: [], notices: [noTitles(error)] };
  }
}

function noTitles({ message }: MarketError): Notice {
  const text = `The titles of the categories are not shown: ${message}`;
  return { code: 'index-entry', file: 'categories.json', text };
}

/** R37: rows cannot fill the page with categories of their own. */
const MOST_OTHER_CATEGORIES = 200;

function otherCategories(entries: PackageEntry[], named: Category[]): Category[] {
  const known = new Set(named.map(({ name }) => name));
  const used = new Set(entries.flatMap(({ categories }) => categories));
  return [...used]
    .filter((name) => !known.has(name))
    .sort()
    .slice(0, MOST_OTHER_CATEGORIES)
    .map((name) => ({ name }));
}
