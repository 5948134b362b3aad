/** Attacks on installs by the page around them: a polluted prototype, messages, the plugin twice, and a market where the portal itself is. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeMarket } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { BrowserContext, Page } from 'playwright-core';
import type { MadeMarket } from './made-market.ts';
import type { OpenedPage, World } from './rig.ts';

let made: MadeMarket;
let world: World;
beforeAll(async () => {
  made = await makeMarket();
});
afterEach(() => world.close());
afterAll(() => made.remove());

const start = async () =>
  (world = await startWorld({
    folder: made.folder,
    config: (config) => ({
      ...config,
      keys: [made.key.certificate],
      fingerprints: [made.key.fingerprint],
    }),
  }));

const WIZARD = '#/p/test-market/hello/1.0.0/install';

async function install(page: Page): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Install').first().click();
  await button('Accept').click();
  await page.getByLabel('Job name', { exact: true }).fill('host-job');
  await button('Run').click();
  await page.getByRole('status').filter({ hasText: 'host-job was submitted' }).waitFor();
}

const faults = ({ errors }: OpenedPage) => errors.filter((error) => !error.includes('404'));

describe('a page', () => {
  it('that polluted Object.prototype adds nothing to what is sent (T14)', async () => {
    await start();
    const pollute = (context: BrowserContext) =>
      context.addInitScript(() => {
        const evil = {
          isAdmin: 1,
          headers: { 'X-Evil': '1' },
          redirect: 'follow',
          cache: 'force-cache',
        };
        for (const [key, value] of Object.entries({ ...evil, credentials: 'include' })) {
          Object.defineProperty(Object.prototype, key, {
            value,
            configurable: true,
            writable: true,
          });
        }
      });
    const opened = await world.open({ hash: WIZARD, prepare: pollute });
    await install(opened.page);
    for (const { headers } of opened.requests) expect(headers).not.toHaveProperty('x-evil');
    const seen = [...(world.sandbox.cluster?.log.entries ?? []), ...world.market.log.entries];
    for (const { headers } of seen) expect(headers).not.toHaveProperty('x-evil');
    const fromMarket = world.market.log.entries.map(({ headers }) => headers['authorization']);
    expect(fromMarket.filter((each) => each !== undefined)).toEqual([]);
    expect(faults(opened)).toEqual([]);
  });

  it('that brings the plugin twice, and two elements, works all the same (T12)', async () => {
    await start();
    const opened = await world.open({ hash: WIZARD });
    const { page } = opened;
    const address = (await page.evaluate(
      () =>
        performance.getEntriesByType('resource').find(({ name }) => /plugin\.js/.test(name))?.name,
    )) as string;
    await page.evaluate(async (src) => {
      const script = document.createElement('script');
      const loaded = new Promise((resolve) => (script.onload = resolve));
      Object.assign(script, { src });
      document.body.append(script);
      await loaded;
      document.body.append(document.createElement('pai-plugin'));
    }, address);
    const first = page.locator('pai-plugin').first();
    await first.getByRole('button', { name: 'Install', exact: true }).waitFor();
    await page
      .locator('pai-plugin')
      .nth(1)
      .evaluate((element) => element.remove());
    await install(page);
    expect(faults(opened)).toEqual([]);
  });

  it('that speaks to everybody is not heard (T13)', async () => {
    await start();
    const opened = await world.open({ hash: WIZARD });
    const { page } = opened;
    await page.evaluate(() => {
      const messages = [
        'run',
        { type: 'run' },
        { ask: 'x' },
        { answer: 'x' },
        null,
        [{ install: 1 }],
      ];
      for (const message of messages) {
        window.postMessage(message, '*');
        new BroadcastChannel('pai-market').postMessage(message);
      }
      const frame = document.createElement('iframe');
      frame.src = `data:text/html,<script>parent.postMessage({ type: 'run', token: 1 }, '*')</script>`;
      document.body.append(frame);
    });
    await install(page);
    expect(faults(opened)).toEqual([]);
    const writes = world.sandbox.cluster?.log.entries.filter(({ method }) => method === 'POST');
    expect(writes).toHaveLength(1);
  });
});

describe('an address', () => {
  it.each(['&package=hello&install=1', '&run=1', '&install'])(
    'that asks for an install by "%s" opens a page and sends nothing (U13)',
    async (query) => {
      await start();
      const { page } = await world.open();
      const base = page.url().split('#')[0] ?? '';
      for (const hash of [
        '#/p/test-market/hello?install=1',
        `${WIZARD}?run=1`,
        '#/p/test-market/../x',
      ]) {
        await page.goto(`${base}${query}${hash}`);
        await page.locator('pai-plugin').getByRole('heading').first().waitFor();
      }
      const writes = world.sandbox.cluster?.log.entries.filter(({ method }) => method !== 'GET');
      expect(writes?.filter(({ method }) => method !== 'OPTIONS')).toEqual([]);
    },
  );
});

describe('a market on the origin of the portal', () => {
  it('gets neither token nor cookies (T04)', async () => {
    await start();
    const [plugin] = world.sandbox.portal.settings.plugins;
    const config = (plugin as { config?: { markets: { url: string }[] } }).config;
    const own = `${world.sandbox.portal.origin}/market/`;
    const seen: Record<string, string>[] = [];
    const prepare = (context: BrowserContext) =>
      context.route(`${own}**`, async (route) => {
        seen.push(await route.request().allHeaders());
        const url = route.request().url().replace(own, world.market.url);
        const answer = await fetch(url);
        const body = Buffer.from(await answer.arrayBuffer());
        await route.fulfill({ status: answer.status, body });
      });
    config!.markets[0]!.url = own;
    const opened = await world.open({ hash: WIZARD, prepare });
    await install(opened.page);
    expect(seen.length).toBeGreaterThan(3);
    const token = world.tokenOf('demo');
    for (const headers of seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
      expect(JSON.stringify(headers)).not.toContain(token);
    }
  });
});
