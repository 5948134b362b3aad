/** The second language in a browser: its words come when they are first spoken, are kept, and may fail to come. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startWorld } from './rig.ts';

import type { OpenedPage, OpenOptions, World } from './rig.ts';

const WORDS = /\/chunks\/zh-[^/]+\.js$/;

let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => opened.close());

/** Addresses of the words that were asked for. */
async function open(options: OpenOptions = {}): Promise<string[]> {
  const asked: string[] = [];
  opened = await world.open({
    ...options,
    prepare: async (context) => {
      context.on('request', (request) => {
        if (WORDS.test(request.url())) asked.push(request.url());
      });
      await options.prepare?.(context);
    },
  });
  return asked;
}

const heading = (name: string) => opened.page.getByRole('heading', { level: 1, name });
const choose = (name: string) => opened.page.getByRole('button', { name, exact: true }).click();

describe('the Chinese words', () => {
  it('are not loaded before they are spoken, and are kept as the choice of this browser', async () => {
    const asked = await open({ hash: '#/installed' });
    await heading('Installed').waitFor();
    expect(asked).toEqual([]);
    await choose('中文');
    await heading('已安装').waitFor();
    expect(asked).toHaveLength(1);
    await opened.page.reload();
    await heading('已安装').waitFor();
    expect(await heading('Installed').count()).toBe(0);
    await choose('English');
    await heading('Installed').waitFor();
    await opened.page.reload();
    await heading('Installed').waitFor();
  });

  it('leave the page in English where they do not come, say so, and can be asked for again', async () => {
    let broken = true;
    await open({
      hash: '#/installed',
      prepare: (context) =>
        context.route(WORDS, (route) => (broken ? route.abort() : route.continue())),
    });
    await heading('Installed').waitFor();
    await choose('中文');
    const alert = opened.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('The Chinese words could not be loaded');
    await heading('Installed').waitFor();
    broken = false;
    await choose('中文');
    await heading('已安装').waitFor();
    expect(await alert.count()).toBe(0);
  });

  it('are all that a page of 320 pixels shows, without a way to the side', async () => {
    const context = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' } as const;
    await open({ hash: '#/installed', context });
    await choose('中文');
    await heading('已安装').waitFor();
    const { scroll, width } = await opened.page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    expect(scroll).toBe(width);
  });
});
