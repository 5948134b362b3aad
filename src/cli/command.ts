/** What a command is, what it is given, and what it may ask of the world; `src/cli/commands/<name>.ts` exports it as `command`, `program.ts` runs it, `src/cli.ts` makes the world. */
import type { MarketError } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { ClusterName } from '#core/model/install.ts';
import type { Clock, Cluster, Files, Memory, NewId, Signer, Sources } from '#core/ports.ts';

/** 0 good, 1 findings or refusal, 2 usage. */
export type ExitCode = 0 | 1 | 2;

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
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type OptionValue<Spec extends OptionSpec> = Spec['type'] extends 'flag'
  ? boolean
  : Spec['type'] extends 'list'
    ? string[]
    : Spec extends { required: true }
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

/** All that a command may touch; made by `src/cli.ts`, by tests with small real worlds. */
export interface CommandIo {
  /** Both take text as it is: end lines with `\n`; control characters are taken out. Progress and remarks go to stderr. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  files: Files;
  /** Markets by address or folder. */
  sources: Sources;
  /** What is remembered of markets while the command runs. */
  memory: Memory;
  /** A memory that outlasts the process; throws `install-elsewhere` while another process has the file, `usage`. */
  openMemory(file: string): Promise<Memory & { close(): Promise<void> }>;
  makeCluster(access: { name: ClusterName; base: string; token: string | undefined }): Cluster;
  /** Unlocks an armored secret key; throws config-invalid, key-unusable. */
  makeSigner(key: { armored: string; passphrase: string | undefined }): Promise<Signer>;
  clock: Clock;
  newId: NewId;
  limits: Limits;
  /** An environment variable. */
  env: (name: string) => string | undefined;
  /** Whether stderr is a terminal, so that progress may be drawn. */
  isTerminal: boolean;
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
  /** Paragraphs of `--help` below the usage. */
  help?: string;
  /** How many values without option it takes. */
  positionals: { min: number; max: number };
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
