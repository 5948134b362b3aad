/** What a screen reader is given: landmarks, headings, names, states and announcements, from Chromium's own tree. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { below, ofRole, readTree, wordsOf } from './accessibility-tree.ts';
import { WORDS } from './states/words.ts';
import { startStateWorld, withDownMarket } from './states/world.ts';

import type { Page } from 'playwright-core';
import type { TreeNode } from './accessibility-tree.ts';
import type { OpenedPage, OpenOptions } from './rig.ts';
import type { StateWorld, Told } from './states/world.ts';

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

async function open(hash: string, told: Told = {}, more: OpenOptions = {}): Promise<Page> {
  opened = await world.show(told, {
    hash,
    context: { viewport: { width: 1280, height: 900 } },
    ...more,
  });
  return opened.page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The tree once something that is awaited stands in it. */
async function treeWith(page: Page, isThere: (node: TreeNode) => boolean): Promise<TreeNode[]> {
  let tree: TreeNode[] = [];
  await expect
    .poll(async () => (tree = await readTree(page)).some(isThere), { timeout: 20_000 })
    .toBe(true);
  return tree;
}

const isLink = (name: string) => (node: TreeNode) => node.role === 'link' && node.name === name;

/** Levels never go down by more than one. */
function headingJumps(tree: TreeNode[]): string[] {
  const headings = ofRole(tree, 'heading');
  return headings.flatMap(({ name, properties }, at) => {
    const level = Number(properties['level']);
    const before = Number(headings[at - 1]?.properties['level'] ?? 0);
    return level > before + 1 ? [`${name}: ${before} → ${level}`] : [];
  });
}

/** Whoever operates something must hear what it is. */
function nameless(tree: TreeNode[]): TreeNode[] {
  const operated = [
    'button',
    'link',
    'checkbox',
    'combobox',
    'textbox',
    'searchbox',
    'spinbutton',
    'tab',
    'dialog',
    'radio',
  ];
  return ofRole(tree, ...operated).filter(({ name }) => name.trim() === '');
}

describe('the list', () => {
  it('has one main landmark, one title, a named list of packages, each a heading with a link', async () => {
    const tree = await treeWith(await open(''), isLink('GPU check'));
    expect(ofRole(tree, 'main')).toHaveLength(1);
    expect(ofRole(tree, 'navigation').map(({ name }) => name)).toContain('Marketplace pages');
    const titles = ofRole(tree, 'heading').filter(({ properties }) => properties['level'] === '1');
    expect(titles.map(({ name }) => name)).toEqual(['Marketplace']);
    expect(headingJumps(tree)).toEqual([]);
    expect(nameless(tree)).toEqual([]);
    const list = ofRole(tree, 'list').find(({ name }) => name === 'Packages') as TreeNode;
    const cards = ofRole(below(tree, list), 'listitem');
    // Those in sight at least; more are drawn once these were looked at.
    expect(cards.length).toBeGreaterThan(3);
    for (const card of cards) {
      const [heading, link] = ['heading', 'link'].map((role) => ofRole(below(tree, card), role)[0]);
      expect(heading?.name).toBe(link?.name);
      expect(wordsOf(tree, card).length).toBeGreaterThan(40);
    }
  });

  it('says how many packages there are, also of those that are not drawn, and tells a new count', async () => {
    const page = await open('');
    await treeWith(page, isLink('GPU check'));
    const [size, positions] = await page
      .getByRole('list', { name: 'Packages' })
      .evaluate((list) => {
        const items = [...list.querySelectorAll('[aria-posinset]')];
        return [
          [...new Set(items.map((item) => item.getAttribute('aria-setsize')))],
          items.map((item) => Number(item.getAttribute('aria-posinset'))),
        ];
      });
    expect(size).toEqual([expect.stringMatching(/^\d\d$/)]);
    expect(positions).toEqual(positions.map((_, at) => at + 1));
    await page.getByRole('searchbox', { name: 'Search packages' }).fill('jdbc');
    await treeWith(page, (node) => isLink('Sample JDBC driver')(node) || /JDBC/.test(node.name));
    const spoken = async () => {
      const tree = await readTree(page);
      return ofRole(tree, 'status')
        .map((node) => wordsOf(tree, node))
        .join(' ');
    };
    await expect.poll(spoken, { timeout: 10_000 }).toMatch(/\b[1-9] of \d\d packages/);
  });

  it('has filters with names, counts and states', async () => {
    const page = await open('#/?category=training');
    const tree = await treeWith(
      page,
      ({ role, name }) => role === 'checkbox' && /^Training/.test(name),
    );
    const boxes = ofRole(tree, 'checkbox');
    const training = boxes.find(({ name }) => name.startsWith('Training')) as TreeNode;
    expect(training.name).toMatch(/^Training \d+ packages?$/);
    expect(training.properties['checked']).toBe('true');
    expect(boxes.find(({ name }) => name.startsWith('Serving'))?.properties['checked']).toBe(
      'false',
    );
    expect(ofRole(tree, 'group').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Category', 'Type']),
    );
    expect(ofRole(tree, 'button').map(({ name }) => name)).toContain(
      'Remove filter Category: Training',
    );
    const groups = ofRole(tree, 'button').filter(({ properties }) => 'expanded' in properties);
    expect(groups.map(({ properties }) => properties['expanded'])).toEqual(
      expect.arrayContaining(['true', 'false']),
    );
  });

  it('says that nothing was found, and what to do', async () => {
    const page = await open('#/?q=qqqqzzzz');
    const tree = await treeWith(
      page,
      ({ role, name }) => role === 'heading' && name === 'No package matches',
    );
    expect(ofRole(tree, 'button', 'link').some(({ name }) => /type:job/.test(name))).toBe(true);
    expect(nameless(tree)).toEqual([]);
  });

  it('tells of a market that is down without losing the others', async () => {
    const page = await open('', { config: withDownMarket });
    const tree = await treeWith(page, ({ role }) => role === 'alert');
    const [alert] = ofRole(tree, 'alert');
    expect(wordsOf(tree, alert as TreeNode)).toContain('Team market');
    await treeWith(page, isLink('GPU check'));
  });
});

