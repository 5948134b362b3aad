/** Makes market.json, which pins every index file and shard of a market; it means nothing until it is signed. */
import { canonicalJson } from './canonical.ts';

import type { FilePin, MarketIndex, ShardPin } from '../model/generated.ts';

const FORMAT = 'pai-market/1';

export interface SignedIndexInput {
  /** Identifier of the market, `[a-z0-9-]{1,64}`. */
  market: string;
  /** Unix second; also the serial. */
  issued: number;
  /** Unix second. */
  expires: number;
  /** Index files by path. */
  files: Readonly<Record<string, FilePin>>;
  /** In the order of packages.json. */
  shards: readonly ShardPin[];
  /** Full fingerprints of keys to come, upper-case hexadecimal. */
  nextKeys: readonly string[];
}

/** The bytes of market.json; the same input always gives the same bytes. */
export function composeMarketIndex(input: SignedIndexInput): Uint8Array {
  const index: MarketIndex = {
    format: FORMAT,
    market: input.market,
    serial: input.issued,
    issued: toRfc3339(input.issued),
    expires: toRfc3339(input.expires),
    files: { ...input.files },
    shards: [...input.shards],
    byHash: true,
    nextKeys: [...input.nextKeys],
  };
  return canonicalJson(index);
}

/** Whole seconds, UTC. */
function toRfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
