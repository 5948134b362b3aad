/** Everybody can use it: no axe violations on any page or dialog in light and dark, and the whole install by keyboard. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startWorld } from './rig.ts';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { OpenedPage, World } from './rig.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let world: World;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** What axe finds within the plugin and its dialogs, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => {
    const { axe: tool } = window as unknown as { axe: { run(where: object): Promise<AxeResults> } };
    return tool.run({
      include: [
        ['pai-plugin'],
        ...(document.querySelector('[role=dialog]') ? [['[role=dialog]']] : []),
      ],
    });
  });
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  const states: [name: string, reach: (page: Page) => Promise<void>][] = [
    ['the list', (page) => page.getByRole('link', { name: 'Hello world', exact: true }).waitFor()],
    [
      'a search without result',
      async (page) => {
        await page.getByRole('searchbox').fill('nothing like this');
        await page.getByRole('button', { name: /clear/i }).first().waitFor();
      },
    ],
    ['a package', (page) => page.getByRole('button', { name: 'Install', exact: true }).waitFor()],
    ['the licence', (page) => page.getByRole('dialog').waitFor()],
    ['the wizard', (page) => page.getByLabel('Job name', { exact: true }).waitFor()],
    [
      'wrong answers',
      async (page) => {
        await page.getByLabel('Job name', { exact: true }).fill('not a name!');
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    ],
    [
      'the result',
      async (page) => {
        await page.getByLabel('Job name', { exact: true }).fill(`axe-${colorScheme}`);
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByRole('status').filter({ hasText: 'was submitted' }).waitFor();
      },
    ],
    [
      'the receipts',
      async (page) => {
        await page.getByRole('link', { name: 'Installed', exact: true }).click();
        await page.getByText(`axe-${colorScheme}`).first().waitFor();
      },
    ],
  ];

  it('no page and no dialog has an axe violation', async () => {
    opened = await world.open({ context: { colorScheme } });
    const { page } = opened;
    const before: Record<string, () => Promise<void>> = {
      'a package': async () => {
        await page.getByRole('searchbox').fill('');
        await page.getByRole('link', { name: 'Hello world', exact: true }).click();
      },
      'the licence': () => page.getByRole('button', { name: 'Install', exact: true }).click(),
      'the wizard': () => page.getByRole('button', { name: 'Accept', exact: true }).click(),
    };
    const found: Record<string, string[]> = {};
    for (const [name, reach] of states) {
      await before[name]?.();
      await reach(page);
      found[name] = await violations(page);
    }
    expect(found).toEqual(Object.fromEntries(states.map(([name]) => [name, []])));
  });

  it('no error state has an axe violation', async () => {
    const found: Record<string, string[]> = {};
    world.market.behaviour = { status: () => 503 };
    opened = await world.open({ context: { colorScheme } });
    await opened.page.getByRole('alert').first().waitFor();
    found['market down'] = await violations(opened.page);
    await opened.close();
    world.market.behaviour = { status: (path) => (path.endsWith('.asc') ? 404 : undefined) };
    opened = await world.open({ context: { colorScheme }, hash: '#/p/test-market/hello' });
    await opened.page.getByRole('alert').first().waitFor();
    found['not signed'] = await violations(opened.page);
    world.market.behaviour = {};
    expect(found).toEqual({ 'market down': [], 'not signed': [] });
  });
});

describe('by keyboard alone', () => {
  /** Presses Tab until the focus is on what the selector names. */
  async function tabTo(
    page: Page,
    role: 'link' | 'button' | 'textbox' | 'combobox',
    name: string,
  ): Promise<void> {
    const target = page.getByRole(role, { name, exact: true });
    await target.waitFor();
    for (let presses = 0; presses < 80; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach the ${role} ${name}`);
  }

  it('a package is found, read, accepted, configured and installed', async () => {
    opened = await world.open();
    const { page } = opened;
    await page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('hello');
    await tabTo(page, 'link', 'Hello world');
    await page.keyboard.press('Enter');
    await tabTo(page, 'button', 'Install');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'button', 'Accept');
    await page.keyboard.press('Enter');
    await tabTo(page, 'textbox', 'Job name');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('typed-job');
    await tabTo(page, 'combobox', 'Virtual cluster');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'button', 'Run');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'typed-job was submitted' }).waitFor();
    await tabTo(page, 'button', 'Close');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
  });

  it('Escape declines the licence and the focus comes back', async () => {
    opened = await world.open({ hash: '#/p/test-market/hello' });
    const { page } = opened;
    await tabTo(page, 'button', 'Install');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
