/** Refuses the numbers of a signature that some implementations take and others do not, so that there is one verdict. */
import { PacketError, readNumber } from './packets.ts';

import type { SignaturePacket } from './packets.ts';

const ED25519 = 27;
const ED448 = 28;
const EDDSA_LEGACY = 22;
/** RSA in its two forms, and ECDSA: one or two big-endian numbers. */
const BIG_ENDIAN = new Map([
  [1, 1],
  [3, 1],
  [19, 2],
]);

/** Order of the base point of Ed25519: the second half of a signature, little-endian, is smaller. */
const ED25519_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const ED448_ORDER =
  2n ** 446n - 13818066809895115352007386748515426880336692474882178609894547503885n;

/**
 * What is wrong with the numbers, or undefined. P31: without a check of the order a second, different signature can be
 * made of each good one (S + L), which the browser's own Ed25519 refuses and the one in JavaScript takes. Throws `PacketError`.
 */
export function numbersProblem(packet: SignaturePacket): string | undefined {
  const { publicKeyAlgorithm, numbers } = packet;
  if (publicKeyAlgorithm === ED25519) return orderProblem(numbers.subarray(32), ED25519_ORDER);
  if (publicKeyAlgorithm === ED448) return orderProblem(numbers.subarray(57), ED448_ORDER);
  if (publicKeyAlgorithm === EDDSA_LEGACY) {
    const [r, s] = readMpis(numbers, 2);
    if (isZero(r) || isZero(s)) return 'one of its numbers is zero';
    return orderProblem(leftPad(s, 32), ED25519_ORDER);
  }
  const count = BIG_ENDIAN.get(publicKeyAlgorithm);
  if (count === undefined) return undefined;
  return readMpis(numbers, count).some(isZero) ? 'one of its numbers is zero' : undefined;
}

function orderProblem(littleEndian: Uint8Array, order: bigint): string | undefined {
  let value = 0n;
  for (const byte of [...littleEndian].reverse()) value = value * 256n + BigInt(byte);
  if (value === 0n) return 'one of its numbers is zero';
  return value >= order ? 'one of its numbers is too large' : undefined;
}

/**
 * Numbers with their length in bits before them (RFC 9580, 3.2). The length must be the right one, or all bits of the
 * bytes, as GnuPG writes numbers of Ed25519: else a flipped bit of the length would go unseen.
 */
function readMpis(bytes: Uint8Array, count: number): Uint8Array[] {
  const numbers: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const start = at + 2;
    const bits = readNumber(bytes, at, 2);
    const end = start + ((bits + 7) >> 3);
    if (end > bytes.length) throw new PacketError('a number is cut off');
    const number = bytes.subarray(start, end);
    if (bits !== number.length * 8 && bits !== bitLength(number)) {
      throw new PacketError('a number has a wrong length');
    }
    numbers.push(number);
    at = end;
  }
  return numbers;
}

function bitLength(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}

function isZero(number: Uint8Array | undefined): boolean {
  return !number?.some((byte) => byte !== 0);
}

/** Leading zeros of the little-endian bytes were dropped, as if it were a big-endian number. */
function leftPad(bytes: Uint8Array = new Uint8Array(), length: number): Uint8Array {
  const padded = new Uint8Array(Math.max(length, bytes.length));
  padded.set(bytes, padded.length - bytes.length);
  return padded;
}
