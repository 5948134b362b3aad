/** Nothing leaks: a portal with rules for everything does not change the plugin, and the plugin changes nothing of the portal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startWorld } from './rig.ts';
import { sampleSource } from './sample-source.ts';

import type { BrowserContext, Page } from 'playwright-core';
import type { OpenedPage, World } from './rig.ts';

const PORTAL_CSS = readFileSync(
  join(import.meta.dirname, '../../sandbox/portal/public/portal.css'),
  'utf8',
);

/** Rules of the kind that portals have: of elements, of Bootstrap's and Fabric's classes, and what children inherit. */
const HOSTILE_CSS = `
.content-wrapper { font-size: 21px; line-height: 3; letter-spacing: 4px; word-spacing: 9px; text-align: right; text-transform: uppercase;
  font-style: italic; font-weight: 700; font-variant: small-caps; text-indent: 30px; white-space: pre; cursor: crosshair; user-select: none;
  list-style: square; word-break: break-all; text-shadow: 1px 1px red; direction: ltr; hyphens: auto; tab-size: 1; quotes: none;
  border-collapse: collapse; visibility: visible; caret-color: red; color: maroon; text-rendering: optimizeSpeed; font-kerning: none }
a, a:link, a:hover { color: red; text-decoration: line-through; border-bottom: 3px solid red }
h1, h2, h3, h4 { font-size: 40px; margin: 33px 0; font-family: serif; text-transform: capitalize; border-bottom: 1px solid }
p, ul, ol, dl, dd, dt, figure, blockquote, pre { margin: 27px; padding: 9px; text-indent: 12px }
li { list-style: disc; margin-left: 31px; display: list-item }
button, input, select, textarea { margin: 13px; padding: 17px; border: 5px dotted lime; border-radius: 30px; background: yellow; color: purple;
  font: 30px fantasy; text-transform: uppercase; box-shadow: 0 0 9px red; height: 90px; letter-spacing: 3px; outline: 4px solid blue }
input[type='search'], input[type='checkbox'], input[type='radio'] { width: 300px; appearance: auto; opacity: .4 }
label { display: block; font-weight: 700; margin-bottom: 25px; color: orange }
table, tbody { border: 6px double; width: 50%; margin: 20px; background: pink } td, th { padding: 44px; border: 4px solid; text-align: right; vertical-align: bottom }
img, svg { border: 9px solid red; max-width: 10px; vertical-align: top; background: red } svg { fill: red; display: block }
code, pre, kbd, samp, mark { font-size: 33px; background: black; color: lime; padding: 8px; border: 1px solid red }
summary { display: block; color: red } details { border: 3px solid; padding: 30px } fieldset, legend { border: 9px solid; padding: 30px; margin: 30px }
section, article, nav, header, footer, main, aside { margin: 19px; padding: 19px; float: left; border: 2px solid green }
em, strong, b, i, small, time, span { color: teal; font-size: 29px; margin: 3px }
.sidebar, .main-header, .content-wrapper, .wrapper { margin: 0 !important; float: none !important; border: 0 !important }
.sidebar { padding: 10px 0 !important } .content-wrapper { padding: 20px !important }
div { min-height: 40px } hr { height: 30px; background: red; border: 0 }
.card, .btn, .badge, .label, .alert, .panel, .row, .col, .container, .nav, .tab, .modal, .hidden, .active, .open, .selected, .grid, .list, .item, .title, .tag,
.ms-Button, .ms-Fabric, .ms-TextField, .ms-SearchBox, .ms-Dropdown, .ms-Checkbox, .ms-List, .ms-Link { display: none; color: red; border: 9px solid red }
`;

let world: World;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  world = await startWorld({
    source: sampleSource(['pytorch-distributed', 'pytorch-single-gpu', 'gpu-check', 'hello-cpu']),
    config: (config) => ({ ...config, id: 'sample-market', trust: 'strict' }),
  });
});
afterAll(() => world.close());
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

const VIEWPORT = { viewport: { width: 1280, height: 900 } };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Where styles are looked at, and how one comes there. */
const PLACES: [name: string, hash: string, reach: (page: Page) => Promise<unknown>][] = [
  [
    'the list',
    '',
    (page) =>
      page
        .getByRole('link', { name: /PyTorch/ })
        .first()
        .waitFor(),
  ],
  [
    'a search with filters',
    '#/?q=pytorch&category=training',
    (page) =>
      page
        .getByRole('link', { name: /PyTorch/ })
        .first()
        .waitFor(),
  ],
  [
    'a package',
    '#/p/sample-market/pytorch-distributed',
    (page) => button(page, 'Install').waitFor(),
  ],
  [
    'the wizard',
    '#/p/sample-market/hello-cpu',
    async (page) => {
      await button(page, 'Install').click();
      await button(page, 'Accept').click();
      await button(page, 'Run').waitFor();
    },
  ],
];

/** The portal with more rules, before all scripts and after them: the plugin's own come later than the first, earlier than the second. */
async function addHostileRules(context: BrowserContext): Promise<void> {
  await context.route('**/assets/portal.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: `${PORTAL_CSS}\n${HOSTILE_CSS}` }),
  );
}

/** Each element of the plugin with its computed style; texts that change with the time are no part of it. */
function stylesOf(page: Page, selector: string): Promise<[string, Record<string, string>][]> {
  return page.evaluate((root) => {
    const pathOf = (element: Element) =>
      `${element.localName}.${element.getAttribute('class') ?? ''}`;
    const elements = [...document.querySelectorAll(root)].flatMap((each) => [
      ...each.querySelectorAll('*'),
    ]);
    return elements.map((element) => {
      const style = getComputedStyle(element);
      return [
        pathOf(element),
        Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)])),
      ];
    });
  }, selector);
}

