/** Keys and signatures for tests, made with OpenPGP.js down to single packets, so that also what no tool writes can be signed. */
import * as openpgp from 'openpgp';

import { readSingleBlock, toArmor } from '../../src/core/verify/armor.ts';

export interface TestKey {
  secret: openpgp.PrivateKey;
  /** Armored public certificate. */
  certificate: string;
  /** Of the primary key, upper-case hexadecimal. */
  fingerprint: string;
}

export interface KeyOptions {
  kind?: 'ed25519' | 'rsa' | 'p256';
  rsaBits?: number;
  name?: string;
  date?: Date;
  /** Seconds. */
  expires?: number;
  /** Signing subkeys besides the primary key, which then may sign too. */
  subkeys?: openpgp.SubkeyOptions[];
}

/** Keys are made on this day unless told otherwise. */
export const KEY_DATE = new Date('2025-01-01T00:00:00Z');
export const SIGN_DATE = new Date('2025-06-01T00:00:00Z');
export const NOW = Date.parse('2026-01-01T00:00:00Z');

export async function makeKey(options: KeyOptions = {}): Promise<TestKey> {
  const { kind = 'ed25519', name = 'Market', date = KEY_DATE, expires, subkeys = [] } = options;
  const { privateKey } = await openpgp.generateKey({
    ...(kind === 'rsa'
      ? { type: 'rsa' as const, rsaBits: options.rsaBits ?? 2048 }
      : { type: 'ecc' as const, curve: kind === 'p256' ? 'nistP256' : 'ed25519Legacy' }),
    userIDs: [{ name, email: 'market@example.org' }],
    date,
    ...(expires === undefined ? {} : { keyExpirationTime: expires }),
    subkeys,
    format: 'object',
    config: { minRSABits: 1024 },
  });
  return toTestKey(privateKey);
}

export function toTestKey(secret: openpgp.PrivateKey): TestKey {
  return {
    secret,
    certificate: secret.toPublic().armor(),
    fingerprint: secret.getFingerprint().toUpperCase(),
  };
}

/** The fields of a signature packet that tests set; the library's types leave most of them out. */
interface PacketFields {
  signatureType?: number;
  hashAlgorithm?: number;
  signatureExpirationTime?: number;
  signatureNeverExpires?: boolean;
  rawNotations?: { name: string; value: Uint8Array; humanReadable: boolean; critical: boolean }[];
}

export interface SignOptions extends PacketFields {
  date?: Date;
  /** Index of the signing subkey; the primary key if absent. */
  subkey?: number;
}

/** One binary signature packet over the bytes. */
export async function signPacket(
  key: TestKey,
  bytes: Uint8Array,
  { date = SIGN_DATE, subkey, ...fields }: SignOptions = {},
): Promise<Uint8Array> {
  const { secret } = key;
  const keyPacket =
    subkey === undefined
      ? secret.keyPacket
      : (secret.subkeys[subkey]?.keyPacket ?? secret.keyPacket);
  const message = await openpgp.createMessage({ binary: bytes });
  const packet = Object.assign(new openpgp.SignaturePacket(), {
    signatureType: openpgp.enums.signature.binary,
    publicKeyAlgorithm: keyPacket.algorithm,
    hashAlgorithm: openpgp.enums.hash.sha512,
    ...fields,
  });
  const signing = packet as unknown as {
    sign(
      key: unknown,
      data: unknown,
      date: Date,
      detached: boolean,
      config: unknown,
    ): Promise<void>;
  };
  // No salt notation: the library has none for the weak hashes.
  const config = { ...openpgp.config, nonDeterministicSignaturesViaNotation: false };
  await signing.sign(keyPacket, message.packets[0], date, true, config);
  const list = new openpgp.PacketList<openpgp.SignaturePacket>();
  list.push(packet);
  return list.write() as Uint8Array;
}

/** One armored signature file of these packets. */
export function armorSignature(...packets: Uint8Array[]): Uint8Array {
  return new TextEncoder().encode(toArmor('SIGNATURE', concat(packets)));
}

/** An armored detached signature, as `pai-market sign` and gpg make it. */
export async function signDetached(
  key: TestKey,
  bytes: Uint8Array,
  options: SignOptions = {},
): Promise<Uint8Array> {
  return armorSignature(await signPacket(key, bytes, options));
}

/** The packets of a certificate, for leaving some out; each with its header. */
export function certificateBytes({ certificate }: TestKey): Uint8Array {
  return readSingleBlock(certificate, 'PUBLIC KEY BLOCK');
}

export function armorCertificate(...parts: Uint8Array[]): string {
  return toArmor('PUBLIC KEY BLOCK', concat(parts));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
