/** All that is done with what markets send: fetched, verified, read and unpacked, by one thread or another. */
import { createClock } from '#adapters/http/clock.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { MarketError } from '#core/errors.ts';
import { inspectFile } from '#flows/inspect-file.ts';
import { loadFiles } from '#flows/load-files.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { findFile } from './loaded-files.ts';

import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { FileContents, StepFile } from '#core/model/install.ts';
import type { Card, ClusterVersions, Listing, ListQuery, ListWindow } from '#core/model/listing.ts';
import type {
  Dependant,
  LoadedTree,
  MarketState,
  MarketSummary,
  OpenMarket,
  OpenPackage,
  PackageEntry,
  PackageIcon,
  PackageRef,
  PackageTree,
} from '#core/model/market.ts';
import type { Memory } from '#core/ports.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { TreeWishes } from '#flows/tree-wishes.ts';

export interface MarketServicesOptions {
  /** Checked already. */
  config: PluginConfig;
  limits: Limits;
  /** Address of the page, as a worker's own is none. */
  page: string;
  /** Origins of the clusters, from which nothing is read for a package (security I17); the page's own is known. */
  clusterOrigins: readonly string[];
  memory: Memory;
}

export interface LoadOptions {
  signal: AbortSignal;
  onProgress: (progress: LoadProgress) => void;
}

/** What `openMarket` tells while it reads. */
export type ReadingState = Extract<MarketState, { status: 'reading' }>;

export interface OpenOptions {
  signal: AbortSignal;
  /** Reads the market again where it is open; it can be searched as it was until that is done. */
  again: boolean;
  /** Category that is looked at: its packages may come first. */
  category?: string | undefined;
  /** Hears of packages that are verified and can be searched; the rest is still on its way. */
  onState?: ((state: ReadingState) => void) | undefined;
}

/** All reject with `MarketError`, `cancelled` when the signal fires. */
export interface MarketServices {
  /** Gives what was opened before, unless it shall be read again. A market that fails is open no more. */
  openMarket(id: string, options: OpenOptions): Promise<MarketSummary>;
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
  loadFiles(tree: PackageTree, wishes: TreeWishes, options: LoadOptions): Promise<LoadedTree>;
}

/** Opened markets are kept as long as this object. */
export function createMarketServices(options: MarketServicesOptions): FileServices {
  const { config, limits, page, clusterOrigins, memory } = options;
  const clock = createClock();
  const deps = { sources: createFetchSources({ limits, page }), clock, limits, memory };
  const kept = new Map<string, OpenMarket>();
  const services: FileServices = {
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
    async openTree(opened, versions, signal) {
      const market = await services.openMarket(opened.market.id, { signal, again: false });
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

function findMarket({ markets }: PluginConfig, id: string) {
  const config = markets.find((each) => each.id === id);
  if (config) return config;
  throw new MarketError(
    'package-unknown',
    `There is no market "${id.slice(0, 200)}" in the configuration of this plugin.`,
    { details: { market: id.slice(0, 200) } },
  );
}
