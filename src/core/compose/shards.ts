/** Cuts the rows of a large market into pieces, so that a reader shows the first ones before it has the rest. */
import { canonicalRows } from './canonical.ts';

import type { PackageRow } from '../model/generated.ts';

const ROWS_OF_SHARD = 1000;
/** Markets with fewer rows have no shards. */
const SHARDED_ROWS = 2000;

/** Bytes of shards/0001.json and so on by path, in the order of the rows; none for a small market. */
export function composeShards(rows: readonly PackageRow[]): Map<string, Uint8Array> {
  const shards = new Map<string, Uint8Array>();
  if (rows.length < SHARDED_ROWS) return shards;
  for (let at = 0; at < rows.length; at += ROWS_OF_SHARD) {
    const number = String(shards.size + 1).padStart(4, '0');
    shards.set(`shards/${number}.json`, canonicalRows(rows.slice(at, at + ROWS_OF_SHARD)));
  }
  return shards;
}
