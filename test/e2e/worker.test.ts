/** The trust worker in the pages and under the policies that exist, its end, and that it never learns the token. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { PLAIN_HOST, startWorld } from './rig.ts';

import type { Page } from 'playwright-core';
import type { MarketBehaviour } from '../../sandbox/market-server.ts';
import type { OpenedPage, OpenOptions, World, WorldOptions } from './rig.ts';

const ARCHIVE = 'packages/hello/1.0.0/archive.zip';

let world: World;
afterEach(() => world.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const refused = (page: Page, code: string) =>
  page.locator(`[role="alert"][data-error-code="${code}"]`);

async function openPackage(
  options: WorldOptions = {},
  open: OpenOptions = {},
): Promise<OpenedPage> {
  world = await startWorld(options);
  return world.open({ hash: '#/p/test-market/hello', ...open });
}

async function load(page: Page): Promise<void> {
  await press(page, 'Install');
  await press(page, 'Accept');
}

async function submit(page: Page): Promise<void> {
  await load(page);
  await page.getByLabel('Job name', { exact: true }).fill('worker-job');
  await press(page, 'Run');
  await page.getByRole('status').filter({ hasText: 'worker-job was submitted' }).waitFor();
}

/** Errors but the 404 of the look for a job of this name, and of the portal's own icon. */
const faults = ({ errors }: OpenedPage) => errors.filter((error) => !error.includes('404'));

describe('where a worker may start', () => {
  const hosts: [name: string, options: WorldOptions, open: OpenOptions][] = [
    ['under a strict policy', { sandbox: { csp: true } }, {}],
    [
      'from another origin, without CORS headers, with a wrong MIME type, under a strict policy',
      {
        sandbox: { csp: true, pluginOrigin: { cors: false, type: 'application/octet-stream' } },
      },
      {},
    ],
    ['on plain HTTP by host name', {}, { host: PLAIN_HOST }],
    ['on plain HTTP under a strict policy', { sandbox: { csp: true } }, { host: PLAIN_HOST }],
  ];

  it.each(hosts)('all is fetched and checked in it: %s', async (_name, options, open) => {
    const opened = await openPackage(options, open);
    const { page } = opened;
    await submit(page);
    const workers = page.workers();
    expect(workers.map((worker) => worker.url().slice(0, 5))).toEqual(['blob:']);
    const fetched = await workers[0]?.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(fetched).toContain(`${world.market.url}${ARCHIVE}`);
    const byPage = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(byPage.filter((name) => name.startsWith(world.market.url))).toEqual([]);
    expect(faults(opened)).toEqual([]);
  });

  it('is told nothing of the token, and has no way to it', async () => {
    const { page } = await openPackage(
      {},
      { prepare: (context) => context.addInitScript(recordMessages) },
    );
    await submit(page);
    const messages = await page.evaluate(
      () => (globalThis as { sentMessages?: string[] }).sentMessages ?? [],
    );
    expect(messages.join('\n')).toContain('loadFiles');
    expect(messages.filter((text) => text.includes(world.tokenOf('demo')))).toEqual([]);
    const kept = await page.workers()[0]?.evaluate(() => [typeof document, 'cookie' in self]);
    expect(kept).toEqual(['undefined', false]);
    expect(world.whoSaw(world.tokenOf('demo'))).toEqual(['cluster']);
  });

  it('ends with the element', async () => {
    const { page } = await openPackage();
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    expect(page.workers()).toHaveLength(1);
    const ended = page.workers()[0]?.waitForEvent('close');
    await page.evaluate(() => document.querySelector('pai-plugin')?.remove());
    await ended;
    expect(page.workers()).toEqual([]);
  });
});

/** Keeps all that the page hands to a worker, by either way. */
function recordMessages(): void {
  const sent: string[] = [];
  (globalThis as { sentMessages?: string[] }).sentMessages = sent;
  for (const { prototype } of [Worker, MessagePort]) {
    const own = prototype.postMessage as (...args: unknown[]) => void;
    prototype.postMessage = function (this: Worker | MessagePort, ...args: unknown[]) {
      sent.push(
        JSON.stringify(args[0], (_key, value: unknown) =>
          value instanceof MessagePort ? 'port' : value,
        ) ?? '',
      );
      own.apply(this, args);
    };
  }
}

