/** The full journey by keyboard alone: find, read, compare, accept, configure, install, look back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { sampleSource } from './sample-source.ts';
import { startWorld } from './rig.ts';

import type { Page } from 'playwright-core';
import type { OpenedPage, World } from './rig.ts';

let world: World;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  world = await startWorld({
    source: sampleSource(),
    config: (config) => ({ ...config, id: 'sample-market', trust: 'strict' }),
  });
});
afterAll(() => world.close());
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

type Role = 'link' | 'button' | 'textbox' | 'combobox' | 'tab' | 'checkbox' | 'searchbox';

/** Presses Tab until the focus is on what is named. */
async function tabTo(page: Page, role: Role, name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });
  await target.first().waitFor();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the ${role} ${String(name)}`);
}

/** Accessible words of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

async function listed(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Hello world on a CPU', exact: true }).waitFor();
}

describe('by keyboard alone', () => {
  it('a package is found, read, compared, accepted, configured, installed and found again', async () => {
    opened = await world.open();
    const { page } = opened;
    await listed(page);
    await page.keyboard.press('/');
    await page.keyboard.type('hello');
    // The link was there before; the word is marked in it once the search was answered.
    await page.locator('mark', { hasText: 'Hello' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Hello world on a CPU');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hello world on a CPU' }).waitFor();
    await tabTo(page, 'tab', /README/);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Changelog', selected: true }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('tab', { name: /Dependencies/, selected: true }).waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('tab', { name: 'README', selected: true }).waitFor();
    await tabTo(page, 'button', 'Install');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, 'button', 'Install');
    await page.keyboard.press('Enter');
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
    await page.getByRole('heading', { level: 1, name: 'Hello world on a CPU' }).waitFor();
    await tabTo(page, 'link', 'Installed');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /typed-job/ })
      .or(page.getByText('typed-job'))
      .first()
      .waitFor();
  });

  it('arrows, Home, End and Page keys move among the cards, which are one stop of Tab', async () => {
    opened = await world.open();
    const { page } = opened;
    await listed(page);
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    const first = await focused(page);
    await page.keyboard.press('ArrowRight');
    const second = await focused(page);
    expect(second).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('End');
    const last = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe(last);
    await page.keyboard.press('PageUp');
    expect(await focused(page)).not.toBe(last);
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('Tab');
    expect(await page.locator('.pm-card :focus').count()).toBe(0);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe(first);
  });

  it('going back puts the focus on the card that was opened', async () => {
    opened = await world.open();
    const { page } = opened;
    await listed(page);
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowRight');
    const card = await focused(page);
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'README' }).waitFor();
    await page.goBack();
    await listed(page);
    await expect.poll(() => focused(page)).toBe(card);
  });

  it('a filter is set, seen in the address, and taken away', async () => {
    opened = await world.open();
    const { page } = opened;
    await listed(page);
    await tabTo(page, 'checkbox', /^Training/);
    await page.keyboard.press('Space');
    await page.waitForURL(/category=training/);
    await tabTo(page, 'button', /^Remove filter Category/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.hash.includes('category'));
  });

  it('shortcuts open with ? and close with Escape, and the focus comes back', async () => {
    opened = await world.open();
    const { page } = opened;
    await listed(page);
    await tabTo(page, 'link', 'Installed');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Installed');
  });

  it('Escape declines the licence and the focus comes back', async () => {
    opened = await world.open({ hash: '#/p/sample-market/gpu-check' });
    const { page } = opened;
    await tabTo(page, 'button', 'Install');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
