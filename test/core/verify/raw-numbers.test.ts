/** P31: the numbers at the end of a signature, changed in every way that some reader somewhere took. */
import { describe, expect, it } from 'vitest';

import { armorSignature, concat } from '../../fakes/keys.ts';
import { HASH, SIGNED, writeCertificate, writeSignature } from '../../fakes/packets.ts';
import { makeRawKey, mpi } from '../../fakes/raw-keys.ts';
import { BYTES, rawTrust, refusal } from './judge.ts';

import type { RawFields } from '../../fakes/packets.ts';
import type { RawKey } from '../../fakes/raw-keys.ts';

const key = makeRawKey();
const modern = makeRawKey('ed25519');
const p256 = makeRawKey('p256');
const rsa = makeRawKey('rsa');
const trust = [key, modern, p256, rsa].map((each) => rawTrust(each, writeCertificate(each)));

const packetBy = (by: RawKey, fields?: RawFields) => writeSignature(by, BYTES, fields);
const verdict = (...packets: Uint8Array[]) => refusal(armorSignature(...packets), { keys: trust });
const of = (fields: RawFields, by = key) => verdict(packetBy(by, fields));

describe('numbers of a signature', () => {
  const L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const big = (value: bigint) =>
    mpi(new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex')));
  const zero = mpi(new Uint8Array());

  /** S + L: the same point, and so a second signature of everything. */
  function plusOrder(s: Uint8Array): Uint8Array {
    let value = L;
    for (const [i, byte] of s.entries()) value += BigInt(byte) << BigInt(8 * i);
    return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
  }

  it.each<[string, RawKey, (numbers: Uint8Array) => Uint8Array]>([
    ['R = S = 0 of Ed25519', modern, () => new Uint8Array(64)],
    ['S + L of Ed25519', modern, (n) => concat([n.subarray(0, 32), plusOrder(n.subarray(32))])],
    ['R = S = 0 of Ed25519 as gpg writes it', key, () => concat([zero, zero])],
    ['r = s = 0 of ECDSA', p256, () => concat([zero, zero])],
    ['r = s = 1 of ECDSA', p256, () => concat([big(1n), big(1n)])],
    ['r = n of ECDSA', p256, (n) => concat([big(P256_ORDER), n.subarray(34)])],
    ['s = n of ECDSA', p256, (n) => concat([n.subarray(0, 34), big(P256_ORDER)])],
    ['s = 0 of RSA', rsa, () => zero],
    ['s = 1 of RSA', rsa, () => big(1n)],
  ])('%s are refused', async (_what, by, numbers) => {
    expect(await of({ numbers }, by)).toBe('signature-bad');
  });

  it('S + L of Ed25519 as gpg writes it are refused', async () => {
    const numbers = (made: Uint8Array) => {
      const start = 2 + (((made[0] ?? 0) * 256 + (made[1] ?? 0) + 7) >> 3);
      const s = made.subarray(start + 2);
      const padded = new Uint8Array(32);
      padded.set(s, 32 - s.length);
      return concat([made.subarray(0, start), mpi(plusOrder(padded))]);
    };
    expect(await of({ numbers })).toBe('signature-bad');
  });

  it.each([
    ['Ed25519', modern],
    ['Ed25519 as gpg writes it', key],
    ['ECDSA', p256],
    ['RSA', rsa],
  ])('with any bit flipped are refused: %s', async (_what, by) => {
    const good = packetBy(by);
    // The whole end of the packet: the first bytes of the hash, and the numbers with their lengths.
    for (let back = 1; back < 60; back += 4) {
      const flipped = good.slice();
      const at = flipped.length - back;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (back % 8));
      expect(await verdict(flipped)).toMatch(/^signature-(bad|malformed)$/);
    }
  });

  it('that are cut off, or go on, are refused', async () => {
    for (const by of [key, modern, p256, rsa]) {
      const cut = (numbers: Uint8Array) => numbers.subarray(0, -1);
      const more = (numbers: Uint8Array) => concat([numbers, new Uint8Array([0])]);
      expect(await of({ numbers: cut }, by)).toBe('signature-malformed');
      expect(await of({ numbers: more }, by)).toBe('signature-malformed');
    }
  });

  it('do not help when the first two bytes of the hash are wrong, or its name is another', async () => {
    expect(await of({ left: new Uint8Array([1, 2]) })).toBe('signature-bad');
    const swapped = packetBy(key, { hash: HASH.sha256 }).slice();
    swapped[9] = HASH.sha512;
    expect(await verdict(swapped)).toBe('signature-bad');
    const other = packetBy(key).slice();
    other[8] = 27;
    expect(await verdict(other)).toMatch(/^signature-(bad|malformed)$/);
  });

  it('of RSA may begin with zeros, which leaves them shorter', async () => {
    let size = 0;
    const numbers = (made: Uint8Array) => {
      size = made.length;
      return made;
    };
    // One of 256 begins with a zero; the time makes each another one.
    for (let date = SIGNED; ; date += 1000) {
      const signature = packetBy(rsa, { date, numbers });
      if (size === 2 + 256) continue;
      expect(await verdict(signature)).toBe('accepted');
      return;
    }
  });
});
