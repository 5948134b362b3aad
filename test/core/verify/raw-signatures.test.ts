/** Signatures that no tool makes, written byte by byte: P19 to P36 of the security rules. */
import * as openpgp from 'openpgp';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readDetached } from '#core/verify/index.ts';
import { toArmor } from '../../../src/core/verify/armor.ts';
import { armorSignature, certificateBytes, concat, NOW, signPacket } from '../../fakes/keys.ts';
import {
  created,
  expires,
  flags,
  issuerFingerprintOf,
  issuerOf,
  packet,
  SIGNED,
  subpacket,
  writeCertificate,
  writeSignature,
} from '../../fakes/packets.ts';
import { DAY_MS, makeRawKey } from '../../fakes/raw-keys.ts';
import { BYTES, bytesOf, market, rawTrust, refusal, stranger, text } from './judge.ts';

import type { Keyring } from '#core/verify/index.ts';
import type { RawFields } from '../../fakes/packets.ts';
import type { RawKey } from '../../fakes/raw-keys.ts';

const key = makeRawKey();
const modern = makeRawKey('ed25519');

const trust = [key, modern].map((each) => rawTrust(each, writeCertificate(each)));

const packetBy = (by: RawKey, fields?: RawFields) => writeSignature(by, BYTES, fields);
const verdict = (...packets: Uint8Array[]) => refusal(armorSignature(...packets), { keys: trust });
const of = (fields: RawFields, by = key) => verdict(packetBy(by, fields));
const maker = [created(SIGNED), issuerFingerprintOf(key)];

describe('times of a signature', () => {
  it('P19: count only where they are signed', async () => {
    const ended = expires(3600);
    const never = expires(0);
    expect(await of({ more: [ended] })).toBe('signature-expired');
    expect(await of({ more: [ended], unhashed: [issuerOf(key), never] })).toBe('signature-expired');
    expect(await of({ unhashed: [issuerOf(key), ended] })).toBe('accepted');
    expect(await of({ unhashed: [issuerOf(key), created(NOW + DAY_MS)] })).toBe('accepted');
  });

  it('P20: are refused where the time is missing, or not signed', async () => {
    expect(await of({ hashed: [issuerFingerprintOf(key)] })).toBe('signature-malformed');
    const unhashed = [created(SIGNED), issuerOf(key)];
    expect(await of({ hashed: [issuerFingerprintOf(key)], unhashed })).toBe('signature-malformed');
  });

  it('are refused where they stand twice or with a wrong length', async () => {
    expect(await of({ more: [created(SIGNED)] })).toBe('signature-malformed');
    expect(await of({ more: [expires(0), expires(3600)] })).toBe('signature-malformed');
    const short = subpacket(2, [1, 2, 3]);
    expect(await of({ hashed: [short, issuerFingerprintOf(key)] })).toBe('signature-malformed');
  });
});

describe('subpackets', () => {
  const notation = (name: string, critical: boolean) => {
    const bytes = bytesOf(name);
    const body = [0x80, 0, 0, 0, 0, bytes.length, 0, 1, ...bytes, 0x78];
    return subpacket(20, body, critical);
  };

  it.each<[string, Uint8Array, string]>([
    ['a notation', notation('a@example.org', false), 'accepted'],
    ['a critical notation', notation('a@example.org', true), 'signature-malformed'],
    ['a notation __proto__', notation('__proto__', false), 'accepted'],
    ['a critical notation __proto__', notation('__proto__', true), 'signature-malformed'],
    ['an unknown one', subpacket(99, [1]), 'accepted'],
    ['a critical unknown one', subpacket(99, [1], true), 'signature-malformed'],
    ['a critical one for private use', subpacket(105, [1], true), 'signature-malformed'],
    ['a critical one that is known but means nothing here', flags(2), 'accepted'],
    ['a critical time that is understood', subpacket(3, [0, 0, 0, 0], true), 'accepted'],
  ])('P21: with %s', async (_what, more, expected) => {
    expect(await of({ more: [more] })).toBe(expected);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('x' in {}).toBe(false);
  });

  it('that are critical and stand unhashed are anybody’s and do not count', async () => {
    expect(await of({ unhashed: [issuerOf(key), subpacket(99, [1], true)] })).toBe('accepted');
  });

  it('whose lengths do not fit are refused', async () => {
    const { length } = concat(maker);
    const cut = packetBy(key).slice();
    // The length of the hashed area, in the bytes 4 and 5 behind a header of 6.
    for (const wrong of [length + 1, length - 1, 0, 0xffff]) {
      cut.set([wrong >> 8, wrong & 0xff], 10);
      expect(await verdict(cut)).toMatch(/^signature-(malformed|bad)$/);
    }
    expect(await of({ more: [new Uint8Array([0])] })).toBe('signature-malformed');
    expect(await of({ more: [new Uint8Array([255, 255, 255, 255, 255])] })).toBe(
      'signature-malformed',
    );
  });

  it('that name the maker are counted wherever they stand, and must agree', async () => {
    const hashed = [created(SIGNED)];
    expect(await of({ hashed })).toBe('accepted');
    expect(await of({ hashed, unhashed: [issuerFingerprintOf(key)] })).toBe('accepted');
    expect(await of({ hashed, unhashed: [] })).toBe('signature-malformed');
    expect(await of({ unhashed: [issuerOf(modern)] })).toBe('signature-bad');
    expect(await of({ hashed, unhashed: [issuerOf(key), issuerOf(modern)] })).toBe('signature-bad');
    expect(await of({ hashed, unhashed: [subpacket(16, [1, 2, 3])] })).toBe('signature-malformed');
    expect(await of({ hashed, unhashed: [subpacket(33, [4, 1, 2])] })).toBe('signature-malformed');
  });
});

