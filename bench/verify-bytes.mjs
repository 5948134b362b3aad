/** One verification of bytes in memory by the product's own stages, in a browser's worker and in Node alike. */
import { createHashing } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring, readDetached, verifySigned } from '#core/verify/index.ts';
import { finishSignatures } from '#core/verify/signature.ts';

const PIECE = 2 ** 20;

/** `sha256`, where given, is compared too, as an install does; else the signature alone is judged. Throws when it is not good. */
export async function verifyBytes({ bytes, signature, certificate, fingerprint, sha256 }) {
  const now = Date.now();
  const limits = DEFAULT_LIMITS;
  const keyring = await createKeyring({
    armored: [certificate],
    fingerprints: [fingerprint],
    now,
    limits,
  });
  const input = {
    ...{ path: 'archive.zip', bytes, keyring, threshold: 1, now, limits, level: 'strict' },
    signature: new TextEncoder().encode(signature),
  };
  const detached = await readDetached(input);
  const wishes = [...detached.hashes, ...(sha256 === undefined ? [] : ['SHA-256'])];
  const hashing = await createHashing(wishes, bytes.length);
  // As bytes arrive: a piece at a time.
  for (let at = 0; at < bytes.length; at += PIECE)
    hashing.update(bytes.subarray(at, at + PIECE), at);
  if (sha256 === undefined) {
    const signers = await finishSignatures(detached, hashing);
    if (signers.length !== 1) throw new Error('not verified');
    return;
  }
  const pin = { size: bytes.length, sha256 };
  const { evidence } = await verifySigned({ ...input, detached, hashing, pin });
  if (evidence.signers.length !== 1) throw new Error('not verified');
}
