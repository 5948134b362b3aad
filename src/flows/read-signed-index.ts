/** Trust 2 and 3: reads market.json with its signature, and verifies exactly these bytes; also while a publisher exchanges the two. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { verifySigned } from '#core/verify/index.ts';
import { hashedSignature } from './by-hash.ts';
import { isAbsent } from './market-files.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { Verified } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';
import type { Keyring } from '#core/verify/index.ts';
import type { FileTrust } from './market-files.ts';
import type { MarketDeps } from './market-keys.ts';

export type IndexTrust = Extract<FileTrust, { keyring: Keyring }>;

export interface SignedIndexFile {
  file: Verified;
  /** The signature that holds for its bytes, wherever it lay. */
  signature: Uint8Array;
}

export interface SignedIndexPlace {
  source: Source;
  trust: IndexTrust;
  deps: Pick<MarketDeps, 'limits' | 'signal' | 'clock'>;
}

const INDEX_FILE = 'market.json';

/** What a signature that belongs to another market.json may be refused with. */
const OTHER_INDEX: readonly ErrorCode[] = [
  'signature-bad',
  'signature-threshold',
  'signer-unknown',
];

/**
 * Always past every cache, as a stale market.json looks like a rollback. Where the signature beside it is one of
 * another market.json, the one that lies at by-hash/ under the digest of these bytes counts, if it holds by the same rules.
 * Throws `index-signature`, signature-*, signer-unknown, key-* and net-*.
 */
export async function readSignedIndex(place: SignedIndexPlace): Promise<SignedIndexFile> {
  const { limits } = place.deps;
  const [bytes, signature] = await Promise.all([
    readFresh(INDEX_FILE, limits.marketBytes, place),
    readFresh(`${INDEX_FILE}.asc`, limits.signatureBytes, place),
  ]);
  if (!bytes) throw noIndex();
  try {
    return await verify(bytes, signature, place);
  } catch (error) {
    if (!(error instanceof MarketError) || !OTHER_INDEX.includes(error.code)) {
      throw toIndexError(error);
    }
    return (await verifyHashed(bytes, place)) ?? raise(toIndexError(error));
  }
}

async function verify(
  bytes: Uint8Array,
  signature: Uint8Array | undefined,
  { trust, deps: { limits, clock } }: SignedIndexPlace,
): Promise<SignedIndexFile> {
  const file = await verifySigned({
    ...{ path: INDEX_FILE, bytes, signature, limits },
    ...trust,
    now: clock.now(),
  });
  // A missing one was refused.
  return { file, signature: signature as Uint8Array };
}

/** Undefined when no such signature is there or it does not hold: then the one beside market.json says why not. */
async function verifyHashed(
  bytes: Uint8Array,
  place: SignedIndexPlace,
): Promise<SignedIndexFile | undefined> {
  const path = hashedSignature(await digest(bytes));
  try {
    const signature = await readFresh(path, place.deps.limits.signatureBytes, place);
    return signature && (await verify(bytes, signature, place));
  } catch (error) {
    const isRefusal = error instanceof MarketError && error.code !== 'cancelled';
    if (!isRefusal) throw error;
    // A server that fails here says nothing of market.json.
    return undefined;
  }
}

/** Undefined when the market says that there is no such file (R25); any other failure is one (R26). */
async function readFresh(
  path: string,
  limit: number,
  { source, deps: { signal } }: SignedIndexPlace,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await source.read(path, { limit, signal, reload: true });
    return bytes.length === 0 ? undefined : bytes;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    const flood = error instanceof MarketError && error.code === 'net-too-large';
    if (!flood || !path.endsWith('.asc')) throw error;
    throw toIndexError(
      new MarketError('signature-too-large', `${path} has more than ${limit} bytes.`, {
        cause: error,
        details: { file: path, allowed: limit },
      }),
    );
  }
}

/** Codes that say something of a configured key stay; a signature that is none makes the index unsigned. */
const NO_SIGNATURE: readonly ErrorCode[] = [
  'signature-missing',
  'signature-malformed',
  'signature-too-large',
  'signature-type',
  'signature-weak-hash',
  'signature-bad',
];

function toIndexError(error: unknown): unknown {
  if (!(error instanceof MarketError) || !NO_SIGNATURE.includes(error.code)) return error;
  return new MarketError(
    'index-signature',
    `The index of the market is not signed as it must be. ${error.message}`,
    { cause: error, details: { ...error.details, reason: error.code } },
  );
}

function noIndex(): MarketError {
  return new MarketError(
    'index-signature',
    'The market has no signed index: market.json is missing. This market is configured with trust level "strict", which reads no market without one.',
    { details: { file: 'market.json', reason: 'missing' } },
  );
}

function raise(error: unknown): never {
  throw error;
}
