/** What a reader knows of markets and packages after reading them; plain data for flows, pages and commands. */
import type { MarketError, Problem } from '../errors.ts';
import type { Category, MarketConfig, PackageRow, PackageSpec } from './generated.ts';
import type { Evidence, FileTree, IndexEvidence, Verified } from './trust.ts';

/** Something the reader must know that stops nothing; `code` keys the words, `text` is a full sentence. */
export interface Notice {
  code:
    | 'trust-off'
    | 'index-unsigned'
    | 'archive-unbound'
    | 'spec-unbound'
    | 'index-mismatch'
    | 'index-entry'
    | 'unknown-fields'
    | 'license-unsigned'
    | 'file-missing'
    | 'icon-invalid'
    | 'key-announced'
    | 'key-unusable';
  text: string;
  /** Which file of the market it is about; the one that was opened if absent. */
  file?: string;
}

/** All versions of one package as the list shows them. */
export interface PackageEntry {
  /** `id` of the market. */
  market: string;
  name: string;
  label: string;
  description: string;
  author: string;
  org: string;
  categories: string[];
  tags: string[];
  /** Newest first. */
  versions: string[];
  /** The rows of these versions, in the same order. */
  rows: PackageRow[];
  /** Row of the newest version that is not withdrawn, else of the newest. */
  latest: PackageRow;
}

/** A market whose index was read. */
export interface OpenMarket {
  config: MarketConfig;
  /** In the order of categories.json; those that only rows name come last. */
  categories: Category[];
  /** In the order in which the index names them. */
  entries: PackageEntry[];
  notices: Notice[];
  /** Of the signed index, at trust level strict. */
  index?: IndexEvidence;
  /** What the signed index calls the market; other than the configured id only where any will do. */
  ownId?: string;
  /** Why nothing of this market may be installed although its list can be read: index-expired, index-rollback, index-future. */
  refusal?: Problem;
}

/** An open market without its packages, which stay where they were read. */
export interface MarketSummary extends Omit<OpenMarket, 'entries'> {
  packages: number;
  /** Versions of all packages together. */
  rows: number;
}

/** What became of one configured market, so far. `reading`: these packages are verified and can be searched, more follow. */
export type MarketState =
  | { config: MarketConfig; status: 'reading'; packages: number; rows: number; ofRows?: number }
  | { config: MarketConfig; status: 'ready'; market: MarketSummary }
  | { config: MarketConfig; status: 'failed'; error: MarketError };

export interface PackageRef {
  /** `id` of the market. */
  market: string;
  name: string;
  /** The newest if absent. */
  version?: string;
}

/** Text of a file that belongs to a package; never HTML. */
export interface PackageText {
  text: string;
  /** SHA-256 of its bytes, lower-case hexadecimal. */
  sha256: string;
}

export interface PackageIcon {
  mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  bytes: Uint8Array;
}

/** What the list says of one version of a package. */
export interface Release {
  version: string;
  /** Seconds since the epoch. */
  created?: number;
  beta?: boolean;
  /** Why it was withdrawn. */
  withdrawn?: string;
  changelog?: string;
  paiVersion?: string;
  /** Of CDAP, whichever way it was written. */
  cdapVersion?: string;
}

/** A package that needs another one, by the rows of the same market. */
export interface Dependant {
  name: string;
  label: string;
  /** The newest version that needs it. */
  version: string;
  /** Version or range that it asks for. */
  asked: string;
}

/** One version of a package whose spec was verified and read. */
export interface OpenPackage {
  market: MarketConfig;
  name: string;
  version: string;
  /** Newest first, from the index. */
  versions: string[];
  /** The same versions with what the list says of each. */
  releases: Release[];
  /** The newest of them that is not withdrawn; absent if all are. */
  newest?: string;
  /** Why this version was withdrawn; it can be read but not loaded (`package-yanked`). */
  yanked?: string;
  /** As of its market: the package can be read but not loaded. */
  refusal?: Problem;
  /** Of the signed index that pins the spec, at trust level strict. */
  index?: IndexEvidence;
  spec: PackageSpec;
  /** Titles of its categories, from the market where it has them. */
  categories?: string[];
  /** Evidence for spec.json. */
  evidence: Evidence;
  license?: PackageText;
  readme?: string;
  changelog?: string;
  icon?: PackageIcon;
  notices: Notice[];
}

/** A package whose archive was verified and opened, ready for the wizard. */
export interface LoadedPackage {
  package: OpenPackage;
  /** Files that the actions may name, from archive.zip or loose resources. */
  files: FileTree;
  /** The verified archive; absent for loose resources. */
  archive?: Pick<Verified, 'path' | 'evidence'>;
  notices: Notice[];
}

/** A package and all that it needs, each resolved to one version and opened; nothing is loaded yet. */
export interface PackageTree {
  root: TreeNode;
  /** Each version once, in the order of installing; the package that was asked for comes last. */
  packages: OpenPackage[];
}

/** One package in the tree; the same version may stand in several places. */
export interface TreeNode {
  name: string;
  version: string;
  label: string;
  /** Version or range that was asked for; the version itself for the root. */
  asked: string;
  /** `dependency`: installed first; `action`: installed where `install_package` stands; `component`: only a file of it is used. */
  why: 'root' | 'dependency' | 'action' | 'component';
  children: TreeNode[];
}

/** A checked file from elsewhere that an action names by address. */
export interface ExternalFile {
  /** `name@version` of the package whose action names it. */
  package: string;
  url: string;
  /** Name of the jar: the last segment of the address, or the path in the archive. */
  file: string;
  size: number;
  sha256: string;
  /** Whether the spec pins its digest, or a signature by a key of the spec vouches for it. */
  proof: 'digest' | 'signature' | 'none';
  read(): Promise<Uint8Array>;
}

/** All packages of an install with their files, verified. */
export interface LoadedTree {
  tree: PackageTree;
  /** As `tree.packages`. */
  packages: LoadedPackage[];
  externals: ExternalFile[];
}
