/** Trust 3: judges every packet of a detached signature over the exact bytes, and counts the certificates that hold. */
import { MarketError } from '../errors.ts';
import { ArmorError, decodeAscii, readSingleBlock } from './armor.ts';
import { keyProblem } from './key-state.ts';
import { trusted } from './keyring.ts';
import { loadOpenpgp, strictConfig } from './openpgp.ts';
import { PacketError, readPackets, readSignaturePacket, SIGNATURE_VERSIONS } from './packets.ts';
import { formatTime, judgeClaim, readClaim } from './policy.ts';

import type { ErrorCode } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { SignerEvidence } from '../model/trust.ts';
import type { Keyring } from './keyring.ts';
import type { Key, Library, Subkey } from './openpgp.ts';
import type { Packet } from './packets.ts';
import type { Claim } from './policy.ts';

export interface SignatureInput {
  path: string;
  bytes: Uint8Array;
  /** Content of the .asc file; undefined if there is none. */
  signature: Uint8Array | undefined;
  keyring: Keyring;
  /** How many different certificates must have signed; at least 1. */
  threshold: number;
  /** Milliseconds since the epoch. */
  now: number;
  limits: Limits;
}

interface Context extends SignatureInput {
  library: Library;
}

/** A packet either proves a signer or, being nobody's that we know, is passed over with a reason. */
type Outcome = { signer: SignerEvidence } | { passedOver: MarketError };

const SIGNATURE_TAG = 2;

/**
 * The signers, at least `threshold` different certificates. Throws signature-*, signer-unknown, key-*.
 * Never leaves it to the library which packets count: for types and versions that it does not know
 * its list of signatures is empty, and a loop over an empty list finds nothing wrong (security rules 3.4).
 */
export async function verifySignatures(input: SignatureInput): Promise<SignerEvidence[]> {
  const { path, threshold } = input;
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw new MarketError('config-invalid', `threshold must be 1 or more, not ${threshold}.`, {
      details: { key: 'threshold', found: threshold },
    });
  }
  const packets = readSignaturePackets(input);
  const context = { ...input, library: await loadOpenpgp() };
  const signers = new Map<string, SignerEvidence>();
  let reason: MarketError | undefined;
  for (const packet of packets) {
    const outcome = await judgePacket(packet, context);
    if ('signer' in outcome) signers.set(outcome.signer.fingerprint, outcome.signer);
    else reason ??= outcome.passedOver;
  }
  if (signers.size === 0) throw reason ?? malformed(path, 'it holds no signature');
  if (signers.size < threshold) {
    throw new MarketError(
      'signature-threshold',
      `${path} is signed by ${signers.size} of the configured keys; ${threshold} different ones are needed.`,
      { details: { file: path, found: [...signers.keys()].join(', '), expected: threshold } },
    );
  }
  return [...signers.values()];
}

/** Size, armor and packets; nothing of it is cryptography. */
function readSignaturePackets({ path, signature, limits }: SignatureInput): Packet[] {
  if (!signature) {
    throw new MarketError(
      'signature-missing',
      `${path} has no signature: the file ${path}.asc is missing.`,
      { details: { file: path } },
    );
  }
  if (signature.length > limits.signatureBytes) {
    throw tooLarge(path, `${signature.length} bytes, at most ${limits.signatureBytes}`);
  }
  const text = decodeAscii(signature, (reason) => malformed(path, reason));
  const packets = refusing(path, () => readPackets(readSingleBlock(text, 'SIGNATURE')));
  if (packets.length > limits.signaturePackets) {
    throw tooLarge(path, `${packets.length} packets, at most ${limits.signaturePackets}`);
  }
  const other = packets.find(({ tag }) => tag !== SIGNATURE_TAG);
  if (other) throw malformed(path, `it holds a packet that is no signature (type ${other.tag})`);
  return packets;
}

async function judgePacket(packet: Packet, context: Context): Promise<Outcome> {
  const { path, keyring, now } = context;
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
  const judged = refusing(path, () => judgeClaim(claim, path, now));
  assertSameIssuer(path, claim, signer.key);
  await verifyPacket(packet, { ...context, ...signer, created: judged.created });
  return {
    signer: {
      fingerprint: signer.certificate.getFingerprint().toUpperCase(),
      signingFingerprint: signer.key.getFingerprint().toUpperCase(),
      userId: signer.certificate.getUserIDs()[0] ?? '',
      created: formatTime(judged.created),
      hash: judged.hash,
    },
  };
}

