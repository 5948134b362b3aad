import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { makeKey, NOW, signDetached } from '../fakes/keys.ts';
import { makeZip } from '../fakes/zip.ts';
import { stagesOf, WORLDS } from './worlds.ts';

const bytes = new TextEncoder().encode('signed content\n');
const market = await makeKey();
const certificates = [new TextEncoder().encode(market.certificate)];
const signature = await signDetached(market, bytes);
const digestOf = (content: Uint8Array | string) =>
  createHash('sha256').update(content).digest('hex');

describe.each(WORLDS)('a worker of $where', (world) => {
  it('verifies and unpacks', async () => {
    const stages = await stagesOf(world);
    expect(await stages.world()).toEqual({
      isSecure: world.host === 'secure',
      hasSubtle: world.host === 'secure',
      hasWebAssembly: world.csp === undefined,
    });
    const input = { bytes, signature, certificates, now: NOW };
    expect(await stages.verify(input)).toMatchObject({
      evidence: { sha256: digestOf(bytes), signers: [{ fingerprint: market.fingerprint }] },
    });
    const other = { ...input, bytes: new Uint8Array([1]) };
    expect(await stages.verifyAll([other, { ...input, signature: undefined }])).toMatchObject([
      { code: 'signature-bad' },
      { code: 'signature-missing' },
    ]);
    const content = 'x'.repeat(50_000);
    const archive = makeZip([
      { name: 'a.txt', content },
      { name: 'b.txt', content: 'b' },
    ]);
    expect(await stages.unpack({ bytes: archive })).toEqual({
      entries: [
        { name: 'a.txt', size: 50_000, sha256: digestOf(content) },
        { name: 'b.txt', size: 1, sha256: digestOf('b') },
      ],
    });
    expect(await stages.unpack({ bytes: archive.subarray(1) })).toMatchObject({
      code: 'zip-layout',
    });
  });
});
