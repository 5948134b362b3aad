/** What one signature packet says of itself, and which of that the strict policy refuses (security rules 3.5) before any cryptography. */
import { MarketError } from '../errors.ts';
import { toHex } from '../digest.ts';
import { PacketError, readNumber } from './packets.ts';

import type { ErrorCode } from '../errors.ts';
import type { HashName } from '../digest.ts';
import type { SignaturePacket, Subpacket } from './packets.ts';

/** A clock may be this much behind the signer's. */
const SKEW_MS = 5 * 60 * 1000;

export interface Claim {
  packet: SignaturePacket;
  /** Lower-case hexadecimal, from issuer subpackets; 16 digits. */
  keyIds: string[];
  /** Lower-case hexadecimal, from issuer fingerprint subpackets; 40 or 64 digits. */
  fingerprints: string[];
}

/** Times of a claim that passed; milliseconds since the epoch. */
export interface JudgedClaim {
  created: number;
  hash: HashName;
}

const SUBPACKET = { created: 2, expires: 3, issuer: 16, notation: 20, fingerprint: 33 };
/** Created, expires, exportable, revocable, issuer, key server, policy address, user ID of the signer, issuer fingerprint. */
const UNDERSTOOD = new Set([2, 3, 4, 7, 16, 24, 26, 28, 33]);
const BINARY_DOCUMENT = 0x00;
const STRONG_HASHES = new Map<number, HashName>([
  [8, 'SHA-256'],
  [9, 'SHA-384'],
  [10, 'SHA-512'],
]);
/** Bytes of salt in signatures of version 6 (RFC 9580, table 23). */
const SALT_BYTES: Record<HashName, number> = { 'SHA-256': 16, 'SHA-384': 24, 'SHA-512': 32 };
const WEAK_HASHES = new Map([
  [1, 'MD5'],
  [2, 'SHA-1'],
  [3, 'RIPEMD-160'],
  [11, 'SHA-224'],
]);

/** Which keys the packet names as its makers, hashed or not: naming a configured key is enough to be held to the rules. Throws `PacketError`. */
export function readClaim(packet: SignaturePacket): Claim {
  const all = [...packet.hashed, ...packet.unhashed];
  const bodies = (type: number) => all.filter((each) => each.type === type).map(({ body }) => body);
  return {
    packet,
    keyIds: bodies(SUBPACKET.issuer).map((body) => {
      if (body.length !== 8) throw new PacketError('an issuer has a wrong length');
      return toHex(body);
    }),
    fingerprints: bodies(SUBPACKET.fingerprint).map((body) => {
      if (body.length !== 21 && body.length !== 33) {
        throw new PacketError('an issuer fingerprint has a wrong length');
      }
      return toHex(body.subarray(1));
    }),
  };
}

/** Refuses what the policy forbids of a packet that names a configured key. Throws `MarketError` signature-* with `path` in its words. */
export function judgeClaim({ packet }: Claim, path: string, now: number): JudgedClaim {
  const refuse = (code: ErrorCode, reason: string, details: Record<string, string> = {}) =>
    new MarketError(code, `The signature of ${path} is refused: ${reason}.`, {
      details: { file: path, ...details },
    });
  if (packet.type !== BINARY_DOCUMENT) {
    const type = `0x${packet.type.toString(16).padStart(2, '0')}`;
    throw refuse(
      'signature-type',
      `it is of type ${type}, and only a signature over the exact bytes of a file (type 0x00) counts; sign it again without text mode`,
      { found: type, expected: '0x00' },
    );
  }
  const hash = STRONG_HASHES.get(packet.hashAlgorithm);
  if (!hash) {
    const weak = WEAK_HASHES.get(packet.hashAlgorithm) ?? `hash ${packet.hashAlgorithm}`;
    throw refuse(
      'signature-weak-hash',
      `it uses ${weak}; only SHA-256, SHA-384 and SHA-512 are accepted`,
      { found: weak },
    );
  }
  const critical = packet.hashed.find((each) => each.critical && !UNDERSTOOD.has(each.type));
  if (critical) {
    const what = critical.type === SUBPACKET.notation ? 'a notation' : `a subpacket`;
    throw refuse(
      'signature-malformed',
      `it marks ${what} as critical that the marketplace does not know (type ${critical.type})`,
    );
  }
  if (packet.salt && packet.salt.length !== SALT_BYTES[hash]) {
    throw refuse('signature-malformed', `its salt has ${packet.salt.length} bytes`);
  }
  return { created: judgeTimes(packet, { now, refuse }), hash };
}

/** Only hashed times count: what stands unhashed can be changed by anybody. */
function judgeTimes(
  packet: SignaturePacket,
  context: {
    now: number;
    refuse: (code: ErrorCode, reason: string, details?: Record<string, string>) => MarketError;
  },
): number {
  const { now, refuse } = context;
  const seconds = readTime(packet.hashed, SUBPACKET.created);
  const lifetime = readTime(packet.hashed, SUBPACKET.expires);
  if (seconds === undefined) {
    throw refuse('signature-malformed', 'it does not say, signed, when it was made');
  }
  const created = seconds * 1000;
  if (created > now + SKEW_MS) {
    throw refuse(
      'signature-future',
      `it was made on ${formatTime(created)}, which is in the future; check the clock of this computer, which says ${formatTime(now)}`,
      { found: formatTime(created), clock: formatTime(now) },
    );
  }
  const expires = lifetime ? created + lifetime * 1000 : Number.POSITIVE_INFINITY;
  if (expires <= now) {
    throw refuse('signature-expired', `it expired on ${formatTime(expires)}`, {
      found: formatTime(expires),
    });
  }
  return created;
}

function readTime(subpackets: Subpacket[], type: number): number | undefined {
  const [first, ...more] = subpackets.filter((each) => each.type === type);
  if (!first) return undefined;
  if (more.length > 0 || first.body.length !== 4) {
    throw new PacketError('a time stands twice or has a wrong length');
  }
  return readNumber(first.body, 0, 4);
}

/** RFC 3339 in UTC with whole seconds. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
