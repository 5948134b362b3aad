/** Sources that keep what was read through them: the bytes that a reader checked are the bytes that are copied. */
import { MarketError } from '#core/errors.ts';

import type { ReadOptions, Source, Sources } from '#core/ports.ts';

export interface RecordedFile {
  bytes: Uint8Array;
  /** Whether the former copy had it. */
  kept: boolean;
}

export interface Recording {
  sources: Sources;
  /** What was read last below a path that ends in a slash, or under one path; by path, and forgotten here. */
  take(prefix: string): Map<string, RecordedFile>;
}

export interface RecordOptions {
  /** Address of the market. */
  base: string;
  /** A former copy, asked first: what is pinned or signed is the same wherever it comes from. */
  former?: Source | undefined;
  /** Which paths may come from the former copy: those whose bytes a reader of this level checks. */
  mayReuse(path: string): boolean;
}

/** A read with `reload`, which readers ask for when what they got is not what was signed, goes past the former copy. */
export function recordReads(sources: Sources, options: RecordOptions): Recording {
  const read = new Map<string, RecordedFile>();
  const market = sources.open(options.base);
  const recorded: Source = {
    base: market.base,
    async read(path, wish) {
      const known = wish.reload ? undefined : read.get(path);
      if (known && known.bytes.length <= wish.limit) return handOver(known.bytes, wish);
      const old = wish.reload ? undefined : await readFormer(path, wish, options);
      const bytes = old ?? (await market.read(path, wish));
      read.set(path, { bytes, kept: old !== undefined });
      return bytes;
    },
  };
  return {
    sources: {
      open: (base) => (base === options.base ? recorded : sources.open(base)),
      fetch: (url, wish) => sources.fetch(url, wish),
    },
    take(prefix) {
      const taken = new Map<string, RecordedFile>();
      for (const [path, file] of read) {
        if (path !== prefix && !(prefix.endsWith('/') && path.startsWith(prefix))) continue;
        taken.set(path, file);
        read.delete(path);
      }
      return taken;
    },
  };
}

/** As if it were read now: whoever hashes pieces gets them. */
function handOver(bytes: Uint8Array, { onPiece, onProgress }: ReadOptions): Uint8Array {
  onPiece?.(bytes, 0);
  onProgress?.(bytes.length, bytes.length);
  return bytes;
}

/** Undefined where the former copy does not have it: what is damaged there is asked from the market. */
async function readFormer(
  path: string,
  wish: ReadOptions,
  { former, mayReuse }: RecordOptions,
): Promise<Uint8Array | undefined> {
  if (!former || !mayReuse(path)) return undefined;
  const { limit, signal, onPiece, onProgress, expected } = wish;
  try {
    const bytes = await former.read(path, { limit, signal, onPiece, onProgress, expected });
    // An empty signature stands for none.
    return bytes.length === 0 ? undefined : bytes;
  } catch (error) {
    if (error instanceof MarketError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}
