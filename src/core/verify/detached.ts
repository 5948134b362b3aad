/** Trust 3, first half: judges all of a detached signature that can be judged without the file, so that a bad one costs no download. */
import { MarketError } from '../errors.ts';
import { ArmorError, decodeAscii, readSingleBlock } from './armor.ts';
import { keyProblem } from './key-state.ts';
import { trusted } from './keyring.ts';
import { loadOpenpgp, strictConfig } from './openpgp.ts';
import { PacketError, readPackets, readSignaturePacket, SIGNATURE_VERSIONS } from './packets.ts';
import { judgeClaim, readClaim } from './policy.ts';
import {
  badKey,
  badSignature,
  fingerprintOf,
  malformed,
  missing,
  tooFewSigners,
  tooLarge,
  unknownSigner,
} from './refusals.ts';
import { numbersProblem } from './signature-numbers.ts';

import type { HashName, HashWish } from '../digest.ts';
import type { Limits } from '../limits.ts';
import type { Keyring } from './keyring.ts';
import type { Key, Library, Signature } from './openpgp.ts';
import type { Packet, SignaturePacket } from './packets.ts';
import type { Claim } from './policy.ts';
import type { Signer } from './refusals.ts';

export interface DetachedInput {
  path: string;
  /** Content of the .asc file; undefined if there is none. */
  signature: Uint8Array | undefined;
  keyring: Keyring;
  /** How many different certificates must have signed; at least 1. */
  threshold: number;
  /** Milliseconds since the epoch. */
  now: number;
  limits: Limits;
}

/** Keys of this symbol stay inside core/verify. */
export const judged: unique symbol = Symbol('judged');

/** A signature of which nothing but the file is missing. Opaque: only core/verify can finish it. */
export interface DetachedSignature {
  readonly path: string;
  /** The hashes of the file that finishing it takes. */
  readonly hashes: readonly HashWish[];
  readonly [judged]: { parts: readonly SignaturePart[]; threshold: number; library: Library };
}

/** One packet that names a configured key and broke no rule so far. */
export interface SignaturePart extends Signer {
  signature: Signature;
  wish: HashWish & { name: HashName };
  /** What is hashed behind the file. */
  tail: Uint8Array;
  /** Claimed time, milliseconds since the epoch. */
  created: number;
  /** Time at which the key is judged. */
  at: number;
}

interface Context extends DetachedInput {
  library: Library;
}

/** A packet either may prove a signer or, being nobody's that we know, is passed over with a reason. */
type Outcome = { part: SignaturePart } | { passedOver: MarketError };

const SIGNATURE_TAG = 2;

/**
 * Throws signature-*, signer-unknown and key-*: all but `signature-bad` over other bytes.
 * Never leaves it to the library which packets count: for types and versions that it does not know
 * its list of signatures is empty, and a loop over an empty list finds nothing wrong (security rules 3.4).
 */
export async function readDetached(input: DetachedInput): Promise<DetachedSignature> {
  const { path, threshold } = input;
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw new MarketError('config-invalid', `threshold must be 1 or more, not ${threshold}.`, {
      details: { key: 'threshold', found: threshold },
    });
  }
  const packets = readSignaturePackets(input);
  const context = { ...input, library: await loadOpenpgp() };
  const parts: SignaturePart[] = [];
  let reason: MarketError | undefined;
  for (const packet of packets) {
    const outcome = await judgePacket(packet, context);
    if ('part' in outcome) parts.push(outcome.part);
    else reason ??= outcome.passedOver;
  }
  if (parts.length === 0) throw reason ?? malformed(path, 'it holds no signature');
  const named = [...new Set(parts.map(({ certificate }) => fingerprintOf(certificate)))];
  if (named.length < threshold) throw tooFewSigners(path, named, threshold);
  const hashes = parts.map(({ wish }) => wish);
  return { path, hashes, [judged]: { parts, threshold, library: context.library } };
}

