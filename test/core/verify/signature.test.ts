import { enums, reformatKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring, verifySigned } from '#core/verify/index.ts';
import { readPackets, readSignaturePacket } from '../../../src/core/verify/packets.ts';
import {
  armorCertificate,
  armorSignature,
  certificateBytes,
  concat,
  KEY_DATE,
  makeKey,
  NOW,
  SIGN_DATE,
  signDetached,
  signPacket,
  toTestKey,
} from '../../fakes/keys.ts';

import type { Verified } from '#core/model/trust.ts';
import type { TestKey } from '../../fakes/keys.ts';

const BYTES = new TextEncoder().encode('{\n  "name": "hello"\n}\n');
const limits = DEFAULT_LIMITS;
let market: TestKey;
let stranger: TestKey;

beforeAll(async () => {
  market = await makeKey();
  stranger = await makeKey({ name: 'Stranger' });
});

interface Over {
  keys?: TestKey[];
  bytes?: Uint8Array;
  threshold?: number;
  now?: number;
}

async function verify(signature: Uint8Array | undefined, over: Over = {}): Promise<Verified> {
  const { keys = [market], bytes = BYTES, threshold = 1, now = NOW } = over;
  const armored = keys.map(({ certificate }) => certificate);
  const fingerprints = [...new Set(keys.map(({ fingerprint }) => fingerprint))];
  const keyring = await createKeyring({ armored, fingerprints, now, limits });
  const path = 'packages/hello/1.0.0/spec.json';
  return verifySigned({
    path,
    bytes,
    signature,
    keyring,
    threshold,
    now,
    limits,
    level: 'signatures',
  });
}

/** The code of the refusal; an error that is no refusal, and a pass, fail the test. */
async function refusal(signature: Uint8Array | undefined, over?: Over): Promise<string> {
  try {
    await verify(signature, over);
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
  return 'accepted';
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (source: string) => new TextEncoder().encode(source);

/** A copy of a packet with one byte of its body changed. */
function patch(packet: Uint8Array, at: number, value: number): Uint8Array {
  const copy = packet.slice();
  const header = copy.length - (readPackets(copy)[0]?.body.length ?? 0);
  copy[header + at] = value;
  return copy;
}

describe('a signed file', () => {
  it('gives the evidence: signer, time, hash, level and digest', async () => {
    const { path, bytes, evidence } = await verify(await signDetached(market, BYTES));
    expect(path).toBe('packages/hello/1.0.0/spec.json');
    expect(bytes).toBe(BYTES);
    expect(evidence).toEqual({
      level: 'signatures',
      sha256: sha256(BYTES),
      pinned: false,
      signers: [
        {
          fingerprint: market.fingerprint,
          signingFingerprint: market.fingerprint,
          userId: 'Market <market@example.org>',
          created: '2025-06-01T00:00:00Z',
          hash: 'SHA-512',
        },
      ],
    });
  });

  it.each(['rsa', 'p256', 'ed25519'] as const)('may be signed with %s', async (kind) => {
    const key = await makeKey({ kind });
    for (const hashAlgorithm of [enums.hash.sha256, enums.hash.sha384, enums.hash.sha512]) {
      const signature = await signDetached(key, BYTES, { hashAlgorithm });
      expect(await refusal(signature, { keys: [key] })).toBe('accepted');
    }
  });

  it('may be signed by a subkey', async () => {
    const key = await makeKey({ subkeys: [{ sign: true }] });
    const signature = await signDetached(key, BYTES, { subkey: 0 });
    const { evidence } = await verify(signature, { keys: [key] });
    expect(evidence.signers).toMatchObject([{ fingerprint: key.fingerprint }]);
    expect(evidence.signers[0]?.signingFingerprint).not.toBe(key.fingerprint);
  });

  it('may carry a comment, CRLF line ends and no checksum, or a wrong one', async () => {
    const armored = text(await signDetached(market, BYTES));
    const commented = armored.replace('\n\n', '\nComment: by hand\n\n');
    const checked = armored.replace('\n-----END', '\n=AAAA\n-----END');
    for (const variant of [commented, checked, armored.replaceAll('\n', '\r\n')]) {
      expect(await refusal(bytesOf(variant))).toBe('accepted');
    }
  });

  it('may carry a notation that is not critical, whatever its name', async () => {
    const value = bytesOf('x');
    const rawNotations = [{ name: '__proto__', value, humanReadable: true, critical: false }];
    expect(await refusal(await signDetached(market, BYTES, { rawNotations }))).toBe('accepted');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('may be older than the renewed self-signature of its key', async () => {
    const renewed = await reformatKey({
      privateKey: market.secret,
      userIDs: [{ name: 'Market' }],
      date: new Date('2025-09-01T00:00:00Z'),
      format: 'object',
    });
    const signature = await signDetached(market, BYTES);
    expect(await refusal(signature, { keys: [toTestKey(renewed.privateKey)] })).toBe('accepted');
  });
});

describe('other bytes than the signed ones', () => {
  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['one bit', (bytes) => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte))],
    [
      'a byte order mark before them',
      (bytes) => concat([new Uint8Array([0xef, 0xbb, 0xbf]), bytes]),
    ],
    ['the last line break cut', (bytes) => bytes.slice(0, -1)],
    ['a space behind them', (bytes) => concat([bytes, bytesOf(' ')])],
    ['CRLF line ends', (bytes) => bytesOf(text(bytes).replaceAll('\n', '\r\n'))],
    ['none at all', () => new Uint8Array()],
  ])('are refused: %s', async (_what, change) => {
    const signature = await signDetached(market, BYTES);
    expect(await refusal(signature, { bytes: change(BYTES) })).toBe('signature-bad');
  });

  it('are refused where an invalid byte would decode to the signed text', async () => {
    const signature = await signDetached(market, bytesOf('a\ufffd'));
    const bytes = new Uint8Array([0x61, 0xff]);
    expect(await refusal(signature, { bytes })).toBe('signature-bad');
  });
});

