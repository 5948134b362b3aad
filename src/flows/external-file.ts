/** Reads a file from elsewhere that an action names by address, and checks it before anybody sees it (security I17 to I20). */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { isFileName } from '#core/read/index.ts';
import { unpack } from '#core/unpack/index.ts';
import {
  acceptUnsigned,
  createKeyring,
  readFingerprints,
  toArmoredSignature,
  verifyPinned,
  verifySigned,
} from '#core/verify/index.ts';
import { assertExternalAddress } from './external-address.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { FilePin, MarketConfig } from '#core/model/generated.ts';
import type { ExternalFile } from '#core/model/market.ts';
import type { TrustLevel, Verified } from '#core/model/trust.ts';
import type { NeededExternal } from '#core/plan/index.ts';
import type { Keyring } from '#core/verify/index.ts';
import type { ExternalPlaces } from './external-address.ts';
import type { LoadPackageDeps } from './load-package.ts';

export interface ExternalDeps extends Omit<LoadPackageDeps, 'files' | 'complete'>, ExternalPlaces {}

interface Reading {
  need: NeededExternal;
  url: URL;
  level: TrustLevel;
  deps: ExternalDeps;
}

/**
 * Of an archive the jar that is meant, after the strict zip profile. Nothing is sent along: no token, cookie or referrer.
 * What vouches for it is the digest that the verified spec pins, or below `strict` a signature by the key that it holds.
 *
 * Throws `external-scheme`, `external-origin`, `external-digest`, `external-digest-missing`, `action-argument`, `action-file`,
 * net-*, signature-*, signer-unknown, key-*, zip-*. `owner` is `name@version` of the package whose action names it.
 */
export async function loadExternal(
  need: NeededExternal,
  { owner, market }: { owner: string; market: MarketConfig },
  deps: ExternalDeps,
): Promise<ExternalFile> {
  const urls = [need.url, need.signatureUrl].filter((url) => url !== undefined);
  const [url] = urls.map((each) => assertExternalAddress(each, market, deps));
  if (!url) throw new MarketError('internal', 'A file from elsewhere has no address.');
  const reading = { need, url, level: market.trust ?? 'strict', deps };
  const { file, proof } = await readProved(reading);
  const { name, bytes } = need.kind === 'archive' ? await takeJar(file, reading) : toJar(file, url);
  return {
    package: owner,
    url: need.url,
    file: name,
    size: bytes.length,
    sha256: await digest(bytes),
    proof,
    read: () => Promise.resolve(bytes),
  };
}

type Proved = { file: Verified; proof: ExternalFile['proof'] };

async function readProved(reading: Reading): Promise<Proved> {
  const { need, url, level } = reading;
  const pin = pinOf(need);
  const path = url.href;
  if (pin) {
    const bytes = await readFile(reading, pin);
    const codes = { digestCode: 'external-digest' } as const;
    return { file: await verifyPinned({ path, bytes, pin, level, ...codes }), proof: 'digest' };
  }
  if (level === 'signatures' && need.signatureUrl !== undefined && need.key !== undefined) {
    return { file: await readSignedBy(need.key, need.signatureUrl, reading), proof: 'signature' };
  }
  if (level !== 'off') throw unproved(reading);
  return { file: await acceptUnsigned({ path, bytes: await readFile(reading) }), proof: 'none' };
}

/** I19: a third party's signature is judged with the key in the signed spec and with no other, never with a market's. */
async function readSignedBy(
  key: string,
  signatureUrl: string,
  reading: Reading,
): Promise<Verified> {
  const { url, level, deps } = reading;
  const { limits } = deps;
  const now = deps.clock.now();
  const keyring = await toKeyring(key, reading);
  const signature = await readSignature(signatureUrl, reading);
  const bytes = await readFile(reading);
  const input = { path: url.href, bytes, signature, keyring, threshold: 1, now, limits };
  try {
    return await verifySigned({ ...input, level });
  } catch (error) {
    throw explainSigner(error, url.href, signatureUrl);
  }
}

/** The signature has an address of its own, and no administrator configures the key. */
function explainSigner(error: unknown, url: string, signatureUrl: string): unknown {
  if (!(error instanceof MarketError)) return error;
  const { code, details } = error;
  if (code === 'signature-missing') {
    const message = `${url} has no signature: ${signatureUrl} is missing.`;
    return new MarketError(code, message, { cause: error, details: { ...details, signatureUrl } });
  }
  if (code !== 'signer-unknown') return error;
  const message = `${url} is signed by the key ${details['found']}, not by the one that the package gives for it (externalKey ${details['expected']}).`;
  return new MarketError(code, message, { cause: error, details: { ...details, signatureUrl } });
}

/** Of exactly one certificate; it counts because the spec that holds it was verified. */
async function toKeyring(key: string, { deps, need }: Reading): Promise<Keyring> {
  const { limits, clock } = deps;
  try {
    const fingerprints = await readFingerprints([key], limits);
    if (fingerprints.length !== 1) throw new Error(`it holds ${fingerprints.length} keys`);
    return await createKeyring({ armored: [key], fingerprints, now: clock.now(), limits });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MarketError(
      'action-argument',
      `The key that the package gives for ${need.url} cannot be used: ${reason}`,
      { cause, details: { argument: 'externalKey', url: need.url } },
    );
  }
}

