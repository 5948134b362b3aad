/** SHA-2 over bytes, whole or as they arrive, by the fastest code that may run here; all of it gives the same digests. */
import { MarketError } from './errors.ts';
import { platformDigest } from './hash/engine.ts';
import { createScriptHash, scriptDigest } from './hash/script-hash.ts';
import { createShortHash } from './hash/short-hash.ts';

import type { HashName, RunningHash } from './hash/engine.ts';

export type { HashName, RunningHash } from './hash/engine.ts';

/** A hash that will be asked for: of the bytes alone, or with a salt before them, as signatures of version 6 have it. */
export interface HashWish {
  name: HashName;
  salt?: Uint8Array | undefined;
}

/** Several hashes over the same bytes in one pass. */
export interface Hashing {
  /** Pieces in order; `at` is where the piece begins, and 0 begins anew. Throws on a gap. */
  update(piece: Uint8Array, at: number): void;
  /** The hash of salt, bytes and `tail`; may be asked for often. Throws for one that was not wished for. */
  finish(wish: HashName | HashWish, tail?: Uint8Array): Promise<Uint8Array>;
  /** Whether `finish` can be asked for this hash. */
  has(wish: HashName | HashWish): boolean;
  /** Bytes hashed so far. */
  readonly size: number;
}

/** Below this many bytes compiling WebAssembly costs more than it saves. */
const WORTH_COMPILING = 1024 * 1024;

/** Up to this many bytes JavaScript is done before the platform, which answers from another thread, has begun. */
const SOONER_HERE = 4 * 1024;

/** SHA-256 in JavaScript, as lower-case hexadecimal: for small inputs, and where nothing can be awaited. */
export function sha256(bytes: Uint8Array): string {
  return toHex(scriptDigest('SHA-256', bytes));
}

/** SHA-256 of whole bytes as lower-case hexadecimal. */
export async function digest(bytes: Uint8Array): Promise<string> {
  if (bytes.length <= SOONER_HERE) return sha256(bytes);
  const platform = platformDigest();
  if (platform && !(await hashesPieces(bytes.length))) {
    return toHex(await platform('SHA-256', bytes));
  }
  const hash = await createRunningHash('SHA-256', bytes.length);
  hash.update(bytes);
  return toHex(await hash.finish());
}

/**
 * Whether so many bytes are best hashed piece by piece: by WebAssembly, or where there is nothing but JavaScript.
 * Else the platform hashes the whole in one go, five times as fast as JavaScript, for the price of a copy.
 */
export async function hashesPieces(expected?: number): Promise<boolean> {
  if (!platformDigest()) return true;
  return isWorthCompiling(expected) && (await createByWasm('SHA-256')) !== undefined;
}

/** `expected` is about how many bytes will come, if that is known; it decides only on speed. */
export async function createRunningHash(name: HashName, expected?: number): Promise<RunningHash> {
  if (isWorthCompiling(expected)) {
    return (await createByWasm(name)) ?? createScriptHash(name);
  }
  const platform = platformDigest();
  if (!platform || (expected !== undefined && expected <= SOONER_HERE))
    return createScriptHash(name);
  return createShortHash(name, { digest: platform, longest: WORTH_COMPILING });
}

/** Takes each wish once, however often it is given. `expected` as for `createRunningHash`. */
export async function createHashing(
  wishes: readonly (HashName | HashWish)[],
  expected?: number,
): Promise<Hashing> {
  const hashes = new Map<string, { hash: RunningHash; salt: Uint8Array | undefined }>();
  for (const wish of wishes) {
    const { name, salt } = toWish(wish);
    const key = keyOf({ name, salt });
    if (!hashes.has(key)) hashes.set(key, { hash: await createRunningHash(name, expected), salt });
  }
  let size = 0;
  const begin = () => {
    size = 0;
    for (const { hash, salt } of hashes.values()) {
      hash.restart();
      if (salt) hash.update(salt);
    }
  };
  begin();
  return {
    update(piece, at) {
      if (at === 0 && size > 0) begin();
      if (at !== size) {
        throw new MarketError('internal', `A piece begins at byte ${at}, not at byte ${size}.`);
      }
      for (const { hash } of hashes.values()) hash.update(piece);
      size += piece.length;
    },
    async finish(wish, tail) {
      const found = hashes.get(keyOf(toWish(wish)));
      if (!found) throw new MarketError('internal', 'This hash was not computed.');
      return found.hash.finish(tail);
    },
    has: (wish) => hashes.has(keyOf(toWish(wish))),
    get size() {
      return size;
    },
  };
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function isWorthCompiling(expected = WORTH_COMPILING): boolean {
  return expected >= WORTH_COMPILING;
}

/** Undefined where the page's policy refuses WebAssembly, or there is none: slower then, but the same digests. */
async function createByWasm(name: HashName): Promise<RunningHash | undefined> {
  try {
    const { createWasmHash } = await import('./hash/wasm-hash.ts');
    return await createWasmHash(name);
  } catch {
    // The platform's own words for it differ; what it means does not.
    return undefined;
  }
}

function toWish(wish: HashName | HashWish): HashWish {
  return typeof wish === 'string' ? { name: wish } : wish;
}

function keyOf({ name, salt }: HashWish): string {
  return salt ? `${name} ${toHex(salt)}` : name;
}
