/** A signed market behind a real web server, and what flows need to read it. */
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { makeMarket, NOW } from '../fakes/market.ts';
import { signIndex } from '../fakes/signed-index.ts';
import { serveFiles } from '../fakes/web.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { OpenMarket, OpenPackage } from '#core/model/market.ts';
import type { MarketDeps } from '#flows/market-keys.ts';
import type { FakeMarket, FakePackage } from '../fakes/market.ts';
import type { IndexOptions } from '../fakes/signed-index.ts';
import type { Web } from '../fakes/web.ts';

export interface MarketWorld {
  market: FakeMarket;
  web: Web;
  deps: MarketDeps;
  config: MarketConfig;
  open(overrides?: Partial<MarketConfig>): Promise<OpenMarket>;
  openPackage(overrides?: Partial<MarketConfig>): Promise<OpenPackage>;
  /** Paths asked for, in order. */
  paths(): string[];
}

export interface StrictWorld extends MarketWorld {
  /** Signs the index anew, as after every change of the market. */
  sign(options?: IndexOptions): Promise<void>;
  /** Sets the clock of the reader, milliseconds. */
  setClock(now: number): void;
  /** Another reader of the same market, who has seen nothing yet. */
  freshReader(): MarketDeps;
}

/** A market with a signed index at trust level strict, which is what no level means. */
export async function createStrictWorld(
  packages?: FakePackage[],
  { index, limits }: { index?: IndexOptions; limits?: Partial<Limits> } = {},
): Promise<StrictWorld> {
  const world = await createWorld(packages, limits);
  await signIndex(world.market, index);
  let now = NOW;
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const deps = { ...world.deps, clock };
  const { trust: _, ...config } = world.config;
  const open = (overrides: Partial<MarketConfig> = {}) =>
    openMarket({ ...config, ...overrides }, deps);
  return {
    ...world,
    deps,
    config,
    open,
    openPackage: async (overrides) =>
      openPackage(await open(overrides), { market: config.id, name: 'hello' }, deps),
    sign: (options) => signIndex(world.market, options),
    setClock: (time) => void (now = time),
    freshReader: () => ({ ...deps, memory: createPageMemory() }),
  };
}

/** `openPackage` opens the package `hello` in its newest version. */
export async function createWorld(
  packages?: FakePackage[],
  limits: Partial<Limits> = {},
): Promise<MarketWorld> {
  const market = await makeMarket(packages);
  const web = await serveFiles(market.files);
  const all = { ...DEFAULT_LIMITS, ...limits };
  const deps: MarketDeps = {
    sources: createFetchSources({ limits: all }),
    clock: { now: () => NOW, sleep: () => Promise.resolve() },
    limits: all,
    memory: createPageMemory(),
  };
  const config = market.config(web.url);
  const open = (overrides: Partial<MarketConfig> = {}) =>
    openMarket({ ...config, ...overrides }, deps);
  return {
    market,
    web,
    deps,
    config,
    open,
    openPackage: async (overrides) =>
      openPackage(await open(overrides), { market: config.id, name: 'hello' }, deps),
    paths: () => web.requests.map(({ path }) => path),
  };
}
