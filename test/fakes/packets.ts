/** Keys, signatures and certificates written byte by byte (RFC 9580), so that tests can make what no tool makes. */
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

export const HASH = {
  md5: 1,
  sha1: 2,
  ripemd160: 3,
  sha256: 8,
  sha384: 9,
  sha512: 10,
  sha224: 11,
} as const;
export const TYPE = {
  binary: 0x00,
  text: 0x01,
  certification: 0x13,
  binding: 0x18,
  backSignature: 0x19,
  direct: 0x1f,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
} as const;

export const DAY_MS = 86_400_000;
/** Keys and signatures are made on these days unless told otherwise. */
export const KEY_MADE = Date.parse('2025-01-01T00:00:00Z');
export const SIGNED = Date.parse('2025-06-01T00:00:00Z');

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

/** A subpacket with its length. */
export function subpacket(type: number, body: Uint8Array | number[], critical = false): Uint8Array {
  const bytes = Uint8Array.from(body);
  const length = bytes.length + 1;
  const head = length < 192 ? [length] : [255, ...number(length, 4)];
  return concat([Uint8Array.from([...head, type | (critical ? 0x80 : 0)]), bytes]);
}

export const created = (ms: number) => subpacket(2, time(ms));
/** Seconds after the signature was made. */
export const expires = (seconds: number) => subpacket(3, number(seconds, 4));
/** Seconds after the key was made. */
export const keyExpires = (seconds: number) => subpacket(9, number(seconds, 4));
export const flags = (bits: number) => subpacket(27, [bits]);
export const issuerOf = ({ fingerprint }: RawKey) => subpacket(16, fingerprint.slice(-8));
export const issuerFingerprintOf = ({ fingerprint }: RawKey) => subpacket(33, [4, ...fingerprint]);

export interface RawFields {
  version?: number;
  type?: number;
  hash?: number;
  date?: number;
  /** In the place of time and fingerprint of the maker. */
  hashed?: Uint8Array[];
  /** Behind them. */
  more?: Uint8Array[];
  unhashed?: Uint8Array[];
  /** In the place of the first two bytes of the hash. */
  left?: Uint8Array;
  /** Changes what the key made. */
  numbers?: (numbers: Uint8Array) => Uint8Array;
}

/** One signature packet over the target: the bytes of a document, or of the keys and names that it is about. */
export function writeSignature(by: RawKey, target: Uint8Array, fields: RawFields = {}): Uint8Array {
  const { version = 4, type = TYPE.binary, hash = HASH.sha512, date = SIGNED, more = [] } = fields;
  const hashed = concat([...(fields.hashed ?? [created(date), issuerFingerprintOf(by)]), ...more]);
  const unhashed = concat(fields.unhashed ?? [issuerOf(by)]);
  const signed = concat([
    Uint8Array.from([version, type, by.algorithm, hash, ...number(hashed.length, 2)]),
    hashed,
  ]);
  const tail = Uint8Array.from([version, 0xff, ...number(signed.length, 4)]);
  const content = concat([target, signed, tail]);
  const name = Object.entries(HASH).find(([, id]) => id === hash)?.[0] ?? 'sha512';
  const made = makeNumbers(by, content, name);
  const body = concat([
    signed,
    Uint8Array.from(number(unhashed.length, 2)),
    unhashed,
    fields.left ?? digestOf(name, content).subarray(0, 2),
    fields.numbers?.(made) ?? made,
  ]);
  return packet(2, body);
}

export function packet(tag: number, body: Uint8Array): Uint8Array {
  return concat([Uint8Array.from([0xc0 | tag, 255, ...number(body.length, 4)]), body]);
}

export interface CertificateOptions extends RawFields {
  userId?: string;
  /** Of whom the self-signature is. */
  by?: RawKey;
}

/** Primary key, user ID and self-signature: `flags` 0x03 (certify and sign) unless `more` says other things. */
export function writeCertificate(
  primary: RawKey,
  { userId = 'Raw <raw@example.org>', by = primary, ...fields }: CertificateOptions = {},
): Uint8Array {
  const name = new TextEncoder().encode(userId);
  const target = concat([
    keyTarget(primary),
    Uint8Array.from([0xb4, ...number(name.length, 4)]),
    name,
  ]);
  const signature = writeSignature(by, target, {
    type: TYPE.certification,
    date: KEY_MADE,
    more: [flags(0x03)],
    ...fields,
  });
  return concat([packet(6, primary.body), packet(13, name), signature]);
}

export interface BindingOptions extends RawFields {
  /** The signature by which the subkey agrees; null for none. By default a good one. */
  back?: Uint8Array | null;
  by?: RawKey;
}

/** Subkey and binding: flag 0x02 (sign) and a back signature unless told otherwise. */
export function writeSubkey(
  primary: RawKey,
  subkey: RawKey,
  { back, by = primary, ...fields }: BindingOptions = {},
): Uint8Array {
  const target = bindingTarget(primary, subkey);
  const agreed = back === undefined ? writeBackSignature(primary, subkey) : back;
  const embedded = agreed ? [subpacket(32, bodyOf(agreed))] : [];
  const signature = writeSignature(by, target, {
    type: TYPE.binding,
    date: KEY_MADE,
    more: [flags(0x02), ...embedded],
    ...fields,
  });
  return concat([packet(14, subkey.body), signature]);
}

export function writeBackSignature(
  primary: RawKey,
  subkey: RawKey,
  { by = subkey, ...fields }: RawFields & { by?: RawKey } = {},
): Uint8Array {
  const target = bindingTarget(primary, subkey);
  return writeSignature(by, target, { type: TYPE.backSignature, date: KEY_MADE, ...fields });
}

/** Stands right behind the primary key packet. */
export function writeRevocation(
  primary: RawKey,
  { by = primary, reason, ...fields }: RawFields & { by?: RawKey; reason?: number } = {},
): Uint8Array {
  const why = reason === undefined ? [] : [subpacket(29, [reason])];
  return writeSignature(by, keyTarget(primary), {
    type: TYPE.keyRevocation,
    more: why,
    ...fields,
  });
}

export function bindingTarget(primary: RawKey, subkey: RawKey): Uint8Array {
  return concat([keyTarget(primary), keyTarget(subkey)]);
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

function time(ms: number): Uint8Array {
  return Uint8Array.from(number(Math.floor(ms / 1000), 4));
}

function bodyOf(written: Uint8Array): Uint8Array {
  return written.subarray(6);
}

function digestOf(name: string, bytes: Uint8Array): Uint8Array {
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

function makeNumbers({ algorithm, secret }: RawKey, content: Uint8Array, hash: string): Uint8Array {
  if (algorithm === 22 || algorithm === 27) {
    const raw = new Uint8Array(nodeSign(null, digestOf(hash, content), secret));
    return algorithm === 27 ? raw : concat([mpi(raw.subarray(0, 32)), mpi(raw.subarray(32))]);
  }
  const raw = new Uint8Array(nodeSign(hash, content, { key: secret, dsaEncoding: 'ieee-p1363' }));
  if (algorithm === 1) return mpi(raw);
  const half = raw.length / 2;
  return concat([mpi(raw.subarray(0, half)), mpi(raw.subarray(half))]);
}
