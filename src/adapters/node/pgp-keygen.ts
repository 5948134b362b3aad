/** Makes a key for signing a market: a primary key to be kept at home, and a subkey that signs. */
import * as openpgp from 'openpgp';

import type { KeyWish, NewKey } from '#core/ports.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Ed25519 in the form of RFC 4880bis, which gpg since 2.1 and every reader of the market format take. */
const KINDS = {
  ed25519: { type: 'ecc', curve: 'ed25519Legacy' },
  rsa4096: { type: 'rsa', rsaBits: 4096 },
} as const;

/** With a passphrase both secret parts are locked by it. `now` is milliseconds since the epoch. */
export async function makeKey(wish: KeyWish, now: number): Promise<NewKey> {
  const date = new Date(Math.floor(now / 1000) * 1000);
  const { privateKey, revocationCertificate } = await openpgp.generateKey({
    ...KINDS[wish.algorithm],
    userIDs: [{ name: wish.name, ...(wish.email !== undefined && { email: wish.email }) }],
    subkeys: [{ sign: true }],
    keyExpirationTime: wish.days * DAY_SECONDS,
    date,
    format: 'object',
    ...(wish.passphrase !== undefined && { passphrase: wish.passphrase }),
  });
  const certificate = privateKey.toPublic();
  const { publicKey: revoked } = await openpgp.revokeKey({
    key: certificate,
    revocationCertificate,
    date,
    format: 'object',
  });
  const [subkey] = privateKey.subkeys;
  return {
    fingerprint: privateKey.getFingerprint().toUpperCase(),
    signingFingerprint: subkey?.getFingerprint().toUpperCase() ?? '',
    expires: new Date(date.getTime() + wish.days * DAY_SECONDS * 1000).toISOString(),
    certificate: certificate.armor(),
    revoked: revoked.armor(),
    secret: privateKey.armor(),
    signing: await withoutPrimary(privateKey),
  };
}

/** As `gpg --export-secret-subkeys` gives it: who steals it can sign, but not make new keys in this name. */
async function withoutPrimary(key: openpgp.PrivateKey): Promise<string> {
  const copy = await openpgp.readPrivateKey({ binaryKey: key.write() });
  const { keyPacket } = copy;
  if (!('makeDummy' in keyPacket)) throw new Error('OpenPGP.js gave no secret key');
  keyPacket.makeDummy();
  return copy.armor();
}
