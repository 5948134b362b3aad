/** Door of the stage that turns downloaded bytes into verified ones: evidence or an error, never a boolean. */
import { digest } from '../digest.ts';
import { assertPinned } from './pinned.ts';
import { verifySignatures } from './signature.ts';

import type { ErrorCode } from '../errors.ts';
import type { FilePin } from '../model/generated.ts';
import type { Evidence, TrustLevel, Verified } from '../model/trust.ts';
import type { SignatureInput } from './signature.ts';

export { createKeyring, readFingerprints, toArmoredCertificate } from './keyring.ts';
export type { Keyring } from './keyring.ts';

interface PinInput {
  path: string;
  bytes: Uint8Array;
  pin?: FilePin | undefined;
  /** Code for a wrong digest; `file-digest` if absent. */
  digestCode?: ErrorCode | undefined;
  /** Code for a wrong size; `digestCode` if absent. */
  sizeCode?: ErrorCode | undefined;
}

export type SignedInput = PinInput & SignatureInput & { level: TrustLevel };
export type PinnedInput = PinInput & { pin: FilePin; level: TrustLevel };

/** Trust 3 and 5: the pinned digest first, where there is one, then the signature over the same bytes. Throws the codes of the pin, signature-*, signer-unknown, key-*. */
export async function verifySigned(input: SignedInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  const signers = await verifySignatures(input);
  return seal(input, { level: input.level, signers, sha256, pinned: input.pin !== undefined });
}

/** Trust 2: bytes whose digest a verified file pins need no signature of their own. Throws the codes of the pin. */
export async function verifyPinned(input: PinnedInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  return seal(input, { level: input.level, signers: [], sha256, pinned: true });
}

/** Only for trust level `off`, set by the administrator: digests count where they are given, nobody vouches for them. */
export async function acceptUnsigned(input: PinInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  return seal(input, { level: 'off', signers: [], sha256, pinned: false });
}

async function checkPin({ path, bytes, pin, digestCode, sizeCode }: PinInput): Promise<string> {
  const sha256 = await digest(bytes);
  if (pin) {
    assertPinned({ path, bytes, sha256, pin, digestCode: digestCode ?? 'file-digest', sizeCode });
  }
  return sha256;
}

/** The only place that makes a `Verified`. */
function seal({ path, bytes }: PinInput, evidence: Evidence): Verified {
  return { path, bytes, evidence } as Verified;
}