describe('a signature file', () => {
  it('that is missing or empty is refused', async () => {
    expect(await refusal(undefined)).toBe('signature-missing');
    expect(await refusal(new Uint8Array())).toBe('signature-malformed');
  });

  it('that is too large is refused before it is read', async () => {
    expect(await refusal(new Uint8Array(10_000_000))).toBe('signature-too-large');
    const packet = await signPacket(market, BYTES);
    const many = armorSignature(...new Array<Uint8Array>(9).fill(packet));
    expect(await refusal(many)).toBe('signature-too-large');
  });

  it.each<[string, (armored: string) => string]>([
    ['is a web page', () => '<!doctype html>'],
    ['has text before it', (armored) => `Hello\n${armored}`],
    ['has text behind it', (armored) => `${armored}Bye\n`],
    ['is two blocks', (armored) => armored + armored],
    ['is cut', (armored) => armored.slice(0, 150)],
    ['has no end', (armored) => armored.replace(/-----END.*/, '')],
    ['has no blank line', (armored) => armored.replace('\n\n', '\n')],
    ['is labelled as a message', (armored) => armored.replaceAll('SIGNATURE', 'MESSAGE')],
    ['is no base64', (armored) => armored.replace(/\n\n./, '\n\n!')],
    ['is not ASCII', (armored) => armored.replace('\n\n', '\nComment: ä\n\n')],
    ['is empty', (armored) => armored.replace(/\n\n[\s\S]*\n-----END/, '\n\n-----END')],
  ])('that %s is refused', async (_what, change) => {
    const armored = text(await signDetached(market, BYTES));
    expect(await refusal(bytesOf(change(armored)))).toBe('signature-malformed');
  });

  it('that is not armored is refused', async () => {
    expect(await refusal(await signPacket(market, BYTES))).toBe('signature-malformed');
  });

  it('that holds other packets is refused', async () => {
    const packet = await signPacket(market, BYTES);
    expect(await refusal(armorSignature(certificateBytes(market)))).toBe('signature-malformed');
    const critical = new Uint8Array([0xc0 | 38, 1, 0]);
    expect(await refusal(armorSignature(packet, critical))).toBe('signature-malformed');
    expect(await refusal(armorSignature(packet.slice(0, -1)))).toBe('signature-malformed');
    expect(await refusal(armorSignature(bytesOf('plain')))).toBe('signature-malformed');
  });
});