async function readSignature(url: string, { deps }: Reading): Promise<Uint8Array | undefined> {
  const { limits, sources, signal } = deps;
  try {
    const bytes = await sources.fetch(url, { limit: limits.signatureBytes, signal });
    return bytes.length === 0 ? undefined : toArmoredSignature(bytes);
  } catch (error) {
    const status = error instanceof MarketError ? Number(error.details['status']) : 0;
    if ([403, 404, 410].includes(status)) return undefined;
    if (codeOf(error) !== 'net-too-large') throw explain(error, url);
    const message = `The signature ${url} has more than ${limits.signatureBytes} bytes.`;
    throw new MarketError('signature-too-large', message, { cause: error, details: { url } });
  }
}

/** Trust 6: not a byte more than pinned, or than a file from elsewhere may have. */
async function readFile({ need, url, deps }: Reading, pin?: FilePin): Promise<Uint8Array> {
  const { limits, sources, signal, onProgress } = deps;
  const name = lastSegment(url);
  if (pin && pin.size > limits.externalBytes) {
    throw new MarketError(
      'net-too-large',
      `${need.url} is given with ${pin.size} bytes; at most ${limits.externalBytes} are read.`,
      { details: { url: need.url, found: pin.size, allowed: limits.externalBytes } },
    );
  }
  try {
    return await sources.fetch(url.href, {
      limit: pin?.size ?? limits.externalBytes,
      expected: pin?.size,
      signal,
      onProgress: (read, total) => onProgress?.(name, read, pin?.size ?? total),
    });
  } catch (error) {
    if (!pin) throw explain(error, url.href);
    const problem = OTHER_BYTES.get(codeOf(error) ?? 'internal');
    if (problem === undefined) throw explain(error, url.href);
    throw new MarketError('external-digest', `${url.href} ${problem}.`, {
      cause: error,
      details: { url: url.href, expected: pin.size },
    });
  }
}

/** What stands at the address cannot be the file that the spec pins. */
const OTHER_BYTES: ReadonlyMap<ErrorCode, string> = new Map([
  ['net-too-large', 'is longer than the package says it is'],
  [
    'net-redirect',
    'answers with a redirect in the place of the file that the package pins; redirects are not followed, so the package must name the last address',
  ],
]);

/** I20: in words for who installs, as the host is not one that the administrator runs. */
function explain(error: unknown, url: string): unknown {
  if (!(error instanceof MarketError)) return error;
  if (error.code !== 'net-cors' && error.code !== 'net-unreachable') return error;
  const { host } = new URL(url);
  const problem =
    error.code === 'net-cors'
      ? `${host} does not allow downloads by web pages`
      : `${host} cannot be reached, or does not allow downloads by web pages`;
  return new MarketError(
    error.code,
    `${problem} (${url}). Ask your administrator to mirror the file on a server that does.`,
    { cause: error, details: error.details },
  );
}

function pinOf({ sha256, size, url }: NeededExternal): FilePin | undefined {
  if (sha256 !== undefined && size !== undefined) return { sha256, size };
  if (sha256 === undefined && size === undefined) return undefined;
  throw new MarketError(
    'external-digest-missing',
    `The package gives ${sha256 === undefined ? 'a size but no digest' : 'a digest but no size'} for ${url}; both are needed.`,
    { details: { url } },
  );
}

function unproved({ need, level }: Reading): MarketError {
  const way =
    level === 'strict'
      ? 'its SHA-256 and size must stand in the spec'
      : 'its SHA-256 and size, or the key of its signature, must stand in the spec';
  return new MarketError(
    'external-digest-missing',
    `Nothing in the package says which bytes ${need.url} has: ${way}.`,
    { details: { url: need.url, level } },
  );
}

interface Jar {
  name: string;
  bytes: Uint8Array;
}

function toJar({ bytes }: Verified, url: URL): Jar {
  return { name: lastSegment(url), bytes };
}

/** 4.9: by its exact name; nothing else of the archive is read. */
async function takeJar(archive: Verified, { need, url, deps }: Reading): Promise<Jar> {
  const { jar } = need;
  if (jar === undefined || !isFileName(jar)) {
    throw new MarketError(
      'action-argument',
      `The package does not say which file of ${url.href} it needs.`,
      { details: { argument: 'externalArchiveJar', url: url.href } },
    );
  }
  const { entries } = await unpack(archive, { ...deps.limits, archiveBytes: archive.bytes.length });
  const entry = entries.get(jar);
  if (entry) return { name: jar, bytes: await entry.read() };
  const jars = [...entries.keys()].filter((name) => /\.jar$/i.test(name)).slice(0, 5);
  const hint = jars.length > 0 ? ` It has ${jars.join(', ')}.` : '';
  throw new MarketError('action-file', `${url.href} has no file ${jar}.${hint}`, {
    details: { file: jar, url: url.href },
  });
}

/** The name under which the file is shown and sent. */
function lastSegment(url: URL): string {
  const segment = url.pathname.split('/').at(-1) ?? '';
  return isFileName(segment) ? segment : 'download';
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof MarketError ? error.code : undefined;
}
