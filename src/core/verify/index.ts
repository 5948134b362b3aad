/** Door of the stage that turns downloaded bytes into verified ones: evidence or an error, never a boolean. */
import { createHashing, digest, toHex } from '../digest.ts';
import { readDetached } from './detached.ts';
import { assertPinned } from './pinned.ts';
import { finishSignatures } from './signature.ts';

import type { Hashing, HashWish } from '../digest.ts';
import type { ErrorCode } from '../errors.ts';
import type { FilePin } from '../model/generated.ts';
import type { Evidence, TrustLevel, Verified } from '../model/trust.ts';
import type { DetachedInput, DetachedSignature } from './detached.ts';

export { clockProblem, expiryOf, judgeIndex, readIndexMemory } from './index-state.ts';
export { readDetached } from './detached.ts';
export type { DetachedInput, DetachedSignature } from './detached.ts';
export {
  createKeyring,
  readFingerprints,
  toArmoredCertificate,
  toArmoredSignature,
} from './keyring.ts';
export type { AnnouncedKey, IndexInput, IndexJudgement } from './index-state.ts';
export type { Keyring } from './keyring.ts';
export { formatTime } from './policy.ts';

interface PinInput {
  path: string;
  bytes: Uint8Array;
  pin?: FilePin | undefined;
  /** Code for a wrong digest; `file-digest` if absent. */
  digestCode?: ErrorCode | undefined;
  /** Code for a wrong size; `digestCode` if absent. */
  sizeCode?: ErrorCode | undefined;
  /** Has hashed `bytes` as they arrived: by SHA-256, and as a detached signature needs it. What it lacks is hashed here. */
  hashing?: Hashing | undefined;
}

export type SignedInput = PinInput &
  DetachedInput & {
    level: TrustLevel;
    /** The signature as `readDetached` judged it, where that was done before the bytes were there. */
    detached?: DetachedSignature | undefined;
  };
export type PinnedInput = PinInput & { pin: FilePin; level: TrustLevel };

/** Trust 3 and 5: the pinned digest first, where there is one, then the signature over the same bytes. Throws the codes of the pin, signature-*, signer-unknown, key-*. */
export async function verifySigned(input: SignedInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  const detached = input.detached ?? (await readDetached(input));
  const signers = await finishSignatures(detached, await hashFor(detached.hashes, input));
  return seal(input, { level: input.level, signers, sha256, pinned: input.pin !== undefined });
}

/** Trust 2: bytes whose digest a verified file pins need no signature of their own. Throws the codes of the pin. */
export async function verifyPinned(input: PinnedInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  return seal(input, { level: input.level, signers: [], sha256, pinned: true });
}

/** Trust 2: the same verified bytes, once they are also those that the signed index pins. Throws `digestCode`. */
export function bindPinned(file: Verified, pin: FilePin, digestCode: ErrorCode): Verified {
  const { path, bytes, evidence } = file;
  comparePin({ path, bytes, pin, digestCode }, evidence.sha256);
  return seal(file, { ...evidence, pinned: true });
}

/** Only for trust level `off`, set by the administrator: digests count where they are given, nobody vouches for them. */
export async function acceptUnsigned(input: PinInput): Promise<Verified> {
  const sha256 = await checkPin(input);
  return seal(input, { level: 'off', signers: [], sha256, pinned: false });
}

async function checkPin(input: PinInput): Promise<string> {
  const { bytes, hashing } = input;
  if (!hashing?.has('SHA-256') || hashing.size !== bytes.length) {
    return comparePin(input, await digest(bytes));
  }
  return comparePin(input, toHex(await hashing.finish('SHA-256')));
}

function comparePin({ path, bytes, pin, digestCode, sizeCode }: PinInput, sha256: string): string {
  if (pin) {
    assertPinned({ path, bytes, sha256, pin, digestCode: digestCode ?? 'file-digest', sizeCode });
  }
  return sha256;
}

/** What was hashed on the way counts only if it was all of the bytes; a read that began anew may have left more. */
async function hashFor(
  wishes: readonly HashWish[],
  { bytes, hashing }: PinInput,
): Promise<Hashing> {
  const isWhole = hashing?.size === bytes.length;
  if (isWhole && wishes.every((wish) => hashing.has(wish))) return hashing;
  const whole = await createHashing(wishes, bytes.length);
  whole.update(bytes, 0);
  return whole;
}

/** The only place that makes a `Verified`. */
function seal({ path, bytes }: PinInput, evidence: Evidence): Verified {
  return { path, bytes, evidence } as Verified;
}
