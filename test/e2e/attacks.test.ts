/** A market that attacks, at the default trust level, in a real browser: what the user sees, and that nothing reaches the cluster. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openSigningKey } from '../../sandbox/keys.ts';
import { helloSource } from './made-market.ts';
import { issuedAt, reindex, rewriteRows, snapshot } from './reindex.ts';
import { PLAIN_HOST, startWorld } from './rig.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { SourceFiles, MadeMarket } from './made-market.ts';
import type { OpenedPage, OpenOptions, World } from './rig.ts';

const DAY = 24 * 60 * 60 * 1000;
const HELLO = 'packages/hello/1.0.0';
const OTHER = 'packages/other/1.0.0';

let world: World;
let made: MadeMarket;
let config: MarketConfig;
let genuine: () => void;
let opened: OpenedPage;
beforeAll(async () => {
  const source = helloSource();
  const other: SourceFiles = {};
  for (const [path, content] of Object.entries(source)) {
    if (path.startsWith(HELLO)) other[path.replace(HELLO, OTHER)] = content;
  }
  const label = (text: string) => ({ [`${OTHER}/package.yaml`]: text });
  const named = String(source[`${HELLO}/package.yaml`]).replace('Hello world', 'Other package');
  world = await startWorld({ source: { ...source, ...other, ...label(named) } });
  if (!world.made) throw new Error('no market was made');
  made = world.made;
  config = (world.sandbox.portal.settings.plugins[0]?.config as { markets: MarketConfig[] })
    .markets[0] as MarketConfig;
  genuine = snapshot(made.folder);
});
afterAll(() => world.close());
beforeEach(() => {
  genuine();
  const { trust: _, ...strict } = config;
  configure(strict);
  world.market.behaviour = {};
  world.market.log.clear();
  world.sandbox.cluster?.log.clear();
});
afterEach(async () => {
  const writes = world.sandbox.cluster?.log.entries.filter(({ method }) => method !== 'GET');
  await opened.close();
  expect(writes).toEqual([]);
});

function configure(...markets: Partial<MarketConfig>[]): void {
  const [plugin] = world.sandbox.portal.settings.plugins;
  if (!plugin) throw new Error('the portal has no plugin');
  plugin.config = { markets };
}

const alert = (code: string) => opened.page.locator(`[role="alert"][data-error-code="${code}"]`);
const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
const link = (name: string) => opened.page.getByRole('link', { name, exact: true });
const alerts = () => opened.page.locator('[role="alert"][data-error-code]');

async function openList(options: OpenOptions = {}): Promise<void> {
  opened = await world.open(options);
}

async function openPackage(options: OpenOptions = {}): Promise<void> {
  opened = await world.open({ hash: '#/p/test-market/hello', ...options });
}

async function openWizard(options: OpenOptions = {}): Promise<void> {
  await openPackage(options);
  await button('Install').click();
  await button('Accept').click();
}

/** Waits for the alert and gives its words. */
async function wordsOf(code: string): Promise<string> {
  await alert(code).first().waitFor();
  return alert(code).first().innerText();
}

/** The list can be seen; the package, too, but not be installed. */
async function expectReadOnly(code: string): Promise<void> {
  await alert(code).first().waitFor();
  await link('Hello world').click();
  await opened.page.getByRole('heading', { name: 'Hello world', level: 1, exact: true }).waitFor();
  const install = button('Install');
  if ((await install.count()) > 0 && (await install.isEnabled())) await install.click();
  await alert(code).first().waitFor();
  expect(await button('Accept').count()).toBe(0);
  expect(await button('Run').count()).toBe(0);
  expect(world.market.log.entries.filter(({ url }) => url.includes('archive'))).toEqual([]);
}

function swap(to: string, from: string): void {
  for (const end of ['', '.asc']) {
    writeFileSync(join(made.folder, to + end), readFileSync(join(made.folder, from + end)));
  }
}

describe('a market that is as it should be', () => {
  it.each([
    ['on a secure page', {}],
    ['on plain HTTP', { host: PLAIN_HOST }],
  ])('is open for installing, and nothing warns of anything: %s', async (_where, options) => {
    await openWizard(options);
    await button('Run').waitFor();
    expect(await alerts().count()).toBe(0);
    expect(await opened.page.locator('[data-notice]').count()).toBe(0);
  });
});

