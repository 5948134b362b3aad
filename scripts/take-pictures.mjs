/** Takes the pictures of docs/images/ from the sandbox with its sample market; run it after a change that people see. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ensureBuild, root } from './setup.mjs';

const images = join(root, 'docs/images');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Each picture: colours, where to go, what to wait for. */
const PICTURES = {
  market: { reach: (page) => page.getByRole('status').filter({ hasText: '15' }).waitFor() },
  'market-dark': {
    dark: true,
    reach: (page) => page.getByRole('status').filter({ hasText: '15' }).waitFor(),
  },
  package: {
    hash: '#/p/sample-market/pytorch-distributed',
    reach: (page) => button(page, 'Install').waitFor(),
  },
  wizard: {
    hash: '#/p/sample-market/pytorch-single-gpu',
    height: 1480,
    async reach(page) {
      await button(page, 'Install').click();
      await button(page, 'Accept').click();
      await page.getByText('/tag').first().waitFor();
    },
  },
};

async function takePicture(browser, address, name) {
  const { dark, hash = '', height = 800, reach } = PICTURES[name];
  const context = await browser.newContext({
    viewport: { width: 1280, height },
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
const sandbox = await startSandbox({ root, folder });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const name of Object.keys(PICTURES)) await takePicture(browser, sandbox.portalUrl, name);
await browser.close();
await sandbox.close();
rmSync(folder, { recursive: true, force: true });
