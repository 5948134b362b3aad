/** Cuts the rows of a large market into pieces, so that a reader shows the first ones before it has the rest. */
import { canonicalRows } from './canonical.ts';

import type { PackageRow } from '../model/generated.ts';

const ROWS_OF_SHARD = 1000;
const LARGE_ROWS = 2000;

/** Whether a market of so many rows has shards. */
export function isLarge(rows: number): boolean {
  return rows >= LARGE_ROWS;
}

/** Bytes of shards/0001.json and so on by path, in the order of the rows; none for a small market. */
export function composeShards(rows: readonly PackageRow[]): Map<string, Uint8Array> {
  const shards = new Map<string, Uint8Array>();
  if (!isLarge(rows.length)) return shards;
  for (let at = 0; at < rows.length; at += ROWS_OF_SHARD) {
    const number = String(shards.size + 1).padStart(4, '0');
    shards.set(`shards/${number}.json`, canonicalRows(rows.slice(at, at + ROWS_OF_SHARD)));
  }
  return shards;
}