describe('where no worker may start', () => {
  /** The strict policy with other words about workers. */
  async function openUnder(words: string, behaviour: MarketBehaviour = {}): Promise<OpenedPage> {
    world = await startWorld({ sandbox: { csp: true }, behaviour });
    const { settings } = world.sandbox.portal;
    const strict = settings.contentSecurityPolicy ?? '';
    settings.contentSecurityPolicy = strict.replace("worker-src 'self' blob:", words);
    expect(settings.contentSecurityPolicy).not.toBe(strict);
    return world.open({ hash: '#/p/test-market/hello' });
  }

  it.each([
    ['a policy without blob:', "worker-src 'self'"],
    ['a policy that names no workers', ''],
  ])('the page does the same itself: %s', async (_name, words) => {
    const { page } = await openUnder(words);
    await submit(page);
    expect(page.workers()).toEqual([]);
    expect(world.whoSaw(world.tokenOf('demo'))).toEqual(['cluster']);
  });

  it('the page refuses the same', async () => {
    const rewrite = (path: string, bytes: Uint8Array) => (path === ARCHIVE ? flip(bytes) : bytes);
    const { page } = await openUnder("worker-src 'none'", { rewrite });
    await load(page);
    await refused(page, 'archive-digest').waitFor();
    expect(page.workers()).toEqual([]);
  });
});

function flip(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

describe('while an archive is on its way', () => {
  /** The archive begins, but never ends; gives how many downloads of it are still open. */
  function hold(): () => number {
    let open = 0;
    const { size } = statSync(join(world.made?.folder ?? '', ARCHIVE));
    world.market.behaviour = {
      respond(path, { response }) {
        if (path !== ARCHIVE) return false;
        open += 1;
        response.on('close', () => (open -= 1));
        response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Length': size });
        response.write(Buffer.alloc(16));
        return true;
      },
    };
    return () => open;
  }

  it('Cancel breaks the download off, and it can be begun again', async () => {
    const { page } = await openPackage();
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    const open = hold();
    await load(page);
    await expect.poll(open).toBe(1);
    await press(page, 'Cancel');
    await expect.poll(open).toBe(0);
    world.market.behaviour = {};
    await press(page, 'Install');
    await page.getByLabel('Job name', { exact: true }).waitFor();
    expect(page.workers()).toHaveLength(1);
  });

  it('a worker that fails is told of, and a new one takes its place', async () => {
    const { page } = await openPackage();
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    const open = hold();
    await load(page);
    await expect.poll(open).toBe(1);
    await page.workers()[0]?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await refused(page, 'internal').filter({ hasText: 'has stopped' }).waitFor();
    await expect.poll(open).toBe(0);
    expect(page.workers()).toEqual([]);
    world.market.behaviour = {};
    await press(page, 'Close');
    await press(page, 'Install');
    await page.getByLabel('Job name', { exact: true }).waitFor();
    expect(page.workers()).toHaveLength(1);
  });

  it('one that fails while the list is shown is replaced at the next search', async () => {
    world = await startWorld();
    const { page } = await world.open({ hash: '#/' });
    const link = page.getByRole('link', { name: 'Hello world', exact: true });
    await link.waitFor();
    const ended = page.workers()[0]?.waitForEvent('close');
    await page.workers()[0]?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await ended;
    await page.getByRole('searchbox', { name: 'Search packages' }).fill('hello');
    await expect.poll(() => page.workers().length).toBe(1);
    await link.waitFor();
    await page.getByRole('searchbox', { name: 'Search packages' }).fill('no such package');
    await link.waitFor({ state: 'detached' });
  });

  it('a worker that goes without a word is noticed', async () => {
    const { page } = await openPackage({}, { prepare: (context) => context.clock.install() });
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    const open = hold();
    await load(page);
    await expect.poll(open).toBe(1);
    const ended = page.workers()[0]?.waitForEvent('close');
    await page.workers()[0]?.evaluate(() => self.close());
    await ended;
    await page.clock.runFor(60_000);
    await refused(page, 'internal').filter({ hasText: 'has stopped' }).waitFor();
    world.market.behaviour = {};
    await press(page, 'Close');
    await press(page, 'Install');
    await page.getByLabel('Job name', { exact: true }).waitFor();
  });
});
