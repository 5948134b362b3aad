/** Everybody can use it: no axe violation and no sideways scrolling on any page in any state, in light and dark, narrow, in both languages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { STATES } from './states/states.ts';
import { WORDS } from './states/words.ts';
import { startStateWorld } from './states/world.ts';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { OpenedPage } from './rig.ts';
import type { PageState } from './states/states.ts';
import type { StateWorld } from './states/world.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

let world: StateWorld;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  world = await startStateWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** What axe finds within the plugin and its dialogs, a line each. */
async function violations(page: Page): Promise<string[]> {
  // Colours that fade into each other are not judged half way.
  await page.evaluate(async () => {
    const running = document.getAnimations().filter(({ effect }) => {
      const { endTime } = effect?.getComputedTiming() ?? {};
      return typeof endTime === 'number' && Number.isFinite(endTime);
    });
    await Promise.allSettled(running.map(({ finished }) => finished));
  });
  const results = await page.evaluate(() => {
    const { axe: tool } = window as unknown as { axe: { run(where: object): Promise<AxeResults> } };
    const dialog = document.querySelector('[role=dialog], dialog[open]');
    return tool.run({
      include: [['pai-plugin'], ...(dialog ? [['[role=dialog], dialog[open]']] : [])],
    });
  });
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/** Pixels that stick out of the page to the side. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(() => {
    const area = document.querySelector('#content-wrapper');
    return area ? area.scrollWidth - area.clientWidth : 0;
  });
}

async function reach(state: PageState, language: 'en' | 'zh'): Promise<Page> {
  const { hash, user, at } = state;
  const viewport = { ...WIDE, ...(at !== undefined && { width: at }) };
  opened = await world.show(
    { language, config: state.config, behaviour: state.behaviour },
    { ...(hash !== undefined && { hash }), ...(user === null && { user }), context: { viewport } },
  );
  await state.reach(opened.page, WORDS[language]);
  await opened.page.evaluate(axe);
  return opened.page;
}

describe.each(STATES)('$name', (state) => {
  it('has no axe violation in light, dark and narrow, and fits into 320 pixels', async () => {
    const page = await reach(state, 'en');
    const found: Record<string, string[]> = { light: await violations(page) };
    await page.emulateMedia({ colorScheme: 'dark' });
    found['dark'] = await violations(page);
    await page.setViewportSize(NARROW);
    found['narrow'] = await violations(page);
    expect(found).toEqual({ light: [], dark: [], narrow: [] });
    expect(await overhang(page)).toBeLessThanOrEqual(0);
  });

  it('has none in Chinese either, and says which language it is', async () => {
    const page = await reach(state, 'zh');
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('pai-plugin [lang]').first().getAttribute('lang')).toBe('zh-CN');
    await page.setViewportSize(NARROW);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
  });
});
