/** Hashes in JavaScript: wherever neither WebAssembly nor the platform's own may run. */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

import type { HashName, RunningHash } from './engine.ts';

const HASHES = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 };

export function createScriptHash(name: HashName): RunningHash {
  let state = HASHES[name].create();
  return {
    update: (piece) => void state.update(piece),
    finish: async (tail) => {
      const copy = state.clone();
      if (tail) copy.update(tail);
      return copy.digest();
    },
    restart: () => {
      state = HASHES[name].create();
    },
  };
}

/** At once, over whole bytes. */
export function scriptDigest(name: HashName, bytes: Uint8Array): Uint8Array {
  return HASHES[name](bytes);
}
