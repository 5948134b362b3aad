/** Cuts the rows of a large market into pieces, so that a reader shows the first ones before it has the rest, and a change is one piece. */
import { canonicalRows } from './canonical.ts';

import type { PackageRow } from '../model/generated.ts';

const LARGE_ROWS = 2000;
const LEAST_ROWS = 500;
const MOST_ROWS = 1500;
/** Behind the least, about every so many packages begin a shard. */
const PACKAGES_OF_CUT = 128;

/** Whether a market of so many rows has shards. */
export function isLarge(rows: number): boolean {
  return rows >= LARGE_ROWS;
}

/**
 * Bytes of shards/0001.json and so on by path, in the order of the rows; none for a small market. Where a shard ends
 * is told by the name of the package behind it, not by counting alone: so a row that comes or goes changes the shard
 * that it is in, seldom the next, and not all that follow, which readers have already.
 */
export function composeShards(rows: readonly PackageRow[]): Map<string, Uint8Array> {
  const shards = new Map<string, Uint8Array>();
  if (!isLarge(rows.length)) return shards;
  let from = 0;
  const cut = (to: number) => {
    const number = String(shards.size + 1).padStart(4, '0');
    shards.set(`shards/${number}.json`, canonicalRows(rows.slice(from, to)));
    from = to;
  };
  for (let at = 1; at < rows.length; at += 1) {
    const length = at - from;
    const begins = rows[at]?.name !== rows[at - 1]?.name && beginsShard(rows[at] as PackageRow);
    if (length >= MOST_ROWS || (length >= LEAST_ROWS && begins)) cut(at);
  }
  cut(rows.length);
  return shards;
}

/** FNV-1a of the name: the same on every machine, and nothing is decided by it but where a list is cut. */
function beginsShard({ name }: PackageRow): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  }
  return (hash >>> 8) % PACKAGES_OF_CUT === 0;
}
