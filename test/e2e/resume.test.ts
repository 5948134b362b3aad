/** Installs that are torn off in a real browser: tabs that die, tokens that end, two tabs at once; then resumed to the same end. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  button,
  CHAIN,
  chainSource,
  endState,
  fillChain,
  plannedWrites,
  SECRET,
  seenWrites,
  storedText,
  takenWrite,
} from './chain-market.ts';
import { makeMarket } from './made-market.ts';
import { PLAIN_HOST, startWorld } from './rig.ts';

import type { InstallPlan, MarketConfig } from '#core/model/generated.ts';
import type { Page } from 'playwright-core';
import type { FaultKind } from '../../sandbox/http/faults.ts';
import type { MadeMarket } from './made-market.ts';
import type { OpenedPage, World } from './rig.ts';

let made: MadeMarket;
let undisturbed: string;
let world: World;
let opened: OpenedPage;

beforeAll(async () => {
  made = await makeMarket(chainSource());
  await begin();
  await fillChain(opened.page);
  await button(opened.page, 'Run').click();
  await opened.page.getByRole('heading', { name: 'Done', exact: true }).waitFor();
  undisturbed = await endState(world);
  await world.close();
});
afterEach(() => world.close());
afterAll(() => made.remove());

/** Clusters without anything, and a page at the wizard's address. */
async function begin({ host = '127.0.0.1', auth }: { host?: string; auth?: string } = {}) {
  world = await startWorld({
    folder: made.folder,
    config: (config): MarketConfig => ({
      ...config,
      keys: [made.key.certificate],
      fingerprints: [made.key.fingerprint],
    }),
    sandbox: { cdap: { version: '5.1.0', ...(auth ? { auth: { token: auth } } : {}) } },
  });
  opened = await world.open({ host, hash: CHAIN });
  return opened.page;
}

/** Another tab of the same browser at the same address. */
async function anotherTab(): Promise<Page> {
  const { page } = opened;
  const url = page.url();
  const tab = await page.context().newPage();
  await tab.goto(url);
  return tab;
}

/** Fails at the first request that matches; `happened` says when. */
function failAt(target: 'cdap' | 'cluster', kind: FaultKind, what: RegExp) {
  const faulty = world.sandbox.faults[target];
  faulty.faults = [{ at: ({ method, path }) => what.test(`${method} ${path}`), kind }];
  return { happened: () => faulty.happened.length > 0 };
}

/** Presses Resume, types the secrets that are asked again, and presses it once more. */
async function resume(page: Page): Promise<void> {
  await button(page, 'Resume').click();
  const secrets = page.getByLabel('password', { exact: true });
  const done = page.getByRole('heading', { name: 'Done', exact: true });
  await secrets.first().or(done).waitFor();
  for (const field of await secrets.all()) await field.fill(SECRET);
  if (await secrets.count()) await button(page, 'Resume').click();
  await done.waitFor({ timeout: 20_000 });
}

async function expectSameEnd(plan: InstallPlan): Promise<void> {
  expect(await endState(world)).toBe(undisturbed);
  const planned = plannedWrites(plan);
  const taken = seenWrites(world).map((entry) => takenWrite(entry, plan));
  expect([...new Set(taken)].sort()).toEqual([...planned].sort());
  const created = taken.filter((each) => each.startsWith('POST '));
  expect(created.sort()).toEqual([...new Set(created)].sort());
}

