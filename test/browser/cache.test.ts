/** Files of markets that a browser keeps: over reloads, on plain HTTP by host name, and where it may keep nothing. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { launchBrowser, PLAIN_HOST } from '../e2e/rig.ts';
import { bundleScript } from './bundle.ts';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { CacheHost } from './cache-page.ts';

declare const cacheHost: CacheHost;

let server: Server;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  const script = await bundleScript(join(import.meta.dirname, 'cache-page.ts'));
  server = createServer(({ url }, response) => {
    const isScript = url === '/cache.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script src="/cache.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

async function openTab(before?: () => void, host = '127.0.0.1'): Promise<Page> {
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`);
  return page;
}

/** Each call has a cache of its own, as each worker has. */
const put = (page: Page, key: string, bytes: number[], etag?: string) =>
  page.evaluate(
    ([name, all, tag]) =>
      cacheHost.createIdbCache().put(name, {
        bytes: Uint8Array.from(all),
        ...(tag === undefined ? {} : { etag: tag }),
      }),
    [key, bytes, etag] as const,
  );
const get = (page: Page, key: string) =>
  page.evaluate(async (name) => {
    const found = await cacheHost.createIdbCache().get(name);
    return found && { bytes: [...found.bytes], etag: found.etag };
  }, key);

it('keeps bytes over reloads, with their ETag', async () => {
  const page = await openTab();
  expect(await get(page, 'm/1')).toBeUndefined();
  await put(page, 'm/1', [1, 2, 3], '"one"');
  await put(page, 'm/2', [4]);
  await page.reload();
  expect(await get(page, 'm/1')).toEqual({ bytes: [1, 2, 3], etag: '"one"' });
  expect(await get(page, 'm/2')).toEqual({ bytes: [4], etag: undefined });
});

it('forgets all of a market but what is wanted, and nothing of another', async () => {
  const page = await openTab();
  for (const key of ['m/1', 'm/2', 'm/3', 'n/1']) await put(page, key, [1]);
  await page.evaluate(() => cacheHost.createIdbCache().keepOnly('m/', new Set(['m/2', 'm/9'])));
  await page.reload();
  const kept = await Promise.all(['m/1', 'm/2', 'm/3', 'n/1'].map((key) => get(page, key)));
  expect(kept.map((found) => found !== undefined)).toEqual([false, true, false, true]);
});

it('works where the page is no secure context', async () => {
  const page = await openTab(undefined, PLAIN_HOST);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await put(page, 'm/1', [1]);
  await page.reload();
  expect(await get(page, 'm/1')).toMatchObject({ bytes: [1] });
});

it('takes what others wrote there for nothing', async () => {
  const page = await openTab();
  await put(page, 'm/1', [1]);
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('pai-market-files');
      opening.onsuccess = () => resolve(opening.result);
    });
    const transaction = database.transaction('files', 'readwrite');
    transaction.objectStore('files').put({ bytes: 'text' }, 'm/1');
    transaction.objectStore('files').put(7, 'm/2');
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  });
  expect(await get(page, 'm/1')).toBeUndefined();
  expect(await get(page, 'm/2')).toBeUndefined();
});

it('gives way to whoever deletes the database, and begins anew', async () => {
  const page = await openTab();
  const found = await page.evaluate(async () => {
    const cache = cacheHost.createIdbCache();
    const bytes = Uint8Array.from([1]);
    await cache.put('m/1', { bytes });
    await new Promise((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase('pai-market-files');
      deleting.onsuccess = resolve;
      deleting.onblocked = () => reject(new Error('blocked'));
    });
    const gone = await cache.get('m/1');
    await cache.put('m/2', { bytes });
    return [gone, (await cache.get('m/2'))?.bytes.length];
  });
  expect(found).toEqual([undefined, 1]);
});

it.each<[string, () => void]>([
  [
    'is blocked',
    () => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('No storage here.', 'SecurityError');
        },
      });
    },
  ],
  [
    'is full',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('No room.', 'QuotaExceededError');
      };
    },
  ],
])('has nothing, and breaks nothing, where storage %s', async (_what, before) => {
  const page = await openTab(before);
  await put(page, 'm/1', [1]);
  expect(await get(page, 'm/1')).toBeUndefined();
});

it('waits for silent storage so often and no more', async () => {
  const page = await openTab(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  const asked = await page.evaluate(async () => {
    const cache = cacheHost.createIdbCache({ patience: 20 });
    const found = [];
    for (const key of ['a', 'b', 'c', 'd']) found.push(await cache.get(key));
    await cache.keepOnly('a', new Set());
    return found;
  });
  expect(asked).toEqual([undefined, undefined, undefined, undefined]);
});
