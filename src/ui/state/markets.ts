/** What became of the configured markets; read once for all visits to the list, again on request. */
import { createStore } from './store.ts';

import type { PluginConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { Services } from '../services.ts';
import type { Store } from './store.ts';

export interface MarketsState {
  /** In the order of the configuration; absent while a market is being read. */
  states: ReadonlyMap<string, MarketState>;
  loading: boolean;
}

export interface Markets extends Pick<Store<MarketsState>, 'get' | 'subscribe'> {
  readonly config: PluginConfig;
  /** Reads the markets unless that was done or is going on. */
  start(): void;
  /** Reads all again; those that are open stay until they are read anew, failed ones show as loading. */
  retry(): void;
  /** Gives up what still runs. */
  stop(): void;
}

/** Throws `MarketError` config-* for a configuration that is not valid. */
export function createMarkets(services: Services): Markets {
  const config = services.config();
  const store = createStore<MarketsState>({ states: new Map(), loading: false });
  let controller: AbortController | undefined;

  const run = () => {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const kept = [...store.get().states].filter(([, state]) => state.status === 'ready');
    store.set({ states: new Map(kept), loading: true });
    const onState = (state: MarketState) => {
      if (own.signal.aborted) return;
      store.set((old) => ({ ...old, states: new Map(old.states).set(state.config.id, state) }));
    };
    services.openMarkets(own.signal, onState).then(
      () => {
        if (!own.signal.aborted) store.set((old) => ({ ...old, loading: false }));
      },
      () => {
        // Only `cancelled` ends here: by `stop`, or by a newer run that has taken over.
        if (controller === own) controller = undefined;
      },
    );
  };

  return {
    config,
    get: store.get,
    subscribe: store.subscribe,
    start: () => {
      if (!controller) run();
    },
    retry: run,
    stop: () => {
      controller?.abort();
      controller = undefined;
    },
  };
}
