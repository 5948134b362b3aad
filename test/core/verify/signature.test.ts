import { enums, reformatKey } from 'openpgp';
import { describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import {
  armorSignature,
  certificateBytes,
  concat,
  makeKey,
  signDetached,
  signPacket,
  toTestKey,
} from '../../fakes/keys.ts';
import { BYTES, bytesOf, market, refusal, text, verify } from './judge.ts';

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
