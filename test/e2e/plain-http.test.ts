/** Signatures on a page without crypto.subtle and under a strict policy: every kind of key that publishers use is verified in JavaScript. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeMarket } from './made-market.ts';
import { PLAIN_HOST, startWorld } from './rig.ts';

import type { MarketBehaviour } from '../../sandbox/market-server.ts';
import type { MadeMarket } from './made-market.ts';
import type { Page } from 'playwright-core';
import type { World, WorldOptions } from './rig.ts';

const FOLDER = 'packages/hello/1.0.0';

interface Kind {
  key: Pick<openpgp.KeyOptions, 'type' | 'rsaBits' | 'curve'>;
  hash: 'sha256' | 'sha512';
}

const KINDS: [name: string, kind: Kind][] = [
  ['RSA-4096 with SHA-512', { key: { type: 'rsa', rsaBits: 4096 }, hash: 'sha512' }],
  ['Ed25519 with SHA-512', { key: { type: 'curve25519' }, hash: 'sha512' }],
  [
    'Ed25519 as gpg writes it, with SHA-512',
    { key: { type: 'ecc', curve: 'ed25519Legacy' }, hash: 'sha512' },
  ],
  ['ECDSA P-256 with SHA-256', { key: { type: 'ecc', curve: 'nistP256' }, hash: 'sha256' }],
];

let made: MadeMarket;
let world: World | undefined;
beforeAll(async () => {
  made = await makeMarket();
});
afterAll(() => made.remove());
afterEach(() => world?.close());

/** Signs the market anew and gives its configuration. */
async function signWith({ key, hash }: Kind): Promise<Pick<WorldOptions, 'folder' | 'config'>> {
  const { privateKey } = await openpgp.generateKey({
    ...key,
    userIDs: [{ name: 'Market' }],
    format: 'object',
  } as openpgp.KeyOptions & { format: 'object' });
  for (const file of ['spec.json', 'archive.zip']) {
    const path = join(made.folder, FOLDER, file);
    const signature = await openpgp.sign({
      message: await openpgp.createMessage({ binary: new Uint8Array(readFileSync(path)) }),
      signingKeys: privateKey,
      detached: true,
      config: { preferredHashAlgorithm: openpgp.enums.hash[hash] },
    });
    writeFileSync(`${path}.asc`, String(signature));
  }
  const keys = [privateKey.toPublic().armor()];
  const fingerprints = [privateKey.getFingerprint().toUpperCase()];
  return { folder: made.folder, config: (config) => ({ ...config, keys, fingerprints }) };
}

/** Changes one bit of one file on its way to the browser. */
function spoil(file: string): MarketBehaviour {
  return {
    rewrite(path, bytes) {
      if (!path.endsWith(file)) return bytes;
      const changed = Buffer.from(bytes);
      const middle = changed.length >> 1;
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      return changed;
    },
  };
}

describe.each(KINDS)('on plain HTTP under a strict policy, signatures by %s', (name, kind) => {
  it('verify, and refuse a spec and an archive that was changed by one bit', async () => {
    world = await startWorld({ sandbox: { csp: true }, ...(await signWith(kind)) });
    const { market, sandbox } = world;
    // What is free stands on the page of a verified package; the installer asks for more.
    const FREE = /^\/rest-server\/api\/v2\/(?:users\/demo|virtual-clusters)$/;
    const toCluster = () =>
      sandbox.portal.log.entries.filter(
        ({ url }) => url.startsWith('/rest-server/') && !FREE.test(url),
      );

    market.behaviour = spoil('spec.json');
    await refusal(await openPage(world), 'signature-bad');
    market.behaviour = spoil('archive.zip');
    const page = await openPage(world);
    await page.getByText('Evidence', { exact: true }).click();
    await page.getByText(name.endsWith('SHA-256') ? ', SHA-256' : ', SHA-512').waitFor();
    await press(page, 'Install', 'Accept');
    await refusal(page, 'archive-digest');
    expect(toCluster()).toEqual([]);

    market.behaviour = {};
    const good = await openPage(world);
    await press(good, 'Install', 'Accept');
    await good.getByLabel('Job name', { exact: true }).waitFor();
    expect(toCluster()).not.toEqual([]);
  });
});

/** In a context of its own, so that no cache stands between the market and the page. */
async function openPage({ open }: World): Promise<Page> {
  const { page } = await open({ host: PLAIN_HOST, hash: '#/p/test-market/hello' });
  const context = () => [isSecureContext, 'subtle' in crypto];
  expect(await page.evaluate(context)).toEqual([false, false]);
  return page;
}

async function press(page: Page, ...buttons: string[]): Promise<void> {
  for (const name of buttons) await page.getByRole('button', { name, exact: true }).click();
}

async function refusal(page: Page, code: string): Promise<void> {
  await page.locator(`[role="alert"][data-error-code="${code}"]`).waitFor();
}
