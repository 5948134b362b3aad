/** Reads the words after a command's name by the options that the command declares. */
import { parseArgs } from 'node:util';

import { MarketError } from '#core/errors.ts';
import { resolveSetting } from './settings.ts';
import { suggest } from './suggest.ts';

import type { Command, CommandArgs, OptionSpecs } from './command.ts';
import type { Settings } from './settings.ts';

/** Options that every command has. */
export const COMMON_OPTIONS = {
  json: { type: 'flag', summary: 'one JSON document on stdout, nothing else there' },
  help: { type: 'flag', summary: 'show this help' },
} as const satisfies OptionSpecs;

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

export type ParsedArgs = CommandArgs & { help: boolean };

/** The values as the command declared them. Throws `usage` for whatever it did not declare. */
export function parseCommandArgs(command: Command, argv: string[]): ParsedArgs {
  return completeArgs(command, parseWords(command, argv));
}

/** What the words say, before settings and defaults fill in the rest. Throws `usage` for what the command did not declare. */
export function parseWords(command: Command, argv: string[]): Words {
  const specs: OptionSpecs = { ...command.options, ...COMMON_OPTIONS };
  const { tokens } = parseArgs({
    args: command.minusWords ? argv.map(guardMinus) : argv,
    options: toNodeOptions(specs),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return collect(command.minusWords ? tokens.map(unguard) : tokens, specs, command);
}

/** No word of a command line holds it. */
const GUARD = '\0';

/** Makes `-name:x` a word like any other; options of such a command begin with two signs. */
function guardMinus(word: string): string {
  return /^-[^-]/.test(word) && word !== '-h' ? GUARD + word : word;
}

function unguard(token: Token): Token {
  if (!('value' in token) || !token.value?.startsWith(GUARD)) return token;
  return { ...token, value: token.value.slice(GUARD.length) } as Token;
}

/** All values that the command asked for. Throws `usage` where one is missing, or a setting is wrong. */
export function completeArgs(command: Command, words: Words, settings?: Settings): ParsedArgs {
  const { positionals, given } = words;
  const help = words.values['help'] === true;
  const values = { ...words.values };
  for (const [name, spec] of Object.entries(command.options)) {
    if (given.has(name) || help) continue;
    const found = settings && resolveSetting(spec, settings);
    if (found) values[name] = found.value;
    else if (spec.default !== undefined) values[name] = spec.default;
  }
  if (!help) assertComplete(command, { positionals, values });
  return { positionals, values, json: values['json'] === true, help } as ParsedArgs;
}

function toNodeOptions(specs: OptionSpecs) {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      {
        type: spec.type === 'flag' ? ('boolean' as const) : ('string' as const),
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  );
}

interface Found {
  positionals: string[];
  values: Record<string, string | boolean | string[] | undefined>;
}

/** What was typed. */
export interface Words extends Found {
  /** The options that were. */
  given: ReadonlySet<string>;
}

/**
 * A word right behind a list option's values is one more value of it (`--key A B`), unless the
 * command would then lack a positional: `verify --key A MARKET` is read as it is meant.
 */
function collect(tokens: Token[], specs: OptionSpecs, command: Command): Words {
  const given = new Set<string>();
  const found = { positionals: [] as string[], values: defaults(specs), given };
  const words: { text: string; list: string | undefined }[] = [];
  let list: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      words.push({ text: token.value, list });
      continue;
    }
    list = token.kind === 'option' ? takeOption(token, specs, { found, command }) : undefined;
  }
  let missing = command.positionals.min - words.filter((word) => !word.list).length;
  for (const word of [...words].reverse()) {
    if (word.list && missing-- > 0) word.list = undefined;
  }
  for (const { text, list } of words) {
    if (list) (found.values[list] as string[]).push(text);
    else found.positionals.push(text);
  }
  return found;
}

function defaults(specs: OptionSpecs): Found['values'] {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { type }]) => [
      name,
      type === 'flag' ? false : type === 'list' ? [] : undefined,
    ]),
  );
}

/** Puts one option's value in its place; gives the name if more values may follow. */
function takeOption(
  token: OptionToken,
  specs: OptionSpecs,
  { found, command }: { found: Found & { given: Set<string> }; command: Command },
): string | undefined {
  const { name, rawName, value } = token;
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!spec) {
    const off = switchedOff(name, specs);
    if (off === undefined || value !== undefined) throw unknownOption(rawName, specs, command);
    found.given.add(off);
    found.values[off] = false;
    return undefined;
  }
  found.given.add(name);
  if (spec.type === 'flag') {
    if (value !== undefined) throw usage(`${rawName} takes no value.`, command);
    found.values[name] = true;
    return undefined;
  }
  if (value === undefined || value === '' || (!token.inlineValue && /^--?[a-z]/i.test(value))) {
    throw usage(`${rawName} needs a value: ${spec.placeholder ?? 'VALUE'}.`, command);
  }
  if (spec.type === 'value') {
    found.values[name] = value;
    return undefined;
  }
  (found.values[name] as string[]).push(value);
  return name;
}

/** `--no-add` says no to `--add` where a setting may have said yes. */
function switchedOff(name: string, specs: OptionSpecs): string | undefined {
  const flag = name.startsWith('no-') ? name.slice(3) : '';
  const spec = Object.hasOwn(specs, flag) ? specs[flag] : undefined;
  return spec?.type === 'flag' && spec.setting !== undefined ? flag : undefined;
}

function assertComplete(command: Command, found: Found): void {
  const { min, max } = command.positionals;
  const count = found.positionals.length;
  if (count < min) throw usage(`${positionalNames(command)[count]} is missing.`, command);
  if (count > max) {
    throw usage(`"${found.positionals[max]}" is one word too many.`, command);
  }
  for (const [name, spec] of Object.entries(command.options)) {
    const value = found.values[name];
    if (spec.required && (value === undefined || (Array.isArray(value) && value.length === 0))) {
      throw usage(`--${name} ${spec.placeholder ?? ''} is needed.`.replace('  ', ' '), command);
    }
  }
}

/** As the usage line names them, up to the first option. */
function positionalNames({ usage }: Command): string[] {
  const words = usage.split(' ').slice(1);
  const end = words.findIndex((word) => word.startsWith('-') || word.startsWith('['));
  return end < 0 ? words : words.slice(0, end);
}

function unknownOption(rawName: string, specs: OptionSpecs, command: Command): MarketError {
  const near = suggest(
    rawName,
    Object.keys(specs).map((name) => `--${name}`),
  );
  return usage(`There is no option ${rawName}.${near}`, command);
}

function usage(sentence: string, command: Command): MarketError {
  return new MarketError('usage', sentence, { details: { usage: `pai-market ${command.usage}` } });
}
