/** Keys as bytes, with secrets of Node: the ground for packets that no tool makes. */
import { createHash, generateKeyPairSync, sign as nodeSign } from 'node:crypto';

import { concat } from './keys.ts';

import type { KeyObject } from 'node:crypto';

export type RawKind = 'ed25519legacy' | 'ed25519' | 'rsa' | 'p256' | 'dsa';

export interface RawKey {
  algorithm: number;
  /** Body of the public key packet, version 4. */
  body: Uint8Array;
  fingerprint: Uint8Array;
  /** Upper-case hexadecimal. */
  hex: string;
  secret: KeyObject;
}

export const DAY_MS = 86_400_000;
/** Keys are made on this day unless told otherwise. */
export const KEY_MADE = Date.parse('2025-01-01T00:00:00Z');
const KINDS: Record<RawKind, { algorithm: number; generate(): KeyObject }> = {
  ed25519legacy: { algorithm: 22, generate: () => generateKeyPairSync('ed25519').privateKey },
  ed25519: { algorithm: 27, generate: () => generateKeyPairSync('ed25519').privateKey },
  rsa: {
    algorithm: 1,
    generate: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  },
  p256: {
    algorithm: 19,
    generate: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  },
  dsa: {
    algorithm: 17,
    generate: () =>
      generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey,
  },
};

export function makeRawKey(kind: RawKind = 'ed25519legacy', made = KEY_MADE): RawKey {
  const { algorithm, generate } = KINDS[kind];
  const secret = generate();
  const body = concat([
    new Uint8Array([4]),
    time(made),
    new Uint8Array([algorithm]),
    publicPart(kind, secret),
  ]);
  const fingerprint = digestOf('sha1', keyTarget({ body }));
  const hex = Buffer.from(fingerprint).toString('hex').toUpperCase();
  return { algorithm, body, fingerprint, hex, secret };
}

export function keyTarget({ body }: Pick<RawKey, 'body'>): Uint8Array {
  return concat([Uint8Array.from([0x99, ...number(body.length, 2)]), body]);
}

/** A number with its length in bits before it. */
export function mpi(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const value = first < 0 ? new Uint8Array() : bytes.subarray(first);
  const bits = value.length === 0 ? 0 : value.length * 8 - Math.clz32(value[0] ?? 0) + 24;
  return concat([Uint8Array.from(number(bits, 2)), value]);
}

export function number(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256);
}

export function time(ms: number): Uint8Array {
  return Uint8Array.from(number(Math.floor(ms / 1000), 4));
}

export function digestOf(name: string, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(name).update(bytes).digest());
}

const ED25519_OID = [9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1];
const P256_OID = [8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];

function publicPart(kind: RawKind, secret: KeyObject): Uint8Array {
  if (kind === 'dsa') return dsaNumbers(secret);
  const jwk = secret.export({ format: 'jwk' }) as Record<string, string>;
  const field = (name: string) => new Uint8Array(Buffer.from(jwk[name] ?? '', 'base64url'));
  if (kind === 'rsa') return concat([mpi(field('n')), mpi(field('e'))]);
  if (kind === 'ed25519') return field('x');
  if (kind === 'p256') {
    const point = concat([new Uint8Array([4]), field('x'), field('y')]);
    return concat([Uint8Array.from(P256_OID), mpi(point)]);
  }
  const point = concat([new Uint8Array([0x40]), field('x')]);
  return concat([Uint8Array.from(ED25519_OID), mpi(point)]);
}

/** p, q, g and y: the only integers of the DER that Node gives for DSA. */
function dsaNumbers(secret: KeyObject): Uint8Array {
  const der = new Uint8Array(secret.export({ type: 'pkcs8', format: 'der' }));
  const integers = readIntegers(der).slice(1);
  const [p, q, g] = integers as [bigint, bigint, bigint, bigint];
  const x = integers[3] as bigint;
  const y = power(g, { exponent: x, modulus: p });
  return concat([p, q, g, y].map((each) => mpi(toBytes(each))));
}

function readIntegers(der: Uint8Array): bigint[] {
  const found: bigint[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der[at] ?? 0;
    let length = der[at + 1] ?? 0;
    let start = at + 2;
    if (length > 0x80) {
      const width = length - 0x80;
      length = der.subarray(start, start + width).reduce((sum, byte) => sum * 256 + byte, 0);
      start += width;
    }
    if (tag === 2)
      found.push(BigInt(`0x${Buffer.from(der.subarray(start, start + length)).toString('hex')}`));
    // Into sequences and octet strings, past all else.
    at = tag === 0x30 || tag === 4 ? start : start + length;
  }
  return found;
}

function power(base: bigint, { exponent, modulus }: { exponent: bigint; modulus: bigint }): bigint {
  let result = 1n;
  for (let bits = exponent, square = base; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return new Uint8Array(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

/** What stands at the end of a signature over the content. */
export function makeNumbers(
  { algorithm, secret }: RawKey,
  content: Uint8Array,
  hash: string,
): Uint8Array {
  if (algorithm === 22 || algorithm === 27) {
    const raw = new Uint8Array(nodeSign(null, digestOf(hash, content), secret));
    return algorithm === 27 ? raw : concat([mpi(raw.subarray(0, 32)), mpi(raw.subarray(32))]);
  }
  const raw = new Uint8Array(nodeSign(hash, content, { key: secret, dsaEncoding: 'ieee-p1363' }));
  if (algorithm === 1) return mpi(raw);
  const half = raw.length / 2;
  return concat([mpi(raw.subarray(0, half)), mpi(raw.subarray(half))]);
}
