/**
 * What OpenPGP.js gets in the place of `crypto.subtle` on a page without a secure context (plain HTTP), where it would throw on import.
 * Digests are made in JavaScript; everything else answers NotSupportedError, upon which the library takes its own RSA, Ed25519 and ECDSA code.
 * Nothing of the page is changed. `scripts/openpgp-plugin.mjs` builds it in; nothing imports it in Node.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const HASHES: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

export const webCryptoShim = {
  /** SHA-1 is here for the fingerprints of version 4 keys. */
  digest: async (name: string, data: Uint8Array | ArrayBuffer): Promise<ArrayBuffer> => {
    const hash = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined;
    if (!hash) return refuse();
    const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
    return hash(bytes).slice().buffer as ArrayBuffer;
  },
  decrypt: refuse,
  deriveBits: refuse,
  deriveKey: refuse,
  encrypt: refuse,
  exportKey: refuse,
  generateKey: refuse,
  importKey: refuse,
  sign: refuse,
  unwrapKey: refuse,
  verify: refuse,
  wrapKey: refuse,
};

/** The name is what the library asks for before it falls back. */
async function refuse(): Promise<never> {
  const error = new Error('This page has no Web Cryptography API');
  error.name = 'NotSupportedError';
  throw error;
}
