/** Whether a certificate's key may sign at a given time: strength, revocation, expiry, binding, in the words of our codes. */
import { strictConfig } from './openpgp.ts';

import type { ErrorCode } from '../errors.ts';
import type { Key, Library, Subkey } from './openpgp.ts';

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

/**
 * Why the signing (sub)key or its primary key must not count at the time `at` (milliseconds); undefined if nothing speaks against it.
 * Asked for now and not for the time that a signature claims: whoever stole a key can date back (security rules 3.7).
 */
export async function keyProblem(
  library: Library,
  certificate: Key,
  { key, at }: { key: Key | Subkey; at: number },
): Promise<ErrorCode | undefined> {
  const config = strictConfig(library);
  const date = new Date(at);
  if (isWeak(certificate) || isWeak(key)) return 'signature-weak-key';
  if (await certificate.isRevoked(undefined, undefined, date, config)) return 'key-revoked';
  if (hasMainKey(key)) {
    // OpenPGP.js takes "no signature" as "any signature of the subkey"; its types do not know.
    const any = undefined as unknown as Parameters<Subkey['isRevoked']>[0];
    const own = undefined as unknown as Parameters<Subkey['isRevoked']>[1];
    if (await key.isRevoked(any, own, date, config)) return 'key-revoked';
  }
  try {
    await certificate.verifyPrimaryKey(date, undefined, config);
    await certificate.getSigningKey(key.getKeyID(), date, undefined, config);
    return undefined;
  } catch {
    // The library says why only in words; the code is found by asking for the times.
    return hasExpired(await expiryOf(library, certificate, key), at)
      ? 'key-expired'
      : 'key-unusable';
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

function isWeak(key: Key | Subkey): boolean {
  const { algorithm, bits = 0, curve = '' } = key.getAlgorithmInfo();
  if (algorithm.startsWith('rsa')) return bits < RSA_BITS;
  if (algorithm === 'ecdsa') return !STRONG_CURVES.has(curve);
  return !STRONG_EDWARDS.has(algorithm);
}
