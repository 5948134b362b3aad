/** The markets that are open: each is read once for all who ask, and its packages stand in the catalog while they come. */
import { createTurns } from '#adapters/http/turns.ts';
import { MarketError } from '#core/errors.ts';
import { sameValue } from '#core/same-value.ts';
import { openMarket } from '#flows/open-market.ts';

import type { Catalog } from '#core/find/index.ts';
import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { MarketState, OpenMarket, PackageEntry } from '#core/model/market.ts';
import type { Cache } from '#core/ports.ts';
import type { MarketPart } from '#flows/collect-lists.ts';
import type { MarketDeps } from '#flows/market-keys.ts';

/** What is told while a market is read. */
export type ReadingState = Extract<MarketState, { status: 'reading' }>;

export interface OpenOptions {
  signal?: AbortSignal | undefined;
  /** Reads the market again where it is open; it can be searched as it was until that is done. */
  again: boolean;
  /** Category that is looked at: its packages may come first. */
  category?: string | undefined;
  /** Hears of packages that are verified and can be searched; the rest is still on its way. */
  onState?: ((state: ReadingState) => void) | undefined;
}

export interface OpenMarkets {
  /** Rejects with `MarketError`, `cancelled` when the signal fires. A market that fails is open no more. */
  open(id: string, options: OpenOptions): Promise<OpenMarket>;
  /** Whether it is open or on its way. */
  has(id: string): boolean;
}

export interface OpenMarketsWorld {
  config: PluginConfig;
  deps: MarketDeps;
  catalog: Catalog;
  cache?: Cache | undefined;
}

/** One reading of a market, for all who wait for it. */
interface Reading {
  result: Promise<OpenMarket>;
  controller: AbortController;
  /** One for each call. */
  waiting: Set<{ onState: OpenOptions['onState'] }>;
  last?: ReadingState;
  /** The catalog is being changed to what was read, which is past giving up. */
  isSettling: boolean;
}

/** Packages that go into the catalog between two turns of others. */
const PACKAGES_AT_ONCE = 200;

export function createOpenMarkets(world: OpenMarketsWorld): OpenMarkets {
  const shelf: Shelf = { world, opened: new Map(), readings: new Map() };
  const { opened, readings } = shelf;
  return {
    has: (id) => opened.has(id) || readings.has(id),
    async open(id, { signal, again, category, onState }) {
      const config = findMarket(world.config, id);
      const known = again ? undefined : opened.get(id);
      if (known) return known;
      if (signal?.aborted) throw cancelled();
      const reading = readings.get(id) ?? begin(config, category, shelf);
      if (reading.last) onState?.(reading.last);
      const waiter = { onState };
      reading.waiting.add(waiter);
      try {
        return await unlessCancelled(reading.result, signal);
      } finally {
        reading.waiting.delete(waiter);
        giveUp(id, reading, shelf);
      }
    },
  };
}

interface Shelf {
  world: OpenMarketsWorld;
  /** By id. */
  opened: Map<string, OpenMarket>;
  readings: Map<string, Reading>;
}

function begin(
  config: MarketConfig,
  category: string | undefined,
  { world, opened, readings }: Shelf,
): Reading {
  const { id } = config;
  const former = opened.get(id);
  // Markets are listed in the order in which they were asked for, whichever answers first.
  if (!former) announce(config, world.catalog);
  const isCurrent = () => readings.get(id) === reading;
  const onPart = (part: MarketPart) => {
    if (!isCurrent()) return;
    if (part.anew && reading.last) world.catalog.remove(id);
    show(config, part, world.catalog);
    const { packages, rows, ofRows } = part;
    const total = ofRows === undefined ? {} : { ofRows };
    reading.last = { config, status: 'reading', packages, rows, ...total };
    for (const { onState } of reading.waiting) onState?.(reading.last);
  };
  const onSettle = () => void (reading.isSettling = true);
  const controller = new AbortController();
  const { signal } = controller;
  const result = read(config, { ...world, category, former, onPart, onSettle, signal });
  const reading: Reading = { controller, waiting: new Set(), isSettling: false, result };
  readings.set(id, reading);
  const end = (market?: OpenMarket) => {
    // One that was given up has cleared up already.
    if (!isCurrent()) return;
    readings.delete(id);
    if (market) return void opened.set(id, market);
    opened.delete(id);
    world.catalog.remove(id);
  };
  result.then(end, () => end());
  return reading;
}

