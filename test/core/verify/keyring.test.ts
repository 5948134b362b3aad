import { readKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring, readFingerprints, toArmoredCertificate } from '#core/verify/index.ts';
import { readPackets } from '../../../src/core/verify/packets.ts';
import { armorCertificate, certificateBytes, makeKey, NOW } from '../../fakes/keys.ts';

import type { TestKey } from '../../fakes/keys.ts';

const limits = DEFAULT_LIMITS;
let one: TestKey;
let two: TestKey;

beforeAll(async () => {
  one = await makeKey({ name: 'One', subkeys: [{ sign: true }] });
  two = await makeKey({ name: 'Two' });
});

function keyring(armored: string[], fingerprints: string[], now = NOW) {
  return createKeyring({ armored, fingerprints, now, limits });
}

async function codeOf(armored: string[], fingerprints: string[]): Promise<string> {
  const error: unknown = await keyring(armored, fingerprints).catch((thrown: unknown) => thrown);
  return (error as { code: string }).code;
}

describe('the keyring', () => {
  it('lists the pinned certificates', async () => {
    const { certificates } = await keyring([one.certificate], [one.fingerprint]);
    expect(certificates).toEqual([
      { fingerprint: one.fingerprint, userIds: ['One <market@example.org>'] },
    ]);
  });

  it('takes fingerprints with spaces and in lower case', async () => {
    const spaced = one.fingerprint.toLowerCase().replace(/(.{4})/g, '$1 ');
    expect((await keyring([one.certificate], [spaced])).certificates).toHaveLength(1);
  });

  it('reads every block of a text, also with words around', async () => {
    const text = `Keys of the market\n${one.certificate}\nand\n${two.certificate}`;
    const { certificates } = await keyring([text], [one.fingerprint, two.fingerprint]);
    expect(certificates.map(({ fingerprint }) => fingerprint)).toEqual([
      one.fingerprint,
      two.fingerprint,
    ]);
  });

  it('reads every certificate of a block', async () => {
    const text = armorCertificate(certificateBytes(one), certificateBytes(two));
    expect(await readFingerprints([text], limits)).toEqual([one.fingerprint, two.fingerprint]);
  });

  it('does not count a certificate that no fingerprint pins', async () => {
    const { certificates } = await keyring([one.certificate, two.certificate], [two.fingerprint]);
    expect(certificates.map(({ problem }) => problem)).toEqual(['config-key-pin', undefined]);
  });

  it('puts the armor on a binary certificate', async () => {
    const armored = toArmoredCertificate(certificateBytes(one));
    expect(await readFingerprints([armored], limits)).toEqual([one.fingerprint]);
    expect(toArmoredCertificate(new TextEncoder().encode(one.certificate))).toBe(one.certificate);
    const marked = new TextEncoder().encode(`\ufeff${one.certificate}`);
    expect(toArmoredCertificate(marked)).toBe(one.certificate);
  });

  it('keeps a revocation that only one of two copies has', async () => {
    const { publicKey } = await revokeKey({ key: one.secret, format: 'object' });
    for (const copies of [
      [one.certificate, publicKey.armor()],
      [publicKey.armor(), one.certificate],
    ]) {
      const { certificates } = await keyring(copies, [one.fingerprint]);
      expect(certificates).toMatchObject([{ problem: 'key-revoked' }]);
    }
  });

  it('says when a certificate has expired or is too weak', async () => {
    const expired = await makeKey({ expires: 3600 });
    const weak = await makeKey({ kind: 'rsa', rsaBits: 1024 });
    const { certificates } = await keyring(
      [expired.certificate, weak.certificate],
      [expired.fingerprint, weak.fingerprint],
    );
    expect(certificates.map(({ problem }) => problem)).toEqual([
      'key-expired',
      'signature-weak-key',
    ]);
  });
});

