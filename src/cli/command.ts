/** What a command is, what it is given, and what it may ask of the world; `src/cli/commands/<name>.ts` exports it as `command`, `program.ts` runs it, `src/cli.ts` makes the world. */
import type { MarketError } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { ClusterName } from '#core/model/install.ts';
import type { OwnProcess, PublishTarget, TargetOptions } from '#core/model/publish-target.ts';
import type {
  Clock,
  Cluster,
  Files,
  KeyWish,
  FolderCache,
  Memory,
  NewKey,
  NewId,
  Signer,
  Sources,
  Workers,
} from '#core/ports.ts';
import type {
  CommittedFiles,
  CopyTarget,
  LinkChecker,
  Repositories,
  ServeFolder,
} from '#core/publisher-ports.ts';

/** 0 good; 1 findings or refusal; 2 usage; 3 busy: somebody else is at it, nothing was done, try again; 130 interrupted by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** One option as data; the name is its key in `options`, such as `out` for `--out`. */
export interface OptionSpec {
  /**
   * `flag` has no value; `value` has one and the last one given counts;
   * `list` may be given several times and takes several values: `--key A --key B`, `--key A B`.
   */
  type: 'flag' | 'value' | 'list';
  /** One line for `--help`. */
  summary: string;
  /** Name of the value in `--help`, such as `FILE`. */
  placeholder?: string;
  /** `program.ts` refuses (usage) to run without it. */
  required?: boolean;
  /** The value where none is given; only for `value`. */
  default?: string;
  /** What the shell offers as its value, and what a path in a settings file is: relative to that file's repository or folder. */
  completes?: Completes;
  /**
   * `sign.key`: then it may also be set by the environment (`PAI_MARKET_SIGN_KEY`) and by the settings files
   * (`sign:`, below it `key:`), where flags are `true` or `false` and lists are lists. Never for secrets.
   * Each must stand in schemas/settings.schema.json too.
   */
  setting?: string;
  /** The file of a repository, which strangers write, cannot set it: whom to trust, what to ask with whose token. */
  userOnly?: boolean;
}

/** Paths of the disk, or one of these words; one that ends in `:` is written on. */
export type Completes = 'file' | 'folder' | readonly string[];

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type OptionValue<Spec extends OptionSpec> = Spec['type'] extends 'flag'
  ? boolean
  : Spec['type'] extends 'list'
    ? string[]
    : Spec extends { required: true } | { default: string }
      ? string
      : string | undefined;

export type OptionValues<Specs extends OptionSpecs> = {
  [Name in keyof Specs]: OptionValue<Specs[Name]>;
};

export interface CommandArgs<Specs extends OptionSpecs = OptionSpecs> {
  /** Their number is checked against `Command.positionals`. */
  positionals: string[];
  /** Every declared option: flags default to false, lists to [], values to undefined. */
  values: OptionValues<Specs>;
  /** Whether `--json` was given: one JSON document on stdout, nothing else there. */
  json: boolean;
}

/** Looks of text on a terminal; `match` is what a search found. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'match';

/** Shows how far one long work is. On a terminal one line is drawn over and over, else a line is written now and then. */
export interface Progress {
  /** `done` of `total`, in the unit of the progress; `remark` is what is at work, such as a file. Cheap: call it as often as you like. */
  set(done: number, total?: number, remark?: string): void;
  /** Takes the drawn line away; call it in `finally`. */
  end(): void;
}

/** What `src/cli.ts` and tests make; `program.ts` adds the rest of `CommandIo`. */
export type CommandWorld = Omit<CommandIo, 'style' | 'progress' | 'commands'>;

