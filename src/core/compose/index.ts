/** The writing side of a market: the same sources always give the same bytes. */
export { writeArchive } from './archive.ts';
export { canonicalJson, canonicalRows } from './canonical.ts';
export { excludedByContent, excludedByName } from './excluded.ts';
export { composeIndex } from './market-index.ts';
export { composePackage } from './package.ts';
export { composeShards, isLarge } from './shards.ts';
export { composeMarketIndex } from './signed-index.ts';

export type { WrittenArchive } from './archive.ts';
export type { ComposedPackage, PackageInput } from './package.ts';
export type { SignedIndexInput } from './signed-index.ts';
