/** All that is done with what markets send: fetched, verified, read and unpacked, by one thread or another. */
import { createClock } from '#adapters/http/clock.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createCatalog } from '#core/find/index.ts';
import { inspectFile } from '#flows/inspect-file.ts';
import { loadFiles } from '#flows/load-files.ts';
import { openPackage } from '#flows/open-package.ts';
import { readPicture } from '#flows/package-picture.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { findFile } from './loaded-files.ts';
import { createOpenMarkets } from './open-markets.ts';

import type { Catalog } from '#core/find/index.ts';
import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { FileContents, StepFile } from '#core/model/install.ts';
import type { Card, ClusterVersions, Listing, ListQuery, ListWindow } from '#core/model/listing.ts';
import type {
  Dependant,
  LoadedTree,
  MarketSummary,
  OpenMarket,
  OpenPackage,
  PackageEntry,
  PackageIcon,
  PackageRef,
  PackageTree,
} from '#core/model/market.ts';
import type { Cache, Memory } from '#core/ports.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { TreeWishes } from '#flows/tree-wishes.ts';
import type { OpenMarkets, OpenOptions } from './open-markets.ts';

export interface MarketServicesOptions {
  /** Checked already. */
  config: PluginConfig;
  limits: Limits;
  /** Address of the page, as a worker's own is none. */
  page: string;
  /** Origins of the clusters, from which nothing is read for a package (security I17); the page's own is known. */
  clusterOrigins: readonly string[];
  memory: Memory;
  /** Where index files are kept between visits. */
  cache?: Cache;
  /** Ids of cards begin behind it; 0 if absent. */
  firstCard?: number;
}

export interface LoadOptions {
  signal: AbortSignal;
  onProgress: (progress: LoadProgress) => void;
}

