/** All packages of the open markets, ready to be searched; pure, synchronous, without a clock. */
import { pickRelease } from './offer.ts';
import { searchPackages } from './search.ts';

import type { Category } from '../model/generated.ts';
import type { Card, ListQuery, ListWindow, Listing } from '../model/listing.ts';
import type { Dependant, PackageEntry } from '../model/market.ts';

/** What the list says of a market besides its packages. */
export interface CatalogMarket {
  id: string;
  name: string;
  categories: readonly Category[];
  /** Who signed its index; none below trust level strict. */
  signers: readonly { fingerprint: string; userId?: string | undefined }[];
}

export interface Catalog {
  /** Packages of all markets. */
  readonly total: number;
  /** Adds a market, or changes what is said of it; markets are listed in the order in which they were first set. */
  setMarket(market: CatalogMarket): void;
  /** Adds packages of a market; an entry of the same name is replaced. Cheap for each piece of a market. */
  put(marketId: string, entries: readonly PackageEntry[]): void;
  /** Takes packages away; without names, all of the market and the market itself. */
  remove(marketId: string, names?: readonly string[]): void;
  /** Never throws, whatever was typed. */
  search(query: ListQuery, window: ListWindow): Listing;
  /** Cards that were listed before; those that are no more are left out. */
  cards(ids: readonly number[]): Card[];
  entry(marketId: string, name: string): PackageEntry | undefined;
  /** Packages of the same market that need this one, by label. */
  dependants(marketId: string, name: string): Dependant[];
}

export function createCatalog(): Catalog {
  const markets = new Map<string, Map<string, PackageEntry>>();
  const known = new Map<number, Card>();
  const ids = new WeakMap<PackageEntry, number>();
  const all = () => [...markets.values()].flatMap((entries) => [...entries.values()]);
  let last = 0;
  const cardOf = (entry: PackageEntry, versions: ListWindow['versions']): Card => {
    const id = ids.get(entry) ?? ++last;
    ids.set(entry, id);
    const card = toCard(entry, { id, versions });
    known.set(id, card);
    return card;
  };
  return {
    get total() {
      return all().length;
    },
    setMarket({ id }) {
      if (!markets.has(id)) markets.set(id, new Map());
    },
    put(marketId, entries) {
      const market = markets.get(marketId) ?? new Map<string, PackageEntry>();
      markets.set(marketId, market);
      for (const entry of entries) market.set(entry.name, entry);
    },
    remove(marketId, names) {
      if (!names) markets.delete(marketId);
      for (const name of names ?? []) markets.get(marketId)?.delete(name);
    },
    search({ q = '' }, { from, count, versions }) {
      const cards = searchPackages(all(), { text: q }).map((entry) => cardOf(entry, versions));
      return {
        order: Uint32Array.from(cards, ({ id }) => id),
        total: all().length,
        facets: [],
        marks: [],
        loose: false,
        remarks: [],
        cards: cards.slice(from, from + count),
      };
    },
    cards: (wanted) =>
      wanted.flatMap((id) => {
        const card = known.get(id);
        return card ? [card] : [];
      }),
    entry: (marketId, name) => markets.get(marketId)?.get(name),
    dependants: () => [],
  };
}

function toCard(
  entry: PackageEntry,
  { id, versions }: { id: number; versions: ListWindow['versions'] },
): Card {
  const offered = pickRelease(entry.rows, versions);
  return {
    id,
    market: entry.market,
    name: entry.name,
    label: entry.label,
    description: entry.description.slice(0, 400),
    author: entry.author,
    org: entry.org,
    version: offered.version,
    versions: entry.rows.length,
    categories: entry.categories,
    tags: entry.tags,
    types: offered.components ?? [],
    beta: offered.beta === true,
  };
}
