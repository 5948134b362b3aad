/** Certificates that no tool makes, written byte by byte: P06 to P20 of the security rules. */
import { describe, expect, it } from 'vitest';

import { armorSignature, concat, NOW } from '../../fakes/keys.ts';
import {
  bindingTarget,
  created,
  expires,
  flags,
  HASH,
  issuerFingerprintOf,
  keyExpires,
  packet,
  SIGNED,
  subpacket,
  TYPE,
  writeBackSignature,
  writeCertificate,
  writeRevocation,
  writeSignature,
  writeSubkey,
} from '../../fakes/packets.ts';
import { DAY_MS, KEY_MADE, makeRawKey } from '../../fakes/raw-keys.ts';
import { BYTES, rawTrust, refusal, verify } from './judge.ts';

import type { RawFields } from '../../fakes/packets.ts';
import type { RawKey } from '../../fakes/raw-keys.ts';

const primary = makeRawKey();
const subkey = makeRawKey();
const thief = makeRawKey();
const rsa = makeRawKey('rsa');
const certificate = writeCertificate(primary);

const sign = (by: RawKey, fields?: RawFields) => armorSignature(writeSignature(by, BYTES, fields));

/** The verdict on a signature by the subkey under a certificate of these parts. */
const bySubkey = (...parts: Uint8Array[]) =>
  refusal(sign(subkey), { keys: [rawTrust(primary, ...parts)] });
const byPrimary = (...parts: Uint8Array[]) =>
  refusal(sign(primary), { keys: [rawTrust(primary, ...parts)] });

describe('a certificate written byte by byte', () => {
  it.each(['ed25519legacy', 'ed25519', 'rsa', 'p256'] as const)('counts: %s', async (kind) => {
    const key = makeRawKey(kind);
    const keys = [rawTrust(key, writeCertificate(key))];
    for (const hash of [HASH.sha256, HASH.sha384, HASH.sha512]) {
      expect(await refusal(sign(key, { hash }), { keys })).toBe('accepted');
    }
    const changed = concat([BYTES, new Uint8Array([0])]);
    expect(await refusal(sign(key), { keys, bytes: changed })).toBe('signature-bad');
  });

  it('counts with a subkey that agreed', async () => {
    expect(await bySubkey(certificate, writeSubkey(primary, subkey))).toBe('accepted');
  });

  it('P06: is too weak with DSA', async () => {
    const key = makeRawKey('dsa');
    const hash = HASH.sha256;
    const keys = [rawTrust(key, writeCertificate(key, { hash }))];
    expect(await refusal(sign(key, { hash }), { keys })).toBe('signature-weak-key');
  });
});

describe('a key out of its time', () => {
  it.each([
    ['P08: before the signature', SIGNED - DAY_MS],
    ['P09: after the signature', SIGNED + DAY_MS],
  ])('does not count, though it expired %s', async (_when, end) => {
    const more = [flags(3), keyExpires((end - KEY_MADE) / 1000)];
    const keys = [rawTrust(primary, writeCertificate(primary, { more }))];
    expect(await refusal(sign(primary), { keys })).toBe('key-expired');
    await expect(verify(sign(primary), { keys })).rejects.toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          fingerprint: primary.hex,
          userId: 'Raw <raw@example.org>',
          expires: new Date(end).toISOString().replace('.000', ''),
        }),
      }),
    );
  });

  it('P10: does not count as a subkey whose binding gives it an end', async () => {
    for (const end of [SIGNED - DAY_MS, SIGNED + DAY_MS]) {
      const back = subpacket(32, writeBackSignature(primary, subkey).subarray(6));
      const more = [flags(2), back, keyExpires((end - KEY_MADE) / 1000)];
      const bound = writeSubkey(primary, subkey, { more });
      expect(await bySubkey(certificate, bound)).toBe('key-expired');
    }
  });

  it('P11: does not count as a good subkey of a primary key that expired', async () => {
    const more = [flags(3), keyExpires(30 * 86_400)];
    const ended = writeCertificate(primary, { more });
    expect(await bySubkey(ended, writeSubkey(primary, subkey))).toBe('key-expired');
  });

  it('P18: does not count before it is made', async () => {
    const future = NOW + 30 * DAY_MS;
    const key = makeRawKey('ed25519legacy', future);
    const keys = [rawTrust(key, writeCertificate(key, { date: future }))];
    expect(await refusal(sign(key, { date: future }), { keys })).toBe('signature-future');
    expect(await refusal(sign(key), { keys })).not.toBe('accepted');
  });
});

