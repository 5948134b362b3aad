/** What people see of trust in a real browser: the evidence, what can be copied of a refusal, the portal's colours; nobody is left out. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { issuedAt, reindex, snapshot } from './reindex.ts';
import { PLAIN_HOST, startWorld } from './rig.ts';

import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions } from 'playwright-core';
import type { MarketConfig } from '#core/model/generated.ts';
import type { OpenedPage, World } from './rig.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = 24 * 60 * 60 * 1000;
const PACKAGE = '#/p/test-market/hello';

let world: World;
let genuine: () => void;
let opened: OpenedPage;
beforeAll(async () => {
  world = await startWorld({
    config: ({ trust: _, ...config }): MarketConfig => config,
  });
  genuine = snapshot(madeMarket().folder);
});
afterAll(() => world.close());
beforeEach(() => {
  genuine();
  world.market.behaviour = {};
});
afterEach(() => opened.close());

function madeMarket() {
  if (!world.made) throw new Error('no market was made');
  return world.made;
}

const alert = (code: string) => opened.page.locator(`[role="alert"][data-error-code="${code}"]`);
const button = (name: string) => opened.page.getByRole('button', { name, exact: true });

/** The archive with one other byte. */
function damageArchive(): void {
  world.market.behaviour = {
    rewrite: (path, bytes) => {
      if (!path.endsWith('archive.zip')) return bytes;
      const changed = Uint8Array.from(bytes);
      changed[40] = (changed[40] ?? 0) ^ 1;
      return changed;
    },
  };
}

async function refuseArchive(host: string): Promise<void> {
  damageArchive();
  opened = await world.open({ hash: PACKAGE, host });
  await button('Install').click();
  await button('Accept').click();
  await alert('archive-digest').waitFor();
}

/** What axe finds within the plugin, a line each, and whether the page is wider than its window. */
async function faults(): Promise<string[]> {
  await opened.page.evaluate(axe);
  const results = await opened.page.evaluate(() => {
    const { axe: tool } = window as unknown as { axe: { run(where: object): Promise<AxeResults> } };
    return tool.run({ include: [['pai-plugin']] });
  });
  const wide = await opened.page
    .locator('pai-plugin')
    .evaluate((element) => element.scrollWidth > element.clientWidth + 1);
  return [
    ...results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`),
    ...(wide ? ['wider than its place'] : []),
  ];
}

describe('Copy details', () => {
  it.each([
    ['a secure page', '127.0.0.1'],
    ['plain HTTP', PLAIN_HOST],
  ])('hands an administrator what is needed, and no token: on %s', async (_where, host) => {
    await refuseArchive(host);
    const { page } = opened;
    await button('Copy details').click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    // Pasted, as a user would: no page may read the clipboard without being asked.
    await page.evaluate(() => {
      const area = document.createElement('textarea');
      area.id = 'pasted';
      document.body.append(area);
      area.focus();
    });
    await page.keyboard.press('ControlOrMeta+v');
    const text = await page.locator('#pasted').inputValue();
    for (const line of [
      /^Problem: archive-digest – /m,
      /^File: packages\/hello\/1\.0\.0\/archive\.zip$/m,
      /^Expected: [0-9a-f]{64}$/m,
      /^Found: [0-9a-f]{64}$/m,
      /^Market: test-market, http:\/\/127\.0\.0\.1:\d+\//m,
      /^Package: hello 1\.0\.0$/m,
      /^Page: http:\/\/.*plugin\.html\?index=0#\/p\/test-market\/hello\/1\.0\.0\/install$/m,
      /^Plugin: \d/m,
      /^Cluster: http/m,
      /^Browser: Mozilla/m,
      /^Time: \d{4}-.*Z$/m,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).not.toContain(world.tokenOf('demo'));
    expect(await alert('archive-digest').innerText()).not.toContain(world.tokenOf('demo'));
  });

  it('stands beside a link to a page that is there', async () => {
    await refuseArchive('127.0.0.1');
    const link = opened.page.getByRole('link', { name: /^What this means/ });
    const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
    const answer = await opened.page.request.get(address);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain('archive-digest');
  });
});

describe('everybody can use', () => {
  const views: [string, BrowserContextOptions][] = [
    ['in light colours', {}],
    ['in dark colours', { colorScheme: 'dark' }],
    ['on a narrow screen', { viewport: { width: 360, height: 800 } }],
    ['with forced colours', { forcedColors: 'active' }],
  ];

  it.each(views)('the evidence of a market and of a package: %s', async (_name, context) => {
    opened = await world.open({ context });
    const { page } = opened;
    const line = page.locator('summary').filter({ hasText: 'signed index of' });
    await line.focus();
    await page.keyboard.press('Enter');
    await page.getByText('SHA-256 of market.json').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Hello world', exact: true }).click();
    const evidence = page.locator('summary').filter({ hasText: 'Evidence' });
    await evidence.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Signed index of the market').waitFor();
    expect(await page.locator('.pm-evidence').innerText()).toContain('strict:');
    expect(await faults()).toEqual([]);
  });

  it.each(views)('the list of a market that is refused: %s', async (_name, context) => {
    await reindex(madeMarket(), issuedAt(Date.now() - 60 * DAY, 30));
    opened = await world.open({ context });
    await alert('index-expired').waitFor();
    await opened.page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it.each(views)('the refusal of an archive: %s', async (_name, context) => {
    damageArchive();
    opened = await world.open({ hash: PACKAGE, context });
    await button('Install').click();
    await button('Accept').click();
    await alert('archive-digest').waitFor();
    expect(await opened.page.locator('.pm-differs').count()).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });
});

describe('the colours', () => {
  it('are those of a light portal, also on a dark system', async () => {
    opened = await world.open({ context: { colorScheme: 'dark' } });
    const { page } = opened;
    const scheme = (name: string) => page.locator(`.pai-market[data-scheme="${name}"]`).waitFor();
    await scheme('dark');
    await page.addStyleTag({
      content: '.content-wrapper { background-color: #ecf0f5 !important; }',
    });
    await page.emulateMedia({ colorScheme: 'light' });
    await scheme('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    // Whoever listens to the system has heard of it two frames later.
    await page.evaluate(async () => {
      if (!matchMedia('(prefers-color-scheme: dark)').matches) throw new Error('still light');
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
    });
    expect(await page.locator('.pai-market').getAttribute('data-scheme')).toBe('light');
  });
});

describe('on plain HTTP', () => {
  it('is said once, beside the evidence, that a check proves less', async () => {
    opened = await world.open({ hash: PACKAGE, host: PLAIN_HOST });
    await opened.page.locator('summary').filter({ hasText: 'Evidence' }).click();
    const words = opened.page.getByText('This portal came over plain HTTP');
    await words.waitFor();
    expect(await words.count()).toBe(1);
  });
});
