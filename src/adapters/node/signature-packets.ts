/** The packets of an armored signature file: whose they are, and how two files become one. */
import * as openpgp from 'openpgp';

import { MarketError } from '#core/errors.ts';

/** Any certificate or secret key: its primary key and its subkeys count as one signer. */
type AnyKey = Pick<openpgp.Key, 'getKeys'>;

/** Fingerprints, or key IDs where there is no more, of all signers of a file but this one; empty when it is none. */
export async function otherSigners(key: AnyKey, file: Uint8Array): Promise<string[]> {
  const packets = await readPackets(file).catch(() => []);
  return packets.filter((packet) => !isBy(key, packet)).map(issuerOf);
}

/** The signatures of a file that are not by this key, then those of `armored`. Throws `signature-malformed` when the file is none. */
export async function besideOthers(
  key: AnyKey,
  file: Uint8Array,
  armored: string,
): Promise<string> {
  const others = (await readPackets(file)).filter((packet) => !isBy(key, packet));
  if (others.length === 0) return armored;
  const packets = new openpgp.PacketList<openpgp.SignaturePacket>();
  packets.push(...others, ...(await readPackets(new TextEncoder().encode(armored))));
  return new openpgp.Signature(packets).armor();
}

async function readPackets(file: Uint8Array): Promise<openpgp.SignaturePacket[]> {
  const armoredSignature = new TextDecoder().decode(file);
  try {
    return [...(await openpgp.readSignature({ armoredSignature })).packets];
  } catch (cause) {
    throw new MarketError(
      'signature-malformed',
      'The signature file that is there cannot be read, so none can be added to it.',
      { cause },
    );
  }
}

/** By the primary key or any subkey of this key; what cannot be read is by somebody else. */
function isBy(key: AnyKey, { issuerKeyID }: openpgp.SignaturePacket): boolean {
  const issuer = (issuerKeyID as openpgp.KeyID | undefined)?.toHex();
  return key.getKeys().some((each) => each.getKeyID().toHex() === issuer);
}

function issuerOf({ issuerFingerprint, issuerKeyID }: openpgp.SignaturePacket): string {
  if (issuerFingerprint) return Buffer.from(issuerFingerprint).toString('hex').toUpperCase();
  return (issuerKeyID as openpgp.KeyID | undefined)?.toHex().toUpperCase() ?? 'unknown';
}