/** All that a command may touch; made by `src/cli.ts`, by tests with small real worlds. */
export interface CommandIo {
  /** Both take text as it is: end lines with `\n`; control characters are taken out. Progress and remarks go to stderr. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** The text as it shall look where it is written to a terminal, and as it is anywhere else; for `stdout` and `stderr` only. */
  style: (style: Style, text: string) => string;
  /** Begins a progress on stderr, such as `progress('signing', 'files')` or `progress('sending', 'bytes')`; none is shown with --json off a terminal. */
  progress: (what: string, unit: 'bytes' | 'files' | 'packages' | 'requests') => Progress;
  /** All commands of the program, in its order. */
  commands: () => Promise<readonly Command[]>;
  /** The working folder, absolute. */
  cwd: string;
  files: Files;
  repositories: Repositories;
  /** Markets by address or folder. */
  sources: Sources;
  /** What is remembered of markets while the command runs. */
  memory: Memory;
  /** A memory that outlasts the process; throws `install-elsewhere` while another process has the file, `usage`. */
  openMemory(file: string): Promise<Memory & { close(): Promise<void> }>;
  /** Opens a folder or `s3://bucket/prefix` for publishing; nothing is asked yet. Throws `usage`. */
  openTarget(name: string, options: TargetOptions): Promise<PublishTarget>;
  /** This process, as other runs may ask after it. */
  ownProcess(): Promise<OwnProcess>;
  /** A copy of a market in one zip file, made or replaced. */
  makeZipCopy(path: string): CopyTarget;
  /** Lays such a file out as a folder, until `remove`. Throws zip-*, `source-invalid`. */
  unpackCopy(path: string): Promise<{ folder: string; remove(): Promise<void> }>;
  makeCluster(access: { name: ClusterName; base: string; token: string | undefined }): Cluster;
  /** Unlocks an armored secret key; a protected one without passphrase is asked for at the terminal. Throws config-invalid, key-unusable, `cancelled`. */
  makeSigner(key: { armored: string; passphrase: string | undefined }): Promise<Signer>;
  /** A key of the user's own gpg; throws key-agent, key-unusable. */
  openGpgSigner(keyId: string): Promise<Signer>;
  makeKey(wish: KeyWish): Promise<NewKey>;
  /** One line typed at the terminal without being shown; undefined where there is none. Throws `cancelled`. */
  askHidden(question: string): Promise<string | undefined>;
  /** Threads for so many tasks of a build, at most `jobs`; the own thread where more would not pay. */
  makeWorkers(calls: number, jobs?: number): Workers;
  /** What may be forgotten: kept in the repository with this root, else in the user's folder for caches. */
  openCache(root?: string): FolderCache;
  /** Asks whether addresses lead anywhere; servers of the own network only with `allowPrivate`. */
  checkLinks(options: { allowPrivate: boolean }): LinkChecker;
  /** What git committed last in a folder; undefined where there is none of it. */
  readGitHead(folder: string): Promise<CommittedFiles | undefined>;
  /** Serves a folder over HTTP until it is closed. */
  serveFolder: ServeFolder;
  clock: Clock;
  newId: NewId;
  limits: Limits;
  /** An environment variable. */
  env: (name: string) => string | undefined;
  /** Whether stderr is a terminal, so that progress may be drawn. */
  isTerminal: boolean;
  /** Whether stdout is one. */
  isOutTerminal: boolean;
  /** How wide the terminal is now, in characters. */
  columns: () => number;
  /** Fires at the first Ctrl-C. */
  signal: AbortSignal;
}

export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  /** As typed: `verify-file`. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What stands after `pai-market `, such as `build SOURCE --out MARKET`. */
  usage: string;
  /** Paragraphs of `--help` below the usage; an empty line parts them. */
  help?: string;
  /** What is wished, such as `Sign with the key of the gpg agent`, and the line that does it, such as `pai-market sign market --gpg ABCD`. */
  examples?: readonly (readonly [wish: string, line: string])[];
  /** What an exit code means here, where it says more than the table that all share. */
  exitCodes?: Partial<Record<ExitCode, string>>;
  /** Other commands, or pages below docs/. */
  seeAlso?: readonly string[];
  /** What the shell offers for its positionals. */
  completes?: Completes;
  /** How many values without option it takes. */
  positionals: { min: number; max: number };
  /** A word that begins with one minus, such as `-name:x`, is no option. */
  minusWords?: boolean;
  /** Without `help` and `json`, which every command has. */
  options: Specs;
  /**
   * Does it. Throw `MarketError` for what the caller cannot go on from: `program.ts` prints it and returns 1 (2 for `usage`).
   * Findings that are data are printed by the command itself, which then returns 1.
   */
  run(args: CommandArgs<Specs>, io: CommandIo): Promise<ExitCode>;
  /** Own JSON document for a thrown error; by default `{verdict: "refused", code, message, details}`. */
  errorJson?(error: MarketError): unknown;
}

/** Declares a command; the types of `args.values` follow from its options. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command {
  return command as unknown as Command;
}