describe('a signature packet', () => {
  it.each([0x01, 0x02, 0x10, 0x18, 0x1f, 0x20, 0x40, 0x50, 0x7f])(
    'of type 0x%s is refused, though the library would not even list it',
    async (type) => {
      const packet = patch(await signPacket(market, BYTES), 1, type);
      expect(await refusal(armorSignature(packet))).toBe('signature-type');
    },
  );

  it('really made in text mode is refused', async () => {
    const signature = await signDetached(market, BYTES, { signatureType: 0x01 });
    expect(await refusal(signature)).toBe('signature-type');
  });

  it('really made as a timestamp is refused', async () => {
    const signature = await signDetached(market, BYTES, { signatureType: 0x40 });
    expect(await refusal(signature)).toBe('signature-type');
  });

  it.each([3, 5, 7, 10])('of version %i proves nothing', async (version) => {
    const good = await signPacket(market, BYTES);
    const odd = patch(good, 0, version);
    expect(await refusal(armorSignature(odd))).toBe('signature-malformed');
    expect(await refusal(armorSignature(odd, good))).toBe('accepted');
  });

  it.each([
    ['SHA-1', enums.hash.sha1],
    ['SHA-224', enums.hash.sha224],
    ['RIPEMD-160', enums.hash.ripemd],
    ['MD5', enums.hash.md5],
  ])('over %s is refused', async (_name, hashAlgorithm) => {
    const key = await makeKey({ kind: 'rsa' });
    const signature = await signDetached(key, BYTES, { hashAlgorithm });
    expect(await refusal(signature, { keys: [key] })).toBe('signature-weak-hash');
  });

  it('of the future is refused beyond five minutes of skew, and the clock is named', async () => {
    const at = (ms: number) => signDetached(market, BYTES, { date: new Date(NOW + ms) });
    expect(await refusal(await at(4 * 60_000))).toBe('accepted');
    expect(await refusal(await at(6 * 60_000))).toBe('signature-future');
    await expect(verify(await at(3_600_000))).rejects.toThrow(/clock/);
  });

  it('that expired is refused, from its very second', async () => {
    const signature = await signDetached(market, BYTES, {
      signatureExpirationTime: 3600,
      signatureNeverExpires: false,
    });
    const end = SIGN_DATE.getTime() + 3_600_000;
    expect(await refusal(signature, { now: end - 1000 })).toBe('accepted');
    expect(await refusal(signature, { now: end })).toBe('signature-expired');
  });

  it('without a signed time is refused', async () => {
    const packet = await signPacket(market, BYTES);
    const { hashed } = readSignaturePacket(readPackets(packet)[0]?.body ?? new Uint8Array());
    expect(hashed[0]?.type).toBe(2);
    // Version, type, two algorithms, two bytes of length, one of subpacket length: then the type "created" becomes a private one.
    expect(await refusal(armorSignature(patch(packet, 7, 100)))).toBe('signature-malformed');
  });

  it('with a critical notation or subpacket that nobody knows is refused', async () => {
    const value = bytesOf('x');
    const rawNotations = [{ name: 'a@example.org', value, humanReadable: true, critical: true }];
    const signature = await signDetached(market, BYTES, { rawNotations });
    expect(await refusal(signature)).toBe('signature-malformed');
    const packet = await signPacket(market, BYTES);
    expect(await refusal(armorSignature(patch(packet, 7, 0x80 | 100)))).toBe('signature-malformed');
  });

  it('older than its key is refused', async () => {
    const date = new Date(KEY_DATE.getTime() - 1000);
    expect(await refusal(await signDetached(market, BYTES, { date }))).toBe('signature-bad');
  });

  it('with any flipped bit in its numbers is refused', async () => {
    const packet = await signPacket(market, BYTES);
    const { length } = readPackets(packet)[0]?.body ?? { length: 0 };
    for (const at of [length - 1, length - 40, length - 70]) {
      const copy = packet.slice();
      const index = copy.length - length + at;
      copy[index] = (copy[index] ?? 0) ^ 1;
      expect(await refusal(armorSignature(copy))).toMatch(/^signature-(bad|malformed)$/);
    }
  });
});

