/** The words and details with which signatures are refused: what was found, what is configured, and who can put it right. */
import { MarketError } from '../errors.ts';
import { trusted } from './keyring.ts';
import { formatTime } from './policy.ts';

import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { KeyProblem } from './key-state.ts';
import type { Keyring } from './keyring.ts';
import type { Key, Subkey } from './openpgp.ts';
import type { Claim } from './policy.ts';

/** A configured key, and the claims of a signature that it judges. */
export interface Signer {
  certificate: Key;
  /** The (sub)key that is named as the maker. */
  key: Key | Subkey;
}

const KEY_PROBLEMS: Partial<Record<ErrorCode, string>> = {
  'signature-weak-key':
    'is too weak: RSA with 2048 bits or more, Ed25519, Ed448 and ECDSA on NIST or Brainpool curves are accepted',
  'key-revoked': 'was revoked by its owner',
  'key-expired': 'has expired',
  'key-unusable':
    'may not sign: its certificate does not bind it as a signing key that is valid now',
};

const KEY_ADVICE: Partial<Record<ErrorCode, string>> = {
  'key-revoked': '; ask your administrator for the key that replaces it',
  'key-expired': '; ask your administrator for the renewed key',
};

export function badKey(
  path: string,
  { code, details }: KeyProblem,
  { signer, created, cause }: { signer: Signer; created: number; cause?: unknown },
): MarketError {
  const fingerprint = fingerprintOf(signer.key);
  const since = details['revoked'] ?? details['expires'];
  const when = since === undefined ? '' : ` on ${since}`;
  return new MarketError(
    code,
    `The signature of ${path} does not count: the key ${fingerprint} ${KEY_PROBLEMS[code] ?? 'cannot be used'}${when}${KEY_ADVICE[code] ?? ''}.`,
    {
      details: { file: path, ...describe(signer), created: formatTime(created), ...details },
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

export function unknownSigner(path: string, claim: Claim, keyring: Keyring): MarketError {
  const found = (claim.fingerprints[0] ?? claim.keyIds[0] ?? '').toUpperCase();
  const expected = configuredKeys(keyring);
  return new MarketError(
    'signer-unknown',
    `${path} is signed by the key ${found}, which is not configured for this market (configured: ${expected}).`,
    { details: { file: path, found, expected } },
  );
}

/** `signers` are the fingerprints of the different certificates that count. */
export function tooFewSigners(path: string, signers: string[], threshold: number): MarketError {
  return new MarketError(
    'signature-threshold',
    `${path} is signed by ${signers.length} of the configured keys; ${threshold} different ones are needed.`,
    {
      details: {
        file: path,
        found: signers.length,
        expected: threshold,
        signers: signers.join(', '),
      },
    },
  );
}

/** A wrong signature of a configured key. */
export function badSignature(
  path: string,
  { signer, details = {}, reason, cause }: BadSignature,
): MarketError {
  const why = reason ?? `${path} is not the file that was signed, or the signature is forged`;
  return new MarketError('signature-bad', `The signature of ${path} is wrong: ${why}.`, {
    details: { file: path, ...describe(signer), ...details },
    ...(cause === undefined ? {} : { cause }),
  });
}

interface BadSignature {
  signer: Signer;
  /** Time and hash of the signature. */
  details?: ErrorDetails;
  reason?: string;
  cause?: unknown;
}

export function malformed(path: string, reason: string, cause?: unknown): MarketError {
  return new MarketError(
    'signature-malformed',
    `The signature of ${path} cannot be read: ${reason}.`,
    { details: { file: path, reason }, ...(cause === undefined ? {} : { cause }) },
  );
}

export function missing(path: string, keyring: Keyring): MarketError {
  return new MarketError(
    'signature-missing',
    `${path} has no signature: the file ${path}.asc is missing.`,
    { details: { file: path, expected: configuredKeys(keyring) } },
  );
}

/** In bytes or in packets. */
export function tooLarge(
  path: string,
  { found, allowed, unit }: { found: number; allowed: number; unit: 'bytes' | 'packets' },
): MarketError {
  return new MarketError(
    'signature-too-large',
    `The signature of ${path} is too large: ${found} ${unit}, at most ${allowed}.`,
    { details: { file: path, [unit]: found, allowed } },
  );
}

export function fingerprintOf(key: Key | Subkey): string {
  return key.getFingerprint().toUpperCase();
}

function configuredKeys(keyring: Keyring): string {
  return keyring[trusted].map(fingerprintOf).join(', ');
}

/** The key that signed, and where it is a subkey its primary key, which is what is configured. */
function describe({ certificate, key }: Signer): Record<string, string> {
  const fingerprint = fingerprintOf(key);
  const primary = fingerprintOf(certificate);
  return {
    fingerprint,
    ...(primary === fingerprint ? {} : { primary }),
    userId: certificate.getUserIDs()[0] ?? '',
  };
}
