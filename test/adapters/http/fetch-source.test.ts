import { gzipSync } from 'node:zlib';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serve } from '../../fakes/web.ts';

import type { AddressInfo } from 'node:net';
import type { ReadOptions } from '#core/ports.ts';
import type { Handler, Web } from '../../fakes/web.ts';

let web: Web;
let handler: Handler;
beforeEach(async () => {
  web = await serve((request, response) => handler(request, response));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await web.close();
});

/** Reads `packages.json`; short patience, so that servers that hang end the test. */
const read = (options: Partial<ReadOptions> = {}, limits: Partial<typeof DEFAULT_LIMITS> = {}) =>
  createFetchSources({ limits: { ...DEFAULT_LIMITS, idleMs: 10_000, ...limits }, waits: [] })
    .open(web.url)
    .read('packages.json', { limit: 1000, ...options });

/** An endless answer; resolves when the connection is closed by the other side. */
function endless(): { handler: Handler; closed: Promise<void> } {
  let close: () => void;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return {
    closed,
    handler(_request, response) {
      const timer = setInterval(() => response.write(new Uint8Array(400)), 1);
      response.on('close', () => {
        clearInterval(timer);
        close();
      });
    },
  };
}

describe('reading from a market', () => {
  it('sends neither cookies, referrer nor token, only a GET', async () => {
    handler = (_request, response) => void response.end('[]');
    await read();
    const [request] = web.requests;
    expect(request?.method).toBe('GET');
    expect(Object.keys(request?.headers ?? {})).not.toEqual(
      expect.arrayContaining(['authorization']),
    );
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('referer');
  });

  it('adds nothing from a polluted Object.prototype', async () => {
    handler = (_request, response) => void response.end('[]');
    const polluted = Object.prototype as { headers?: unknown; body?: unknown };
    polluted.headers = { authorization: 'leaked' };
    try {
      await read();
    } finally {
      delete polluted.headers;
    }
    expect(web.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('does not follow a redirect, and sends nothing to its target', async () => {
    const target = await serve((_request, response) => void response.end('[]'));
    for (const status of [301, 302, 303, 307, 308]) {
      handler = (_request, response) =>
        void response.writeHead(status, { location: target.url }).end();
      expect(await codeOf(() => read())).toBe('net-redirect');
    }
    expect(target.requests).toEqual([]);
    await target.close();
  });

  it('stops an endless body at the limit and closes the connection', async () => {
    const server = endless();
    handler = server.handler;
    expect(await codeOf(() => read())).toBe('net-too-large');
    await server.closed;
  });

  it('counts unpacked bytes of a packed body', async () => {
    const packed = gzipSync(new Uint8Array(50_000_000));
    handler = (_request, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect(await codeOf(() => read({ limit: 100_000 }))).toBe('net-too-large');
  });

  it('refuses a body that says it is too large without reading it', async () => {
    handler = (_request, response) =>
      void response.writeHead(200, { 'content-length': '1001' }).write('x');
    expect(await codeOf(() => read())).toBe('net-too-large');
  });

  it('refuses a body that ends before its declared length', async () => {
    handler = (_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('[{');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await codeOf(() => read())).toBe('net-truncated');
  });

  it('ends when nothing comes, before the headers or in the body', async () => {
    handler = () => {};
    expect(await codeOf(() => read({}, { idleMs: 50 } as object))).toBe('net-timeout');
    handler = (_request, response) => void response.write('[');
    expect(await codeOf(() => read({}, { idleMs: 50 } as object))).toBe('net-timeout');
  });

  it('ends a drip that never pauses long', async () => {
    handler = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    };
    expect(await codeOf(() => read({}, { totalGraceMs: 60 } as object))).toBe('net-timeout');
  });

  it('stops when the user cancels', async () => {
    const user = new AbortController();
    handler = (_request, response) => {
      response.write('[');
      user.abort();
    };
    expect(await codeOf(() => read({ signal: user.signal }))).toBe('cancelled');
  });

  it('tells status and address of an answer that is no file', async () => {
    handler = (_request, response) => void response.writeHead(503).end('<h1>busy</h1>');
    const refusal = await refusalOf(() => read());
    expect(refusal.code).toBe('net-status');
    expect(refusal.details).toEqual({ url: `${web.url}packages.json`, status: 503 });
    expect(refusal.message).not.toContain('<h1>');
  });

  it('says that a server which is down cannot be reached', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const sources = createFetchSources({ limits: DEFAULT_LIMITS, waits: [] });
    const source = sources.open(`http://127.0.0.1:${port}`);
    expect(await codeOf(() => source.read('x', { limit: 1 }))).toBe('net-unreachable');
  });
});

describe('reading from a page in a browser', () => {
  it('tells a missing CORS header from a dead server', async () => {
    vi.stubGlobal('location', { href: 'http://portal.example/plugin.html?index=0' });
    // What a browser does without the header: no answer for the page, but one for a probe.
    handler = (request, response) =>
      void (request.method === 'HEAD' ? response.end() : response.destroy());
    const refusal = await refusalOf(() => read());
    expect(refusal.code).toBe('net-cors');
    expect(refusal.message).toMatch(/Access-Control-Allow-Origin.*http:\/\/portal\.example/);
    handler = (_request, response) => void response.destroy();
    expect(await codeOf(() => read())).toBe('net-unreachable');
  });

  it('refuses plain http from a page on https, also for certificates', async () => {
    vi.stubGlobal('location', { href: 'https://portal.example/plugin.html' });
    const sources = createFetchSources({ limits: DEFAULT_LIMITS });
    expect(await codeOf(() => sources.open(web.url))).toBe('config-insecure-base');
    expect(await codeOf(() => sources.fetch(web.url, { limit: 1 }))).toBe('config-insecure-base');
    expect(web.requests).toEqual([]);
  });
});

describe('reading in a worker that a page started from a blob: address', () => {
  const blob = (page: string) => `blob:${page}/0b0c1f00-0000-4000-8000-000000000000`;

  it.each([
    ['is told its page', { page: 'https://portal.example/plugin.html' }, undefined],
    ['is told it as an address', { page: new URL('https://portal.example/') }, undefined],
    ['knows it by its own address', {}, blob('https://portal.example')],
    ['is told an address of such a worker', { page: blob('https://portal.example') }, undefined],
  ])('keeps to https when it %s', async (_what, options, href) => {
    if (href) vi.stubGlobal('location', { href });
    const sources = createFetchSources({ limits: DEFAULT_LIMITS, ...options });
    expect(await codeOf(() => sources.open(web.url))).toBe('config-insecure-base');
    expect(await codeOf(() => sources.fetch(web.url, { limit: 1 }))).toBe('config-insecure-base');
    expect(web.requests).toEqual([]);
  });

  it('names the page, not the worker, when the market lets no page read', async () => {
    vi.stubGlobal('location', { href: blob('http://portal.example') });
    handler = (request, response) =>
      void (request.method === 'HEAD' ? response.end() : response.destroy());
    const refusal = await refusalOf(() => read());
    expect(refusal.code).toBe('net-cors');
    expect(refusal.details['origin']).toBe('http://portal.example');
  });

  it('reads all the same where the page has no address', async () => {
    vi.stubGlobal('location', { href: 'blob:null/0b0c1f00-0000-4000-8000-000000000000' });
    handler = (_request, response) => void response.end('[]');
    expect(await read()).toHaveLength(2);
  });
});

describe('the address of a market', () => {
  const sources = createFetchSources({ limits: DEFAULT_LIMITS });

  it('gets a slash at its end', () => {
    expect(sources.open('https://market.example.org/v1').base).toBe(
      'https://market.example.org/v1/',
    );
  });

  it.each([
    'market',
    '//market.example.org',
    'ftp://market.example.org',
    'javascript:alert(1)',
    'https://me@market.example.org',
    'https://market.example.org/?v=1',
    'https://market.example.org/#v1',
  ])('is refused as %s', async (base) => {
    expect(await codeOf(() => sources.open(base))).toBe('config-invalid');
  });
});

describe('a file that is there already', () => {
  const tagged =
    (tag: string): Handler =>
    (_request, response) =>
      void response.writeHead(200, { etag: tag }).end('of the server');

  it('is taken in the place of the body where its ETag is the same', async () => {
    handler = tagged('"1"');
    const heard: string[] = [];
    const known = new TextEncoder().encode('kept');
    const pieces: number[] = [];
    const bytes = await read({
      onTag(tag) {
        heard.push(tag);
        return known;
      },
      onPiece: (piece) => pieces.push(piece.length),
    });
    expect(bytes).toBe(known);
    expect(heard).toEqual(['"1"']);
    expect(pieces).toEqual([]);
  });

  it('is read where it is another, or the server tells no ETag', async () => {
    const onTag = (): undefined => undefined;
    handler = tagged('"2"');
    expect(new TextDecoder().decode(await read({ onTag }))).toBe('of the server');
    handler = (_request, response) => void response.end('without');
    const refuse = (): never => {
      throw new Error('asked without an ETag');
    };
    expect(new TextDecoder().decode(await read({ onTag: refuse }))).toBe('without');
  });

  it('is no answer to a refusal', async () => {
    handler = (_request, response) => void response.writeHead(404, { etag: '"1"' }).end();
    expect(await codeOf(() => read({ onTag: () => new Uint8Array(1) }))).toBe('net-status');
  });
});
