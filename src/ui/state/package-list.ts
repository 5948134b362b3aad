/** What the list of packages shows: the answer to the last search, and the cards of it that are here already. */
import { createStore } from './store.ts';

import type { MarketError } from '#core/errors.ts';
import type { Card, Listing, ListQuery } from '#core/model/listing.ts';
import type { Services } from '../services.ts';
import type { Markets } from './markets.ts';
import type { Store } from './store.ts';

/** An answer to a search; its cards are asked for by `card`. */
export interface Answer extends Omit<Listing, 'cards'> {
  query: ListQuery;
}

export interface PackageListState {
  /** The last one that came; stays while the next is on its way. Absent before the first. */
  answer?: Answer;
  /** Why the last search gave none. */
  error?: MarketError;
  /** Another number whenever cards came that were waited for. */
  cards: number;
}

export interface PackageList extends Pick<Store<PackageListState>, 'get' | 'subscribe'> {
  /** Searches unless this is what was asked last; an answer follows at each change of the markets, too. */
  ask(query: ListQuery): void;
  /** Undefined while it is on its way; see `show`. */
  card(id: number): Card | undefined;
  /** Says which part of the order is in sight: its cards come first, then its neighbours, then all. */
  show(from: number, count: number): void;
  /** Searches again what was asked last. */
  retry(): void;
  /** Gives up what still runs. */
  stop(): void;
}

export function createPackageList(_services: Services, _markets: Markets): PackageList {
  const store = createStore<PackageListState>({ cards: 0 });
  return {
    get: store.get,
    subscribe: store.subscribe,
    ask: () => undefined,
    card: () => undefined,
    show: () => undefined,
    retry: () => undefined,
    stop: () => undefined,
  };
}
