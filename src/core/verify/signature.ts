/** Trust 3, second half: finishes a judged signature with the hashes of the file, and counts the certificates that hold. */
import { toHex } from '../digest.ts';
import { judged } from './detached.ts';
import { keyProblem } from './key-state.ts';
import { strictConfig } from './openpgp.ts';
import { formatTime } from './policy.ts';
import { badKey, badSignature, fingerprintOf, tooFewSigners } from './refusals.ts';

import type { Hashing } from '../digest.ts';
import type { SignerEvidence } from '../model/trust.ts';
import type { DetachedSignature, SignaturePart } from './detached.ts';
import type { Library } from './openpgp.ts';

/** The signers, at least as many different certificates as were asked for. Throws `signature-bad`, `signature-threshold`, `key-expired`. */
export async function finishSignatures(
  { path, [judged]: { parts, threshold, library } }: DetachedSignature,
  hashing: Hashing,
): Promise<SignerEvidence[]> {
  const signers = new Map<string, SignerEvidence>();
  for (const part of parts) {
    const hash = await hashing.finish(part.wish, part.tail);
    await verifyPart(part, { path, library, hash });
    const evidence = toEvidence(part);
    signers.set(evidence.fingerprint, evidence);
  }
  if (signers.size < threshold) throw tooFewSigners(path, [...signers.keys()], threshold);
  return [...signers.values()];
}

interface Finish {
  path: string;
  library: Library;
  hash: Uint8Array;
}

/**
 * The library gets the hash instead of the file, and does the arithmetic for this packet and this key. It is not asked for a
 * verdict: that would be one on the certificate at the claimed time, in which user IDs taken back since then already count.
 */
async function verifyPart(part: SignaturePart, { path, library, hash }: Finish): Promise<void> {
  const { certificate, key, signature, created, at } = part;
  const { binary } = library.enums.signature;
  const config = strictConfig(library);
  try {
    const [packet] = signature.packets;
    if (!packet) throw new Error('there is no signature');
    const wasAsked = giveHash(packet, hash);
    await packet.verify(key.keyPacket, binary, new Uint8Array(), new Date(at), true, config);
    // A version of the library that hashes by itself would have checked an empty file.
    if (!wasAsked()) throw new Error('OpenPGP.js did not use the hash of the file');
  } catch (error) {
    const details = { created: formatTime(created), hash: part.wish.name, found: toHex(hash) };
    throw badSignature(path, { signer: part, details, cause: error });
  }
  // The key may have been expired at the claimed time, and not yet renewed.
  const then = await keyProblem(library, certificate, { key, at: created });
  if (then?.code === 'key-expired') throw badKey(path, then, { signer: part, created });
}

/** OpenPGP.js takes a hash that stands in its (undocumented) field `hashed` for the one of the file. Tells whether it was read. */
function giveHash(packet: object, hash: Uint8Array): () => boolean {
  let read = false;
  Object.defineProperty(packet, 'hashed', {
    configurable: true,
    get: () => {
      read = true;
      return hash;
    },
  });
  return () => read;
}

function toEvidence({ certificate, key, created, wish }: SignaturePart): SignerEvidence {
  return {
    fingerprint: fingerprintOf(certificate),
    signingFingerprint: fingerprintOf(key),
    userId: certificate.getUserIDs()[0] ?? '',
    created: formatTime(created),
    hash: wish.name,
  };
}
