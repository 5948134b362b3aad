/** What every way of computing a hash offers; which one runs decides `core/digest.ts`. */

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A hash over bytes that come in pieces. */
export interface RunningHash {
  update(piece: Uint8Array): void;
  /** The hash of all pieces and then of `tail`. The tail is not kept: more may follow, and another tail may be asked for. */
  finish(tail?: Uint8Array): Promise<Uint8Array>;
  /** Forgets all pieces. */
  restart(): void;
}

interface WebCryptoHost {
  crypto?: { subtle?: { digest(name: HashName, data: Uint8Array): Promise<ArrayBuffer> } };
}

/** The platform's hash over whole bytes; undefined on a page on plain HTTP. */
export function platformDigest():
  | ((name: HashName, bytes: Uint8Array) => Promise<Uint8Array>)
  | undefined {
  const subtle = (globalThis as WebCryptoHost).crypto?.subtle;
  if (!subtle) return undefined;
  return async (name, bytes) => new Uint8Array(await subtle.digest(name, bytes));
}
