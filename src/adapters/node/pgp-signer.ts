/** A secret OpenPGP key of the publisher as a `Signer`. */
import * as openpgp from 'openpgp';

import { MarketError } from '#core/errors.ts';
import { besideOthers, otherSigners } from './signature-packets.ts';

import type { Signer } from '#core/ports.ts';

export interface SignerInput {
  /** One armored secret key. */
  armored: string;
  /** For a protected key; kept in memory only. */
  passphrase: string | undefined;
  /** Asked for a protected key without passphrase; undefined where nobody can be asked. */
  askPassphrase?: (() => Promise<string | undefined>) | undefined;
  /** Milliseconds since the epoch; becomes the signatures' time. */
  now: () => number;
}

/** Unlocks the key. Throws config-invalid (not one secret key, passphrase missing or wrong), key-unusable (cannot sign now). */
export async function createSigner(input: SignerInput): Promise<Signer> {
  const { now } = input;
  const key = await unlock(await readSecretKey(input.armored), input);
  await assertCanSign(key, new Date(now()));
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    certificate: key.toPublic().armor(),
    sign: (bytes, beside) => signDetached(key, { bytes, beside, date: new Date(now()) }),
    others: (signature) => otherSigners(key, signature),
  };
}

async function readSecretKey(armored: string): Promise<openpgp.PrivateKey> {
  // Security rule 3.1: OpenPGP.js drops a second block without a word.
  const blocks = armored.match(/^-----BEGIN PGP [A-Z ]+-----/gm) ?? [];
  if (blocks.length !== 1 || blocks[0] !== '-----BEGIN PGP PRIVATE KEY BLOCK-----') {
    const found = blocks.some((block) => block.includes('PUBLIC KEY')) ? ', no certificate' : '';
    throw new MarketError(
      'config-invalid',
      `The signing key must be one armored secret key (-----BEGIN PGP PRIVATE KEY BLOCK-----)${found}.`,
    );
  }
  const keys = await openpgp.readPrivateKeys({ armoredKeys: armored }).catch((cause: unknown) => {
    throw new MarketError('config-invalid', 'The signing key cannot be read as a secret key.', {
      cause,
    });
  });
  const [key] = keys;
  if (key && keys.length === 1) return key;
  throw new MarketError(
    'config-invalid',
    `The file of the signing key holds ${keys.length} keys; export the one that shall sign.`,
  );
}

async function unlock(
  key: openpgp.PrivateKey,
  { passphrase: given, askPassphrase }: SignerInput,
): Promise<openpgp.PrivateKey> {
  if (key.isDecrypted()) return key;
  const passphrase = given ?? (await askPassphrase?.());
  if (passphrase === undefined) {
    throw new MarketError(
      'config-invalid',
      'The signing key is protected: give its passphrase by --passphrase-file or PAI_MARKET_PASSPHRASE, or sign at a terminal, where it is asked for.',
    );
  }
  try {
    return await openpgp.decryptKey({ privateKey: key, passphrase });
  } catch (cause) {
    throw new MarketError('config-invalid', 'The passphrase does not open the signing key.', {
      cause,
    });
  }
}

async function assertCanSign(key: openpgp.PrivateKey, now: Date): Promise<void> {
  try {
    await key.verifyPrimaryKey(now);
    await key.getSigningKey(undefined, now);
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, '');
    throw new MarketError('key-unusable', `The key cannot make signatures now: ${reason}.`, {
      cause,
      details: { fingerprint: key.getFingerprint().toUpperCase() },
    });
  }
}

interface SignRequest {
  bytes: Uint8Array;
  /** A signature file whose signatures by other keys stay. */
  beside: Uint8Array | undefined;
  date: Date;
}

/** Security rule 3.10: `binary` makes type 0x00; `text` would make 0x01, which does not cover line ends. */
async function signDetached(
  key: openpgp.PrivateKey,
  { bytes, beside, date }: SignRequest,
): Promise<string> {
  const armored = await openpgp.sign({
    message: await openpgp.createMessage({ binary: bytes }),
    signingKeys: key,
    detached: true,
    format: 'armored',
    date,
    config: { preferredHashAlgorithm: openpgp.enums.hash.sha512 },
  });
  return beside ? besideOthers(key, beside, armored) : armored;
}
