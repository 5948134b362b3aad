/** Walks OpenPGP packets and the subpackets of signatures (RFC 9580, 4.2 and 5.2.3), so that no rule rests on what a library leaves out. */

export interface Packet {
  tag: number;
  /** Header and body, as it stands in the file. */
  bytes: Uint8Array;
  body: Uint8Array;
}

export interface Subpacket {
  type: number;
  critical: boolean;
  body: Uint8Array;
}

export interface SignaturePacket {
  version: number;
  type: number;
  publicKeyAlgorithm: number;
  hashAlgorithm: number;
  hashed: Subpacket[];
  unhashed: Subpacket[];
  /** What is hashed behind the file, without the trailer of the length: from the version to the end of the hashed subpackets. */
  signedPart: Uint8Array;
  /** What is hashed before the file; only signatures of version 6 have it. */
  salt: Uint8Array | undefined;
  /** The numbers that the algorithm made, as they stand at the end. */
  numbers: Uint8Array;
}

/** Thrown text says what is malformed; callers give it their own code. */
export class PacketError extends Error {
  override readonly name = 'PacketError';
}

/** Versions of signatures whose layout `readSignaturePacket` knows. */
export const SIGNATURE_VERSIONS: readonly number[] = [4, 6];

/** All packets of the bytes; they must fill them exactly. Partial and indeterminate lengths are refused. Throws `PacketError`. */
export function readPackets(bytes: Uint8Array): Packet[] {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { tag, start, length } = readHeader(bytes, at);
    if (start + length > bytes.length) throw new PacketError('a packet is cut off');
    packets.push({
      tag,
      bytes: bytes.subarray(at, start + length),
      body: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return packets;
}

/** The fields of a signature packet of version 4 or 6 that the policy looks at. Throws `PacketError`. */
export function readSignaturePacket(body: Uint8Array): SignaturePacket {
  const [version = 0, type = 0, publicKeyAlgorithm = 0, hashAlgorithm = 0] = body;
  const width = version === 6 ? 4 : 2;
  const hashed = readArea(body, 4, width);
  const unhashed = readArea(body, hashed.end, width);
  // The first two bytes of the hash stand between, to find mistakes early; the library compares them.
  const tail = readSalt(body, { version, at: unhashed.end + 2 });
  return {
    version,
    type,
    publicKeyAlgorithm,
    hashAlgorithm,
    hashed: hashed.subpackets,
    unhashed: unhashed.subpackets,
    signedPart: body.subarray(0, hashed.end),
    ...tail,
  };
}

/** A big-endian unsigned number of up to 4 bytes. Throws `PacketError` past the end. */
export function readNumber(bytes: Uint8Array, at: number, width: number): number {
  if (at + width > bytes.length) throw new PacketError('a packet is cut off');
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

function readHeader(bytes: Uint8Array, at: number): { tag: number; start: number; length: number } {
  const first = readNumber(bytes, at, 1);
  if (first < 0x80) throw new PacketError('it does not begin with an OpenPGP packet');
  if (first >= 0xc0) {
    const { length, next } = readLength(bytes, at + 1);
    return { tag: first & 0x3f, start: next, length };
  }
  const kind = first & 3;
  if (kind === 3) throw new PacketError('a packet has no length');
  const width = 1 << kind;
  const length = readNumber(bytes, at + 1, width);
  return { tag: (first >> 2) & 0xf, start: at + 1 + width, length };
}

/** Lengths of one, two and five bytes; 224 to 254 would be partial lengths. */
function readLength(bytes: Uint8Array, at: number): { length: number; next: number } {
  const first = readNumber(bytes, at, 1);
  if (first < 192) return { length: first, next: at + 1 };
  if (first < 224) return { length: readNumber(bytes, at, 2) - 0xc000 + 192, next: at + 2 };
  if (first < 255) throw new PacketError('a packet has a partial length');
  return { length: readNumber(bytes, at + 1, 4), next: at + 5 };
}

function readSalt(
  body: Uint8Array,
  { version, at }: { version: number; at: number },
): Pick<SignaturePacket, 'salt' | 'numbers'> {
  if (at > body.length) throw new PacketError('a packet is cut off');
  if (version !== 6) return { salt: undefined, numbers: body.subarray(at) };
  const start = at + 1;
  const end = start + readNumber(body, at, 1);
  if (end > body.length) throw new PacketError('the salt is cut off');
  return { salt: body.subarray(start, end), numbers: body.subarray(end) };
}

/** In subpackets, two-byte lengths go up to 254. */
function readSubpacketLength(bytes: Uint8Array, at: number): { length: number; next: number } {
  const first = readNumber(bytes, at, 1);
  if (first < 192) return { length: first, next: at + 1 };
  if (first < 255) return { length: readNumber(bytes, at, 2) - 0xc000 + 192, next: at + 2 };
  return { length: readNumber(bytes, at + 1, 4), next: at + 5 };
}

function readArea(
  body: Uint8Array,
  at: number,
  width: number,
): { subpackets: Subpacket[]; end: number } {
  const start = at + width;
  const end = start + readNumber(body, at, width);
  if (end > body.length) throw new PacketError('the subpackets are cut off');
  const area = body.subarray(0, end);
  const subpackets: Subpacket[] = [];
  let position = start;
  while (position < end) {
    const { length, next } = readSubpacketLength(area, position);
    if (length === 0 || next + length > end) {
      throw new PacketError('a subpacket has a wrong length');
    }
    const type = readNumber(area, next, 1);
    subpackets.push({
      type: type & 0x7f,
      critical: (type & 0x80) !== 0,
      body: area.subarray(next + 1, next + length),
    });
    position = next + length;
  }
  return { subpackets, end };
}
