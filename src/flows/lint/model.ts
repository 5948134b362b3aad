/** What checks look at: packages, component files and rows of an index, each with its text, and what a check is. */
import type {
  Edit,
  Fix,
  LintFinding,
  Path,
  Severity,
  SourceDocument,
  TextRange,
} from '#core/lint/index.ts';
import type { ParsedComponent } from '#core/protocol/index.ts';
import type { Limits } from '#core/limits.ts';
import type { Action } from '#core/model/generated.ts';
import type { TreeEntry } from '#core/ports.ts';
import type { Files } from './files.ts';

/** An object of unknown origin; own members only are ever read. */
export type Fields = Readonly<Record<string, unknown>>;

/** One version of a package: what it says of itself, wherever that stands. */
export interface Release {
  name: string;
  version: string;
  document: SourceDocument;
  /** Where its fields begin in the document. */
  at: Path;
  fields: Fields;
}

export interface ActionArgumentSource {
  name: string;
  /** The value, or the default where there is none. */
  value: unknown;
  /** Of the value; `[...path.slice(0, -1), 'name']` is where the name stands. */
  path: Path;
}

export interface ActionSource {
  /** From 1, as people count steps. */
  number: number;
  path: Path;
  type: string;
  /** As the planner takes it; only of an action whose shape is right. */
  action: Action;
  arguments: ActionArgumentSource[];
}

/** A folder with package.yaml, or of a market of others with spec.json. */
export interface LintPackage extends Release {
  /** Path of the folder, ends in a slash, empty for the source itself. */
  folder: string;
  form: 'source' | 'spec';
  actions: ActionSource[];
  /** What actions may name, by name: files of `archive/`, or the loose ones. */
  files: ReadonlyMap<string, TreeEntry>;
  /** Everything below the folder, by path below it. */
  entries: ReadonlyMap<string, TreeEntry>;
}

/** A file that is, or is meant to be, an OpenPAI component. */
export interface LintComponent {
  document: SourceDocument;
  fields: Fields;
  /** The server's verdict. */
  parsed: ParsedComponent;
}

export interface LintMarket {
  document: SourceDocument;
  fields: Fields;
  /** Names of categories; undefined where the market has no list of them. */
  categories: readonly string[] | undefined;
}

/** All of one source. */
export interface LintWorld {
  packages: readonly LintPackage[];
  /** Rows of a packages.json beside them whose folders are not there. */
  rows: readonly Release[];
  components: readonly LintComponent[];
  market: LintMarket | undefined;
  /** All files below the source. */
  entries: readonly TreeEntry[];
  files: Files;
  limits: Limits;
  /** Milliseconds since the epoch. */
  now: number;
  /** Fires when the command is to end. */
  signal: AbortSignal | undefined;
}

/** What a check has to say of one place. */
export interface Remark {
  message: string;
  /** Where in the document; the whole of it if absent. */
  path?: Path;
  part?: 'key' | 'value';
  /** In the place of `path`. */
  range?: TextRange;
  fix?: Fix;
  /** In the place of the check's own. */
  severity?: Severity;
}

/** Tells of something in a text, or of a file that is no text. */
export type Tell = (where: SourceDocument | string, remark: Remark) => void;

export interface Check {
  /** Stable; its page is docs/problems/lint-<name>.md. */
  name: string;
  /** Title of the page, a sentence without its full stop. */
  title: string;
  severity: Severity;
  fixable?: boolean;
  /** Called for every package, component, release (packages and rows) and once for all. */
  package?(item: LintPackage, tell: Tell, world: LintWorld): void | Promise<void>;
  component?(item: LintComponent, tell: Tell, world: LintWorld): void | Promise<void>;
  release?(item: Release, tell: Tell, world: LintWorld): void;
  all?(world: LintWorld, tell: Tell): void | Promise<void>;
}

export type { Edit, Fix, LintFinding, Path, SourceDocument };
