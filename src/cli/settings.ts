/** What options are when no flag says it: the environment, the repository's file, the user's file, in this order. */
import { dirname, isAbsolute, join, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';

import type { CommandWorld, OptionSpec } from './command.ts';
import type { SettingsFile } from './settings-file.ts';

/** Larger is no file of settings. */
const SETTINGS_BYTES = 64 * 1024;

type FileOf = Pick<SettingsFile, 'place' | 'scope' | 'folder'>;
const CONFIG = '.pai-market/config.yaml';

type World = Pick<CommandWorld, 'files' | 'repositories' | 'env' | 'cwd'>;

export interface Settings {
  /** The repository's before the user's; those that are there. */
  files: readonly SettingsFile[];
  env: CommandWorld['env'];
  /** The folder of the repository that one is in. */
  repository: string | undefined;
}

export interface Resolved {
  /** As the option has it: boolean for a flag, texts for a list. */
  value: string | boolean | string[];
  from: 'environment' | 'repository' | 'user';
  /** The variable, or file and line. */
  place: string;
}

/** `start` is the folder in or below the repository whose file counts. Throws `usage` where a file cannot be read. */
export async function readSettings(world: World, start = world.cwd): Promise<Settings> {
  const repository = await findRepository(resolve(world.cwd, start), world);
  const user = userFile(world);
  const files: SettingsFile[] = [];
  // Most calls find no file, and YAML takes as long to load as all the rest.
  const parse = async (text: string, file: FileOf) =>
    files.push((await import('./settings-file.ts')).parseSettings(text, file));
  if (repository !== undefined) {
    const place = join(repository, CONFIG);
    const text = await readRepositoryText(repository, world);
    if (text !== undefined) await parse(text, { place, scope: 'repository', folder: repository });
  }
  if (user !== undefined) {
    const text = await readText(user, world);
    if (text !== undefined)
      await parse(text, { place: user, scope: 'user', folder: dirname(user) });
  }
  return { files, env: world.env, repository };
}

/** The user's own file, where the system says where that is. */
export function userFile({ env }: Pick<World, 'env'>): string | undefined {
  const home = env('HOME') || env('USERPROFILE');
  const given = env('XDG_CONFIG_HOME');
  const folder = given && isAbsolute(given) ? given : home && join(home, '.config');
  return folder ? join(folder, 'pai-market', 'config.yaml') : undefined;
}

/** One that another user put above is none, nor is a folder that is not there: whoever needs a repository says so. */
async function findRepository(
  start: string,
  { files, repositories }: World,
): Promise<string | undefined> {
  if ((await files.kind(start)) !== 'folder') return undefined;
  try {
    return await repositories.find(start);
  } catch (error) {
    if (error instanceof MarketError && error.code === 'repository-invalid') return undefined;
    throw error;
  }
}

/** Of strangers: a link may lead to any file of the user, whose words would stand in our messages. */
async function readRepositoryText(root: string, world: World): Promise<string | undefined> {
  const folder = world.repositories.open(root);
  const entry = await folder.stat(CONFIG);
  if (!entry) return undefined;
  if (entry.kind === 'file') return decode(await folder.read(CONFIG, SETTINGS_BYTES));
  throw noPlainFile(join(root, CONFIG));
}

async function readText(place: string, { files }: World): Promise<string | undefined> {
  const kind = await files.kind(place);
  if (kind === undefined) return undefined;
  // A pipe or device would be waited for.
  if (kind !== 'file') throw noPlainFile(place);
  return decode(await files.read(place, SETTINGS_BYTES));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function noPlainFile(place: string): MarketError {
  return new MarketError('usage', `${place} is no plain file.`, { details: { file: place } });
}

/** The variable that stands for a setting: `PAI_MARKET_SIGN_KEY` for `sign.key`. */
export function variableOf(setting: string): string {
  return `PAI_MARKET_${setting.replace(/[^a-z0-9]+/gi, '_').toUpperCase()}`;
}

/** What an option is without a flag; undefined where nothing says it. Throws `usage` for a value that is none. */
export function resolveSetting(spec: OptionSpec, { files, env }: Settings): Resolved | undefined {
  if (spec.setting === undefined) return undefined;
  const variable = variableOf(spec.setting);
  const text = env(variable);
  if (text !== undefined && text !== '') {
    return { value: fromText(text, { spec, variable }), from: 'environment', place: variable };
  }
  for (const file of files) {
    const found = file.values.get(spec.setting);
    if (!found) continue;
    const place = `${file.place}:${found.line}`;
    if (spec.userOnly && file.scope === 'repository') continue;
    return {
      value: fromFile(found.value, { spec, place, folder: file.folder }),
      from: file.scope,
      place,
    };
  }
  return undefined;
}

/** What is wrong with the files but stops nobody, a sentence each. */
export function settingRemarks({ files }: Settings, specs: readonly OptionSpec[]): string[] {
  const reserved = new Set(specs.flatMap(({ setting, userOnly }) => (userOnly ? [setting] : [])));
  return files.flatMap(({ place, scope, values, findings }) => [
    ...findings.map(({ line, message }) => `${place}:${line}: ${message}`),
    ...[...values].flatMap(([key, { line }]) =>
      scope === 'repository' && reserved.has(key)
        ? [
            `${place}:${line}: ${key} is not taken from a repository: set it in your own file, by ${variableOf(key)} or by its option.`,
          ]
        : [],
    ),
  ]);
}

const TRUE = /^(?:1|true|yes|on)$/i;
const FALSE = /^(?:0|false|no|off)$/i;

/** Lists are parted by line breaks or commas. */
function fromText(
  text: string,
  { spec, variable }: { spec: OptionSpec; variable: string },
): Resolved['value'] {
  if (spec.type === 'value') return text;
  if (spec.type === 'list') {
    return text
      .split(/[\n,]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  throw new MarketError('usage', `${variable} must be true or false, not "${text}".`);
}

function fromFile(
  value: unknown,
  { spec, place, folder }: { spec: OptionSpec; place: string; folder: string },
): Resolved['value'] {
  const { setting = '' } = spec;
  if (spec.type === 'flag') {
    if (typeof value === 'boolean') return value;
    throw new MarketError('usage', `${place}: ${setting} must be true or false.`);
  }
  const parts = Array.isArray(value) ? (value as unknown[]) : [value];
  const isText = (part: unknown) =>
    (typeof part === 'string' && part !== '') || typeof part === 'number';
  if (!parts.every(isText) || (spec.type === 'value' && Array.isArray(value))) {
    const what = spec.type === 'list' ? 'a list of texts' : 'one text or number';
    throw new MarketError('usage', `${place}: ${setting} must be ${what}.`);
  }
  const texts = parts.map((part) => toPlace(String(part), { spec, folder }));
  return spec.type === 'list' ? texts : (texts[0] ?? '');
}

/** A path in a file means the same from wherever the command is called. */
function toPlace(text: string, { spec, folder }: { spec: OptionSpec; folder: string }): string {
  const isPath = spec.completes === 'file' || spec.completes === 'folder';
  return isPath && !/^[a-z][a-z0-9+.-]+:/i.test(text) ? resolve(folder, text) : text;
}
