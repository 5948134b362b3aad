/** Rows, addresses and stored places that mean harm, in the list of a real browser: nothing runs, nothing is fetched, all can still be found. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

import { startWorld } from './rig.ts';

import type { OpenedPage, World } from './rig.ts';

const EVIL = 'http://evil.test/';
const HTML = `"><img src="${EVIL}a.png" onerror="hacked=1"><script>hacked=1</script>`;
const WORDS = [
  ...[HTML, '\u202etxt.exe\u202c', `Z${'\u0301\u0489'.repeat(100)}algo`, '\ufdfd'.repeat(200)],
  ...['w'.repeat(256), '__proto__', '</style><style>*{display:none}', '${alert(1)}', '{author}'],
];
const NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'a', 'b', 'c', 'd', 'e'];
const ROWS = NAMES.map((name, at) => {
  const word = WORDS[at] ?? '';
  const [short, tag] = [word.slice(0, 128), word.slice(0, 64)];
  const texts = {
    label: `${word} ${at}`.slice(0, 256),
    description: word.repeat(9).slice(0, 4096),
  };
  return {
    ...{ name, version: '1.0.0', ...texts, author: word, org: '', created: 4_102_444_800 - at },
    ...{
      categories: [short, tag],
      tags: Array.from({ length: 64 }, (_, n) => `${n}${tag}`.slice(0, 64)),
    },
    ...{
      licenseId: short,
      needs: { gpu: 1_000_000_000, cpu: 1_000_000_000, memoryMB: 1_000_000_000 },
    },
    ...{ yanked: at === 3 ? word : undefined, paiVersion: at === 4 ? '[9.0.0,)' : undefined },
  };
});
const VERSIONS = Array.from({ length: 10_000 }, (_, at) => {
  return { name: 'many', version: `1.${at}.0`, label: 'Many versions' };
});

let world: World;
let opened: OpenedPage;

beforeAll(async () => {
  world = await startWorld({
    behaviour: {
      respond(path, { response }) {
        if (path !== 'packages.json') return false;
        response.writeHead(200, { 'access-control-allow-origin': '*' });
        response.end(JSON.stringify([...ROWS, ...VERSIONS]));
        return true;
      },
    },
  });
});
afterEach(() => opened.close());
afterAll(() => world.close());

async function expectHarmless(): Promise<void> {
  const { page, origins, errors } = opened;
  expect(origins().filter((origin) => origin.includes('evil'))).toEqual([]);
  expect(errors).toEqual([]);
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(await page.locator('pai-plugin :is(script, iframe, style, img)').count()).toBe(0);
  const { width, room } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { width: scrollWidth, room: clientWidth };
  });
  expect(width).toBeLessThanOrEqual(room);
}

it('rows of all kinds are listed, found and filtered as the texts that they are', async () => {
  opened = await world.open({ context: { viewport: { width: 1280, height: 900 } } });
  const { page } = opened;
  await page
    .locator('.pm-count')
    .filter({ hasText: /^10 packages$/ })
    .waitFor();
  expect(await page.locator('.pm-card-link').count()).toBeGreaterThan(5);
  const search = page.getByRole('searchbox', { name: 'Search packages' });
  for (const text of [
    'constructor',
    '__proto__',
    HTML,
    '"a" -tag:" gpu:>9e99 updated:x',
    '\u202e',
  ]) {
    await search.fill(text);
    await page.locator('.pm-results[aria-busy="false"]').waitFor();
  }
  await search.fill('hasownproperty');
  await page
    .locator('.pm-count')
    .filter({ hasText: /^1 of 10 packages$/ })
    .waitFor();
  await page.locator('.pm-card-link').first().waitFor();
  await expectHarmless();
});

it('an address without end, and places that somebody else stored, open the list all the same', async () => {
  const values = Array.from(
    { length: 10_000 },
    (_, at) => `category=${encodeURIComponent(HTML)}${at}`,
  );
  const others = 'gpu=__proto__&signer=%3Cb%3E&fits=constructor&market=%00&sort=__proto__&q=%F0%9F';
  opened = await world.open({
    hash: `#/?${others}&${values.join('&')}`,
    context: { viewport: { width: 360, height: 740 } },
    prepare: (context) =>
      context.addInitScript(() => {
        if (location.protocol !== 'http:') return;
        const entry = { top: -1e308, focus: { key: '"]<img>', at: 2 ** 52 } };
        sessionStorage.setItem('pai-market.places', JSON.stringify([['x', entry], ['y', null], 1]));
        localStorage.setItem('pai-market:language', '__proto__');
        history.replaceState({ paiMarketEntry: 'x' }, '');
      }),
  });
  const { page } = opened;
  await page
    .locator('.pm-count')
    .filter({ hasText: /^0 of 10 packages$/ })
    .waitFor();
  expect(await page.locator('.pm-chosen-list > li').count()).toBeLessThanOrEqual(54);
  await expectHarmless();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.locator('.pm-card-link').first().waitFor();
  await expectHarmless();
});