describe('P24: versions', () => {
  it.each([0, 2, 3, 5, 7, 255])('that are not known prove nothing: %i', async (version) => {
    const odd = packetBy(key, { version });
    expect(await verdict(odd)).toBe('signature-malformed');
    expect(await verdict(odd, packetBy(key))).toBe('accepted');
  });

  it('of signature and key must be the same', async () => {
    const body = packetBy(key).slice(6);
    body[0] = 6;
    // Lengths of version 6 have four bytes; none of it is signed any more.
    const { length } = concat(maker);
    const unhashed = issuerOf(key);
    const six = concat([
      body.subarray(0, 4),
      Uint8Array.from([0, 0, 0, length]),
      ...maker,
      Uint8Array.from([0, 0, 0, unhashed.length]),
      unhashed,
      new Uint8Array([0, 0, 32]),
      new Uint8Array(32),
      body.subarray(-68),
    ]);
    expect(await verdict(packet(2, six))).toBe('signature-malformed');
  });
});

describe('P27 and P36: what is no detached signature', () => {
  const sign = async (fields: object) =>
    openpgp.sign({ signingKeys: market.secret, date: new Date(SIGNED), ...fields } as never);

  it('is refused as such', async () => {
    const inline = String(await sign({ message: await openpgp.createMessage({ binary: BYTES }) }));
    const clear = String(
      await sign({ message: await openpgp.createCleartextMessage({ text: text(BYTES) }) }),
    );
    for (const signed of [inline, clear, inline.replaceAll('MESSAGE', 'SIGNATURE')]) {
      expect(await refusal(bytesOf(signed))).toBe('signature-malformed');
    }
    expect(await refusal(bytesOf(market.certificate))).toBe('signature-malformed');
    const relabelled = market.certificate.replaceAll('PUBLIC KEY BLOCK', 'SIGNATURE');
    expect(await refusal(bytesOf(relabelled))).toBe('signature-malformed');
  });

  it('is refused beside a good signature, too', async () => {
    const good = await signPacket(market, BYTES);
    const beside = (...others: Uint8Array[]) => refusal(armorSignature(good, ...others));
    expect(await beside(certificateBytes(market))).toBe('signature-malformed');
    expect(await beside(packet(38, new Uint8Array([0])))).toBe('signature-malformed');
    // Marker, literal data, one-pass signature, padding, and one of private use.
    for (const tag of [10, 11, 4, 21, 60]) {
      expect(await beside(packet(tag, bytesOf('PGP')))).toBe('signature-malformed');
    }
  });
});

describe('P29: a flood', () => {
  /** Any look at a key would be noticed. */
  const untouched = new Proxy({} as Keyring, {
    get: () => {
      throw new Error('a key was looked at');
    },
  });
  const judge = (signature: Uint8Array) =>
    readDetached({
      path: 'spec.json',
      signature,
      keyring: untouched,
      threshold: 1,
      now: NOW,
      limits: DEFAULT_LIMITS,
    });

  it.each<[string, () => Uint8Array]>([
    ['10 MB', () => new Uint8Array(10_000_000).fill(0x2d)],
    ['2,000 signatures', () => armorSignature(...Array<Uint8Array>(2000).fill(packetBy(key)))],
    ['9 signatures', () => armorSignature(...Array<Uint8Array>(9).fill(packetBy(key)))],
    [
      '20,000 empty packets',
      () => armorSignature(new Uint8Array(40_000).map((_, i) => (i % 2 ? 0 : 0xc2))),
    ],
    [
      '200 KB of armor headers',
      () => {
        const header = `Comment: ${'x'.repeat(60)}\n`;
        const armored = toArmor('SIGNATURE', packetBy(key));
        return bytesOf(armored.replace('\n\n', `\n${header.repeat(3000)}\n`));
      },
    ],
  ])('of %s is refused before any key is looked at', async (_what, make) => {
    await expect(judge(make())).rejects.toThrow(
      expect.objectContaining({ code: 'signature-too-large' }),
    );
  });
});

describe('P32: a file of keys', () => {
  it('with two certificates trusts only those that are pinned', async () => {
    const both = { ...market, certificate: `${market.certificate}\n${stranger.certificate}` };
    const byStranger = armorSignature(await signPacket(stranger, BYTES));
    expect(await refusal(byStranger, { keys: [both] })).toBe('signer-unknown');
    const pinned = { ...both, fingerprint: stranger.fingerprint };
    expect(await refusal(byStranger, { keys: [pinned] })).toBe('accepted');
    const wrong = { ...both, fingerprint: '0'.repeat(40) };
    expect(await refusal(byStranger, { keys: [wrong] })).toBe('config-key-pin');
  });
});
