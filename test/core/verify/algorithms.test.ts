/** The library is given the hash of the file by a field that it does not document: these tests fail when it no longer reads it. */
import * as openpgp from 'openpgp';
import { describe, expect, it } from 'vitest';

import { createHashing } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring, readDetached, verifySigned } from '#core/verify/index.ts';
import { finishSignatures } from '../../../src/core/verify/signature.ts';
import { ALGORITHMS, CONTENT, makeAlgorithmJob } from '../../fakes/algorithms.ts';
import { NOW } from '../../fakes/keys.ts';
import { refusal } from './judge.ts';

import type { Hashing } from '#core/digest.ts';
import type { TestKey } from '../../fakes/keys.ts';

async function detach(key: TestKey, signature: Uint8Array) {
  const limits = DEFAULT_LIMITS;
  const armored = [key.certificate];
  const keyring = await createKeyring({
    armored,
    fingerprints: [key.fingerprint],
    now: NOW,
    limits,
  });
  const input = { path: 'file', signature, keyring, threshold: 1, now: NOW, limits };
  return { input, detached: await readDetached(input) };
}

describe.each(Object.keys(ALGORITHMS))('a signature by %s', (name) => {
  it('holds for its file and for no other', async () => {
    const { key, signatures, ofNothing } = await makeAlgorithmJob(name);
    const keys = [key];
    for (const signature of signatures) {
      expect(await refusal(signature, { keys, bytes: CONTENT })).toBe('accepted');
      const other = new TextEncoder().encode('other content\n');
      expect(await refusal(signature, { keys, bytes: other })).toBe('signature-bad');
      expect(await refusal(signature, { keys, bytes: new Uint8Array() })).toBe('signature-bad');
    }
    // The library gets an empty file beside the hash: a signature of an empty file must not pass for any file.
    expect(await refusal(ofNothing, { keys, bytes: new Uint8Array() })).toBe('accepted');
    expect(await refusal(ofNothing, { keys, bytes: CONTENT })).toBe('signature-bad');
  });

  it('does not hold when any bit of the hash is another', async () => {
    const { key, signatures } = await makeAlgorithmJob(name);
    const { detached } = await detach(key, signatures.at(-1) ?? new Uint8Array());
    const hashing = await createHashing(detached.hashes, CONTENT.length);
    hashing.update(CONTENT, 0);
    expect(await finishSignatures(detached, hashing)).toHaveLength(1);
    for (const bit of [0, 8, 17, 100, 255]) {
      const flipped: Hashing = {
        ...hashing,
        async finish(wish, tail) {
          const hash = await hashing.finish(wish, tail);
          hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return hash;
        },
      };
      await expect(finishSignatures(detached, flipped)).rejects.toThrow(
        expect.objectContaining({ code: 'signature-bad' }),
      );
    }
  });

  it('is finished with what was hashed while the file arrived', async () => {
    const { key, signatures } = await makeAlgorithmJob(name);
    for (const signature of signatures) {
      const { input, detached } = await detach(key, signature);
      const hashing = await createHashing(['SHA-256', ...detached.hashes]);
      hashing.update(CONTENT.subarray(0, 4), 0);
      hashing.update(CONTENT.subarray(4), 4);
      const given = { ...input, bytes: CONTENT, level: 'signatures', detached, hashing } as const;
      expect((await verifySigned(given)).evidence.signers).toHaveLength(1);
      // What was hashed counts only when it was all of the file.
      const short = await createHashing(['SHA-256', ...detached.hashes]);
      short.update(CONTENT.subarray(0, 4), 0);
      expect((await verifySigned({ ...given, hashing: short })).evidence.signers).toHaveLength(1);
    }
  });
});

describe('OpenPGP.js', () => {
  it('checks the hash that it is given in the place of its own', async () => {
    const { key, signatures } = await makeAlgorithmJob('Ed25519');
    const [binarySignature] = signatures.map((armored) => new TextDecoder().decode(armored));
    const signature = await openpgp.readSignature({ armoredSignature: binarySignature ?? '' });
    const verify = async () => {
      const { signatures: found } = await openpgp.verify({
        message: await openpgp.createMessage({ binary: new Uint8Array() }),
        signature,
        verificationKeys: await openpgp.readKey({ armoredKey: key.certificate }),
        date: new Date(NOW),
      });
      return found[0]?.verified;
    };
    await expect(verify()).rejects.toThrow('Signed digest did not match');
    Object.assign(signature.packets[0] ?? {}, { hashed: new Uint8Array(32) });
    await expect(verify()).rejects.toThrow('Signed digest did not match');
  });
});
