/** One market as its signed index says it is: at a folder that is to be published, or at a target. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';
import { createPinnedReader } from '../index-files.ts';
import { isAbsent } from '../market-files.ts';
import { readSignedIndex } from '../read-signed-index.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketIndex } from '#core/model/generated.ts';
import type { Source } from '#core/ports.ts';
import type { PinnedReader } from '../index-files.ts';
import type { SignedIndexPlace } from '../read-signed-index.ts';

/** What market.json says, and whether one of our keys says so. */
export interface SignedState {
  index: MarketIndex;
  /** Of market.json, lower-case hexadecimal. */
  sha256: string;
  bytes: Uint8Array;
  /** Signed by a key that counts now. An index that has expired is verified all the same. */
  verified: boolean;
  /** The signature that holds for market.json; undefined unless verified. */
  signature?: Uint8Array | undefined;
  reader: PinnedReader;
}

/** Throws `index-signature`, signature-*, signer-unknown, key-*, `index-invalid`. */
export async function readOwnState(
  place: SignedIndexPlace,
): Promise<SignedState & { signature: Uint8Array }> {
  const { file, signature } = await readSignedIndex(place);
  const index = parseMarketIndex(file, place.deps.limits);
  const { sha256 } = file.evidence;
  return toState({ index, bytes: file.bytes, sha256, verified: true, signature }, place);
}

/**
 * What a target has; undefined where it has no market.json. One that is signed by no key of ours is read all the same, and
 * counts for refusing only. Throws `target-invalid` where it is none.
 */
export async function readTargetState(place: SignedIndexPlace): Promise<SignedState | undefined> {
  const { source, deps } = place;
  const bytes = await readIfThere(source, 'market.json', deps.limits.marketBytes);
  if (!bytes) return undefined;
  try {
    return await readOwnState({ ...place, source: withBytes(source, bytes) });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const index = await parseLoosely(bytes, source, deps.limits);
  return toState({ index, bytes, sha256: await digest(bytes), verified: false }, place);
}

/** Trust 3: what was read once is what is judged, so that its version is the one of these bytes. */
function withBytes(source: Source, bytes: Uint8Array): Source {
  return {
    base: source.base,
    read: (path, options) =>
      path === 'market.json' ? Promise.resolve(bytes) : source.read(path, options),
  };
}

/** Of the market, not of the way to it. */
function isRefusal(error: unknown): boolean {
  return error instanceof MarketError && /^(?:index|signature|signer|key)-/.test(error.code);
}

async function parseLoosely(bytes: Uint8Array, source: Source, limits: Limits) {
  try {
    return parseMarketIndex(await acceptUnsigned({ path: 'market.json', bytes }), limits);
  } catch (cause) {
    throw new MarketError(
      'target-invalid',
      `market.json at ${source.base} is no index of a market, so nothing there is replaced.`,
      { cause, details: { target: source.base, file: 'market.json' } },
    );
  }
}

/** Undefined where the source says that there is no such file. */
export async function readIfThere(
  source: Source,
  path: string,
  limit: number,
): Promise<Uint8Array | undefined> {
  return source.read(path, { limit, reload: true }).catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
}

function toState<State extends Omit<SignedState, 'reader'>>(
  state: State,
  { source, deps }: SignedIndexPlace,
): State & Pick<SignedState, 'reader'> {
  const place = { source, limits: deps.limits, signal: deps.signal };
  return { ...state, reader: createPinnedReader(place, state.index) };
}
