import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { digest, sha256 } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { acceptUnsigned, createKeyring, verifyPinned, verifySigned } from '#core/verify/index.ts';
import { makeKey, NOW, signDetached } from '../../fakes/keys.ts';

const bytes = new TextEncoder().encode('content\n');
const pin = { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
const wrong = { ...pin, sha256: '0'.repeat(64) };
const path = 'packages/a/1.0.0/license.txt';

describe('a digest', () => {
  it('is SHA-256 in lower-case hexadecimal, whichever code makes it', async () => {
    expect(sha256(bytes)).toBe(pin.sha256);
    expect(await digest(bytes)).toBe(pin.sha256);
    expect(sha256(new Uint8Array())).toMatch(/^e3b0c442/);
  });
});

describe('a pinned file', () => {
  it('needs no signature of its own', async () => {
    const input = { path, bytes, pin, level: 'signatures', digestCode: 'license-digest' } as const;
    const { evidence } = await verifyPinned(input);
    expect(evidence).toEqual({
      level: 'signatures',
      signers: [],
      sha256: pin.sha256,
      pinned: true,
    });
  });

  it('is refused by the code of its kind when the bytes differ', async () => {
    const input = { path, bytes, level: 'signatures', digestCode: 'archive-digest' } as const;
    await expect(verifyPinned({ ...input, pin: wrong })).rejects.toThrow(
      expect.objectContaining({
        code: 'archive-digest',
        details: { file: path, found: pin.sha256, expected: wrong.sha256 },
      }),
    );
    for (const size of [pin.size - 1, pin.size + 1]) {
      const sized = { ...input, pin: { ...pin, size }, sizeCode: 'archive-size' } as const;
      await expect(verifyPinned(sized)).rejects.toThrow(
        expect.objectContaining({ code: 'archive-size' }),
      );
    }
  });

  it('is compared with its pin before its signature is looked at', async () => {
    const key = await makeKey();
    const keyring = await createKeyring({
      armored: [key.certificate],
      fingerprints: [key.fingerprint],
      now: NOW,
      limits: DEFAULT_LIMITS,
    });
    const input = {
      path,
      bytes,
      keyring,
      threshold: 1,
      now: NOW,
      limits: DEFAULT_LIMITS,
      level: 'signatures',
      digestCode: 'spec-digest',
    } as const;
    const signature = await signDetached(key, bytes);
    await expect(verifySigned({ ...input, signature: undefined, pin: wrong })).rejects.toThrow(
      expect.objectContaining({ code: 'spec-digest' }),
    );
    const { evidence } = await verifySigned({ ...input, signature, pin });
    expect(evidence).toMatchObject({ pinned: true, signers: [{ hash: 'SHA-512' }] });
  });
});

describe('a file that nobody vouches for', () => {
  it('says so in its evidence, and still keeps to a digest where one is given', async () => {
    const { evidence } = await acceptUnsigned({ path, bytes, pin });
    expect(evidence).toEqual({ level: 'off', signers: [], sha256: pin.sha256, pinned: false });
    await expect(acceptUnsigned({ path, bytes, pin: wrong })).rejects.toThrow(
      expect.objectContaining({ code: 'file-digest' }),
    );
  });
});
