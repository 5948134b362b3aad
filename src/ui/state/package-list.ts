/** What the list of packages shows: the answer to the last search, and the cards of it that are here already. */
import { toMarketError } from '#core/errors.ts';
import { createCardCache } from './card-cache.ts';
import { createStore } from './store.ts';
import { createTurns } from './turns.ts';

import type { MarketError } from '#core/errors.ts';
import type { Card, ClusterVersions, Listing, ListQuery } from '#core/model/listing.ts';
import type { Services } from '../services.ts';
import type { CardCache } from './card-cache.ts';
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
  /** The markets changed since that search began: another answer follows. */
  behind: boolean;
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

/** What a search is made of. */
interface Searching {
  services: Services;
  markets: Markets;
  store: Store<PackageListState>;
  cache: CardCache;
  signal: AbortSignal;
  query?: ListQuery;
  versions: ClusterVersions;
  sight: { from: number; count: number };
}

export function createPackageList(services: Services, markets: Markets): PackageList {
  const store = createStore<PackageListState>({ cards: 0, behind: false });
  const controller = new AbortController();
  const cache = createCardCache({
    async cards(ids) {
      const cards = await services.cards(ids);
      // Another worker has taken the place of the one that gave this order: only a search brings it what it lacks.
      if (cards.length === 0 && !controller.signal.aborted) turns.soon();
      return cards;
    },
    onCards: () => store.set((old) => ({ ...old, cards: old.cards + 1 })),
    onFailure: (thrown) => fail(state, thrown),
  });
  const state: Searching = {
    ...{ services, markets, store, cache, signal: controller.signal },
    ...{ versions: {}, sight: { from: 0, count: FIRST } },
  };
  const turns = createTurns(() => search(state), PAUSE_MS);
  const unsubscribe = followStates(markets, () => {
    store.set((old) => (old.behind ? old : { ...old, behind: true }));
    // What comes first is shown at once.
    if (store.get().answer) turns.soon();
    else turns.now();
  });
  const askVersions = async () => {
    state.versions = await services.clusterVersions();
    if (Object.keys(state.versions).length > 0) turns.now();
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    ask(next) {
      if (JSON.stringify(state.query) === JSON.stringify(next)) return;
      if (!state.query) void askVersions();
      state.query = next;
      state.sight = { from: 0, count: state.sight.count };
      turns.now();
    },
    card: cache.get,
    show(from, count) {
      state.sight = { from, count };
      cache.show(from, count);
    },
    retry: turns.now,
    stop() {
      controller.abort();
      turns.stop();
      cache.stop();
      unsubscribe();
    },
  };
}

async function search(state: Searching): Promise<void> {
  const { services, markets, store, cache, signal, query, versions, sight } = state;
  if (!query || signal.aborted || !isSearchable(markets, store)) return;
  const { states } = markets.get();
  try {
    const window = { ...sight, versions };
    const { cards: first, ...listing } = await services.search(query, window, signal);
    if (signal.aborted) return;
    cache.add(first);
    cache.follow(listing.order);
    const behind = markets.get().states !== states;
    store.set(({ cards }) => ({ cards, behind, answer: { ...listing, query } }));
  } catch (thrown) {
    fail(state, thrown);
  }
}

function fail({ store, signal }: Searching, thrown: unknown): void {
  if (!signal.aborted) store.set((old) => ({ ...old, error: toMarketError(thrown) }));
}

/** Calls back when something was heard of a market; whether more is on its way is nothing to search for. */
function followStates(markets: Markets, onChange: () => void): () => void {
  let { states } = markets.get();
  return markets.subscribe(() => {
    const next = markets.get().states;
    if (next === states) return;
    states = next;
    onChange();
  });
}

/** Before the first packages there is nothing to search; later all is, also where a market was lost. */
function isSearchable(markets: Markets, store: Store<PackageListState>): boolean {
  const states = [...markets.get().states.values()];
  return store.get().answer !== undefined || states.some(({ status }) => status !== 'failed');
}