/** What differs, by element: `a.pm-title: color rgb(1, 2, 3) → rgb(4, 5, 6)`. */
function differences(
  before: [string, Record<string, string>][],
  after: [string, Record<string, string>][],
): string[] {
  if (before.length !== after.length) return [`${before.length} elements → ${after.length}`];
  const found = new Set<string>();
  before.forEach(([path, style], at) => {
    const now = after[at]?.[1] ?? {};
    for (const [name, value] of Object.entries(style)) {
      if (now[name] !== value) found.add(`${path}: ${name} ${value} → ${now[name]}`);
    }
  });
  return [...found];
}

describe('a portal with rules for every element', () => {
  it.each(PLACES)('changes nothing of %s', async (_name, hash, reach) => {
    const look = async (prepare?: (context: BrowserContext) => Promise<unknown>) => {
      opened = await world.open({ hash, context: VIEWPORT, ...(prepare && { prepare }) });
      await reach(opened.page);
      await opened.page.mouse.move(0, 0);
      await opened.page.waitForTimeout(400);
      const styles = await stylesOf(opened.page, 'pai-plugin, [role=dialog]');
      await opened.close();
      return styles;
    };
    const before = await look();
    const after = await look(addHostileRules);
    expect(before.length).toBeGreaterThan(50);
    expect(differences(before, after)).toEqual([]);
  });
});

/** Things of the portal's own, beside the plugin, of all kinds. */
const OWN = `<div id="portal-things" class="card ms-Fabric">
<h1>Title</h1><h2 class="title">Second</h2><p>Text with <a href="#">a link</a>, <b>bold</b>, <code>code</code>, <mark>mark</mark>, <kbd>key</kbd></p>
<button class="btn ms-Button ms-Button--primary">Button</button><input type="search" class="ms-SearchBox-field"><input type="checkbox"><select><option>One</option></select>
<label class="label ms-Label">Label</label><textarea></textarea><ul><li>Item</li></ul><table><tbody><tr><td>Cell</td></tr></tbody></table>
<div class="ms-Layer ms-Callout ms-List modal row grid">Box</div><details><summary>More</summary>Inside</details><svg width="10" height="10"></svg><hr>
<fieldset><legend>Legend</legend></fieldset><dialog open>Dialog</dialog><pre>pre</pre><section><article><time>now</time></article></section></div>`;

async function addOwnThings(context: BrowserContext): Promise<void> {
  await context.addInitScript((html) => {
    addEventListener('DOMContentLoaded', () => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      document.body.append(...parsed.body.childNodes);
    });
  }, OWN);
}

/** The portal's elements, root and body among them. */
function portalStyles(page: Page): Promise<[string, Record<string, string>][]> {
  return page.evaluate(() => {
    const ofPlugin = 'pai-plugin, pai-plugin *, [class*=pm-], [class*=pm-] *';
    const elements = [...document.querySelectorAll('html, body, body *')].filter(
      (element) => !element.matches(ofPlugin),
    );
    return elements.map((element) => {
      const style = getComputedStyle(element);
      const names = [...style].filter(
        (name) =>
          !/^(?:block-size|height|inline-size|width|perspective-origin|transform-origin)$/.test(
            name,
          ),
      );
      return [
        `${element.localName}#${element.id}.${element.className.toString()}`,
        Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])),
      ];
    });
  });
}

describe('the plugin', () => {
  it('changes no element of the portal, wherever somebody goes in it', async () => {
    const prepare = async (context: BrowserContext) => addOwnThings(context);
    const without = await world.open({
      context: VIEWPORT,
      prepare: async (context) => {
        await prepare(context);
        await context.route('**/plugin.js*', (route) =>
          /assets/.test(route.request().url()) ? route.continue() : route.abort(),
        );
      },
    });
    await without.page.locator('#portal-things').waitFor();
    await without.page.waitForTimeout(300);
    const expected = await portalStyles(without.page);
    await without.close();
    const found: Record<string, string[]> = {};
    for (const [name, hash, reach] of PLACES) {
      opened = await world.open({ hash, context: VIEWPORT, prepare });
      await reach(opened.page);
      found[name] = differences(expected, await portalStyles(opened.page));
      await opened.close();
    }
    expect(expected.length).toBeGreaterThan(30);
    expect(found).toEqual(Object.fromEntries(PLACES.map(([name]) => [name, []])));
  });

  it('gives the page’s window only names of its own, and leaves its title, keys and scrolling alone', async () => {
    const namesOf = (page: Page) => page.evaluate(() => Object.getOwnPropertyNames(window));
    const without = await world.open({
      context: VIEWPORT,
      prepare: async (context) => {
        await context.route('**/plugin/plugin.js*', (route) => route.abort());
      },
    });
    await without.page.locator('#sidebar').waitFor();
    const before = new Set(await namesOf(without.page));
    const title = await without.page.title();
    await without.close();
    opened = await world.open({ context: VIEWPORT });
    const { page } = opened;
    await page
      .getByRole('link', { name: /PyTorch/ })
      .first()
      .waitFor();
    const added = (await namesOf(page)).filter((name) => !before.has(name));
    expect(added.filter((name) => !/paiMarket/i.test(name))).toEqual([]);
    expect(await page.title()).toBe(title);
    // A key that is typed into a field of the portal stays with the portal.
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'portal-field';
      document.body.prepend(field);
      field.focus();
    });
    await page.keyboard.type('a/b?c');
    expect(await page.locator('#portal-field').inputValue()).toBe('a/b?c');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
