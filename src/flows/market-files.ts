/** Reads the files of one package from its market: bounded, each once, verified before anybody sees them. */
import { MarketError } from '#core/errors.ts';
import { filePath } from '#core/read/index.ts';
import { acceptUnsigned, verifyPinned, verifySigned } from '#core/verify/index.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { FilePin } from '#core/model/generated.ts';
import type { Verified } from '#core/model/trust.ts';
import type { Clock, Source } from '#core/ports.ts';
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
  onProgress?: ((read: number, total: number | undefined) => void) | undefined;
}

/**
 * Trust 3 and 5: reads a file and its signature, and verifies exactly these bytes. At trust level `off` there is no
 * signature to read. Throws net-*, the codes of the request, signature-*, signer-unknown, key-*.
 */
export async function readSigned(
  place: PackagePlace,
  request: FileRequest,
  trust: FileTrust,
): Promise<Verified> {
  const { file, pin, digestCode, sizeCode } = request;
  const path = filePath(place.name, place.version, file);
  if (trust.level === 'off') {
    const bytes = await readBounded(place, request);
    return acceptUnsigned({ path, bytes, pin, digestCode, sizeCode });
  }
  const [bytes, signature] = await Promise.all([
    readBounded(place, request),
    readSignature(place, file),
  ]);
  return verifySigned({
    path,
    bytes,
    signature,
    pin,
    digestCode,
    sizeCode,
    level: trust.level,
    keyring: trust.keyring,
    threshold: trust.threshold,
    now: place.clock.now(),
    limits: place.limits,
  });
}

/** Reads a file that a verified spec pins. Throws net-* and the codes of the request. */
export async function readPinned(
  place: PackagePlace,
  request: FileRequest & { pin: FilePin },
  level: FileTrust['level'],
): Promise<Verified> {
  const { pin, digestCode, sizeCode } = request;
  const path = filePath(place.name, place.version, request.file);
  const bytes = await readBounded(place, request);
  return verifyPinned({ path, bytes, pin, level, digestCode, sizeCode });
}

/** Trust 6: reads a file, but no byte more than it may have. Throws net-* and, past its pinned size, the code for that. */
export async function readBounded(place: PackagePlace, request: FileRequest): Promise<Uint8Array> {
  const { pin, onProgress } = request;
  const path = filePath(place.name, place.version, request.file);
  if (pin && pin.size > request.limit) {
    throw new MarketError(
      'net-too-large',
      `${path} is given with ${pin.size} bytes; at most ${request.limit} are read.`,
      { details: { file: path, found: pin.size, allowed: request.limit } },
    );
  }
  const limit = pin ? pin.size : request.limit;
  try {
    return await place.source.read(path, { limit, signal: place.signal, onProgress });
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

/** R25, R26: only an answer that there is none, or an empty one, is a missing signature. */
async function readSignature(place: PackagePlace, file: string): Promise<Uint8Array | undefined> {
  const path = filePath(place.name, place.version, `${file}.asc`);
  const limit = place.limits.signatureBytes;
  try {
    const bytes = await place.source.read(path, { limit, signal: place.signal });
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