/** Nobody waits for it any more: what was open before stays. */
function giveUp(id: string, reading: Reading, { world, opened, readings }: Shelf): void {
  if (reading.waiting.size > 0 || reading.isSettling || readings.get(id) !== reading) return;
  readings.delete(id);
  reading.controller.abort();
  if (!opened.has(id)) world.catalog.remove(id);
}

interface ReadOptions extends OpenMarketsWorld {
  category: string | undefined;
  former: OpenMarket | undefined;
  onPart: (part: MarketPart) => void;
  /** From now on the catalog changes. */
  onSettle: () => void;
  signal: AbortSignal;
}

/** Where the market is open already, its catalog changes in the end only, and only by what differs. */
async function read(config: MarketConfig, options: ReadOptions): Promise<OpenMarket> {
  const { deps, catalog, cache, category, former, onPart, onSettle, signal } = options;
  const { share } = createTurns();
  const market = await openMarket(config, {
    ...{ ...deps, cache, category, former, share, signal },
    onPart: former ? undefined : onPart,
  });
  const { entries, changed, gone } = former
    ? await compare(former, market, share)
    : { entries: market.entries, changed: [], gone: [] };
  if (signal.aborted) throw cancelled();
  onSettle();
  const { id } = config;
  const { categories, index } = market;
  catalog.setMarket({ id, name: nameOf(config), categories, signers: index?.signers ?? [] });
  for (let at = 0; at < changed.length; at += PACKAGES_AT_ONCE) {
    catalog.put(id, changed.slice(at, at + PACKAGES_AT_ONCE));
    await share();
  }
  if (gone.length > 0) catalog.remove(id, gone);
  return { ...market, entries };
}

interface Renewal {
  entries: PackageEntry[];
  /** Those of them that were not there, or said something else. */
  changed: PackageEntry[];
  gone: string[];
}

/** A package that says the same as before stays the one it was. */
async function compare(
  former: OpenMarket,
  { entries: read }: OpenMarket,
  share: () => Promise<void>,
): Promise<Renewal> {
  if (read === former.entries) return { entries: read, changed: [], gone: [] };
  const old = new Map(former.entries.map((entry) => [entry.name, entry]));
  const entries: PackageEntry[] = [];
  for (const entry of read) {
    const known = old.get(entry.name);
    entries.push(known && sameValue(known.rows, entry.rows) ? known : entry);
    if (entries.length % PACKAGES_AT_ONCE === 0) await share();
  }
  const names = new Set(entries.map(({ name }) => name));
  return {
    entries,
    changed: entries.filter((entry) => old.get(entry.name) !== entry),
    gone: [...old.keys()].filter((name) => !names.has(name)),
  };
}

function announce(config: MarketConfig, catalog: Catalog): void {
  catalog.setMarket({ id: config.id, name: nameOf(config), categories: [], signers: [] });
}

function show(config: MarketConfig, part: MarketPart, catalog: Catalog): void {
  const { id } = config;
  const { entries, gone, categories, signers } = part;
  catalog.setMarket({ id, name: nameOf(config), categories, signers });
  catalog.put(id, entries);
  if (gone.length > 0) catalog.remove(id, gone);
}

function nameOf({ id, name }: MarketConfig): string {
  return name ?? id;
}

function findMarket({ markets }: PluginConfig, id: string): MarketConfig {
  const config = markets.find((each) => each.id === id);
  if (config) return config;
  throw new MarketError(
    'package-unknown',
    `There is no market "${id.slice(0, 200)}" in the configuration of this plugin.`,
    { details: { market: id.slice(0, 200) } },
  );
}

/** Waits no longer than the signal lets it; the result goes to whoever else waits for it. */
function unlessCancelled<Result>(
  result: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function cancelled(): MarketError {
  return new MarketError('cancelled', 'Reading the market was cancelled.');
}
