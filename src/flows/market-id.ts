/** The identifier of a market on its way from market.yaml to market.json: `build` notes it in a file, `sign` takes it from there. */
import { MarketError } from '#core/errors.ts';

import type { Tree, TreeEntry } from '#core/ports.ts';

/** Stands in a market that was built and not yet signed; no part of the format. */
export const ID_FILE = 'market-id.txt';

const ID_BYTES = 1024;

export function isMarketId(text: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text);
}

export function toIdFile(id: string): Uint8Array {
  return new TextEncoder().encode(`${id}\n`);
}

/** What `build` noted; undefined without a note. Throws `source-invalid` when the file holds anything else. */
export async function readIdFile(
  market: Tree,
  entries: readonly TreeEntry[],
): Promise<string | undefined> {
  if (!entries.some(({ path }) => path === ID_FILE)) return undefined;
  const id = new TextDecoder().decode(await market.read(ID_FILE, ID_BYTES)).trim();
  if (isMarketId(id)) return id;
  throw new MarketError('source-invalid', `${ID_FILE} does not hold the id of a market.`, {
    details: { file: ID_FILE },
  });
}