/** P29: size, armor and packets first; nothing of it is cryptography. */
function readSignaturePackets({ path, signature, keyring, limits }: DetachedInput): Packet[] {
  if (!signature) throw missing(path, keyring);
  const { signatureBytes, signaturePackets } = limits;
  if (signature.length > signatureBytes) {
    throw tooLarge(path, { found: signature.length, allowed: signatureBytes, unit: 'bytes' });
  }
  const text = decodeAscii(signature, (reason) => malformed(path, reason));
  const packets = refusing(path, () => readPackets(readSingleBlock(text, 'SIGNATURE')));
  if (packets.length > signaturePackets) {
    throw tooLarge(path, { found: packets.length, allowed: signaturePackets, unit: 'packets' });
  }
  const other = packets.find(({ tag }) => tag !== SIGNATURE_TAG);
  if (other) throw malformed(path, `it holds a packet that is no signature (type ${other.tag})`);
  return packets;
}

async function judgePacket(packet: Packet, context: Context): Promise<Outcome> {
  const { path, keyring, now, library } = context;
  const version = packet.body[0] ?? 0;
  if (!SIGNATURE_VERSIONS.includes(version)) {
    return { passedOver: malformed(path, `its version ${version} is not known`) };
  }
  const claim = refusing(path, () => readClaim(readSignaturePacket(packet.body)));
  if (claim.fingerprints.length + claim.keyIds.length === 0) {
    return { passedOver: malformed(path, 'it does not name the key that made it') };
  }
  const signer = findSigner(keyring[trusted], claim);
  if (!signer) return { passedOver: unknownSigner(path, claim, keyring) };
  const { created, hash } = refusing(path, () => judgeClaim(claim, path, now));
  assertMadeBy(claim, path, signer);
  const signature = await parse(packet, context);
  // Within the skew the signer's clock is believed, else a key made a minute ago could not sign.
  const at = Math.max(now, created);
  const problem = await keyProblem(library, signer.certificate, { key: signer.key, at });
  if (problem) throw badKey(path, problem, { signer, created });
  if (created < signer.key.getCreationTime().getTime()) {
    const reason = 'it claims to be older than the key that made it';
    throw badSignature(path, { signer, reason });
  }
  const wish = { name: hash, salt: claim.packet.salt };
  return { part: { ...signer, signature, wish, tail: tailOf(claim.packet), created, at } };
}

/** The configured (sub)key that a packet names, by fingerprint where it gives one. */
function findSigner(certificates: readonly Key[], claim: Claim): Signer | undefined {
  const all = certificates.flatMap((certificate) =>
    certificate.getKeys().map((key) => ({ certificate, key })),
  );
  return (
    all.find(({ key }) => claim.fingerprints.includes(key.getFingerprint())) ??
    all.find(({ key }) => claim.keyIds.includes(key.getKeyID().toHex()))
  );
}

/** Every name that the packet gives its maker must be that of the one key it is checked with, and its form the one of that key. */
function assertMadeBy({ fingerprints, keyIds, packet }: Claim, path: string, signer: Signer): void {
  const { key } = signer;
  const agrees =
    fingerprints.every((each) => each === key.getFingerprint()) &&
    keyIds.every((each) => each === key.getKeyID().toHex());
  if (!agrees) {
    throw badSignature(path, { signer, reason: 'it names two different keys as its maker' });
  }
  if (packet.version !== key.keyPacket.version) {
    const versions = `${packet.version}, its key of version ${key.keyPacket.version}`;
    throw malformed(path, `it is of version ${versions}`);
  }
  const problem = refusing(path, () => numbersProblem(packet));
  if (problem) throw badSignature(path, { signer, reason: problem });
}

/** The library's reading of the packet; it is exactly one, or refused. */
async function parse(packet: Packet, { path, library }: Context): Promise<Signature> {
  try {
    const config = strictConfig(library);
    const signature = await library.readSignature({ binarySignature: packet.bytes, config });
    if (signature.packets.length !== 1) throw new Error('it was passed over');
    return signature;
  } catch (error) {
    throw malformed(path, 'OpenPGP.js could not read it', error);
  }
}

/** What the hash goes on with behind the file: the signed fields, and their length (RFC 9580, 5.2.4). */
function tailOf({ version, signedPart }: SignaturePacket): Uint8Array {
  const { length } = signedPart;
  const tail = new Uint8Array(length + 6);
  tail.set(signedPart);
  tail.set([version, 0xff, length >>> 24, length >>> 16, length >>> 8, length], length);
  return tail;
}

/** Turns what the readers throw into our code. */
function refusing<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ArmorError || error instanceof PacketError) {
      throw malformed(path, error.message, error);
    }
    throw error;
  }
}