interface Signer {
  certificate: Key;
  key: Key | Subkey;
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

/** Every name that the packet gives its maker must be that of the one key it is checked with. */
function assertSameIssuer(path: string, claim: Claim, key: Key | Subkey): void {
  const agrees =
    claim.fingerprints.every((each) => each === key.getFingerprint()) &&
    claim.keyIds.every((each) => each === key.getKeyID().toHex());
  if (!agrees) throw bad(path, 'it names two different keys as its maker');
}

/** State of the key now, then the cryptography over the bytes as they were downloaded. */
async function verifyPacket(
  packet: Packet,
  context: Context & Signer & { created: number },
): Promise<void> {
  const { library, path, bytes, certificate, key, created, now } = context;
  // Within the skew the signer's clock is believed, else a key made a minute ago could not sign.
  const at = Math.max(now, created);
  const problem = await keyProblem(library, certificate, { key, at });
  if (problem) throw badKey(problem, path, key);
  if (created < key.getCreationTime().getTime()) {
    throw bad(path, 'it claims to be older than the key that made it');
  }
  const config = strictConfig(library);
  try {
    const result = await library.verify({
      message: await library.createMessage({ binary: bytes }),
      signature: await library.readSignature({ binarySignature: packet.bytes, config }),
      verificationKeys: certificate,
      date: new Date(at),
      format: 'binary',
      config,
    });
    const [only, ...more] = result.signatures;
    if (!only || more.length > 0 || (await only.verified) !== true) {
      throw new Error('not exactly one signature was checked');
    }
  } catch (error) {
    // The library also judges the key at the claimed time, when it may have been expired and not yet renewed.
    const then = await keyProblem(library, certificate, { key, at: created });
    throw then === 'key-expired' ? badKey(then, path, key, error) : bad(path, undefined, error);
  }
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

const KEY_PROBLEMS: Partial<Record<ErrorCode, string>> = {
  'signature-weak-key':
    'is too weak: RSA with 2048 bits or more, Ed25519, Ed448 and ECDSA on NIST or Brainpool curves are accepted',
  'key-revoked': 'was revoked by its owner; ask your administrator for the key that replaces it',
  'key-expired': 'has expired; ask your administrator for the renewed key',
  'key-unusable':
    'may not sign: its certificate does not bind it as a signing key that is valid now',
};

function badKey(code: ErrorCode, path: string, key: Key | Subkey, cause?: unknown): MarketError {
  const fingerprint = key.getFingerprint().toUpperCase();
  return new MarketError(
    code,
    `The signature of ${path} does not count: the key ${fingerprint} ${KEY_PROBLEMS[code] ?? 'cannot be used'}.`,
    { details: { file: path, fingerprint }, ...(cause === undefined ? {} : { cause }) },
  );
}

function unknownSigner(path: string, claim: Claim, keyring: Keyring): MarketError {
  const found = (claim.fingerprints[0] ?? claim.keyIds[0] ?? '').toUpperCase();
  const expected = keyring[trusted].map((key) => key.getFingerprint().toUpperCase()).join(', ');
  return new MarketError(
    'signer-unknown',
    `${path} is signed by the key ${found}, which is not configured for this market (configured: ${expected}).`,
    { details: { file: path, found, expected } },
  );
}

function bad(path: string, reason?: string, cause?: unknown): MarketError {
  const why = reason ?? `${path} is not the file that was signed, or the signature is forged`;
  return new MarketError('signature-bad', `The signature of ${path} is wrong: ${why}.`, {
    details: { file: path },
    ...(cause === undefined ? {} : { cause }),
  });
}

function malformed(path: string, reason: string, cause?: unknown): MarketError {
  return new MarketError(
    'signature-malformed',
    `The signature of ${path} cannot be read: ${reason}.`,
    { details: { file: path }, ...(cause === undefined ? {} : { cause }) },
  );
}

function tooLarge(path: string, size: string): MarketError {
  return new MarketError('signature-too-large', `The signature of ${path} is too large: ${size}.`, {
    details: { file: path },
  });
}
