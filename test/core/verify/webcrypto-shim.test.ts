/** The build of OpenPGP.js for the plugin, run where `crypto.subtle` is missing as on a page on plain HTTP. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { enums } from 'openpgp';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { webCryptoShim } from '../../../src/core/verify/webcrypto-shim.ts';
import { makeKey, NOW, signDetached } from '../../fakes/keys.ts';

import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../../..');
const text = new TextDecoder();
const bytes = new TextEncoder().encode('signed content\n');
let folder: string;

/** What the child is given: texts, since it is another process. */
interface Job {
  certificate: string;
  fingerprint: string;
  signature: string;
  content: string;
}

const ENTRY = `
export { createKeyring, verifySigned } from '${root}/src/core/verify/index.ts';
export { DEFAULT_LIMITS } from '${root}/src/core/limits.ts';
export { digest } from '${root}/src/core/digest.ts';
export * as openpgp from 'openpgp';
`;

const CHILD = `
const { webcrypto } = await import('node:crypto');
delete globalThis.crypto;
// A page on plain HTTP still has random numbers.
globalThis.crypto = { getRandomValues: (array) => webcrypto.getRandomValues(array) };
const before = Object.getOwnPropertyNames(globalThis).join();
const { createKeyring, verifySigned, digest, openpgp, DEFAULT_LIMITS: limits } = await import('./entry.js');
const now = ${NOW};
const encode = (text) => new TextEncoder().encode(text);
async function judge({ certificate, fingerprint, signature, content }) {
  try {
    const keyring = await createKeyring({ armored: [certificate], fingerprints: [fingerprint], now, limits });
    const verified = await verifySigned({ path: 'file', bytes: encode(content), signature: encode(signature),
      keyring, threshold: 1, now, limits, level: 'signatures' });
    return verified.evidence.signers[0].fingerprint;
  } catch (error) { return error.code ?? String(error); }
}
async function madeHere(curve) {
  const date = new Date(now - 1000);
  const config = { rejectCurves: new Set() };
  const { privateKey } = await openpgp.generateKey({ type: 'ecc', curve, userIDs: [{ name: 'x' }], date, format: 'object', config });
  const message = await openpgp.createMessage({ binary: encode('x') });
  const signature = await openpgp.sign({ message, signingKeys: privateKey, detached: true, date, config });
  return { certificate: privateKey.toPublic().armor(), fingerprint: privateKey.getFingerprint(), signature, content: 'x' };
}
const jobs = JSON.parse(process.argv[2]);
const verdicts = [];
for (const job of jobs) verdicts.push(await judge(job));
const brainpool = await madeHere('brainpoolP256r1');
console.log(JSON.stringify({
  verdicts,
  digest: await digest(encode('abc')),
  brainpool: (await judge(brainpool)) === brainpool.fingerprint.toUpperCase(),
  secp256k1: await judge(await madeHere('secp256k1')),
  subtle: typeof globalThis.crypto.subtle,
  globals: before === Object.getOwnPropertyNames(globalThis).join(),
}));
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pai-market-shim-'));
  const plugin = join(root, 'scripts/openpgp-plugin.mjs');
  const { openpgpForBrowser } = (await import(plugin)) as { openpgpForBrowser(): Plugin };
  await writeFile(join(folder, 'source.js'), ENTRY);
  await writeFile(join(folder, 'child.mjs'), CHILD);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [openpgpForBrowser()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(folder, 'source.js'), formats: ['es'], fileName: () => 'entry.js' },
    },
  });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function runChild(jobs: Job[]): Promise<Record<string, unknown>> {
  const child = join(folder, 'child.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [child, JSON.stringify(jobs)]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('a page without crypto.subtle', () => {
  it('verifies RSA, Ed25519 and ECDSA signatures, and refuses them over other bytes', async () => {
    const jobs: Job[] = [];
    const expected: string[] = [];
    for (const kind of ['rsa', 'ed25519', 'p256'] as const) {
      const { certificate, fingerprint, ...key } = await makeKey({ kind });
      for (const hashAlgorithm of [enums.hash.sha256, enums.hash.sha512]) {
        const signed = await signDetached({ certificate, fingerprint, ...key }, bytes, {
          hashAlgorithm,
        });
        const job = { certificate, fingerprint, signature: text.decode(signed) };
        jobs.push({ ...job, content: text.decode(bytes) }, { ...job, content: 'other' });
        expected.push(fingerprint, 'signature-bad');
      }
    }
    const result = await runChild(jobs);
    expect(result).toEqual({
      verdicts: expected,
      digest: createHash('sha256').update('abc').digest('hex'),
      brainpool: true,
      secp256k1: 'signature-weak-key',
      subtle: 'undefined',
      globals: true,
    });
  }, 60_000);
});

describe('the shim', () => {
  it.each([
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['SHA-384', 'sha384'],
    ['SHA-512', 'sha512'],
  ])('makes %s', async (name, node) => {
    const found = Buffer.from(await webCryptoShim.digest(name, bytes)).toString('hex');
    expect(found).toBe(createHash(node).update(bytes).digest('hex'));
  });

  it('answers everything else with the name on which the library falls back', async () => {
    const refusal = expect.objectContaining({ name: 'NotSupportedError' });
    await expect(webCryptoShim.digest('MD5', bytes)).rejects.toThrow(refusal);
    await expect(webCryptoShim.importKey()).rejects.toThrow(refusal);
    await expect(webCryptoShim.verify()).rejects.toThrow(refusal);
  });
});
