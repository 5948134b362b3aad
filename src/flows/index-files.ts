/** Trust 2: reads the index files that a verified market.json pins, and holds each against its digest. */
import { MarketError } from '#core/errors.ts';
import { verifyPinned } from '#core/verify/index.ts';
import { isAbsent } from './market-files.ts';

import type { Limits } from '#core/limits.ts';
import type { FilePin, MarketIndex, ShardPin } from '#core/model/generated.ts';
import type { Verified } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';

export interface IndexFiles {
  /** Absent if the index pins none. */
  categories?: Verified;
  /** packages.json, or in its place the shards in their order with the number of rows of each. */
  packages: Verified | { file: Verified; rows: number }[];
}

export interface IndexPlace {
  source: Source;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

/** Reads pinned files of one market; what was read and verified once is not read again. */
export interface PinnedReader {
  /** With `reload` past every cache. Throws `index-mismatch` for a file that is not the pinned one, and net-*. */
  read(path: string, pin: FilePin, reload: boolean): Promise<Verified>;
}

/** So many shards are read at the same time. */
const AT_ONCE = 4;

/** Throws `index-mismatch`, `index-invalid` when the index pins no list of packages, `net-too-large`, and net-*. */
export async function readIndexFiles(
  index: MarketIndex,
  reader: PinnedReader,
  { limits, reload }: { limits: Limits; reload: boolean },
): Promise<IndexFiles> {
  const { shards = [] } = index;
  const [categories, list] = [pinOf(index, 'categories.json'), pinOf(index, 'packages.json')];
  if (!list && shards.length === 0) throw noList();
  assertSize(shards, limits);
  const [named, packages] = await Promise.all([
    categories && reader.read('categories.json', categories, reload),
    shards.length > 0 || !list
      ? readShards(shards, (shard) => reader.read(shard.path, shard, reload))
      : reader.read('packages.json', list, reload),
  ]);
  return { packages, ...(named ? { categories: named } : {}) };
}

export function createPinnedReader({ source, limits, signal }: IndexPlace): PinnedReader {
  const verified = new Map<string, Verified>();
  return {
    async read(path, pin, reload) {
      const known = verified.get(path);
      if (known?.evidence.sha256 === pin.sha256) return known;
      const bytes = await readPiece(path, pin, { source, limits, signal, reload });
      const codes = { digestCode: 'index-mismatch', sizeCode: 'index-mismatch' } as const;
      const file = await verifyPinned({ path, bytes, pin, level: 'strict', ...codes });
      verified.set(path, file);
      return file;
    },
  };
}

/** Trust 6: not a byte more than pinned. */
async function readPiece(
  path: string,
  pin: FilePin,
  { source, limits, signal, reload }: IndexPlace & { reload: boolean },
): Promise<Uint8Array> {
  if (pin.size > limits.indexBytes) throw tooLarge(path, pin.size, limits);
  try {
    const { size } = pin;
    return await source.read(path, { limit: size, expected: size, signal, reload });
  } catch (error) {
    const differs = error instanceof MarketError && error.code === 'net-too-large';
    if (!differs && !isAbsent(error)) throw error;
    const problem = differs
      ? `is longer than the ${pin.size} bytes that the signed index of the market says`
      : 'is missing, though the signed index of the market names it';
    throw new MarketError(
      'index-mismatch',
      `${path} ${problem}: the market is being updated, or was changed. Try again.`,
      { cause: error, details: { file: path, expected: pin.size } },
    );
  }
}

async function readShards(
  shards: readonly ShardPin[],
  read: (shard: ShardPin) => Promise<Verified>,
): Promise<{ file: Verified; rows: number }[]> {
  const files: { file: Verified; rows: number }[] = [];
  const waiting = shards.entries();
  const readNext = async () => {
    for (const [at, shard] of waiting) files[at] = { file: await read(shard), rows: shard.rows };
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, shards.length) }, readNext));
  return files;
}

/** Together they are one list of packages and may be as large as one. */
function assertSize(shards: readonly ShardPin[], limits: Limits): void {
  const size = shards.reduce((sum, shard) => sum + shard.size, 0);
  if (size > limits.indexBytes) throw tooLarge('shards/', size, limits);
}

function pinOf({ files }: MarketIndex, path: string): FilePin | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function tooLarge(file: string, found: number, { indexBytes: allowed }: Limits): MarketError {
  return new MarketError(
    'net-too-large',
    `${file} is given with ${found} bytes; at most ${allowed} are read.`,
    { details: { file, found, allowed } },
  );
}

function noList(): MarketError {
  return new MarketError(
    'index-invalid',
    'market.json is refused: it pins neither packages.json nor shards of it.',
    { details: { file: 'market.json' } },
  );
}
