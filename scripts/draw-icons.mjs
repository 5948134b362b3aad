/**
 * Draws public/icons/*.svg as the icon.png of each version of the package of that name, and public/pictures/<package>/*.svg as the
 * pictures of the versions whose package.yaml or README.md names them; run it after changing one.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { root } from './setup.mjs';

const ICON = { width: 128, height: 128 };
const PICTURE = { width: 960, height: 540 };
const packages = join(root, 'public/market-source/packages');
const pictures = join(root, 'public/pictures');
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage();

async function draw(file, size) {
  await page.setViewportSize(size);
  const svg = readFileSync(file, 'utf8');
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** Folders of the versions that show a picture. */
function showing(name, picture) {
  return readdirSync(join(packages, name))
    .map((version) => join(packages, name, version))
    .filter((folder) =>
      ['package.yaml', 'README.md'].some((file) =>
        readFileSync(join(folder, file), 'utf8').includes(picture),
      ),
    );
}

for (const name of readdirSync(packages)) {
  const icon = await draw(join(root, 'public/icons', `${name}.svg`), ICON);
  for (const version of readdirSync(join(packages, name))) {
    writeFileSync(join(packages, name, version, 'icon.png'), icon);
  }
  if (!existsSync(join(pictures, name))) continue;
  for (const file of readdirSync(join(pictures, name))) {
    const picture = file.replace(/svg$/, 'png');
    const png = await draw(join(pictures, name, file), PICTURE);
    for (const folder of showing(name, picture)) writeFileSync(join(folder, picture), png);
  }
}
await browser.close();
