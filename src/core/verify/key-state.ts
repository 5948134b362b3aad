/** Whether a certificate's key may sign at a given time: strength, revocation, expiry, binding, in the words of our codes. */
import { strictConfig } from './openpgp.ts';
import { formatTime } from './policy.ts';

import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { Key, Library, SignaturePacket, Subkey } from './openpgp.ts';

const RSA_BITS = 2048;
const STRONG_CURVES = new Set([
  'nistP256',
  'nistP384',
  'nistP521',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
]);
const STRONG_EDWARDS = new Set(['eddsaLegacy', 'ed25519', 'ed448']);

/** RFC 9580, 5.2.3.31. Whether soft or hard, a revoked key does not count. */
const REVOCATION_REASONS = new Map<number, string>([
  [0, 'the owner gave none'],
  [1, 'the key was superseded by another one'],
  [2, 'the key was compromised'],
  [3, 'the key is no longer used'],
]);

/** Why a key does not count, with what is known of it: `expires`, or `revoked` and the owner's `reason`. */
export interface KeyProblem {
  code: ErrorCode;
  details: ErrorDetails;
}

/**
 * Why the signing (sub)key or its primary key must not count at the time `at` (milliseconds); undefined if nothing speaks against it.
 * Asked for now and not for the time that a signature claims: whoever stole a key can date back (security rules 3.7).
 */
export async function keyProblem(
  library: Library,
  certificate: Key,
  { key, at }: { key: Key | Subkey; at: number },
): Promise<KeyProblem | undefined> {
  const config = strictConfig(library);
  const date = new Date(at);
  if (isWeak(certificate) || isWeak(key)) {
    return {
      code: 'signature-weak-key',
      details: { found: strengthOf(isWeak(key) ? key : certificate) },
    };
  }
  const revocation = await revocationOf(library, certificate, { key, date });
  if (revocation) return { code: 'key-revoked', details: revocation };
  try {
    await certificate.verifyPrimaryKey(date, undefined, config);
    await certificate.getSigningKey(key.getKeyID(), date, undefined, config);
    return undefined;
  } catch {
    // The library says why only in words; the code is found by asking for the times.
    const expires = await expiryOf(library, certificate, key);
    if (!hasExpired(expires, at)) return { code: 'key-unusable', details: {} };
    return { code: 'key-expired', details: { expires: formatTime(Number(expires)) } };
  }
}

/** Why no file signed with this certificate would count now; `config-invalid` if it is no certificate at all. */
export async function certificateProblem(
  library: Library,
  certificate: Key,
  now: number,
): Promise<ErrorCode | undefined> {
  const config = strictConfig(library);
  const date = new Date(now);
  if (await certificate.isRevoked(undefined, undefined, date, config)) return 'key-revoked';
  const expires = await certificate.getExpirationTime(undefined, config);
  if (expires === null) {
    // No self-signature holds, whatever the time: either its owner took the user IDs back, or it never had one.
    const revoked = certificate.users.some((user) => user.revocationSignatures.length > 0);
    return revoked ? 'key-revoked' : 'config-invalid';
  }
  if (isWeak(certificate)) return 'signature-weak-key';
  if (hasExpired(expires, now)) return 'key-expired';
  try {
    await certificate.getSigningKey(undefined, date, undefined, config);
    return undefined;
  } catch {
    // Why no key may sign does not matter here; each signature gets its own reason.
    return 'key-unusable';
  }
}

/** When and why the key or its certificate was revoked, soft or hard; undefined if neither was. */
async function revocationOf(
  library: Library,
  certificate: Key,
  { key, date }: { key: Key | Subkey; date: Date },
): Promise<ErrorDetails | undefined> {
  // A weak hash is no reason to leave a revocation aside: whoever forges one only takes trust away.
  const config = { ...strictConfig(library), rejectHashAlgorithms: new Set<number>() };
  if (await certificate.isRevoked(undefined, undefined, date, config)) {
    return describeRevocation(certificate.revocationSignatures);
  }
  if (!hasMainKey(key)) return undefined;
  // OpenPGP.js takes "no signature" as "any signature of the subkey"; its types do not know.
  const any = undefined as unknown as Parameters<Subkey['isRevoked']>[0];
  const own = undefined as unknown as Parameters<Subkey['isRevoked']>[1];
  if (!(await key.isRevoked(any, own, date, config))) return undefined;
  return describeRevocation(key.revocationSignatures);
}

/** Only for words: of several the earliest. */
function describeRevocation(signatures: readonly SignaturePacket[]): ErrorDetails {
  const [first] = [...signatures].sort((a, b) => Number(a.created) - Number(b.created));
  if (!first?.created) return {};
  const reason = REVOCATION_REASONS.get(first.reasonForRevocationFlag ?? 0);
  return {
    revoked: formatTime(first.created.getTime()),
    reason: reason ?? 'the owner gave none that is known',
  };
}

/** The earlier of the ends of the primary key and of the subkey. */
async function expiryOf(
  library: Library,
  certificate: Key,
  key: Key | Subkey,
): Promise<Date | number | null> {
  const config = strictConfig(library);
  const primary = await certificate.getExpirationTime(undefined, config);
  if (!hasMainKey(key)) return primary;
  const own = await subkeyExpiry(key, config);
  return Math.min(Number(primary ?? Infinity), Number(own ?? Infinity));
}

async function subkeyExpiry(
  key: Subkey,
  config: ReturnType<typeof strictConfig>,
): Promise<Date | number | null> {
  // Without a time the library takes the clock's; null asks for the latest binding of any time.
  const any = null as unknown as Date;
  return key.getExpirationTime(any, config);
}

function hasExpired(expires: Date | number | null, at: number): boolean {
  return expires !== null && Number(expires) <= at;
}

function hasMainKey(key: Key | Subkey): key is Subkey {
  return 'mainKey' in key;
}

function strengthOf(key: Key | Subkey): string {
  const { algorithm, bits, curve } = key.getAlgorithmInfo();
  return [algorithm, curve ?? bits].filter((part) => part !== undefined).join(' ');
}

function isWeak(key: Key | Subkey): boolean {
  const { algorithm, bits = 0, curve = '' } = key.getAlgorithmInfo();
  if (algorithm.startsWith('rsa')) return bits < RSA_BITS;
  if (algorithm === 'ecdsa') return !STRONG_CURVES.has(curve);
  return !STRONG_EDWARDS.has(algorithm);
}
