/** Hashes of short contents by the platform: kept together until they are asked for, and hashed in script if they grow long after all. */
import { createScriptHash } from './script-hash.ts';

import type { HashName, RunningHash } from './engine.ts';

interface Platform {
  digest: (name: HashName, bytes: Uint8Array) => Promise<Uint8Array>;
  /** Bytes that are kept at most. */
  longest: number;
}

export function createShortHash(name: HashName, { digest, longest }: Platform): RunningHash {
  let pieces: Uint8Array[] = [];
  let size = 0;
  let script: RunningHash | undefined;
  return {
    update(piece) {
      if (script) return script.update(piece);
      size += piece.length;
      // A copy: the reader may fill the piece anew.
      pieces.push(piece.slice());
      if (size <= longest) return;
      script = createScriptHash(name);
      for (const each of pieces) script.update(each);
      pieces = [];
    },
    finish: (tail) =>
      script ? script.finish(tail) : digest(name, join(tail ? [...pieces, tail] : pieces)),
    restart() {
      pieces = [];
      size = 0;
      script = undefined;
    },
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
