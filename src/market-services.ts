/** All that is done with what markets send: fetched, verified, read and unpacked, by one thread or another. */
import { createClock } from '#adapters/http/clock.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { MarketError } from '#core/errors.ts';
import { loadPackage } from '#flows/load-package.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';

import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { LoadedPackage, OpenMarket, OpenPackage, PackageRef } from '#core/model/market.ts';
import type { Memory } from '#core/ports.ts';

export interface MarketServicesOptions {
  /** Checked already. */
  config: PluginConfig;
  limits: Limits;
  /** Address of the page, as a worker's own is none. */
  page: string;
  memory: Memory;
}

/** What is going on: a file's name or `checking`, with bytes so far and in all where they are known. */
export interface LoadProgress {
  what: string;
  read?: number;
  total?: number;
}

/** All reject with `MarketError`, `cancelled` when the signal fires. */
export interface MarketServices {
  /** The market of this id as it was opened before, unless it shall be read again. */
  openMarket(id: string, options: { signal: AbortSignal; again: boolean }): Promise<OpenMarket>;
  openPackage(ref: PackageRef, signal: AbortSignal): Promise<OpenPackage>;
  loadPackage(
    opened: OpenPackage,
    options: { signal: AbortSignal; onProgress: (progress: LoadProgress) => void },
  ): Promise<LoadedPackage>;
}

/** Opened markets are kept as long as this object. */
export function createMarketServices(options: MarketServicesOptions): MarketServices {
  const { config, limits, page, memory } = options;
  const clock = createClock();
  const deps = { sources: createFetchSources({ limits, page }), clock, limits, memory };
  const kept = new Map<string, OpenMarket>();
  const services: MarketServices = {
    async openMarket(id, { signal, again }) {
      const known = again ? undefined : kept.get(id);
      if (known) return known;
      const market = await openMarket(findMarket(config, id), { ...deps, signal });
      kept.set(id, market);
      return market;
    },
    async openPackage(ref, signal) {
      const market = await services.openMarket(ref.market, { signal, again: false });
      return openPackage(market, ref, { ...deps, signal });
    },
    loadPackage: (opened, { signal, onProgress }) =>
      loadPackage(opened, {
        ...deps,
        signal,
        onProgress: (what, read, total) =>
          onProgress({
            what,
            ...(read === undefined ? {} : { read }),
            ...(total === undefined ? {} : { total }),
          }),
      }),
  };
  return services;
}

function findMarket({ markets }: PluginConfig, id: string) {
  const config = markets.find((each) => each.id === id);
  if (config) return config;
  throw new MarketError(
    'package-unknown',
    `There is no market "${id.slice(0, 200)}" in the configuration of this plugin.`,
    { details: { market: id.slice(0, 200) } },
  );
}
