/** Names that never change their bytes: what market.json pins lies at by-hash/ too, so that exchanging market.json exchanges all at once. */
import type { FilePin, MarketIndex } from '#core/model/generated.ts';

const HASHED_FOLDER = 'by-hash';

const HASHED_FILE = /^by-hash\/[0-9a-f]{64}\.(?:json|asc)$/;

/** Where a pinned file lies a second time; `sha256` is lower-case hexadecimal. */
export function hashedPath({ sha256 }: Pick<FilePin, 'sha256'>): string {
  return `${HASHED_FOLDER}/${sha256}.json`;
}

/** Where the signature of the market.json with this digest lies a second time. */
export function hashedSignature(sha256: string): string {
  return `${HASHED_FOLDER}/${sha256}.asc`;
}

/** Whether a path of a market, `/` between segments, is one of these names. */
export function isHashedPath(path: string): boolean {
  return HASHED_FILE.test(path);
}

/** Whether a pinned path has such a copy: readers that know shards have no use for a second packages.json. */
export function hasHashedCopy(path: string, hasShards: boolean): boolean {
  return path !== 'packages.json' || !hasShards;
}

/** Every pinned file that has a copy, by its plain path: the copy is at `hashedPath(pin)`. Independent of what `byHash` says. */
export function hashedPins({ files, shards = [] }: Pick<MarketIndex, 'files' | 'shards'>) {
  const hasShards = shards.length > 0;
  const pins = new Map<string, FilePin>();
  for (const [path, pin] of Object.entries(files)) {
    if (hasHashedCopy(path, hasShards)) pins.set(path, pin);
  }
  for (const { path, sha256, size } of shards) pins.set(path, { sha256, size });
  return pins;
}

/** All names at by-hash/ that belong to one market.json, whose own digest is `sha256`; none where it says no `byHash`. */
export function hashedNames(index: MarketIndex, sha256: string): Set<string> {
  if (index.byHash !== true) return new Set();
  const names = [...hashedPins(index).values()].map(hashedPath);
  return new Set([...names, hashedSignature(sha256)]);
}
