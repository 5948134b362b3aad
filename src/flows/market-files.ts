/** Reads the files of one package from its market: bounded, each once, verified before anybody sees them. */
import { createHashing, hashesPieces } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { filePath } from '#core/read/index.ts';
import { acceptUnsigned, readDetached, verifyPinned, verifySigned } from '#core/verify/index.ts';

import type { Hashing, HashWish } from '#core/digest.ts';
import type { ErrorCode } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { FilePin } from '#core/model/generated.ts';
import type { Verified } from '#core/model/trust.ts';
import type { Clock, ReadOptions, Source } from '#core/ports.ts';
import type { Keyring } from '#core/verify/index.ts';

/** How files of a market are to be verified. */
export type FileTrust =
  | { level: 'off' }
  | { level: 'signatures' | 'strict'; keyring: Keyring; threshold: number };

/** One version of a package in its market. */
export interface PackagePlace {
  source: Source;
  name: string;
  version: string;
  limits: Limits;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

export interface FileRequest {
  file: string;
  /** Bytes. */
  limit: number;
  pin?: FilePin | undefined;
  digestCode: ErrorCode;
  /** `digestCode` if absent. */
  sizeCode?: ErrorCode;
  onProgress?: ReadOptions['onProgress'];
  /** What else must hold of the verified file, whose evidence may grow by it; a throw of `digestCode` counts as one of the digest. */
  accept?: ((file: Verified) => Verified) | undefined;
}

/** One attempt at a request. */
export type FileRead = FileRequest & Pick<ReadOptions, 'onPiece' | 'reload'>;

/** Bytes beyond which a file is hashed while it arrives, and read only when its signature may count. */
const LARGE_BYTES = 1024 * 1024;

/** What a newer signature of the same file would cure: publishers sign anew when keys change, and caches keep what was. */
const OLD_SIGNATURE: readonly ErrorCode[] = [
  'signature-bad',
  'signature-expired',
  'signature-threshold',
  'signer-unknown',
  'key-expired',
  'key-revoked',
  'key-unusable',
];

/**
 * Trust 3 and 5: reads a file and its signature, and verifies exactly these bytes. At trust level `off` there is no
 * signature to read. Throws net-*, the codes of the request, signature-*, signer-unknown, key-*.
 */
export async function readSigned(
  place: PackagePlace,
  request: FileRequest,
  trust: FileTrust,
): Promise<Verified> {
  const codes = [...OLD_SIGNATURE, request.digestCode, request.sizeCode];
  const { accept = (file: Verified) => file } = request;
  return pastStaleCaches(codes, async (reload) => {
    if (trust.level === 'off') return accept(await readUnsigned(place, { ...request, reload }));
    const read = isLarge(request) ? readLarge : readSmall;
    return accept(await read(place, { ...request, reload }, trust));
  });
}

/** Reads a file that a verified spec pins. Throws net-* and the codes of the request. */
export async function readPinned(
  place: PackagePlace,
  request: FileRequest & { pin: FilePin },
  level: FileTrust['level'],
): Promise<Verified> {
  return pastStaleCaches([request.digestCode, request.sizeCode], async (reload) => {
    const read = await readHashed(place, { ...request, reload }, []);
    return verifyPinned({ ...toInput(place, request), ...read, pin: request.pin, level });
  });
}

/** Trust 6: reads a file, but no byte more than it may have. Throws net-* and, past its pinned size, the code for that. */
export async function readBounded(place: PackagePlace, request: FileRead): Promise<Uint8Array> {
  const { pin, onProgress, onPiece, reload } = request;
  const path = filePath(place.name, place.version, request.file);
  if (pin && pin.size > request.limit) {
    throw new MarketError(
      'net-too-large',
      `${path} is given with ${pin.size} bytes; at most ${request.limit} are read.`,
      { details: { file: path, found: pin.size, allowed: request.limit } },
    );
  }
  const limit = pin ? pin.size : request.limit;
  const { signal } = place;
  try {
    return await place.source.read(path, {
      limit,
      signal,
      onProgress,
      onPiece,
      reload,
      expected: pin?.size,
    });
  } catch (error) {
    if (!pin || codeOf(error) !== 'net-too-large') throw error;
    throw new MarketError(
      request.sizeCode ?? request.digestCode,
      `${path} is longer than the ${pin.size} bytes that were pinned for it.`,
      { cause: error, details: { file: path, expected: pin.size } },
    );
  }
}

/**
 * Whether the market says that it has no such file. Object stores that may not tell what they hold answer 403, so
 * it counts as absent; other failures never do.
 */
export function isAbsent(error: unknown): boolean {
  if (!(error instanceof MarketError) || error.code !== 'net-status') return false;
  return [403, 404, 410].includes(Number(error.details['status']));
}

/**
 * The same for a file that nobody promised: many servers leave the CORS header off their 404, which a page cannot
 * tell from one that is missing everywhere. Only for markets of which other files could be read.
 */
export function mayBeAbsent(error: unknown): boolean {
  return isAbsent(error) || codeOf(error) === 'net-cors';
}

type KeyedTrust = Extract<FileTrust, { keyring: Keyring }>;

/** R34: a cache between here and the server may still hold what belonged to other bytes, so it is asked past them, once. */
async function pastStaleCaches(
  codes: readonly (ErrorCode | undefined)[],
  read: (reload: boolean) => Promise<Verified>,
): Promise<Verified> {
  try {
    return await read(false);
  } catch (error) {
    if (!codes.includes(codeOf(error) ?? 'internal')) throw error;
    return read(true);
  }
}

async function readUnsigned(place: PackagePlace, request: FileRead): Promise<Verified> {
  const read = await readHashed(place, request, []);
  return acceptUnsigned({ ...toInput(place, request), ...read });
}

/** File and signature at once; where one of them fails, the other is not read on. */
async function readSmall(
  place: PackagePlace,
  request: FileRead,
  trust: KeyedTrust,
): Promise<Verified> {
  const both = new AbortController();
  const stop = () => both.abort(place.signal?.reason);
  if (place.signal?.aborted) stop();
  place.signal?.addEventListener('abort', stop, { once: true });
  const inBoth = { ...place, signal: both.signal };
  try {
    const [bytes, signature] = await Promise.all([
      readBounded(inBoth, request),
      readSignature(inBoth, request),
    ]);
    const input = toSignedInput(place, request, trust);
    return await verifySigned({ ...input, bytes, signature, level: trust.level });
  } catch (error) {
    both.abort(error);
    throw error;
  } finally {
    place.signal?.removeEventListener('abort', stop);
  }
}

/** The signature first: one that does not count costs no download. The file is hashed while it arrives. */
async function readLarge(
  place: PackagePlace,
  request: FileRead,
  trust: KeyedTrust,
): Promise<Verified> {
  const signature = await readSignature(place, request);
  if (!signature && !request.pin) await assertThere(place, request);
  const input = toSignedInput(place, request, trust);
  const detached = await readDetached({ ...input, signature });
  const read = await readHashed(place, request, detached.hashes);
  return verifySigned({ ...input, ...read, signature, detached, level: trust.level });
}

/** A file that nobody promised and that is not there needs no signature: throws `net-status`, as reading it would. */
async function assertThere(place: PackagePlace, request: FileRead): Promise<void> {
  try {
    await readBounded(place, { ...request, limit: 0 });
  } catch (error) {
    if (codeOf(error) !== 'net-too-large') throw error;
  }
}

/** The bytes, and what was hashed of them on the way. */
async function readHashed(
  place: PackagePlace,
  request: FileRead,
  wishes: readonly HashWish[],
): Promise<{ bytes: Uint8Array; hashing?: Hashing }> {
  if (!isLarge(request)) return { bytes: await readBounded(place, request) };
  const size = request.pin?.size;
  // Where the platform does it better in the end, only what the signature needs is hashed on the way.
  const own = (await hashesPieces(size)) ? (['SHA-256'] as const) : [];
  const hashing = await createHashing([...own, ...wishes], size);
  const onPiece = (piece: Uint8Array, at: number) => hashing.update(piece, at);
  return { bytes: await readBounded(place, { ...request, onPiece }), hashing };
}

function isLarge({ pin, limit }: FileRequest): boolean {
  return (pin?.size ?? limit) > LARGE_BYTES;
}

function toInput(place: PackagePlace, { file, pin, digestCode, sizeCode }: FileRequest) {
  return { path: filePath(place.name, place.version, file), pin, digestCode, sizeCode };
}

function toSignedInput(place: PackagePlace, request: FileRequest, trust: KeyedTrust) {
  const { keyring, threshold } = trust;
  const { limits, clock } = place;
  return { ...toInput(place, request), keyring, threshold, limits, now: clock.now() };
}

/** R25, R26: only an answer that there is none, or an empty one, is a missing signature. */
async function readSignature(
  place: PackagePlace,
  { file, reload }: FileRead,
): Promise<Uint8Array | undefined> {
  const path = filePath(place.name, place.version, `${file}.asc`);
  const limit = place.limits.signatureBytes;
  try {
    const bytes = await place.source.read(path, { limit, signal: place.signal, reload });
    return bytes.length === 0 ? undefined : bytes;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (codeOf(error) !== 'net-too-large') throw error;
    throw new MarketError('signature-too-large', `${path} has more than ${limit} bytes.`, {
      cause: error,
      details: { file: path, allowed: limit },
    });
  }
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof MarketError ? error.code : undefined;
}