const POINTS: [words: string, target: 'cdap' | 'cluster', kind: FaultKind, what: RegExp][] = [
  ['before the first write arrives', 'cdap', 'silence-before', /POST .*artifacts\//],
  ['after the artifact was added', 'cdap', 'silence-after', /POST .*artifacts\//],
  ['in the middle of a step', 'cdap', 'silence-before', /PUT .*properties/],
  ['after the stream was created', 'cdap', 'silence-after', /PUT .*streams\/purchases$/],
  ['after the table was created', 'cdap', 'silence-after', /PUT .*datasets\/totals/],
  ['before the first job arrives', 'cluster', 'silence-before', /POST .*jobs$/],
  ['after the first job was taken', 'cluster', 'silence-after', /POST .*jobs$/],
  ['after the last job was tagged', 'cluster', 'silence-after', /PUT .*chain-two\/tag/],
];

describe('a tab that dies', () => {
  it.each(POINTS)('%s: another tab goes on to the same end', async (_, target, kind, what) => {
    const page = await begin();
    const plan = await fillChain(page);
    const { happened } = failAt(target, kind, what);
    await button(page, 'Run').click();
    await expect.poll(happened, { timeout: 20_000 }).toBe(true);
    const tab = await anotherTab();
    const begun = await storedText(tab);
    expect(begun).toContain('pai-market-journal/1');
    expect(begun).not.toContain('tr0ub4dor');
    await page.close();
    await resume(tab);
    await expectSameEnd(plan);
    expect(await storedText(tab)).not.toContain('tr0ub4dor');
    expect(await tab.locator('pai-plugin').innerText()).not.toContain('tr0ub4dor');
  });

  it('by a crash of the browser’s own', async () => {
    const page = await begin();
    const plan = await fillChain(page);
    const { happened } = failAt('cluster', 'silence-after', /POST .*jobs$/);
    await button(page, 'Run').click();
    await expect.poll(happened).toBe(true);
    const tab = await anotherTab();
    const crashed = page.waitForEvent('crash');
    void page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await resume(tab);
    await expectSameEnd(plan);
  });
});

describe('two tabs', () => {
  it('never run the same install at once; the second waits and sees the end', async () => {
    const page = await begin();
    const plan = await fillChain(page);
    const { happened } = failAt('cluster', 'silence-before', /POST .*jobs$/);
    await button(page, 'Run').click();
    await expect.poll(happened).toBe(true);
    const tab = await anotherTab();
    await tab.getByText('Another tab of this browser is at it.').waitFor();
    expect(await button(tab, 'Resume').count()).toBe(0);
    await button(tab, 'Go on').click();
    await tab.locator('[role="alert"][data-error-code="install-elsewhere"]').waitFor();
    const before = seenWrites(world).length;
    await page.close();
    await button(tab, 'Resume').waitFor({ timeout: 15_000 });
    expect(seenWrites(world).length).toBe(before);
    await resume(tab);
    await expectSameEnd(plan);
  });
});

describe('a token that ends', () => {
  it('of the cluster: logged in again, the page offers to resume', async () => {
    const page = await begin();
    const plan = await fillChain(page);
    failAt('cluster', 401, /POST .*jobs$/);
    await button(page, 'Run').click();
    await page.locator('[role="alert"][data-error-code="cluster-auth"]').waitFor();
    expect(await page.getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe(
      '/login.html',
    );
    await page.reload();
    await resume(page);
    await expectSameEnd(plan);
  });

  it('of CDAP: it is asked for, at the beginning and in the middle, and kept nowhere', async () => {
    const page = await begin({ auth: 'cdap-canary-token' });
    await button(page, 'Install').click();
    await button(page, 'Accept').click();
    const token = page.getByLabel('CDAP access token', { exact: true });
    await token.fill('wrong');
    await button(page, 'Continue').click();
    await page.getByText('CDAP did not accept the access token').waitFor();
    await token.fill('cdap-canary-token');
    await button(page, 'Continue').click();
    for (let step = 0; step < 3; step += 1) await button(page, 'Next').click();
    await page.getByLabel('password', { exact: true }).fill(SECRET);
    await button(page, 'Next').click();
    await page.getByLabel('password', { exact: true }).fill(SECRET);
    await button(page, 'Save plan').waitFor();
    failAt('cdap', 401, /PUT .*streams/);
    await button(page, 'Run').click();
    await token.fill('cdap-canary-token');
    await button(page, 'Continue').click();
    await page.getByRole('heading', { name: 'Done', exact: true }).waitFor({ timeout: 20_000 });
    expect(await endState(world)).toBe(undisturbed);
    const kept = await storedText(page);
    expect(kept).toContain('pai-market-receipt/2');
    expect(kept + (await page.content())).not.toContain('cdap-canary');
    const seen = world.sandbox.portal.log.entries.filter(({ url, body }) =>
      (url + body).includes('cdap-canary'),
    );
    expect(seen).toEqual([]);
    expect(world.sandbox.cluster?.log.having('cdap-canary')).toEqual([]);
  });
});

describe('on plain HTTP by a host name', () => {
  it('without secure context an install is resumed all the same', async () => {
    const page = await begin({ host: PLAIN_HOST });
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    const plan = await fillChain(page);
    const { happened } = failAt('cdap', 'silence-after', /PUT .*datasets\/totals/);
    await button(page, 'Run').click();
    await expect.poll(happened).toBe(true);
    const tab = await anotherTab();
    await page.close();
    await resume(tab);
    await expectSameEnd(plan);
  });
});

describe('an install that is discarded', () => {
  it('is asked about once, and its receipt undoes what it created', async () => {
    const page = await begin();
    await fillChain(page);
    const { happened } = failAt('cluster', 'silence-before', /POST .*jobs$/);
    await button(page, 'Run').click();
    await expect.poll(happened).toBe(true);
    const tab = await anotherTab();
    await page.close();
    await button(tab, 'Resume').waitFor();
    await tab.getByRole('link', { name: 'To the package' }).click();
    await button(tab, 'Install').click();
    await button(tab, 'Discard').click();
    await button(tab, 'Discard it').click();
    await button(tab, 'Next').waitFor();
    await tab.getByRole('link', { name: 'Installed', exact: true }).click();
    await tab.locator('summary').filter({ hasText: 'Receipt' }).first().click();
    await button(tab, 'Undo what this install created').first().click();
    await button(tab, 'Undo').click();
    await expect.poll(async () => (await endState(world)).includes('purchases')).toBe(false);
    expect(await endState(world)).not.toContain('totals');
  });
});