describe('the page of a package', () => {
  it('has a title, regions with headings, a side with facts, and tabs that say which is open', async () => {
    const page = await open('#/p/sample-market/pytorch-single-gpu');
    const tree = await treeWith(page, ({ role, name }) => role === 'button' && name === 'Install');
    expect(ofRole(tree, 'heading')[0]).toMatchObject({
      name: 'PyTorch on one GPU',
      properties: { level: '1' },
    });
    expect(headingJumps(tree)).toEqual([]);
    expect(nameless(tree)).toEqual([]);
    expect(ofRole(tree, 'complementary').map(({ name }) => name)).toEqual(['About this package']);
    const tabs = ofRole(tree, 'tab');
    expect(
      tabs.filter(({ properties }) => properties['selected'] === 'true').map(({ name }) => name),
    ).toEqual(['README']);
    expect(ofRole(tree, 'tabpanel').map(({ name }) => name)).toEqual(['README']);
    expect(ofRole(tree, 'columnheader').length).toBeGreaterThan(1);
    expect(ofRole(tree, 'img', 'image').filter(({ name }) => name === '')).toEqual([]);
  });

  it('gives the reason before Install, and the way to a version that suits', async () => {
    const page = await open('#/p/sample-market/pytorch-single-gpu/3.0.0');
    const tree = await treeWith(page, ({ name }) => /Does not suit this cluster/.test(name));
    const words = wordsOf(tree, tree[0] as TreeNode);
    expect(words).toMatch(
      /It is for OpenPAI \[2\.0\.0,\), and this cluster has 1\.8\.0\..*Install/s,
    );
    expect(ofRole(tree, 'link').some(({ name }) => /2\.1\.0/.test(name))).toBe(true);
  });

  it('is told in Chinese with Chinese names', async () => {
    const { install, tabs } = WORDS.zh.package;
    const page = await open('#/p/sample-market/bert-chinese', { language: 'zh' });
    const tree = await treeWith(page, ({ role, name }) => role === 'button' && name === install);
    expect(ofRole(tree, 'tab').map(({ name }) => name)).toContain(tabs.changelog);
    const english = ofRole(tree, 'button', 'link', 'heading', 'tab', 'region', 'term').filter(
      ({ name }) => /\b(?:install|version|market|files|needs|licence|published|copy)\b/i.test(name),
    );
    expect(english.map(({ name }) => name)).toEqual([]);
  });
});

describe('licence and wizard', () => {
  it('the licence is a modal dialog with a name; all else is silent meanwhile', async () => {
    const page = await open('#/p/sample-market/hello-cpu');
    await button(page, 'Install').click();
    const tree = await treeWith(page, ({ role }) => role === 'dialog');
    const [dialog] = ofRole(tree, 'dialog');
    expect(dialog?.name).toMatch(/^Licence of Hello world on a CPU/);
    expect(dialog?.properties['modal']).toBe('true');
    expect(
      ofRole(tree, 'button')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Accept', 'Decline']);
    expect(ofRole(tree, 'navigation')).toEqual([]);
  });

  it('fields have names, help and faults; a fault is told and the focus goes to it', async () => {
    const page = await open('#/p/sample-market/hello-cpu');
    await button(page, 'Install').click();
    await button(page, 'Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('not a name!');
    await button(page, 'Run').click();
    const tree = await treeWith(page, ({ properties }) => properties['invalid'] === 'true');
    expect(headingJumps(tree)).toEqual([]);
    expect(nameless(tree)).toEqual([]);
    const name = ofRole(tree, 'textbox').find((node) => node.name === 'Job name');
    expect(name?.properties).toMatchObject({ invalid: 'true', required: 'true', focused: 'true' });
    expect(name?.description).toContain('letters, digits');
    const [alert] = ofRole(tree, 'alert');
    expect(ofRole(below(tree, alert as TreeNode), 'button')[0]?.name).toMatch(/^Job name: /);
    expect(ofRole(tree, 'combobox').map((node) => node.name)).toContain('Virtual cluster');
  });

  it('the outcome is told', async () => {
    const page = await open('#/p/sample-market/hello-cpu');
    await button(page, 'Install').click();
    await button(page, 'Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('told-job');
    await button(page, 'Run').click();
    await page.getByRole('status').filter({ hasText: 'told-job was submitted' }).waitFor();
    const tree = await readTree(page);
    const told = ofRole(tree, 'status').map((node) => wordsOf(tree, node));
    expect(told.join(' ')).toContain('told-job was submitted');
    expect(nameless(tree)).toEqual([]);
  });
});