describe('a configuration without usable keys', () => {
  it('is refused with a secret key, whatever its label says', async () => {
    expect(await codeOf([one.secret.armor()], [one.fingerprint])).toBe('config-key-secret');
    const mislabelled = armorCertificate(one.secret.write());
    expect(await codeOf([mislabelled], [one.fingerprint])).toBe('config-key-secret');
  });

  it('never shows anything of a secret key', async () => {
    await expect(keyring([one.secret.armor()], [one.fingerprint])).rejects.not.toThrow(
      /[A-Za-z0-9+/]{40}/,
    );
  });

  it.each([
    ['no text', []],
    ['an empty text', ['']],
    ['a web page', ['<!doctype html><title>404</title>']],
  ])('is refused as missing with %s', async (_what, armored) => {
    expect(await codeOf(armored, [one.fingerprint])).toBe('config-key-missing');
  });

  it('is refused with a block that was cut off', async () => {
    const cut = one.certificate.slice(0, 300);
    expect(await codeOf([cut], [one.fingerprint])).toBe('config-invalid');
    const noData = one.certificate.replace(/\n\n[\s\S]*\n-----END/, '\n\n-----END');
    expect(await codeOf([noData], [one.fingerprint])).toBe('config-invalid');
  });

  it('is refused with a block of another kind', async () => {
    const message = one.certificate.replaceAll('PUBLIC KEY BLOCK', 'MESSAGE');
    expect(await codeOf([message], [one.fingerprint])).toBe('config-invalid');
  });

  it('is refused with a certificate that has no valid signature of its own', async () => {
    const packets = readPackets(certificateBytes(one));
    const bare = packets.filter(({ tag }) => tag === 6 || tag === 13).map(({ bytes }) => bytes);
    expect(await codeOf([armorCertificate(...bare)], [one.fingerprint])).toBe('config-invalid');
    const foreign = readPackets(certificateBytes(two)).filter(({ tag }) => tag === 2);
    const wrong = armorCertificate(...bare, ...foreign.map(({ bytes }) => bytes));
    expect(await codeOf([wrong], [one.fingerprint])).toBe('config-invalid');
  });

  it('is refused with a revocation that lies beside its certificate, and says what to do', async () => {
    const { publicKey } = await revokeKey({ key: one.secret, format: 'object' });
    const [revocation] = readPackets(publicKey.write()).filter(({ tag }) => tag === 2);
    const bare = armorCertificate(revocation?.bytes ?? new Uint8Array());
    await expect(keyring([one.certificate, bare], [one.fingerprint])).rejects.toThrow(
      expect.objectContaining({
        code: 'config-invalid',
        message: expect.stringMatching(/import it with gpg/),
      }),
    );
  });

  it('is refused with a text beyond the limit', async () => {
    const long = one.certificate + ' '.repeat(limits.keyBytes);
    expect(await codeOf([long], [one.fingerprint])).toBe('config-invalid');
  });

  it('is refused without fingerprints', async () => {
    expect(await codeOf([one.certificate], [])).toBe('config-key-pin');
  });

  it('is refused with a fingerprint of none of the keys', async () => {
    expect(await codeOf([one.certificate], [two.fingerprint])).toBe('config-key-pin');
    expect(await codeOf([one.certificate], [one.fingerprint, two.fingerprint])).toBe(
      'config-key-pin',
    );
  });

  it('is refused with a key ID in the place of a fingerprint', async () => {
    expect(await codeOf([one.certificate], [one.fingerprint.slice(-16)])).toBe('config-key-pin');
  });

  it('is refused with the fingerprint of a subkey, and names the primary key', async () => {
    const key = await readKey({ armoredKey: one.certificate });
    const subkey = key.subkeys[0]?.getFingerprint() ?? '';
    await expect(keyring([one.certificate], [subkey])).rejects.toThrow(
      expect.objectContaining({
        code: 'config-key-pin',
        message: expect.stringContaining(`its primary key ${one.fingerprint}`),
      }),
    );
  });
});
