/** Where a build reads and writes: as named, else the repository that the working folder is in. */
import { isAbsolute, join, relative, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { findRepository } from '#flows/repository/find-repository.ts';
import { readIgnore } from '#flows/repository/repository-config.ts';

import type { CommandIo } from './command.ts';

export interface BuildPlaces {
  /** Folders as they are named in messages. */
  source: string;
  market: string;
  /** Of the repository that the source is in, if it is in one. */
  root: string | undefined;
  /** Paths below the source. */
  ignore: (path: string, isFolder: boolean) => boolean;
}

/** Folder of the built market in a repository that says nothing else. */
export const MARKET = 'market';

/** Throws `usage`, `repository-missing`, `repository-invalid`. */
export async function findBuildPlaces(
  named: { source: string | undefined; out: string | undefined },
  io: CommandIo,
): Promise<BuildPlaces> {
  const source = named.source ?? (await findRepository(io.repositories));
  if ((await io.files.kind(source)) !== 'folder') {
    throw new MarketError('usage', `${source} is no folder.`, { details: { file: source } });
  }
  const root = await io.repositories.find(resolve(io.cwd, source));
  const market = named.out ?? (root === undefined ? undefined : join(root, MARKET));
  if (market === undefined) {
    throw new MarketError(
      'usage',
      `--out MARKET is needed: ${source} is in no repository, which would have a place for it.`,
      { details: { usage: 'pai-market build SOURCE --out MARKET' } },
    );
  }
  const kind = await io.files.kind(market);
  if (kind !== undefined && kind !== 'folder') {
    throw new MarketError('usage', `--out ${market} is no folder.`, { details: { file: market } });
  }
  return { source, market, root, ignore: await ignoreOf({ source, market, root }, io) };
}

/** What the repository leaves out, and the market itself where it lies in the source; paths are below the source. */
export async function ignoreOf(
  { source, market, root }: Pick<BuildPlaces, 'source' | 'market' | 'root'>,
  { repositories, limits, cwd }: CommandIo,
): Promise<BuildPlaces['ignore']> {
  const own = pathBelow(resolve(cwd, source), resolve(cwd, market));
  const isMarket = (path: string) =>
    own !== undefined && (path === own || path.startsWith(`${own}/`));
  if (root === undefined) return isMarket;
  const below = pathBelow(root, resolve(cwd, source)) ?? '';
  const prefix = below === '' ? '' : `${below}/`;
  const ignored = await readIgnore(repositories.open(root), '', limits);
  return (path, isFolder) => isMarket(path) || ignored(`${prefix}${path}`, isFolder);
}

/** With `/`; empty for the folder itself, undefined outside of it. */
function pathBelow(folder: string, path: string): string | undefined {
  const below = relative(folder, path);
  if (below.startsWith('..') || isAbsolute(below)) return undefined;
  return below.replaceAll('\\', '/');
}
