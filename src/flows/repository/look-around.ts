/** Looks at what lies in the folder of a repository now, without reading any file but those that say what is left out. */
import { MarketError } from '#core/errors.ts';
import { isBuiltMarket, isCandidate, MARKER, sortByPath } from '#core/repository/index.ts';
import { readIgnore } from './repository-config.ts';

import type { Limits } from '#core/limits.ts';
import type { RepositoryNotice } from '#core/model/repository.ts';
import type { RepositoryFolder, StampedEntry } from '#core/publisher-ports.ts';
import type { Ignore } from '#core/repository/index.ts';

/** Files and folders of one repository; more are no work of people. */
const MOST_ENTRIES = 500_000;

export interface Surroundings {
  /** In byte order of paths. */
  entries: StampedEntry[];
  /** Folders of nested repositories, in byte order. */
  nested: string[];
  notices: RepositoryNotice[];
}

/** Throws `repository-invalid`. */
export async function lookAround(folder: RepositoryFolder, limits: Limits): Promise<Surroundings> {
  const ignore = await readIgnore(folder, '', limits);
  const marked: string[] = [];
  const found = await folder.walk({
    skip: (path, kind) => isHidden(path, kind) || ignore(path, kind === 'folder'),
    enter: (below, names) => {
      if (below === '') return true;
      if (isBuiltMarket(names)) return false;
      if (names.includes(MARKER)) marked.push(below);
      return true;
    },
    stamps: isCandidate,
    most: MOST_ENTRIES,
  });
  const { nested, ignores, notices } = await readNested(marked, folder, limits);
  const entries = sortByPath(
    found.filter(({ path, kind }) => !leftOut(path, kind === 'folder', ignores)),
  );
  return { entries, nested, notices: [...notices, ...strays(entries)] };
}

function isHidden(path: string, kind: StampedEntry['kind']): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return kind === 'folder' && (name.startsWith('.') || name === 'node_modules');
}

/** A nested repository that cannot say what it leaves out leaves out nothing. */
async function readNested(marked: readonly string[], folder: RepositoryFolder, limits: Limits) {
  const nested: string[] = [];
  const ignores: Ignore[] = [];
  const notices: RepositoryNotice[] = [];
  for (const { path: base } of sortByPath(marked.map((path) => ({ path })))) {
    if ((await folder.stat(`${base}/${MARKER}`))?.kind !== 'folder') continue;
    nested.push(base);
    try {
      ignores.push(await readIgnore(folder, base, limits));
    } catch (thrown) {
      if (!(thrown instanceof MarketError)) throw thrown;
      notices.push({ path: base, message: thrown.message });
    }
  }
  return { nested, ignores, notices };
}

/** What lies in a folder that is left out is left out as well. */
function leftOut(path: string, isFolder: boolean, ignores: readonly Ignore[]): boolean {
  if (ignores.length === 0) return false;
  const segments = path.split('/');
  return segments.some((_, at) => {
    const whole = at === segments.length - 1;
    const part = segments.slice(0, at + 1).join('/');
    return ignores.some((ignore) => ignore(part, whole ? isFolder : true));
  });
}

function strays(entries: readonly StampedEntry[]): RepositoryNotice[] {
  return entries.flatMap(({ path, kind }) => {
    if (!isCandidate(path) || kind === 'file' || kind === 'folder') return [];
    const what =
      kind === 'link' ? 'a symbolic link' : 'no plain file, or its name is not written in UTF-8';
    return [{ path, message: `${path} is ${what}, so it is not tracked.` }];
  });
}
