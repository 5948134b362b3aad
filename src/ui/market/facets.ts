/** Which packages the list shows, and how many each category and market has under the current search. */
import { searchPackages } from '#core/find/index.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketState, OpenMarket, PackageEntry } from '#core/model/market.ts';
import type { ListQuery } from '../router.ts';

/** One choice of the navigation at the side. */
export interface Facet {
  name: string;
  label: string;
  description?: string;
  count: number;
}

export interface Listing {
  entries: PackageEntry[];
  /** Packages of all markets that are open, whatever the search. */
  total: number;
  categories: Facet[];
  /** Packages under "All" of the categories. */
  inAllCategories: number;
  /** Only when several markets are configured. */
  markets: Facet[];
  inAllMarkets: number;
}

/** Counts of a facet follow the other choices but not its own, so they say what a click would show. */
export function listPackages(
  configs: MarketConfig[],
  states: ReadonlyMap<string, MarketState>,
  query: ListQuery,
): Listing {
  const open = configs.flatMap((config) => {
    const state = states.get(config.id);
    return state?.status === 'ready' ? [state.market] : [];
  });
  const all = open.flatMap((market) => market.entries);
  const { q: text, category, market } = query;
  const search = (filter: { category?: string | undefined; market?: string | undefined }) =>
    searchPackages(all, definedOnly({ text, ...filter }));
  const anyCategory = search({ market });
  const several = configs.length > 1;
  const anyMarket = several ? search({ category }) : [];
  return {
    entries: category === undefined ? anyCategory : search({ category, market }),
    total: all.length,
    categories: categoryFacets(open, anyCategory),
    inAllCategories: anyCategory.length,
    markets: several ? marketFacets(configs, anyMarket) : [],
    inAllMarkets: anyMarket.length,
  };
}

function categoryFacets(open: OpenMarket[], entries: PackageEntry[]): Facet[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    for (const name of new Set(entry.categories)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // Two markets may have a category of the same name: the first one's words stand for both.
  const facets = new Map<string, Facet>();
  for (const { name, label, description } of open.flatMap((market) => market.categories)) {
    if (facets.has(name)) continue;
    const words = description === undefined ? {} : { description };
    facets.set(name, { name, label: label ?? name, ...words, count: counts.get(name) ?? 0 });
  }
  return [...facets.values()];
}

function marketFacets(configs: MarketConfig[], entries: PackageEntry[]): Facet[] {
  const counts = new Map<string, number>();
  for (const { market } of entries) counts.set(market, (counts.get(market) ?? 0) + 1);
  return configs.map((config) => ({
    name: config.id,
    label: config.name ?? config.id,
    count: counts.get(config.id) ?? 0,
  }));
}

function definedOnly(filter: {
  text?: string | undefined;
  category?: string | undefined;
  market?: string | undefined;
}): { text?: string; category?: string; market?: string } {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { text?: string; category?: string; market?: string };
}
