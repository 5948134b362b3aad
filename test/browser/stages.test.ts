import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';

import { makeKey, NOW, signDetached } from '../fakes/keys.ts';
import { makeZip } from '../fakes/zip.ts';
import { startStages, STRICT_POLICY } from './stages.ts';

import type { Stages } from './stages.ts';

const bytes = new TextEncoder().encode('signed content\n');
const market = await makeKey();
const certificates = [new TextEncoder().encode(market.certificate)];
const signature = await signDetached(market, bytes);
const started: Stages[] = [];
afterAll(() => Promise.all(started.map((stages) => stages.close())));

async function start(...where: Parameters<typeof startStages>): Promise<Stages> {
  const stages = await startStages(...where);
  started.push(stages);
  return stages;
}

const digestOf = (content: Uint8Array | string) =>
  createHash('sha256').update(content).digest('hex');

describe.each([
  ['a secure page', 'secure', undefined, { isSecure: true, hasSubtle: true, hasWebAssembly: true }],
  [
    'a secure page with a strict policy',
    'secure',
    STRICT_POLICY,
    { isSecure: true, hasSubtle: true, hasWebAssembly: false },
  ],
  ['plain HTTP', 'plain', undefined, { isSecure: false, hasSubtle: false, hasWebAssembly: true }],
  [
    'plain HTTP with a strict policy',
    'plain',
    STRICT_POLICY,
    { isSecure: false, hasSubtle: false, hasWebAssembly: false },
  ],
] as const)('a worker of %s', (_where, host, csp, world) => {
  it('verifies and unpacks', async () => {
    const stages = await start(host, csp);
    expect(await stages.world()).toEqual(world);
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
