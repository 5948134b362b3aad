/** The page of a package in a browser: its pictures, versions, changes, files, packages around it, and room for its job. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { picture } from './hostile-icons.ts';
import { helloSource } from './made-market.ts';
import { launchBrowser, startWorld } from './rig.ts';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { SourceFiles } from './made-market.ts';
import type { OpenedPage, World } from './rig.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const README = `# About

![The loss falls](loss.png)

![badge](http://evil.test/badge.png) ![missing](none.png)

| a | b |
| - | - |
| 1 | 2 |

\`\`\`sh
run me
\`\`\`
`;

/** \`shown\` in 1.0.0, 1.1.0 and 2.0.0, of which the last is for another OpenPAI; \`user\` needs it. */
function shownSource(png: Uint8Array): SourceFiles {
  const hello = helloSource();
  const yaml = String(hello['packages/hello/1.0.0/package.yaml']);
  const job = String(hello['packages/hello/1.0.0/archive/job.yaml']);
  const version = (number: string, more: string, text = job): SourceFiles => {
    const folder = `packages/shown/${number}`;
    return {
      [`${folder}/package.yaml`]: `${yaml.replace('Hello world', 'Shown')}${more}`,
      [`${folder}/license.txt`]: 'Anyone may use it.\n',
      [`${folder}/README.md`]: README,
      [`${folder}/CHANGELOG.md`]: '## 1.1.0\n\nMore cores.\n\n## 1.0.0\n\nFirst.\n',
      [`${folder}/loss.png`]: png,
      [`${folder}/one.png`]: png,
      [`${folder}/two.png`]: new Uint8Array([...png, 0]),
      [`${folder}/archive/job.yaml`]: text,
    };
  };
  const shots = 'screenshots:\n  - { file: one.png, label: The first }\n  - { file: two.png }\n';
  const needs = 'dependencies:\n  packages:\n    - { name: shown, version: "[1.0.0,2.0.0)" }\n';
  return {
    ...hello,
    ...version('1.0.0', shots),
    ...version('1.1.0', shots, job.replace('cpu: 1', 'cpu: 2')),
    ...version('2.0.0', `${shots}paiVersion: "[99.0.0,)"\n`),
    'packages/user/1.0.0/package.yaml': `${yaml.replace('Hello world', 'User of it')}${needs}`,
    'packages/user/1.0.0/license.txt': 'Any use.\n',
    'packages/user/1.0.0/archive/job.yaml': job,
  };
}

let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  const browser = await launchBrowser();
  const png = await picture(browser, 'image/png');
  await browser.close();
  world = await startWorld({ source: shownSource(png) });
});
afterAll(() => world.close());
afterEach(() => opened.close());

async function open(hash = '#/p/test-market/shown', context = {}): Promise<Page> {
  opened = await world.open({ hash, context });
  const { page } = opened;
  await page.getByRole('heading', { level: 1, name: 'Shown', exact: true }).waitFor();
  return page;
}

const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click();
const panel = (page: Page) => page.getByRole('tabpanel');
const asked = (part: string) => opened.requests.filter(({ url }) => url.includes(part));

describe('pictures', () => {
  it('of the text are those of the package; no other address is asked', async () => {
    const page = await open();
    const image = page.getByRole('img', { name: 'The loss falls' });
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.getAttribute('src')).toMatch(/^blob:/);
    expect(await image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(64);
    expect(await panel(page).textContent()).toContain('[Image: badge] [Image: missing]');
    expect(asked('evil.test')).toEqual([]);
    expect(asked('none.png')).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  it('that are not those that the description pins are not shown', async () => {
    const path = /\/(?:loss|one)\.png$/;
    world.market.behaviour = {
      rewrite: (name, bytes) => (path.test(name) ? flipped(bytes) : bytes),
    };
    try {
      const page = await open();
      await page.getByText('run me').scrollIntoViewIfNeeded();
      await page.getByText('[Image: The loss falls]').waitFor();
      await page.getByText('This picture could not be shown.').first().waitFor();
    } finally {
      world.market.behaviour = {};
    }
  });

  it('are enlarged and gone through by keyboard', async () => {
    const page = await open();
    const first = page.getByRole('button', { name: 'Enlarge: The first' });
    await first.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'The first' });
    await dialog.getByRole('img', { name: 'The first' }).waitFor();
    await page.keyboard.press('ArrowRight');
    const second = page.getByRole('dialog', { name: 'Screenshot 2' });
    await second.getByRole('img', { name: 'Screenshot 2' }).waitFor();
    expect(await second.textContent()).toContain('2 of 2');
    await page.keyboard.press('ArrowRight');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await first.evaluate((each) => each === document.activeElement)).toBe(true);
  });
});

