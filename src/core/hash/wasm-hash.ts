/** Hashes in WebAssembly: in pieces, near the speed of native code, without a copy of the whole. A chunk of its own. */
import { createSHA256, createSHA384, createSHA512 } from 'hash-wasm';

import type { HashName, RunningHash } from './engine.ts';

const CREATE = { 'SHA-256': createSHA256, 'SHA-384': createSHA384, 'SHA-512': createSHA512 };

/** Rejects where a Content-Security-Policy without 'wasm-unsafe-eval' refuses WebAssembly, and where there is none. */
export async function createWasmHash(name: HashName): Promise<RunningHash> {
  const hasher = await CREATE[name]();
  return {
    update: (piece) => void hasher.update(piece),
    finish: async (tail) => {
      const state = hasher.save();
      if (tail) hasher.update(tail);
      const hash = hasher.digest('binary');
      // A digest ends the hash; its state before lets more follow.
      hasher.load(state);
      return hash;
    },
    restart: () => void hasher.init(),
  };
}
