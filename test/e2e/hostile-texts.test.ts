/** Texts and pictures of a market that means harm, shown in a real browser without a policy that would help: nothing runs, nothing is fetched, nothing leaves its place. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { serve } from '../fakes/web.ts';
import { hostileTexts, SAFE_TEXT } from './hostile-texts.ts';
import { hostileIcons, picture } from './hostile-icons.ts';
import { helloSource } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { Web } from '../fakes/web.ts';
import type { OpenedPage, World } from './rig.ts';

const FOLDER = 'packages/hello/1.0.0/';
const PHONE = { width: 360, height: 740 };

let world: World;
let elsewhere: Web;
let opened: OpenedPage;
/** What the market serves beside the package, by file name. */
let files: Record<string, { bytes: Uint8Array; type: string }>;

beforeAll(async () => {
  elsewhere = await serve((_request, response) => void response.end());
  world = await startWorld({ source: bareSource() });
  world.market.behaviour = {
    respond(path, { response }) {
      const file = files[path.slice(FOLDER.length)];
      if (!path.startsWith(FOLDER) || !file) return false;
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': file.type });
      response.end(file.bytes);
      return true;
    },
  };
});
afterAll(async () => {
  await world.close();
  await elsewhere.close();
});
afterEach(() => opened.close());

/** Without README and changelog, so that none is pinned; with a licence that is all that is hostile. */
function bareSource() {
  const entries = Object.entries(helloSource()).filter(([path]) => !path.endsWith('.md'));
  const license = hostileTexts(evil()).map(({ content }) => content.slice(0, 20_000));
  return { ...Object.fromEntries(entries), [`${FOLDER}license.txt`]: license.join('\n\n') };
}

async function openPackage(): Promise<void> {
  opened = await world.open({ hash: '#/p/test-market/hello', context: { viewport: PHONE } });
  await opened.page.getByRole('button', { name: 'Install', exact: true }).waitFor();
}

async function expectHarmless(): Promise<void> {
  const { page, origins, errors } = opened;
  const { sandbox, market } = world;
  const own = [
    sandbox.portal.origin,
    sandbox.plugin?.origin,
    new URL(sandbox.clusterBase).origin,
    market.origin,
  ];
  expect(origins().filter((origin) => !own.includes(origin))).toEqual([]);
  expect(elsewhere.requests).toEqual([]);
  expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(page.url()).toContain('/plugin.html');
  expect(await page.evaluate(outOfPlace)).toEqual([]);
  expect(
    await page
      .locator('pai-plugin :is(script, iframe, object, embed, form, svg svg, style)')
      .count(),
  ).toBe(0);
}

/** Runs in the page: elements that stand out of it sideways, but for those that can be scrolled to. */
function outOfPlace(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const wide = [...document.querySelectorAll('pai-plugin *')].filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    if (width === 0 || (left >= -1 && right <= clientWidth + 1)) return false;
    for (let box = each.parentElement; box; box = box.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return false;
    }
    return true;
  });
  const names = wide.slice(0, 5).map(({ tagName, className }) => `${tagName}.${className}`);
  return scrollWidth > clientWidth ? [`page of ${scrollWidth}`, ...names] : names;
}

const text = (content: string) => ({ bytes: new TextEncoder().encode(content), type: 'text/html' });

describe.each(['README.md', 'CHANGELOG.md'])('a hostile %s', (name) => {
  const tab = name === 'README.md' ? 'README' : 'Changelog';
  const all = hostileTexts('http://evil.test');
  const shown = name === 'README.md' ? all : all.slice(0, 3);
  it.each(shown)('is text: $what', async ({ content }) => {
    files = { [name]: text(content.replaceAll('http://evil.test', evil())) };
    await openPackage();
    await opened.page.getByRole('tab', { name: tab, exact: true }).click();
    await opened.page.getByRole('tabpanel').getByText(SAFE_TEXT).first().waitFor();
    await expectHarmless();
  });
});

function evil(): string {
  return elsewhere.url.replace('127.0.0.1', 'evil.test').replace(/\/$/, '');
}

describe('a hostile licence', () => {
  it('is text, also where it is to be accepted', async () => {
    files = {};
    await openPackage();
    await opened.page.getByRole('button', { name: 'Install', exact: true }).click();
    await opened.page.getByRole('dialog').getByText(SAFE_TEXT).waitFor();
    await expectHarmless();
  });
});

describe('a hostile icon', () => {
  it.each(hostileIcons('http://evil.test'))('is not shown: $what', async ({ bytes, type }) => {
    files = { 'icon.png': { bytes, type } };
    await openPackage();
    await opened.page.getByText('A generic icon is shown').first().waitFor({ state: 'attached' });
    expect(await opened.page.locator('pai-plugin img').count()).toBe(0);
    await expectHarmless();
  });

  it.each([
    ['a PNG that is sent as a page', 'image/png', 'text/html'],
    ['a JPEG in the place of a PNG', 'image/jpeg', 'image/png'],
    ['a WebP', 'image/webp', 'application/octet-stream'],
  ])('is shown by its bytes alone: %s', async (_what, kind, type) => {
    files = { 'icon.png': { bytes: await picture(world.browser, kind), type } };
    await openPackage();
    const image = opened.page.locator('pai-plugin img').first();
    await image.waitFor();
    expect(await image.getAttribute('src')).toMatch(/^blob:/);
    const [shown, box] = [await image.evaluate(isDrawn), await image.boundingBox()];
    expect(shown).toBe(true);
    expect(box?.width).toBeLessThanOrEqual(64);
    await expectHarmless();
  });

  it('is a picture and nothing else, however it goes on', async () => {
    const page = new TextEncoder().encode('<script>hacked = 1</script>');
    const png = await picture(world.browser, 'image/png');
    files = { 'icon.png': { bytes: new Uint8Array([...png, ...page]), type: 'text/html' } };
    await openPackage();
    const image = opened.page.locator('pai-plugin img').first();
    await image.waitFor();
    const type = await image.evaluate(async (each) => {
      return (await (await fetch((each as HTMLImageElement).src)).blob()).type;
    });
    expect(type).toBe('image/png');
    await expectHarmless();
  });
});

/** Runs in the page. */
async function isDrawn(each: Element): Promise<boolean> {
  const image = each as HTMLImageElement;
  await image.decode();
  return image.complete && image.naturalWidth > 0;
}
