import { enums, reformatKey, revokeKey } from 'openpgp';
import { describe, expect, it } from 'vitest';

import { readPackets } from '../../../src/core/verify/packets.ts';
import {
  armorCertificate,
  certificateBytes,
  KEY_DATE,
  makeKey,
  SIGN_DATE,
  signDetached,
  toTestKey,
} from '../../fakes/keys.ts';
import { BYTES, market, refusal, stranger, verify } from './judge.ts';

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

  it('whose old user ID was taken back still counts, for signatures from before the new one too', async () => {
    const key = await makeKey();
    const signature = await signDetached(key, BYTES);
    const { privateKey } = await reformatKey({
      privateKey: key.secret,
      userIDs: [{ name: 'New name' }],
      date: new Date('2025-09-01T00:00:00Z'),
      format: 'object',
    });
    const [old] = key.secret.users;
    // As gpg's --quick-revoke-uid does: without a reason, so that it counts for all times.
    const revoked = await old?.revoke(key.secret.keyPacket as never, undefined, SIGN_DATE);
    if (revoked) privateKey.users.push(revoked);
    const keys = [toTestKey(privateKey)];
    const { evidence } = await verify(signature, { keys });
    expect(evidence.signers).toMatchObject([{ fingerprint: key.fingerprint }]);
    expect(await refusal(signature, { keys, bytes: new Uint8Array([1]) })).toBe('signature-bad');
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