describe('versions', () => {
  it('the newest that suits is shown, and the newer one with what stands against it', async () => {
    const page = await open();
    await page.getByText('shown 1.1.0 by').waitFor();
    await page.getByText('There is a newer version, 2.0.0').waitFor();
    await page.getByRole('link', { name: 'Go to 2.0.0' }).click();
    const note = page.getByRole('note').filter({ hasText: 'Does not suit this cluster' });
    await note.waitFor();
    expect(await note.textContent()).toContain('It is for OpenPAI [99.0.0,), and this cluster has');
    await note.getByRole('button', { name: 'Install', exact: true }).waitFor();
    await note.getByRole('link', { name: 'Go to 1.1.0' }).click();
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
  });

  it('stand in a table, from which two are compared', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'All 3 versions' }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'tab');
    expect(await panel(page).getByRole('row').count()).toBe(4);
    await panel(page).getByRole('button', { name: 'Compare 1.0.0 with 1.1.0' }).click();
    const told = panel(page);
    await told.getByRole('heading', { name: 'Files' }).waitFor();
    const text = (await told.textContent()) ?? '';
    expect(text).toContain('job.yaml');
    expect(text).toContain('from 1 CPU core to 2 CPU cores');
    expect(text).toContain('More cores.');
    expect(text).not.toContain('First.');
  });
});

describe('what the page tells without a download', () => {
  it('files and what is needed by whom', async () => {
    const page = await open();
    await tab(page, /^Files/);
    await panel(page).getByText('job.yaml').waitFor();
    expect(asked('archive.zip')).toEqual([]);
    await tab(page, /^Dependencies/);
    await panel(page).getByText('This package needs no other package.').waitFor();
    const user = panel(page).getByRole('link', { name: 'User of it' });
    expect(await user.getAttribute('href')).toBe('#/p/test-market/user');
    await user.click();
    await page.getByRole('heading', { level: 1, name: 'User of it' }).waitFor();
    const needed = page.getByRole('complementary').getByRole('link', { name: 'Shown' });
    await needed.waitFor();
    expect(await needed.getAttribute('href')).toBe('#/p/test-market/shown');
  });

  it('where its job finds room', async () => {
    const page = await open();
    const needs = page.getByRole('region', { name: 'What its job needs' });
    await needs.getByText('Fits now').first().waitFor();
    expect(await needs.textContent()).toContain(
      'Its largest job asks for 2 CPU cores and 1 GiB of memory',
    );
  });
});

describe('what is taken elsewhere', () => {
  it('is the address of the version, and a line with its keys', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const page = await open('#/p/test-market/shown', { permissions });
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied').first().waitFor();
    const link = new URL(await clipboard());
    expect(link.pathname + link.search + link.hash).toBe(
      '/plugin.html?index=0#/p/test-market/shown/1.1.0',
    );
    await page.getByText('Command line', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy the command' }).click();
    await expect.poll(clipboard).toContain('pai-market install');
    const line = await clipboard();
    expect(line).toContain('shown@1.1.0');
    expect(line).toContain(`--fingerprint ${world.made?.key.fingerprint.toUpperCase()}`);
    expect(line).not.toContain(world.tokenOf('demo'));
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('no tab has an axe violation', async () => {
    const page = await open('#/p/test-market/shown', { colorScheme });
    await page.evaluate(axe);
    const found: Record<string, string[]> = {};
    for (const name of await page.getByRole('tab').allTextContents()) {
      await tab(page, name);
      await panel(page).locator('[aria-busy]').waitFor({ state: 'detached' });
      found[name] = await violations(page);
    }
    expect(Object.keys(found)).toHaveLength(6);
    expect(Object.values(found).flat()).toEqual([]);
  });
});

/** The same length, and still a PNG by its beginning. */
function flipped(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return changed;
}

async function violations(page: Page): Promise<string[]> {
  const results = await page.evaluate(() => {
    const { axe: tool } = window as unknown as { axe: { run(where: object): Promise<AxeResults> } };
    return tool.run({ include: [['pai-plugin']] });
  });
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
