/** Which folder `serve` serves, and who it says it is. */
import { join, resolve } from 'node:path';

import { MarketError, toMarketError } from '#core/errors.ts';
import { MARKET } from './build-places.ts';

import type { CommandIo } from './command.ts';

const INDEX_NAMES = ['market.json', 'packages.json'];

/** The folder that is named, else the built market of the repository. Throws `usage` where it holds no market. */
export async function servedMarket(
  { market, repository }: { market: string | undefined; repository: string | undefined },
  io: CommandIo,
): Promise<string> {
  const folder = market ?? (await builtMarket(repository, io));
  // Puts a market back that a killed build has left aside.
  await io.files.kind(folder);
  for (const name of INDEX_NAMES) {
    if ((await io.files.kind(join(folder, name))) === 'file') return folder;
  }
  const advice = market === undefined ? ' Build the market first, or name its folder.' : '';
  throw new MarketError('usage', `${folder} is no market: it has no packages.json.${advice}`, {
    details: { file: folder },
  });
}

/** Where `build` puts it when it is told nothing else. */
async function builtMarket(repository: string | undefined, io: CommandIo): Promise<string> {
  const start = resolve(io.cwd, repository ?? '');
  if ((await io.files.kind(start)) !== 'folder') {
    throw new MarketError('usage', `${start} is no folder.`, { details: { file: start } });
  }
  const root = await io.repositories.find(start);
  if (root !== undefined) return join(root, MARKET);
  throw new MarketError('usage', 'MARKET is missing: this folder is in no repository.');
}

/** The id that the index gives the market; undefined where there is no signed index. What is served is not verified here: readers do that. */
export async function marketIdOf(folder: string, io: CommandIo): Promise<string | undefined> {
  const file = join(folder, 'market.json');
  if ((await io.files.kind(file)) !== 'file') return undefined;
  try {
    const text = new TextDecoder().decode(await io.files.read(file, io.limits.indexBytes));
    const { market } = JSON.parse(text) as { market?: unknown };
    return typeof market === 'string' && /^[a-z0-9-]{1,64}$/.test(market) ? market : undefined;
  } catch (thrown) {
    io.stderr(`${file} cannot be read: ${toMarketError(thrown).message}\n`);
    return undefined;
  }
}
