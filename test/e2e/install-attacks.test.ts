/** Attacks on installs in a real browser: what other programs of the portal's origin put into its storage, and a strict page around a whole install. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  button,
  CHAIN,
  chainSource,
  fillChain,
  SECRET,
  seenWrites,
  storedText,
} from './chain-market.ts';
import { makeMarket } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { InstallJournal, MarketConfig, Receipt } from '#core/model/generated.ts';
import type { Page } from 'playwright-core';
import type { MadeMarket } from './made-market.ts';
import type { OpenedPage, World } from './rig.ts';

const CDAP_TOKEN = 'the-token-of-cdap-123';

let made: MadeMarket;
let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  made = await makeMarket(chainSource());
});
afterEach(() => world.close());
afterAll(() => made.remove());

async function begin({ csp = false, auth }: { csp?: boolean; auth?: string } = {}): Promise<Page> {
  world = await startWorld({
    folder: made.folder,
    config: (config): MarketConfig => ({
      ...config,
      keys: [made.key.certificate],
      fingerprints: [made.key.fingerprint],
    }),
    sandbox: { csp, cdap: { version: '5.1.0', ...(auth ? { auth: { token: auth } } : {}) } },
  });
  opened = await world.open({ hash: CHAIN });
  return opened.page;
}

/** Changes texts of the database as another program of the origin can. */
function meddle(page: Page, change: Record<string, string>): Promise<void> {
  return page.evaluate(async (entries) => {
    const asked = indexedDB.open('pai-market', 1);
    asked.onupgradeneeded = () => void asked.result.createObjectStore('memory');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error('no database'));
    });
    const transaction = database.transaction('memory', 'readwrite');
    for (const [key, text] of Object.entries(entries)) {
      // Too long to be handed over by the test.
      const long = () => JSON.stringify({ kept: 'x'.repeat(50 * 1024 * 1024) });
      transaction.objectStore('memory').put(text === 'LONG' ? long() : text, key);
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, change);
}

function stored(page: Page, key: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const asked = indexedDB.open('pai-market');
    const database = await new Promise<IDBDatabase>((resolve) => {
      asked.onsuccess = () => resolve(asked.result);
    });
    const reading = database.transaction('memory').objectStore('memory').get(wanted);
    const text = await new Promise<string>((resolve) => {
      reading.onsuccess = () => resolve(String(reading.result));
    });
    database.close();
    return text;
  }, key);
}

const JOURNAL = 'install/demo/test-market/chain%401.0.0';
const done = (page: Page) => page.getByRole('heading', { name: 'Done', exact: true });

async function again(page: Page, hash = CHAIN): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}&again${hash}`);
}

/** The faults of the page itself; what is asked for and not there answers 404, and the fault that the test makes 500. */
const faults = () => opened.errors.filter((error) => !/ (404|500|401) /.test(error));

describe('a journal of another program', () => {
  it('sends nothing that the package does not plan; it can be discarded', async () => {
    const page = await begin();
    await fillChain(page);
    const { faults: sandbox } = world.sandbox;
    const isTable = ({ method, path }: { method: string; path: string }) =>
      method === 'PUT' && path.endsWith('/datasets/totals');
    sandbox.cdap.faults = [{ at: isTable, kind: 500 }];
    await button(page, 'Run').click();
    await page.locator('[role="alert"][data-error-code="cluster-error"]').waitFor();
    const { journal, ...rest } = (
      JSON.parse(await stored(page, JOURNAL)) as { kept: { journal: InstallJournal } }
    ).kept;
    const text = JSON.stringify(journal).replaceAll('datasets/totals', 'datasets/evil');
    await meddle(page, {
      [JOURNAL]: JSON.stringify({ kept: { ...rest, journal: JSON.parse(text) as unknown } }),
    });
    const before = seenWrites(world).length;
    await again(page);
    await button(page, 'Resume').click();
    const secrets = page.getByLabel('password', { exact: true });
    await secrets.first().waitFor();
    for (const secret of await secrets.all()) await secret.fill(SECRET);
    const alert = page.locator('[role="alert"][data-error-code="plan-refused"]');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('Step 3 (create_dataset) was begun');
    await button(page, 'Resume').click();
    expect(await alert.isVisible()).toBe(true);
    expect(seenWrites(world)).toHaveLength(before);
    await button(page, 'Discard').first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Discard/ })
      .click();
    await button(page, 'Next').waitFor();
    expect(seenWrites(world).some(({ url }) => url.includes('evil'))).toBe(false);
    expect(faults()).toEqual([]);
  });

  it.each<[string, string]>([
    ['no JSON', '{{{'],
    ['great depth', `{"kept":{"journal":${'['.repeat(20_000)}${']'.repeat(20_000)},"proof":{}}}`],
    ['fifty megabytes', 'LONG'],
    ['keys of JavaScript', '{"__proto__":{"kept":1},"lease":{"owner":"x","until":9e15}}'],
  ])('that is %s is nothing to any page', async (_, text) => {
    const page = await begin();
    await meddle(page, {
      [JOURNAL]: text,
      'receipt/demo/x': text,
      'receipt/demo/y': `{"format":"pai-market-receipt/2","answers":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    });
    await again(page, '#/installed');
    await page.getByText('Nothing was installed from this browser').first().waitFor();
    await again(page, CHAIN);
    await fillChain(page);
    await button(page, 'Run').click();
    await done(page).waitFor();
    expect(faults()).toEqual([]);
  });
});

