/** The one place that names OpenPGP.js; it is loaded when a key is first needed. The plugin's build puts the lightweight build here. */
import type * as Openpgp from 'openpgp';

export type { Key, Signature, SignaturePacket, Subkey } from 'openpgp';

export type Library = typeof Openpgp;

export function loadOpenpgp(): Promise<Library> {
  return import('openpgp');
}

/**
 * The strict configuration (security rules 3.6) over the library's own; local to each call, so that nobody else's setting counts.
 * The flag with "Insecure" in its name lets signatures older than a renewed self-signature verify;
 * it is safe only together with the check of the key at now (`keyProblem`).
 */
export function strictConfig({ config, enums }: Library): Openpgp.Config {
  const { hash, publicKey, curve } = enums;
  return {
    ...config,
    minRSABits: 2048,
    allowMissingKeyFlags: false,
    rejectHashAlgorithms: new Set([hash.md5, hash.ripemd]),
    rejectMessageHashAlgorithms: new Set([hash.md5, hash.ripemd, hash.sha1, hash.sha224]),
    rejectPublicKeyAlgorithms: new Set([publicKey.elgamal, publicKey.dsa]),
    rejectCurves: new Set([curve.secp256k1]),
    knownNotations: [],
    additionalAllowedPackets: [],
    ignoreUnsupportedPackets: true,
    ignoreMalformedPackets: false,
    enableParsingV5Entities: false,
    allowInsecureVerificationWithReformattedKeys: true,
  };
}
