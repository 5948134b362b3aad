/** All packages of the open markets, ready to be searched; pure, synchronous, without a clock. */
import { toCard } from './cards.ts';
import { findDependants } from './dependants.ts';
import { createLister } from './lister.ts';
import { createMarkets } from './markets.ts';
import { Stock } from './stock.ts';

import type { Card, ListQuery, ListWindow, Listing } from '../model/listing.ts';
import type { Dependant, PackageEntry } from '../model/market.ts';
import type { CatalogMarket } from './markets.ts';

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
  const markets = createMarkets();
  const stock = new Stock((market) => markets.signersOf(market));
  const list = createLister(stock, markets);
  const cards = (ids: Iterable<number>): Card[] => {
    const found: Card[] = [];
    for (const id of ids) {
      const slot = stock.slotOf(id);
      const entry = slot === undefined ? undefined : stock.shelf.entries[slot];
      const offer = slot === undefined ? undefined : stock.offerOf(slot);
      if (entry && offer) found.push(toCard(id, entry, offer));
    }
    return found;
  };
  return {
    get total() {
      return stock.shelf.live;
    },
    setMarket(market) {
      const before = markets.signersOf(market.id).join();
      markets.set(market);
      stock.touch(before === markets.signersOf(market.id).join() ? undefined : market.id);
    },
    put: (marketId, entries) => stock.put(marketId, entries),
    remove(marketId, names) {
      stock.remove(marketId, names);
      if (!names) markets.remove(marketId);
    },
    search(query, window) {
      const listing = list(query, window.versions);
      const { from, count } = window;
      return {
        ...listing,
        // What is given away may be transferred to another thread, and then it is gone here.
        order: listing.order.slice(),
        cards: cards(listing.order.subarray(Math.max(0, from), Math.max(0, from + count))),
      };
    },
    cards,
    entry: (marketId, name) => stock.entry(marketId, name),
    dependants: (marketId, name) => findDependants(stock.entriesOf(marketId), name),
  };
}
