/** Opens a market: reads its index and puts the list of packages together; no package file is read. */
import { MarketError } from '#core/errors.ts';
import { groupPackages } from '#core/find/index.ts';
import { parseCategories, parsePackages } from '#core/read/index.ts';
import { assertTrustSupported, trustNotices } from './market-trust.ts';

import type { Limits } from '#core/limits.ts';
import type { Category, MarketConfig } from '#core/model/generated.ts';
import type { Notice, OpenMarket, PackageEntry } from '#core/model/market.ts';
import type { Clock, Source, Sources } from '#core/ports.ts';

export interface OpenMarketDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

/**
 * Throws config-* when the configuration does not allow reading the market, net-* when it does not answer, and
 * `index-invalid` when packages.json as a whole cannot be read; single bad rows are notices.
 */
export async function openMarket(config: MarketConfig, deps: OpenMarketDeps): Promise<OpenMarket> {
  assertTrustSupported(config);
  const source = deps.sources.open(config.url);
  const [index, named] = await Promise.all([readPackages(source, deps), readNamed(source, deps)]);
  const entries = groupPackages(index.rows, config.id);
  return {
    config,
    categories: [...named.categories, ...otherCategories(entries, named.categories)],
    entries,
    notices: [...trustNotices(config), ...index.notices, ...named.notices],
  };
}

async function readPackages(source: Source, { limits, signal }: OpenMarketDeps) {
  const bytes = await source.read('packages.json', { limit: limits.indexBytes, signal });
  return parsePackages(bytes, limits);
}

/** Only titles come from categories.json, so that the list does without it when it is missing or spoilt. */
async function readNamed(
  source: Source,
  { limits, signal }: OpenMarketDeps,
): Promise<{ categories: Category[]; notices: Notice[] }> {
  try {
    const bytes = await source.read('categories.json', { limit: limits.indexBytes, signal });
    return { categories: parseCategories(bytes, limits), notices: [] };
  } catch (error) {
    if (!(error instanceof MarketError) || error.code === 'cancelled') throw error;
    // Where packages.json can be read, an answer without CORS header is a 404 without one.
    const absent = error.details['status'] === 404 || error.code === 'net-cors';
    if (absent) return { categories: [], notices: [] };
    const text = `The titles of the categories are not shown: ${error.message}`;
    return { categories: [], notices: [{ code: 'index-entry', text }] };
  }
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
