/** What the page may ask of the trust worker; the token is in none of it. */
import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { FileContents } from '#core/model/install.ts';
import type { Card, ClusterVersions, Listing, ListQuery, ListWindow } from '#core/model/listing.ts';
import type {
  Dependant,
  ExternalFile,
  LoadedPackage,
  MarketState,
  MarketSummary,
  OpenPackage,
  PackageEntry,
  PackageIcon,
  PackageRef,
  PackageTree,
} from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { TreeWishes } from '#flows/tree-wishes.ts';
import type { FileName } from './loaded-files.ts';

/** Given once, when it is started. */
export interface TrustInit {
  config: PluginConfig;
  limits: Limits;
  /** Address of the page. */
  page: string;
  /** Origins of the clusters. */
  clusterOrigins: readonly string[];
  /** Ids of cards begin here, so that a worker that takes the place of another gives none that the page knows from that one. */
  firstCard?: number;
}

/** One file of the tree that is loaded under this handle; the page gives each load a handle of its own. */
export interface FileRef extends FileName {
  handle: number;
}

/** A loaded package without what the page has already and what stays in the worker. */
export type RemotePackage = Omit<LoadedPackage, 'package' | 'files'> & {
  entries: Pick<FileEntry, 'name' | 'size'>[];
};

/** A loaded tree; `packages` in the order of the tree's. */
export interface RemoteTree {
  packages: RemotePackage[];
  externals: Omit<ExternalFile, 'read'>[];
}

interface Call<Input, Output, Progress = never> {
  input: Input;
  output: Output;
  progress: Progress;
}

export interface TrustCalls {
  /** Its packages stay in the worker; progress tells of those that can be searched already. */
  openMarket: Call<
    { id: string; again: boolean; category?: string | undefined },
    MarketSummary,
    Extract<MarketState, { status: 'reading' }>
  >;
  /** `markets` are open, as far as the page knows: a worker that was started anew opens them first. */
  search: Call<{ query: ListQuery; window: ListWindow; markets: readonly string[] }, Listing>;
  cards: Call<readonly number[], Card[]>;
  entries: Call<readonly PackageRef[], PackageEntry[]>;
  dependants: Call<PackageRef, Dependant[]>;
  /** `versions` decide which version is the newest that suits, where none is asked for. */
  openPackage: Call<{ ref: PackageRef; versions: ClusterVersions }, OpenPackage>;
  packagePicture: Call<{ opened: OpenPackage; file: string }, PackageIcon>;
  openTree: Call<{ opened: OpenPackage; versions: ClusterVersions }, PackageTree>;
  loadFiles: Call<
    { handle: number; tree: PackageTree; wishes: TreeWishes },
    RemoteTree,
    LoadProgress
  >;
  /** A file of a package, or one from elsewhere. */
  readFile: Call<FileRef, Uint8Array>;
  inspectFile: Call<FileRef, FileContents>;
  inspectBytes: Call<{ name: string; bytes: Uint8Array }, FileContents>;
  /** Files of packages only. */
  checkEntry: Call<FileRef, void>;
  hashEntry: Call<FileRef, string>;
  letGo: Call<number, void>;
}
