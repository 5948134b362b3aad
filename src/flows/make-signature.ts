/** Makes the content of one signature file, or finds that the one that is there is still good. */
import { MarketError } from '#core/errors.ts';
import { verifySigned } from '#core/verify/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Clock, Signer, Tree } from '#core/ports.ts';
import type { Keyring } from '#core/verify/index.ts';

/** What all signatures of one run share. */
export interface SignWork {
  market: Tree;
  signer: Signer;
  /** Of the signer's certificate alone. */
  keyring: Keyring;
  clock: Clock;
  limits: Limits;
  /** Adds signatures beside those of other keys. */
  add: boolean;
  /** Paths of files whose signatures by other keys were replaced. */
  replaced: string[];
}

export interface FileToSign {
  /** Of the file, for messages and in `replaced`. */
  path: string;
  bytes: Uint8Array;
  /** Content of the signature file that is there. */
  old: Uint8Array | undefined;
}

/**
 * Undefined when the old one holds by this key. What was just made is verified by the rules of readers before it is given.
 * Throws `signature-malformed` and `signature-too-large` when nothing can be added to the old one, `internal` when the new one
 * does not verify, and what the signer throws.
 */
export async function makeSignature(
  { path, bytes, old }: FileToSign,
  work: SignWork,
): Promise<Uint8Array | undefined> {
  const { market, signer, limits, add } = work;
  if (old && (await holds({ path, bytes, signature: old }, work))) return undefined;
  const others = old ? await signer.others(old) : [];
  if (add && others.length >= limits.signaturePackets) throw tooMany(path, others.length);
  if (!add && others.length > 0) work.replaced.push(path);
  const armored = await signer.sign(bytes, add ? old : undefined);
  const signature = new TextEncoder().encode(armored);
  try {
    await verify({ path, bytes, signature }, work);
  } catch (cause) {
    throw new MarketError('internal', `The signature just made for ${path} does not verify.`, {
      cause,
      details: { file: path, folder: market.base },
    });
  }
  return signature;
}

/** The signature file that is there; one that is too large is none, so it is replaced like a damaged one. */
export async function readOldSignature(
  path: string,
  { market, limits }: Pick<SignWork, 'market' | 'limits'>,
): Promise<Uint8Array | undefined> {
  return market.read(path, limits.signatureBytes).catch(() => undefined);
}

interface Signed {
  path: string;
  bytes: Uint8Array;
  signature: Uint8Array;
}

/** Whether a signature by this key is among those of the file and none of them is bad: any refusal means to sign again. */
export async function holds(file: Signed, work: SignWork): Promise<boolean> {
  return verify(file, work).then(
    () => true,
    () => false,
  );
}

async function verify(file: Signed, { keyring, clock, limits }: SignWork): Promise<void> {
  const now = clock.now();
  await verifySigned({ ...file, keyring, threshold: 1, now, limits, level: 'signatures' });
}

function tooMany(path: string, found: number): MarketError {
  return new MarketError(
    'signature-too-large',
    `${path}.asc holds ${found} signatures already; readers take no more.`,
    { details: { file: `${path}.asc`, found } },
  );
}
