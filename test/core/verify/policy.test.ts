import { enums } from 'openpgp';
import { describe, expect, it } from 'vitest';

import { readPackets, readSignaturePacket } from '../../../src/core/verify/packets.ts';
import {
  armorSignature,
  KEY_DATE,
  makeKey,
  NOW,
  SIGN_DATE,
  signDetached,
  signPacket,
} from '../../fakes/keys.ts';
import { BYTES, bytesOf, market, patch, refusal, stranger, verify } from './judge.ts';

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