/** All reject with `MarketError`, `cancelled` when the signal fires. */
export interface MarketServices {
  /** Gives what was opened before, unless it shall be read again. A market that fails is open no more. */
  openMarket(id: string, options: OpenOptions & { signal: AbortSignal }): Promise<MarketSummary>;
  /** Over the markets that are open or on their way, whatever of them is there. */
  search(query: ListQuery, window: ListWindow, signal?: AbortSignal): Promise<Listing>;
  /** By their ids; those that are no more are left out. */
  cards(ids: readonly number[]): Promise<Card[]>;
  /** Opens the markets that are named; packages that they do not have, and markets that fail, are left out, and so are markets of which nothing may be installed. */
  entries(refs: readonly PackageRef[]): Promise<PackageEntry[]>;
  /** Packages of the same market that need this one, by label. */
  dependants(ref: PackageRef, signal: AbortSignal): Promise<Dependant[]>;
  /** Where no version is asked for, the newest that suits `versions`, as far as they are known. */
  openPackage(
    wish: { ref: PackageRef; versions: ClusterVersions },
    signal: AbortSignal,
  ): Promise<OpenPackage>;
  /** A picture beside the spec, checked against its digest. */
  packagePicture(opened: OpenPackage, file: string, signal: AbortSignal): Promise<PackageIcon>;
  /** All that the package needs, with versions that suit the clusters as far as theirs are known; no archive is read yet. */
  openTree(
    opened: OpenPackage,
    versions: ClusterVersions,
    signal: AbortSignal,
  ): Promise<PackageTree>;
  /** Its files are at hand until it is let go of. */
  loadTree(tree: PackageTree, options: LoadOptions): Promise<LoadedTree>;
  /** What is inside a file of a package, or of one from elsewhere, that is loaded. */
  inspectFile(
    loaded: LoadedTree,
    file: Pick<StepFile, 'package' | 'file'>,
    signal: AbortSignal,
  ): Promise<FileContents>;
  /** What is inside a file that the user gave. */
  inspectBytes(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<FileContents>;
  /** Frees the memory; files of this tree cannot be read any more. */
  letGo(loaded: LoadedTree): void;
}

/** The same for whoever knows no actions: what of a tree is needed is told. */
export interface FileServices extends Omit<MarketServices, 'loadTree'> {
  /**
   * Opens those of these markets that are neither open nor on their way, and waits for them as long as packages come; how one fails is
   * told by whoever asks for it.
   */
  restore(ids: readonly string[], signal: AbortSignal): Promise<void>;
  loadFiles(tree: PackageTree, wishes: TreeWishes, options: LoadOptions): Promise<LoadedTree>;
}

/** Opened markets are kept as long as this object. */
export function createMarketServices(options: MarketServicesOptions): FileServices {
  const { limits, page, clusterOrigins, memory } = options;
  const clock = createClock();
  const deps = { sources: createFetchSources({ limits, page }), clock, limits, memory };
  const catalog = createCatalog();
  const markets = createOpenMarkets({ ...options, deps, catalog });
  const find = (id: string, signal?: AbortSignal) => markets.open(id, { signal, again: false });
  const services: FileServices = {
    ...listServices(options, { catalog, markets }),
    async openPackage({ ref, versions }, signal) {
      return openPackage(await find(ref.market, signal), ref, { ...deps, versions, signal });
    },
    packagePicture: (opened, file, signal) => readPicture(opened, file, { ...deps, signal }),
    async openTree(opened, versions, signal) {
      const market = await find(opened.market.id, signal);
      return resolveTree(opened, { ...deps, market, versions, signal });
    },
    loadFiles: (tree, wishes, { signal, onProgress }) =>
      loadFiles(tree, wishes, { ...deps, page, ownOrigins: clusterOrigins, signal, onProgress }),
    inspectFile: async (loaded, file) => inspectFile(findFile(loaded, file), limits),
    inspectBytes: (name, bytes) =>
      inspectFile({ name, size: bytes.length, read: () => Promise.resolve(bytes) }, limits),
    // Whoever holds a tree holds its bytes.
    letGo: () => undefined,
  };
  return services;
}

interface Lists {
  catalog: Catalog;
  markets: OpenMarkets;
}

type ListServices = Pick<
  FileServices,
  'openMarket' | 'restore' | 'search' | 'cards' | 'entries' | 'dependants'
>;

function listServices(
  { firstCard = 0 }: MarketServicesOptions,
  { catalog, markets }: Lists,
): ListServices {
  const find = (id: string, signal?: AbortSignal) => markets.open(id, { signal, again: false });
  const toPage = (card: Card): Card => ({ ...card, id: card.id + firstCard });
  return {
    openMarket: async (id, wish) => toSummary(await markets.open(id, wish)),
    async restore(ids, signal) {
      const missing = ids.filter((id) => !markets.has(id));
      let parts = 0;
      const onState = () => void (parts += 1);
      const opening = missing.map((id) => markets.open(id, { signal, again: false, onState }));
      const opened = Promise.allSettled(opening).then(() => true);
      for (let before = -1; before !== parts; ) {
        before = parts;
        if (await Promise.race([opened, quiet()])) return;
      }
    },
    async search(query, window) {
      const listing = catalog.search(query, window);
      if (firstCard === 0) return listing;
      const order = listing.order.map((id) => id + firstCard);
      return { ...listing, order, cards: listing.cards.map(toPage) };
    },
    cards: async (ids) => catalog.cards(ids.map((id) => id - firstCard)).map(toPage),
    async entries(refs) {
      const ids = [...new Set(refs.map(({ market }) => market))];
      const settled = await Promise.allSettled(ids.map((id) => find(id)));
      const usable = new Set(
        settled.flatMap((each) =>
          each.status === 'fulfilled' && !each.value.refusal ? [each.value.config.id] : [],
        ),
      );
      return refs
        .filter(({ market }) => usable.has(market))
        .flatMap(({ market, name }) => catalog.entry(market, name) ?? []);
    },
    async dependants({ market, name }, signal) {
      await find(market, signal);
      return catalog.dependants(market, name);
    },
  };
}

/** After so many milliseconds without a package, markets that are silent keep no search of the others waiting. */
const QUIET_MS = 3_000;

function quiet(): Promise<false> {
  return createClock()
    .sleep(QUIET_MS)
    .then(() => false);
}

function toSummary({ entries, ...market }: OpenMarket): MarketSummary {
  const rows = entries.reduce((sum, { versions }) => sum + versions.length, 0);
  return { ...market, packages: entries.length, rows };
}
