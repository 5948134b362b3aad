/** The list of a large market in a browser: what is drawn while scrolling, where back leads, keys, a market that is slow. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeLargeMarket } from '../../sandbox/large-market/index.ts';
import { startWorld } from './rig.ts';

import type { Page } from 'playwright-core';
import type { LargeMarket } from '../../sandbox/large-market/index.ts';
import type { World, WorldOptions } from './rig.ts';

const PACKAGES = 1500;
const SCROLLER = ':has(> pai-plugin)';
const out = mkdtempSync(join(tmpdir(), 'pai-list-'));
let large: LargeMarket;
let world: World;

beforeAll(async () => {
  large = await makeLargeMarket({ out, packages: PACKAGES, versions: 2, seed: 5, files: 0 });
});
afterEach(() => world.close());
afterAll(() => rmSync(out, { recursive: true, force: true }));

async function openList(options: Partial<WorldOptions> = {}, hash = ''): Promise<Page> {
  world = await startWorld({
    folder: large.folder,
    config: ({ url }) => ({ ...large.config, url }),
    ...options,
  });
  const { page } = await world.open({ hash, context: { viewport: { width: 1280, height: 800 } } });
  return page;
}

const counted = (page: Page, text: string | RegExp) =>
  page.locator('.pm-count').filter({ hasText: text }).waitFor();
const complete = (page: Page) => counted(page, /^1,500 packages$/);
/** What scrolls in this portal is its content, not the document. */
const scrollTop = (page: Page) => page.locator(SCROLLER).evaluate((each) => each.scrollTop);
const scrollTo = (page: Page, share: number) =>
  page.locator(SCROLLER).evaluate(async (each, at) => {
    each.scrollTop = at * each.scrollHeight;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, share);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const cards = (page: Page) => page.locator('.pm-card-link');

/** Of the points in the middle of the window, how many show a card with its words. */
const cardsInSight = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('.pm-grid')?.getBoundingClientRect();
    if (!list) return 0;
    // Below the portal's own header; gaps between cards show none.
    const rows = Array.from({ length: 8 }, (_, at) => 80 + at * 85);
    return rows.filter((y) =>
      document.elementsFromPoint(list.left + 60, y).some((each) => each.matches('.pm-card-link')),
    ).length;
  });

describe('the list of a large market', () => {
  it('shows the first packages, and finds among them, while the rest is on its way', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await openList({
      behaviour: {
        respond(path, { response }) {
          if (!/shards\/(?!0001)/.test(path)) return false;
          void held.then(() => response.destroy());
          return true;
        },
      },
    });
    await counted(page, /packages so far$/);
    expect(await cards(page).count()).toBeGreaterThan(5);
    await page
      .locator('.pm-reading')
      .filter({ hasText: /^Loading: \d+% of / })
      .waitFor();
    await page.getByRole('searchbox', { name: 'Search packages' }).fill('training');
    await counted(page, /of [\d,]+ packages$/);
    await page.locator('mark').first().waitFor();
    release();
  });

  it('has cards wherever it is scrolled to, few of them drawn', async () => {
    const page = await openList();
    await complete(page);
    await page.waitForTimeout(1500);
    for (const share of [0.1, 0.9, 0.35, 0.351, 0.36, 0.7]) {
      await scrollTo(page, share);
      expect(await cardsInSight(page)).toBeGreaterThan(5);
      expect(await page.locator('.pm-card').count()).toBeLessThan(80);
    }
  });

  it('moves nothing that is shown while packages come in', async () => {
    const page = await openList();
    await complete(page);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
              sum += entry.value;
            }
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 300);
        }),
    );
    expect(shift).toBeLessThan(0.05);
  });

  it('is found again by Back, and after a reload, as it was left: scrolled, and with the focus', async () => {
    const page = await openList();
    await complete(page);
    await scrollTo(page, 0.5);
    await page.waitForTimeout(300);
    const card = cards(page).nth(14);
    const label = await card.textContent();
    await card.scrollIntoViewIfNeeded();
    const top = await scrollTop(page);
    expect(top).toBeGreaterThan(10_000);
    await card.click();
    await page.waitForURL(/#\/p\//);
    await expect.poll(() => scrollTop(page)).toBe(0);
    await page.goBack();
    await expect.poll(() => scrollTop(page)).toBe(top);
    await expect.poll(() => focused(page)).toBe(label);
    await page.reload();
    await complete(page);
    await expect.poll(() => scrollTop(page)).toBe(top);
    await expect.poll(() => focused(page)).toBe(label);
  });

  it('goes back and forward through what was chosen, not through what was typed', async () => {
    const page = await openList();
    await complete(page);
    const search = page.getByRole('searchbox', { name: 'Search packages' });
    await search.pressSequentially('pytorch');
    await counted(page, /of 1,500 packages$/);
    await page.waitForURL(/q=pytorch$/);
    const words = () => page.locator('.pm-count').textContent();
    // Until the answer to the last letter is counted: two readings in a row say the same.
    let found = '';
    await expect
      .poll(async () => found === (found = (await words()) ?? ''), { interval: 400 })
      .toBe(true);
    await page.getByRole('checkbox', { name: /^Job / }).check();
    await page.waitForURL(/type=job/);
    await page.getByRole('checkbox', { name: /^Training / }).check();
    await page.waitForURL(/category=/);
    await expect.poll(words).not.toBe(found);
    await page.goBack();
    await page.goBack();
    await expect.poll(words).toBe(found);
    expect(await search.inputValue()).toBe('pytorch');
    await page.goForward();
    await page.waitForURL(/q=pytorch&type=job$/);
    expect(await page.getByRole('checkbox', { name: /^Job / }).isChecked()).toBe(true);
  });

  it('is walked through by keys alone', async () => {
    const page = await openList();
    await complete(page);
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    const first = await focused(page);
    expect(first).toBe(await cards(page).first().textContent());
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).not.toBe(first);
    const last = page.locator(`.pm-card[aria-posinset="${PACKAGES}"]`);
    await expect.poll(() => last.locator(':focus').count()).toBe(1);
    await page.keyboard.press('PageUp');
    await expect.poll(() => last.locator(':focus').count()).toBe(0);
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page)).toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/p\//);
  });

  it('lets every filter be reached from the middle of the list', async () => {
    const page = await openList();
    await complete(page);
    const folds = page.locator('.pm-side .pm-facet-fold');
    for (const fold of await folds.all()) {
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
    }
    await page.locator('.pm-grid').evaluate((grid) => grid.scrollIntoView());
    await page.mouse.move(900, 500);
    await page.mouse.wheel(0, 5000);
    await expect.poll(() => cards(page).first().getAttribute('data-at')).not.toBe('0');
    const box = page.locator('.pm-side input').last();
    await box.click({ timeout: 5000 });
    expect(await box.isChecked()).toBe(true);
  });

  it('shows a market that is down as such, and all of the other one', async () => {
    const page = await openList();
    const { plugins } = world.sandbox.portal.settings;
    const [plugin] = plugins;
    const config = plugin?.config as { markets: object[] };
    const gone = { ...large.config, id: 'gone', name: 'Gone market', url: 'http://127.0.0.1:9/' };
    config.markets = [gone, ...config.markets];
    await page.reload();
    await complete(page);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Gone market could not be opened');
    await expect.poll(() => cards(page).count()).toBeGreaterThan(5);
  });
});
