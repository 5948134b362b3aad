/** Finds files of a repository by path or name, and says what is in them, without their secrets. */
import { withoutSecretValues } from '#core/content/index.ts';
import { MarketError } from '#core/errors.ts';
import { dumpProtocol, parseYaml } from '#core/protocol/index.ts';
import { findInText } from './find-in-text.ts';

import type { Limits } from '#core/limits.ts';
import type { Member } from '#core/model/repository.ts';
import type { OpenRepository } from '../repository/open-repository.ts';

export interface ShownMember {
  member: Member;
  /** Plain data without secrets; undefined where the file is no YAML. */
  value: unknown;
  /** The same as YAML; empty where there is none. */
  text: string;
  /** Of a package: its files, and of them the components. */
  files: ShownFile[];
  components: Member[];
}

export interface ShownFile {
  /** Below the package's folder. */
  path: string;
  size: number;
}

/** Files of a package that are told of. */
const MOST_FILES = 1000;

/**
 * The members that a word of the user names: the path of a file or of a package's folder (below the root, or as `path` has made it
 * so), else a name, `NAME@VERSION` for one version of a package. Empty where nothing has it.
 */
export function findNamed(
  members: readonly Member[],
  { word, path }: { word: string; path: string | undefined },
): Member[] {
  const paths = new Set([path, word.replace(/\/+$/, '')]);
  const byPath = members.filter(({ path: own, type, package: folder }) => {
    return paths.has(own) || (type === 'package' && folder !== undefined && paths.has(folder));
  });
  if (byPath.length > 0) return byPath;
  const at = word.lastIndexOf('@');
  const [name, version] = at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
  return members.filter((member) => {
    if (version === undefined) return member.name === name;
    return member.type === 'package' && member.name === name && member.version === version;
  });
}

/** Reads one. Throws `source-invalid` where it changed since the repository was opened. */
export async function showMember(
  repository: OpenRepository,
  member: Member,
  limits: Limits,
): Promise<ShownMember> {
  const value = member.digest === '' ? undefined : await readValue(repository, member, limits);
  const isTree = typeof value === 'object' && value !== null;
  return {
    member,
    value,
    text: isTree ? dumpProtocol(value) : '',
    files: member.type === 'package' ? await packageFiles(repository, member) : [],
    components: member.type === 'package' ? componentsOf(repository, member) : [],
  };
}

async function readValue(repository: OpenRepository, member: Member, limits: Limits) {
  const bytes = await repository.read(member);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return withoutSecretValues(parseYaml(text, limits), { type: member.type, find: findInText });
  } catch (thrown) {
    // Broken: what in it is a secret cannot be known. The member says why.
    if (thrown instanceof MarketError || thrown instanceof TypeError) return undefined;
    throw thrown;
  }
}

async function packageFiles(
  { entries, folder }: OpenRepository,
  { package: own = '' }: Member,
): Promise<ShownFile[]> {
  const prefix = own === '' ? '' : `${own}/`;
  const files = entries.filter(({ path, kind }) => kind === 'file' && path.startsWith(prefix));
  const shown: ShownFile[] = [];
  for (const { path } of files.slice(0, MOST_FILES)) {
    const stats = await folder.stat(path);
    if (stats) shown.push({ path: path.slice(prefix.length), size: stats.size });
  }
  return shown;
}

function componentsOf({ members }: OpenRepository, { package: own }: Member): Member[] {
  return members.filter(({ type, package: folder }) => type !== 'package' && folder === own);
}
