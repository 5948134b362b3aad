/** Keys, signatures and certificates written byte by byte (RFC 9580), so that tests can make what no tool makes. */

import { concat } from './keys.ts';
import { digestOf, keyTarget, KEY_MADE, makeNumbers, number, time } from './raw-keys.ts';

import type { RawKey } from './raw-keys.ts';

/** Signatures are made on this day unless told otherwise. */
export const SIGNED = Date.parse('2025-06-01T00:00:00Z');

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

function bodyOf(written: Uint8Array): Uint8Array {
  return written.subarray(6);
}
