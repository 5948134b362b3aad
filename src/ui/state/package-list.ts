/** What the list of packages shows: the answer to the last search, and the cards of it that are here already. */
import { toMarketError } from '#core/errors.ts';
import { createCardCache } from './card-cache.ts';
import { createStore } from './store.ts';
import { createTurns } from './turns.ts';

import type { MarketError } from '#core/errors.ts';
import type { Card, ClusterVersions, Listing, ListQuery } from '#core/model/listing.ts';
import type { Services } from '../services.ts';
import type { Markets } from './markets.ts';
import type { Store } from './store.ts';

/** Milliseconds between searches while packages come in. */
const PAUSE_MS = 200;
/** Cards that come with an answer before it is known how many are in sight. */
const FIRST = 24;

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

export function createPackageList(services: Services, markets: Markets): PackageList {
  const store = createStore<PackageListState>({ cards: 0 });
  const controller = new AbortController();
  let query: ListQuery | undefined;
  let versions: ClusterVersions = {};
  let sight = { from: 0, count: FIRST };

  const { signal } = controller;
  const fail = (thrown: unknown) => {
    if (!signal.aborted) store.set((old) => ({ ...old, error: toMarketError(thrown) }));
  };
  const cache = createCardCache({
    cards: (ids) => services.cards(ids),
    onCards: () => store.set((old) => ({ ...old, cards: old.cards + 1 })),
    onFailure: fail,
  });
  const search = async () => {
    if (!query || signal.aborted || !isSearchable(markets, store)) return;
    const asked = query;
    try {
      const window = { ...sight, versions };
      const { cards, ...listing } = await services.search(asked, window, signal);
      if (signal.aborted) return;
      cache.add(cards);
      cache.follow(listing.order);
      store.set((old) => ({ cards: old.cards, answer: { ...listing, query: asked } }));
    } catch (thrown) {
      fail(thrown);
    }
  };
  const searching = createTurns(search, PAUSE_MS);
  // What comes first is shown at once.
  const onPart = () => (store.get().answer ? searching.soon() : searching.now());
  const unsubscribe = markets.subscribe(onPart);
  const askVersions = async () => {
    versions = await services.clusterVersions();
    if (Object.keys(versions).length > 0) searching.now();
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    ask(next) {
      if (query && JSON.stringify(query) === JSON.stringify(next)) return;
      if (!query) void askVersions();
      query = next;
      sight = { from: 0, count: sight.count };
      searching.now();
    },
    card: cache.get,
    show(from, count) {
      sight = { from, count };
      cache.show(from, count);
    },
    retry: searching.now,
    stop() {
      controller.abort();
      searching.stop();
      cache.stop();
      unsubscribe();
    },
  };
}

/** Before the first packages there is nothing to search; later all is, also where a market was lost. */
function isSearchable(markets: Markets, store: Store<PackageListState>): boolean {
  const states = [...markets.get().states.values()];
  return store.get().answer !== undefined || states.some(({ status }) => status !== 'failed');
}
