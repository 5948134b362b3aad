/** What became of the markets that this user is shown; read once for all visits to the list, again on request. */
import { createStore } from './store.ts';

import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { Services } from '../services.ts';
import type { Store } from './store.ts';

export interface MarketsState {
  /** In the order of the configuration; those for groups only come when it is known that the user is in one. */
  shown: readonly MarketConfig[];
  /** By `id`; absent before the first packages of a market are there. */
  states: ReadonlyMap<string, MarketState>;
  loading: boolean;
}

/** What is looked at first, so that it may come first. */
export interface MarketsHint {
  category?: string | undefined;
}

export interface Markets extends Pick<Store<MarketsState>, 'get' | 'subscribe'> {
  readonly config: PluginConfig;
  /** Reads the markets unless that was done or is going on. */
  start(hint?: MarketsHint): void;
  /** Reads all again; those that are open stay until they are read anew, failed ones show as loading. */
  retry(): void;
  /** Gives up what still runs. */
  stop(): void;
}

/** Throws `MarketError` config-* for a configuration that is not valid. */
export function createMarkets(services: Services): Markets {
  const config = services.config();
  const forAll = config.markets.filter(({ groups }) => groups === undefined);
  const store = createStore<MarketsState>({ shown: forAll, states: new Map(), loading: false });
  let controller: AbortController | undefined;

  const run = (hint?: MarketsHint) => {
    controller?.abort();
    const own = new AbortController();
    const { signal } = own;
    controller = own;
    const change = (next: (state: MarketsState) => Partial<MarketsState>) => {
      if (!signal.aborted) store.set((old) => ({ ...old, ...next(old) }));
    };
    change(({ states }) => ({
      states: new Map([...states].filter(([, { status }]) => status === 'ready')),
      loading: true,
    }));
    const onState = (state: MarketState) => {
      change(({ states, shown }) => ({
        states: new Map(states).set(state.config.id, state),
        shown: withMarket(config, shown, state.config.id),
      }));
    };
    // Only `cancelled` ends these: by `stop`, or by a newer run that has taken over.
    const givenUp = () => {
      if (controller === own) controller = undefined;
    };
    const told = services.shownMarkets(signal).then((all) => {
      const ids = new Set(all.map(({ id }) => id));
      change(({ states }) => ({
        shown: config.markets.filter(({ id }) => ids.has(id) || states.has(id)),
      }));
    });
    const opened = services.openMarkets(signal, onState, hint);
    Promise.all([told, opened]).then(() => change(() => ({ loading: false })), givenUp);
  };

  return {
    config,
    get: store.get,
    subscribe: store.subscribe,
    start: (hint) => {
      if (!controller) run(hint);
    },
    retry: () => run(),
    stop: () => {
      controller?.abort();
      controller = undefined;
    },
  };
}

/** What is heard of a market shows that it is shown. */
function withMarket(
  { markets }: PluginConfig,
  shown: readonly MarketConfig[],
  id: string,
): readonly MarketConfig[] {
  if (shown.some((config) => config.id === id)) return shown;
  return markets.filter((config) => config.id === id || shown.includes(config));
}