describe('a receipt of another program', () => {
  it('shows what its undo would send, and sends nothing that leaves the clusters', async () => {
    const page = await begin();
    await fillChain(page);
    await button(page, 'Run').click();
    await done(page).waitFor();
    const text = await storedText(page);
    const [texts] = JSON.parse(text) as [string[]];
    const own = texts
      .map((each) => JSON.parse(each) as Receipt)
      .find(({ format }) => format === 'pai-market-receipt/2')!;
    const evil = structuredClone(own);
    const undo = evil.steps[0]!.undo[0]!;
    Object.assign(undo, { url: `${world.market.origin}/cdap/v3/taken`, purpose: 'Nothing at all' });
    await meddle(page, { [`receipt/demo/${own.id}`]: JSON.stringify(evil) });
    const before = seenWrites(world).length;
    await again(page, '#/installed');
    await page.locator('summary', { hasText: 'Receipt' }).first().click();
    await button(page, 'Undo what this install created').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(`DELETE ${world.market.origin}/cdap/v3/taken`);
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    const alert = page.locator('[role="alert"][data-error-code="plan-refused"]');
    await alert.waitFor();
    expect(seenWrites(world)).toHaveLength(before);
    expect(opened.requests.filter(({ url }) => url.includes('/taken'))).toEqual([]);
  });
});

describe('a whole install of both clusters', () => {
  it('runs under a strict policy without a violation, and leaves no token or secret anywhere (T05, T10)', async () => {
    const page = await begin({ csp: true, auth: CDAP_TOKEN });
    const giveToken = async () => {
      await page.getByLabel(/token/i).first().fill(CDAP_TOKEN);
      await button(page, 'Continue').click();
    };
    await button(page, 'Install').click();
    const accept = button(page, 'Accept');
    await accept.or(button(page, 'Continue')).first().waitFor();
    if (await accept.isVisible()) await accept.click();
    await button(page, 'Continue').waitFor();
    await giveToken();
    for (let step = 0; step < 3; step += 1) await button(page, 'Next').click();
    await page.getByLabel('password', { exact: true }).fill(SECRET);
    await button(page, 'Next').click();
    await page.locator('[value="chain-two"]').first().waitFor();
    await page.getByLabel('password', { exact: true }).fill(SECRET);
    await button(page, 'Run').click();
    await done(page).waitFor();
    expect(faults()).toEqual([]);
    const token = world.tokenOf('demo');
    const around = await page.evaluate(() =>
      JSON.stringify([
        history.state,
        location.href,
        document.documentElement.outerHTML,
        Object.keys(window).map((key) => String(Reflect.get(window, key))),
      ]),
    );
    const all = [await storedText(page), around].join();
    for (const text of [token, CDAP_TOKEN, 'tr0ub4dor', btoa(token), btoa(CDAP_TOKEN)]) {
      expect(all).not.toContain(text);
    }
    expect(world.whoSaw(token)).toEqual(['cluster']);
    expect(world.whoSaw(CDAP_TOKEN)).toEqual(['cdap']);
    expect(world.whoSaw('tr0ub4dor')).toEqual(['cluster']);
  });

  it('tells no token in what it shows, copies or writes down when a step fails (T07)', async () => {
    const page = await begin();
    const token = world.tokenOf('demo');
    await fillChain(page);
    world.sandbox.faults.cluster.faults = [
      {
        at: ({ method, path }) => method === 'POST' && path.endsWith('/jobs'),
        kind: 500,
        body: `no ${token} ${SECRET} ${btoa(token)} ${JSON.stringify({ token, SECRET })}`,
      },
    ];
    await button(page, 'Run').click();
    const alert = page.locator('[role="alert"][data-error-code="cluster-error"]');
    await alert.waitFor();
    for (const summary of await page.locator('summary:visible').all()) await summary.click();
    const shown = await page.locator('body').innerText();
    const all = [shown, opened.errors.join(), await storedText(page)].join();
    for (const text of [token, btoa(token), 'tr0ub4dor']) expect(all).not.toContain(text);
    expect(await alert.innerText()).toContain('[token]');
  });
});
