/** Uploads out of a real page: progress, the token, redirects, cancelling, and answers without end. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { launchBrowser } from '../e2e/rig.ts';
import { bundleScript } from './bundle.ts';

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { UploadHost } from './upload-page.ts';

declare const uploadHost: UploadHost;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const MIB = 1024 * 1024;

let script: string;
let browser: Browser;
let page: Page;
let portal: { origin: string; server: Server };
let elsewhere: { origin: string; server: Server };
/** Requests below /cdap/, with how many bytes came. */
let seen: { url: string; method: string; token: string | undefined; bytes: number }[];
let answer: Answer;

beforeAll(async () => {
  script = await bundleScript(join(import.meta.dirname, 'upload-page.ts'));
  browser = await launchBrowser();
  [portal, elsewhere] = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await browser.close();
  for (const { server } of [portal, elsewhere]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
beforeEach(async () => {
  seen = [];
  answer = (_request, response) => response.writeHead(200, { 'X-Said': 'yes' }).end('stored');
  await page?.close();
  page = await browser.newPage();
  await page.goto(`${portal.origin}/`);
});

async function start() {
  const server = createServer((request, response) => {
    const { url = '', method = '' } = request;
    if (url === '/upload.js')
      return void response.setHeader('content-type', 'text/javascript').end(script);
    if (!url.startsWith('/cdap/')) {
      return void response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><link rel="icon" href="data:,"><script src="/upload.js"></script>');
    }
    const entry = { url, method, token: request.headers.authorization, bytes: 0 };
    seen.push(entry);
    request.on('data', (part: Buffer) => {
      entry.bytes += part.length;
      if (url === '/cdap/slow') request.pause();
    });
    request.on('error', () => undefined);
    request.on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

type Options = Partial<Parameters<UploadHost['send']>[0]>;
const send = (options: Options = {}) =>
  page.evaluate((all) => uploadHost.send(all), {
    base: '/cdap/',
    path: 'v3/a',
    size: 8 * MIB,
    ...options,
  });

describe('an upload', () => {
  it('sends the bytes with token and headers, and tells how far it came', async () => {
    const result = await send();
    expect(result).toMatchObject({ status: 200, text: 'stored', headers: { 'x-said': 'yes' } });
    expect(seen).toEqual([
      { url: '/cdap/v3/a', method: 'POST', token: 'Bearer the-token', bytes: 8 * MIB },
    ]);
    expect(result.told.at(-1)).toBe(8 * MIB);
    expect(result.told).toEqual([...result.told].sort((a, b) => a - b));
  });

  it('gives any status to the caller', async () => {
    for (const status of [400, 401, 409, 413, 500, 503]) {
      answer = (_request, response) => response.writeHead(status).end('no');
      expect(await send({ size: MIB })).toMatchObject({ status, text: 'no' });
    }
  });

  it('is told of as redirected, and what a redirect leads to is not read', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      answer = (request, response) =>
        request.url === '/cdap/v3/a'
          ? response.writeHead(status, { Location: '/cdap/elsewhere' }).end()
          : response.writeHead(200).end('stolen');
      expect((await send({ size: MIB })).code).toBe('cluster-redirect');
    }
  });

  it('takes no token along to another origin', async () => {
    answer = (request, response) => {
      if (request.headers.host === new URL(portal.origin).host) {
        return response.writeHead(307, { Location: `${elsewhere.origin}/cdap/steal` }).end();
      }
      return response
        .writeHead(200, {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Headers': 'Authorization, X-Archive-Name',
        })
        .end('stolen');
    };
    const result = await send({ size: MIB });
    expect(result.text).toBeUndefined();
    const there = seen.filter(({ url }) => url === '/cdap/steal');
    expect(there.filter(({ token }) => token !== undefined)).toEqual([]);
  });

  it('can be cancelled on its way', async () => {
    // The server stops reading at once, so that the body cannot have left as a whole.
    const result = await send({ path: 'slow', size: 64 * MIB, stopAt: 1 });
    expect(result.code).toBe('cancelled');
    expect(result.told.at(-1)).toBeLessThan(64 * MIB);
    expect(seen[0]?.bytes).toBeLessThan(64 * MIB);
  });

  it('tells silence and a dead server apart', async () => {
    answer = () => undefined;
    expect((await send({ size: MIB, limits: { idleMs: 300 } })).code).toBe('net-timeout');
    answer = (request) => void request.socket.destroy();
    expect((await send({ size: MIB })).code).toBe('cluster-unreachable');
  });

  it('ends an answer that has no end', async () => {
    answer = (request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(64 * 1024)), 5);
      request.socket.once('close', () => clearInterval(timer));
    };
    const result = await send({ size: MIB, limits: { clusterBytes: MIB } });
    expect([result.status, result.text?.length]).toEqual([200, 0]);
  });
});

describe('CDAP at another origin', () => {
  it('that answers no preflight is told from a dead one, and gets no token', async () => {
    answer = (request, response) =>
      request.method === 'OPTIONS' ? response.writeHead(405).end() : response.end('{}');
    const result = await send({ base: `${elsewhere.origin}/cdap/`, size: MIB });
    expect(result.code).toBe('net-cors');
    expect(seen.filter(({ token }) => token !== undefined)).toEqual([]);
    const dead = await send({ base: 'http://127.0.0.1:9/cdap/', size: MIB });
    expect(dead.code).toBe('cluster-unreachable');
  });
});
