/** The commands and options as a shell's completion needs them, the same for all shells. */
import { COMMON_OPTIONS } from './options.ts';

import type { Command, Completes, OptionSpecs } from './command.ts';

export interface CompletedCommand {
  name: string;
  summary: string;
  options: CompletedOption[];
  /** What its words without option are; nothing is offered where it is undefined. */
  positionals: Completes | undefined;
}

export interface CompletedOption {
  /** With its dashes. */
  option: string;
  summary: string;
  type: 'flag' | 'value' | 'list';
  completes: Completes | undefined;
}

/** `help` takes the others' names. */
export function completedCommands(commands: readonly Command[]): CompletedCommand[] {
  const names = commands.map(({ name }) => name);
  const listed = commands.map(({ name, summary, options, positionals, completes }) => ({
    name,
    summary,
    options: completedOptions({ ...options, ...COMMON_OPTIONS }),
    positionals: positionals.max > 0 ? (completes ?? 'file') : undefined,
  }));
  const help = { name: 'help', summary: 'show the help of a command', options: [] };
  return [...listed, { ...help, positionals: names }];
}

function completedOptions(specs: OptionSpecs): CompletedOption[] {
  return Object.entries(specs).map(([name, { summary, type, completes }]) => ({
    option: `--${name}`,
    summary,
    type,
    completes,
  }));
}

/** Text as one word of any of the shells. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