describe('files of another day', () => {
  it('rollback: an older index is shown with its date, after a reload and in another tab, too', async () => {
    await reindex(made, issuedAt(Date.now() - 2 * DAY));
    const older = snapshot(made.folder);
    genuine();
    await openList();
    await link('Hello world').waitFor();
    expect(await alerts().count()).toBe(0);
    older();
    await opened.page.reload();
    expect(await wordsOf('index-rollback')).toContain('Test market');
    const tab = await opened.page.context().newPage();
    await tab.goto(opened.page.url());
    await tab.locator('[data-error-code="index-rollback"]').first().waitFor();
    await tab.close();
    await expectReadOnly('index-rollback');
    genuine();
    await opened.page.goto(opened.page.url().replace(/#.*/, ''));
    await opened.page.reload();
    await link('Hello world').waitFor();
    expect(await alerts().count()).toBe(0);
  });

  it('freeze: an index past its time is shown, and nothing of it is installed', async () => {
    await reindex(made, issuedAt(Date.now() - 40 * DAY));
    await openList();
    await expectReadOnly('index-expired');
  });

  it('fast-forward: an index of the future is refused and forgotten', async () => {
    await reindex(made, issuedAt(Date.now() + 40 * DAY));
    await openList();
    await expectReadOnly('index-future');
    genuine();
    await opened.page.goto(opened.page.url().replace(/#.*/, ''));
    await opened.page.reload();
    await link('Hello world').waitFor();
    expect(await alerts().count()).toBe(0);
  });
});

describe('files that do not belong together', () => {
  it('mix and match: a list that the index does not pin is refused after one more try', async () => {
    world.market.behaviour = {
      rewrite: (path, bytes) => (path === 'packages.json' ? Buffer.from('[]') : bytes),
    };
    await openList();
    expect(await wordsOf('index-mismatch')).toContain('packages.json');
    const asked = world.market.log.entries.filter(({ url }) => url.endsWith('/packages.json'));
    expect(asked).toHaveLength(2);
  });

  it('a mirror that is one moment behind is no error', async () => {
    let asked = 0;
    world.market.behaviour = {
      rewrite: (path, bytes) =>
        path === 'packages.json' && asked++ === 0 ? Buffer.from('[]') : bytes,
    };
    await openList();
    await link('Hello world').waitFor();
    expect(await alerts().count()).toBe(0);
  });

  it('wrong software: the signed spec of another package is refused, and both are named', async () => {
    swap(`${HELLO}/spec.json`, `${OTHER}/spec.json`);
    await openPackage();
    expect(await wordsOf('spec-identity')).toMatch(/hello 1\.0\.0.*other 1\.0\.0/s);
  });

  it('arbitrary software: an archive that was changed is refused before it is unpacked', async () => {
    world.market.behaviour = {
      rewrite: (path, bytes) =>
        path === `${HELLO}/archive.zip` ? Uint8Array.from(bytes, (byte) => byte ^ 1) : bytes,
    };
    await openWizard();
    await wordsOf('archive-digest');
    expect(await button('Run').count()).toBe(0);
  });

  it('another market by the same key is refused', async () => {
    await reindex(made, { market: 'elsewhere' });
    await openList();
    expect(await wordsOf('index-market')).toMatch(/elsewhere.*test-market/s);
    expect(await link('Hello world').count()).toBe(0);
  });

  it('a list that says otherwise than the signed spec is refused', async () => {
    await rewriteRows(made, (row) => ({ ...row, description: 'Free money' }));
    await openPackage();
    expect(await wordsOf('index-mismatch')).toContain('description');
    expect(await button('Install').count()).toBe(0);
  });
});

describe('signatures and keys', () => {
  it.each([
    ['the index', 'market.json'],
    ['its signature', 'market.json.asc'],
  ])('a market without %s is refused', async (_what, file) => {
    world.market.behaviour = { status: (path) => (path === file ? 404 : undefined) };
    await openList();
    await wordsOf('index-signature');
    expect(await link('Hello world').count()).toBe(0);
  });

  it('a market whose signatures were stripped is refused package by package', async () => {
    world.market.behaviour = {
      status: (path) => (path.endsWith('.asc') && path !== 'market.json.asc' ? 404 : undefined),
    };
    await openPackage();
    await wordsOf('signature-missing');
  });

  it('a new key is announced, and refused until the administrator has configured it', async () => {
    const next = await openSigningKey(`${made.folder}.next-key`);
    const nextKeys = [next.fingerprint];
    await reindex(made, { ...issuedAt(Date.now() - 1000), nextKeys });
    await openList();
    const notice = opened.page.locator('[data-notice="key-announced"]');
    await notice.waitFor();
    expect(await notice.textContent()).toContain(next.fingerprint);
    await reindex(made, issuedAt(Date.now()), next);
    await opened.page.reload();
    expect(await wordsOf('signer-unknown')).toContain('announced');
    const { trust: _, ...strict } = config;
    configure({
      ...strict,
      keys: [...(strict.keys ?? []), next.certificate],
      fingerprints: [...(strict.fingerprints ?? []), next.fingerprint],
    });
    await opened.page.reload();
    await link('Hello world').waitFor();
    expect(await alerts().count()).toBe(0);
  });

  it('two keys must have signed where the administrator asks for two', async () => {
    const second = await openSigningKey(`${made.folder}.second-key`);
    const { trust: _, ...strict } = config;
    const keys = [...(strict.keys ?? []), second.certificate];
    const fingerprints = [...(strict.fingerprints ?? []), second.fingerprint];
    configure({ ...strict, keys, fingerprints, threshold: 2 });
    await openList();
    await wordsOf('signature-threshold');
  });
});

describe('what a market sends', () => {
  it.each([
    ['market.json', 'net-too-large'],
    ['market.json.asc', 'index-signature'],
    ['packages.json', 'index-mismatch'],
  ])('%s without an end is cut off', async (file, code) => {
    const flood = Buffer.alloc(24 * 1024 * 1024, '[');
    world.market.behaviour = { rewrite: (path, bytes) => (path === file ? flood : bytes) };
    await openList();
    await wordsOf(code);
  });

  it('a withdrawn package is shown with its reason and cannot be installed', async () => {
    await rewriteRows(made, (row) => ({ ...row, yanked: 'It deletes data.' }));
    await openPackage();
    expect(await wordsOf('package-yanked')).toContain('It deletes data.');
    expect(await button('Install').count()).toBe(0);
  });
});