describe('a signer', () => {
  it('who is not configured is refused, with the fingerprints of both', async () => {
    const signature = await signDetached(stranger, BYTES);
    await expect(verify(signature)).rejects.toThrow(
      expect.objectContaining({
        code: 'signer-unknown',
        details: expect.objectContaining({
          found: stranger.fingerprint,
          expected: market.fingerprint,
        }),
      }),
    );
  });

  it('who claims to be another is refused', async () => {
    const packet = await signPacket(stranger, BYTES);
    const from = stranger.secret.keyPacket.getFingerprintBytes() ?? new Uint8Array();
    const to = market.secret.keyPacket.getFingerprintBytes() ?? new Uint8Array();
    const lie = (only: number) => {
      const copy = packet.slice();
      for (let at = 0; at < copy.length - only; at++) {
        const found = from.slice(-only).every((byte, i) => copy[at + i] === byte);
        if (found) copy.set(to.slice(-only), at);
      }
      return armorSignature(copy);
    };
    expect(await refusal(lie(20))).toBe('signature-bad');
    expect(await refusal(lie(8))).toBe('signature-bad');
  });

  it.each(['first', 'last'])('who is unknown and stands %s does not harm', async (place) => {
    const packets = [await signPacket(stranger, BYTES), await signPacket(market, BYTES)];
    if (place === 'last') packets.reverse();
    expect(await refusal(armorSignature(...packets))).toBe('accepted');
  });

  it('who is configured refuses the file by one bad signature, beside any good one', async () => {
    const good = await signPacket(market, BYTES);
    const bad = await signPacket(market, bytesOf('other'));
    const unknown = await signPacket(stranger, BYTES);
    expect(await refusal(armorSignature(good, bad))).toBe('signature-bad');
    expect(await refusal(armorSignature(bad, good))).toBe('signature-bad');
    expect(await refusal(armorSignature(bad, unknown))).toBe('signature-bad');
  });

  it('counts once, however often it signed', async () => {
    const packets = [await signPacket(market, BYTES), await signPacket(market, BYTES)];
    const { evidence } = await verify(armorSignature(...packets));
    expect(evidence.signers).toHaveLength(1);
    expect(await refusal(armorSignature(...packets), { threshold: 2 })).toBe('signature-threshold');
  });

  it('counts with another one towards the threshold', async () => {
    const packets = [await signPacket(market, BYTES), await signPacket(stranger, BYTES)];
    const keys = [market, stranger];
    expect(await refusal(armorSignature(...packets), { keys, threshold: 2 })).toBe('accepted');
    expect(await refusal(armorSignature(...packets), { keys, threshold: 3 })).toBe(
      'signature-threshold',
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('is never asked for a threshold of %d', async (threshold) => {
    const signature = await signDetached(market, BYTES);
    expect(await refusal(signature, { threshold })).toBe('config-invalid');
  });
});

describe('a key', () => {
  it('that expired is refused, also for signatures dated before', async () => {
    const key = await makeKey({ expires: 200 * 86_400 });
    const signature = await signDetached(key, BYTES);
    const end = KEY_DATE.getTime() + 200 * 86_400_000;
    expect(await refusal(signature, { keys: [key], now: end - 1000 })).toBe('accepted');
    expect(await refusal(signature, { keys: [key], now: end })).toBe('key-expired');
    await expect(verify(signature, { keys: [key] })).rejects.toThrow(/renewed key/);
  });

  it('that is a subkey and expired is refused', async () => {
    const subkeys = [{ sign: true, keyExpirationTime: 200 * 86_400 }];
    const key = await makeKey({ subkeys });
    const signature = await signDetached(key, BYTES, { subkey: 0 });
    expect(await refusal(signature, { keys: [key] })).toBe('key-expired');
  });

  it('whose primary key expired is refused', async () => {
    const key = await makeKey({ expires: 200 * 86_400, subkeys: [{ sign: true }] });
    const signature = await signDetached(key, BYTES, { subkey: 0 });
    expect(await refusal(signature, { keys: [key] })).toBe('key-expired');
  });

  it.each([
    ['for no reason', enums.reasonForRevocation.noReason],
    ['as compromised', enums.reasonForRevocation.keyCompromised],
    ['as superseded', enums.reasonForRevocation.keySuperseded],
    ['as retired', enums.reasonForRevocation.keyRetired],
  ])('revoked %s is refused, also for signatures made before', async (_why, flag) => {
    const { privateKey } = await revokeKey({
      key: market.secret,
      reasonForRevocation: { flag },
      date: new Date('2025-09-01T00:00:00Z'),
      format: 'object',
    });
    const signature = await signDetached(market, BYTES);
    expect(await refusal(signature, { keys: [toTestKey(privateKey)] })).toBe('key-revoked');
    // The plain copy beside the revoked one does not bring it back.
    expect(await refusal(signature, { keys: [market, toTestKey(privateKey)] })).toBe('key-revoked');
  });

  it('that is a revoked subkey is refused while the primary key still signs', async () => {
    const key = await makeKey({ subkeys: [{ sign: true }] });
    const bySubkey = await signDetached(key, BYTES, { subkey: 0 });
    const byPrimary = await signDetached(key, BYTES);
    const revoked = await key.secret.subkeys[0]?.revoke(key.secret.keyPacket as never, {
      flag: enums.reasonForRevocation.keyCompromised,
    });
    if (revoked) key.secret.subkeys[0] = revoked;
    const keys = [toTestKey(key.secret)];
    expect(await refusal(bySubkey, { keys })).toBe('key-revoked');
    expect(await refusal(byPrimary, { keys })).toBe('accepted');
  });

  it('that a stranger revoked still counts', async () => {
    const { publicKey } = await revokeKey({ key: stranger.secret, format: 'object' });
    const foreign = readPackets(publicKey.write()).find(({ tag }) => tag === 2);
    const [primary, ...rest] = readPackets(certificateBytes(market)).map(({ bytes }) => bytes);
    const certificate = armorCertificate(
      primary ?? new Uint8Array(),
      foreign?.bytes ?? new Uint8Array(),
      ...rest,
    );
    const signature = await signDetached(market, BYTES);
    expect(await refusal(signature, { keys: [{ ...market, certificate }] })).toBe('accepted');
  });

  it('too short is refused', async () => {
    const key = await makeKey({ kind: 'rsa', rsaBits: 1024 });
    const signature = await signDetached(key, BYTES);
    expect(await refusal(signature, { keys: [key] })).toBe('signature-weak-key');
  });

  it('that only encrypts, or is bound by nobody, is refused', async () => {
    const key = await makeKey({ kind: 'rsa', subkeys: [{ type: 'rsa', rsaBits: 2048 }] });
    const signature = await signDetached(key, BYTES, { subkey: 0 });
    expect(await refusal(signature, { keys: [key] })).toBe('key-unusable');
    const packets = readPackets(certificateBytes(key));
    const subkey = packets.findIndex(({ tag }) => tag === 14);
    const unbound = packets.slice(0, subkey + 1).map(({ bytes }) => bytes);
    const certificate = armorCertificate(...unbound);
    expect(await refusal(signature, { keys: [{ ...key, certificate }] })).toBe('key-unusable');
  });

  it('bound as a subkey of another certificate is refused', async () => {
    const thief = await makeKey({ name: 'Thief' });
    const victim = await makeKey({ subkeys: [{ sign: true }] });
    const signature = await signDetached(victim, BYTES, { subkey: 0 });
    const stolen = readPackets(certificateBytes(victim));
    const subkey = stolen.findIndex(({ tag }) => tag === 14);
    const certificate = armorCertificate(
      certificateBytes(thief),
      ...stolen.slice(subkey).map(({ bytes }) => bytes),
    );
    expect(await refusal(signature, { keys: [{ ...thief, certificate }] })).toBe('key-unusable');
  });
});
