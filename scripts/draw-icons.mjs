/** Draws public/icons/*.svg as the icon.png of each version of the package of that name; run it after changing an icon. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { root } from './setup.mjs';

const SIZE = 128;
const packages = join(root, 'public/market-source/packages');
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
for (const name of readdirSync(packages)) {
  const svg = readFileSync(join(root, 'public/icons', `${name}.svg`), 'utf8');
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  for (const version of readdirSync(join(packages, name))) {
    writeFileSync(join(packages, name, version, 'icon.png'), png);
  }
}
await browser.close();
