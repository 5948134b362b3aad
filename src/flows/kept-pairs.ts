/** Pairs of texts in a cache that anybody may have changed. */
import type { FolderCache } from '#core/ports.ts';

type Pairs = ReadonlyMap<string, string>;

/** Empty where there are none, or something else. */
export async function loadPairs(cache: FolderCache | undefined, key: string): Promise<Pairs> {
  const kept = await cache?.get(key);
  if (!kept) return new Map();
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(kept.bytes));
    return new Map(Array.isArray(value) ? value.filter(isPair) : []);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    // Damaged: whoever asks does all of the work anew.
    return new Map();
  }
}

export async function savePairs(
  cache: FolderCache | undefined,
  key: string,
  pairs: Pairs,
): Promise<void> {
  await cache?.put(key, { bytes: new TextEncoder().encode(JSON.stringify([...pairs])) });
}

function isPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string')
  );
}