describe('a revoked key', () => {
  const reasons: [string, number | undefined][] = [
    ['no reason', undefined],
    ['reason 0', 0],
    ['superseded', 1],
    ['compromised', 2],
    ['retired', 3],
    ['a reason of tomorrow', 99],
  ];

  it.each(reasons)('P12: does not count, revoked before or after: %s', async (_why, reason) => {
    for (const date of [SIGNED - DAY_MS, SIGNED + DAY_MS]) {
      const revocation = writeRevocation(primary, {
        date,
        ...(reason === undefined ? {} : { reason }),
      });
      const [key, ...rest] = splitPrimary(certificate);
      const revoked = concat([key, revocation, ...rest]);
      expect(await byPrimary(revoked)).toBe('key-revoked');
      expect(await bySubkey(revoked, writeSubkey(primary, subkey))).toBe('key-revoked');
    }
  });

  it('says since when and why', async () => {
    const [key, ...rest] = splitPrimary(certificate);
    const keys = [rawTrust(primary, key, writeRevocation(primary, { reason: 2 }), ...rest)];
    await expect(verify(sign(primary), { keys })).rejects.toThrow(
      expect.objectContaining({
        message: expect.stringContaining('on 2025-06-01T00:00:00Z'),
        details: expect.objectContaining({
          revoked: '2025-06-01T00:00:00Z',
          reason: 'the key was compromised',
        }),
      }),
    );
  });

  it('does not count either when its owner revoked it over MD5', async () => {
    const [key, ...rest] = splitPrimary(writeCertificate(rsa), rsa);
    const revocation = writeRevocation(rsa, { hash: HASH.md5, reason: 2 });
    const keys = [rawTrust(rsa, key, revocation, ...rest)];
    expect(await refusal(sign(rsa), { keys })).toBe('key-revoked');
  });

  it('P12: does not count as a revoked subkey, while the primary key still does', async () => {
    const revocation = writeSignature(primary, bindingTarget(primary, subkey), {
      type: TYPE.subkeyRevocation,
      more: [subpacket(29, [1])],
    });
    const bound = concat([writeSubkey(primary, subkey), revocation]);
    expect(await bySubkey(certificate, bound)).toBe('key-revoked');
    expect(await byPrimary(certificate, bound)).toBe('accepted');
  });

  it('P13: still counts where a stranger revoked it, also under its name', async () => {
    const [key, ...rest] = splitPrimary(certificate);
    const lie = { hashed: [created(SIGNED), issuerFingerprintOf(primary)] };
    for (const by of [
      writeRevocation(primary, { by: thief, reason: 2 }),
      writeRevocation(primary, { by: thief, reason: 2, ...lie, unhashed: [] }),
    ]) {
      expect(await byPrimary(key, by, ...rest)).toBe('accepted');
    }
  });
});

describe('a subkey', () => {
  const back = (fields: Parameters<typeof writeBackSignature>[2]) =>
    writeSubkey(primary, subkey, { back: writeBackSignature(primary, subkey, fields) });

  it.each<[string, () => Uint8Array]>([
    ['without a back signature', () => writeSubkey(primary, subkey, { back: null })],
    ['with one by the primary key', () => back({ by: primary })],
    ['with one by a stranger', () => back({ by: thief })],
    ['with one that expired', () => back({ more: [expires(3600)] })],
    ['with one of another type', () => back({ type: TYPE.binding })],
    ['with one made for a document', () => back({ type: TYPE.binary })],
    [
      'with one that only stands unhashed and is forged',
      () => {
        const forged = subpacket(
          32,
          writeBackSignature(primary, subkey, { by: thief }).subarray(6),
        );
        return writeSubkey(primary, subkey, { back: null, unhashed: [forged] });
      },
    ],
  ])('P14: does not count %s', async (_what, make) => {
    expect(await bySubkey(certificate, make())).toBe('key-unusable');
  });

  it('P14: does not count with a back signature over MD5', async () => {
    const sub = makeRawKey('rsa');
    const agreed = (hash: number) =>
      writeSubkey(primary, sub, { back: writeBackSignature(primary, sub, { hash }) });
    const verdict = (hash: number) =>
      refusal(sign(sub), { keys: [rawTrust(primary, certificate, agreed(hash))] });
    expect(await verdict(HASH.sha256)).toBe('accepted');
    expect(await verdict(HASH.md5)).toBe('key-unusable');
  });

  it('P15: does not count unbound, or bound by a stranger, also under the name of the primary key', async () => {
    const unbound = packet(14, subkey.body);
    expect(await bySubkey(certificate, unbound)).toBe('key-unusable');
    expect(await bySubkey(certificate, writeSubkey(primary, subkey, { by: thief }))).toBe(
      'key-unusable',
    );
    const hashed = [created(KEY_MADE), issuerFingerprintOf(primary)];
    const lie = writeSubkey(primary, subkey, { by: thief, hashed, unhashed: [] });
    expect(await bySubkey(certificate, lie)).toBe('key-unusable');
  });

  it('P16: does not count when it may only encrypt, or nothing', async () => {
    for (const bits of [0x0c, 0x00, 0x20]) {
      const bound = writeSubkey(primary, subkey, { more: [flags(bits)] });
      expect(await bySubkey(certificate, bound)).toBe('key-unusable');
    }
    expect(await bySubkey(certificate, writeSubkey(primary, subkey, { more: [] }))).toBe(
      'key-unusable',
    );
  });
});

describe('a primary key', () => {
  it('P16: does not count when it may only certify, or no flag says what it may', async () => {
    expect(await byPrimary(writeCertificate(primary, { more: [flags(0x01)] }))).toBe(
      'key-unusable',
    );
    expect(await byPrimary(writeCertificate(primary, { more: [] }))).toBe('key-unusable');
  });

  it.each<[string, () => [RawKey, Uint8Array]]>([
    ['by a stranger', () => [primary, writeCertificate(primary, { by: thief })]],
    [
      'by a stranger under its name',
      () => {
        const hashed = [created(KEY_MADE), issuerFingerprintOf(primary)];
        return [primary, writeCertificate(primary, { by: thief, hashed, unhashed: [] })];
      },
    ],
    ['over MD5', () => [rsa, writeCertificate(rsa, { hash: HASH.md5 })]],
  ])('P17: is refused when it is configured, with a self-signature %s', async (_what, make) => {
    const [key, written] = make();
    expect(await refusal(sign(key), { keys: [rawTrust(key, written)] })).toBe('config-invalid');
  });
});

/** The packet of the primary key, and what follows. */
function splitPrimary(written: Uint8Array, of = primary): [Uint8Array, Uint8Array] {
  const end = packet(6, of.body).length;
  return [written.subarray(0, end), written.subarray(end)];
}
