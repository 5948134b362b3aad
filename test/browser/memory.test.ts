/** What a browser remembers of markets: over reloads, between tabs and workers, and where it may keep nothing. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { launchBrowser } from '../e2e/rig.ts';
import { bundleScript } from './bundle.ts';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { MemoryHost } from './memory-page.ts';

declare const memoryHost: MemoryHost;

let server: Server;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  const script = await bundleScript(join(import.meta.dirname, 'memory-page.ts'));
  server = createServer(({ url }, response) => {
    const isScript = url === '/memory.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script src="/memory.js"></script>');
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

/** `before` runs in the page before its scripts. */
async function openTab(before?: () => void): Promise<Page> {
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return page;
}

const keep = (page: Page, value: string) =>
  page.evaluate((text) => memoryHost.createIdbMemory().update('a', () => text), value);
const kept = (page: Page, key = 'a') =>
  page.evaluate((name) => memoryHost.createIdbMemory().get(name), key);

describe('a memory in IndexedDB', () => {
  it('has nothing at first, and keeps over reloads and between tabs', async () => {
    const page = await openTab();
    expect(await kept(page)).toBeUndefined();
    expect(await keep(page, 'first')).toBe('first');
    await page.reload();
    expect(await kept(page)).toBe('first');
    const other = await openTab();
    await keep(other, 'second');
    expect(await kept(page)).toBe('second');
  });

  it('loses no change of two tabs and a worker at the same time', async () => {
    const tabs = [await openTab(), await openTab()];
    const byWorker = tabs[0]?.evaluate(async () => {
      const text = await (await fetch('/memory.js')).text();
      const worker = new Worker(URL.createObjectURL(new Blob([text])));
      await new Promise((resolve) => {
        worker.onmessage = resolve;
        worker.postMessage(['sum', 100]);
      });
    });
    const byTabs = tabs.map((tab) => tab.evaluate(() => memoryHost.addOnes('sum', 100)));
    await Promise.all([byWorker, ...byTabs]);
    expect(await kept(await openTab(), 'sum')).toBe('300');
  });

  it('lets no tab put a smaller serial in the place of a higher one', async () => {
    const [one, two] = [await openTab(), await openTab()];
    const climb = (page: Page, serials: number[]) =>
      page.evaluate(async (numbers) => {
        const memory = memoryHost.createIdbMemory();
        const seen: number[] = [];
        for (const serial of numbers) {
          const now = await memory.update('serial', (before) =>
            String(Math.max(Number(before ?? 0), serial)),
          );
          seen.push(Number(now));
        }
        return seen;
      }, serials);
    const numbers = Array.from({ length: 60 }, (_, at) => at + 1);
    const answers = await Promise.all([
      climb(
        one,
        numbers.map((number) => number * 2),
      ),
      climb(
        two,
        numbers.map((number) => 121 - number),
      ),
    ]);
    for (const seen of answers) expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await kept(one, 'serial')).toBe('120');
  });

  it('lists the keys that begin so, of all tabs', async () => {
    const [one, two] = [await openTab(), await openTab()];
    const put = (page: Page, key: string) =>
      page.evaluate((name) => memoryHost.createIdbMemory().update(name, () => 'x'), key);
    await put(one, 'receipt/ada/1');
    await put(two, 'receipt/ada/\u{10ffff}');
    await put(two, 'receipt/b/1');
    const keys = await one.evaluate(() => memoryHost.createIdbMemory().keys('receipt/ada/'));
    expect(keys.sort()).toEqual(['receipt/ada/1', 'receipt/ada/\u{10ffff}']);
  });

  it('removes what is there, if it is what is meant, in one step', async () => {
    const [one, two] = [await openTab(), await openTab()];
    await keep(one, 'mine');
    const remove = (page: Page, wanted: string) =>
      page.evaluate(
        (text) => memoryHost.createIdbMemory().remove('a', (value) => value === text),
        wanted,
      );
    await remove(two, 'theirs');
    expect(await kept(one)).toBe('mine');
    await remove(two, 'mine');
    expect(await kept(one)).toBeUndefined();
    expect(await one.evaluate(() => memoryHost.createIdbMemory().keys(''))).toEqual([]);
    await remove(two, 'mine');
  });

  it('gives a lease to one of many tabs only', async () => {
    const tabs = [await openTab(), await openTab(), await openTab()];
    const taken = await Promise.all(
      tabs.map((page, at) =>
        page.evaluate(
          async (name) =>
            (await memoryHost.createIdbMemory().update('lease', (held) => held ?? name)) === name,
          `tab ${at}`,
        ),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('passes on what a change throws, and keeps what was there', async () => {
    const page = await openTab();
    await keep(page, 'good');
    const message = await page.evaluate(() =>
      memoryHost
        .createIdbMemory()
        .update('a', () => {
          throw new Error('no such change');
        })
        .catch((error: Error) => error.message),
    );
    expect(message).toBe('no such change');
    expect(await kept(page)).toBe('good');
  });
});

/** Ways in which a browser keeps nothing; each runs before the scripts of the page. */
const BLOCKED: [name: string, block: () => void][] = [
  [
    'is blocked',
    () =>
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
  ],
  ['does not exist', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
  ['never answers', () => (IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest)],
  [
    'is full',
    () =>
      (IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      }),
  ],
];

describe('where storage cannot be used (R09)', () => {
  it.each(BLOCKED)('lasts as long as the page when it %s', async (_name, block) => {
    const page = await openTab(block);
    const values = await page.evaluate(async () => {
      const memory = memoryHost.createIdbMemory({ patience: 50 });
      const before = await memory.get('a');
      await memory.update('a', (old) => `${old}+1`);
      await memory.update('a', (old) => `${old}+2`);
      return [before, await memory.get('a')];
    });
    expect(values).toEqual([undefined, 'undefined+1+2']);
  });

  it.each(BLOCKED)('lists and removes in the page when it %s', async (_name, block) => {
    const page = await openTab(block);
    const values = await page.evaluate(async () => {
      const memory = memoryHost.createIdbMemory({ patience: 50 });
      for (const key of ['a', 'b', 'c']) await memory.update(key, () => key);
      await memory.remove('a');
      await memory.remove('b', (value) => value !== 'b');
      return [await memory.keys(''), await memory.get('a'), await memory.get('b')];
    });
    expect(values).toEqual([['b', 'c'], undefined, 'b']);
  });

  it('knows what it could not remove from a storage that failed', async () => {
    const page = await openTab();
    await keep(page, 'stored');
    const values = await page.evaluate(async () => {
      const memory = memoryHost.createIdbMemory();
      const before = await memory.get('a');
      const real = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'delete');
      IDBObjectStore.prototype.delete = () => {
        throw new DOMException('broken', 'UnknownError');
      };
      await memory.remove('a');
      const removed = [await memory.get('a'), await memory.keys('')];
      Object.defineProperty(IDBObjectStore.prototype, 'delete', real ?? {});
      await memory.update('a', (old) => `${old} anew`);
      return [before, ...removed, await memory.get('a')];
    });
    expect(values).toEqual(['stored', undefined, [], 'undefined anew']);
    expect(await kept(await openTab())).toBe('undefined anew');
  });

  it('lasts as long as the page when the database is of a later version, or not ours', async () => {
    const page = await openTab();
    const values = await page.evaluate(async () => {
      const make = (name: string, version: number) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open(name, version);
          opening.onsuccess = () => (opening.result.close(), resolve());
        });
      const results: (string | undefined)[] = [];
      for (const [name, version] of [
        ['later', 2],
        ['empty', 1],
      ] as const) {
        await make(name, version);
        const memory = memoryHost.createIdbMemory({ name });
        await memory.update('a', () => name);
        results.push(await memory.get('a'));
      }
      return results;
    });
    expect(values).toEqual(['later', 'empty']);
  });

  it('waits for no other connection', async () => {
    const page = await openTab();
    const value = await page.evaluate(async () => {
      await memoryHost.createIdbMemory().update('a', () => 'before');
      const holding = indexedDB.open('pai-market');
      await new Promise((resolve) => (holding.onsuccess = resolve));
      return memoryHost.createIdbMemory().update('a', (old) => `${old} and after`);
    });
    expect(value).toBe('before and after');
  });

  it('takes what somebody else put there for nothing', async () => {
    const page = await openTab();
    await keep(page, 'ours');
    const value = await page.evaluate(async () => {
      const opening = indexedDB.open('pai-market');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const transaction = opening.result.transaction('memory', 'readwrite');
      transaction.objectStore('memory').put({ no: 'text' }, 'a');
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      opening.result.close();
      return memoryHost.createIdbMemory().get('a');
    });
    expect(value).toBeUndefined();
  });
});
