/** Takes the pictures of docs/images/ from the sandbox with its sample market; run it after a change that people see. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ensureBuild, root } from './setup.mjs';

const images = join(root, 'docs/images');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** The whole sample market stands in the list. */
const listed = (page) =>
  page
    .locator('.pm-count')
    .filter({ hasText: /^27 (packages|个)/ })
    .waitFor();

async function acceptAll(page) {
  const run = button(page, 'Run').or(button(page, 'Next'));
  while (!(await run.isVisible())) {
    const accept = button(page, 'Accept');
    await accept.or(run).first().waitFor();
    if (await accept.isVisible()) await accept.click();
  }
}

/** Each picture: colours, where to go, what to wait for. */
const PICTURES = {
  market: { reach: listed },
  'market-dark': { dark: true, reach: listed },
  'market-zh': {
    async reach(page) {
      await listed(page);
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('button', { name: 'English' }).waitFor();
      await listed(page);
    },
  },
  search: {
    hash: '#/?q=pytroch+gpu&type=job&gpu=1',
    height: 900,
    reach: (page) => page.locator('.pm-card mark').first().waitFor(),
  },
  package: {
    hash: '#/p/sample-market/gpu-benchmark',
    height: 1100,
    async reach(page) {
      await button(page, 'Install').waitFor();
      // The icon and the screenshot; pictures further down come when they are near.
      await page.locator('img[src^="blob:"]').nth(1).waitFor();
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    },
  },
  wizard: {
    hash: '#/p/sample-market/pytorch-single-gpu',
    height: 1480,
    async reach(page) {
      await button(page, 'Install').click();
      await acceptAll(page);
      await page.getByText('/tag').first().waitFor();
    },
  },
  yaml: {
    hash: '#/p/sample-market/pytorch-single-gpu',
    height: 900,
    width: 1600,
    async reach(page) {
      await button(page, 'Install').click();
      await acceptAll(page);
      await page.getByRole('textbox', { name: /YAML/ }).scrollIntoViewIfNeeded();
    },
  },
  installed: {
    hash: '#/p/sample-market/shop-starter',
    height: 900,
    async reach(page) {
      await button(page, 'Install').click();
      await acceptAll(page);
      while (await button(page, 'Next').isVisible()) await button(page, 'Next').click();
      await button(page, 'Run').click();
      await page.getByRole('heading', { name: 'Done' }).waitFor();
      await page.getByRole('link', { name: 'Installed' }).click();
      await page.getByRole('link', { name: 'Shop starter kit' }).waitFor();
    },
  },
};

async function takePicture(browser, address, name) {
  const { dark, hash = '', width = 1280, height = 800, reach } = PICTURES[name];
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.goto(address + hash);
  await reach(page);
  await page.evaluate(() => document.activeElement?.blur());
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await context.close();
}

ensureBuild();
const { startSandbox } = await import('../dist/sandbox.js');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'pai-pictures-'));
const sandbox = await startSandbox({ root, folder, cdap: { version: '5.1.0' } });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const name of Object.keys(PICTURES)) await takePicture(browser, sandbox.portalUrl, name);
await browser.close();
await sandbox.close();
rmSync(folder, { recursive: true, force: true });
