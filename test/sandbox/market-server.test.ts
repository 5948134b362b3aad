/** The sandbox's file server for markets: what every host of a market does, and no way out of its folder. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startMarketServer } from '../../sandbox/market-server.ts';

import type { MarketServer } from '../../sandbox/market-server.ts';

let folder: string;
let server: MarketServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pai-files-'));
  mkdirSync(join(folder, 'market/packages/a/1.0.0+b'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(folder, 'market/.hidden'), 'hidden');
  writeFileSync(join(folder, 'market/packages.json'), '[1,2,3]');
  writeFileSync(join(folder, 'market/packages/a/1.0.0+b/spec.json'), '{}');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'market/link.txt'));
  server = await startMarketServer({ folder: join(folder, 'market') });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers });

describe('a file', () => {
  it('is spoilt under the name by its digest, too', async () => {
    const bytes = Buffer.from('[1,2,3]');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(join(folder, 'market/by-hash'));
    writeFileSync(join(folder, `market/by-hash/${sha256}.json`), bytes);
    const files = { 'packages.json': { sha256, size: bytes.length } };
    writeFileSync(join(folder, 'market/market.json'), JSON.stringify({ files }));
    const hashed = () => get(`by-hash/${sha256}.json`);
    expect(await (await hashed()).text()).toBe('[1,2,3]');
    expect((await hashed()).headers.get('cache-control')).toContain('immutable');
    server.behaviour = { status: (path) => (path === 'packages.json' ? 503 : undefined) };
    expect((await hashed()).status).toBe(503);
  });

  it('comes with CORS, type, length and an ETag that gives 304', async () => {
    const first = await get('packages.json');
    expect(first.status).toBe(200);
    expect(await first.text()).toBe('[1,2,3]');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('content-type')).toMatch(/^application\/json/);
    const etag = first.headers.get('etag') ?? '';
    expect((await get('packages.json', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('packages.json', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is cached for good below a version and shortly elsewhere', async () => {
    const index = await get('packages.json');
    const spec = await get('packages/a/1.0.0%2Bb/spec.json');
    expect(index.headers.get('cache-control')).toContain('max-age=60');
    expect(spec.headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    ['bytes=1-3', 206, '1,2', 'bytes 1-3/7'],
    ['bytes=5-', 206, '3]', 'bytes 5-6/7'],
    ['bytes=-2', 206, '3]', 'bytes 5-6/7'],
    ['bytes=5-99', 206, '3]', 'bytes 5-6/7'],
    ['bytes=3-1', 200, '[1,2,3]', null],
    ['bytes=0-1,3-4', 200, '[1,2,3]', null],
    ['bytes=7-', 416, '', 'bytes */7'],
  ])('in the range %s is %i', async (range, status, text, contentRange) => {
    const response = await get('packages.json', { range });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-range')).toBe(contentRange);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/packages/..%5c..%5csecret.txt',
    '/packages/../../secret.txt',
    '/link.txt',
    '/.hidden',
    '//secret.txt',
    '/packages',
    '/%zz',
    '/a%00b',
  ])('is 404 at %s', async (path) => {
    expect(await rawStatus(server.port, path)).toBe(404);
  });

  it('is only read', async () => {
    expect((await fetch(`${server.url}packages.json`, { method: 'PUT', body: 'x' })).status).toBe(
      405,
    );
  });
});

describe('a server that misbehaves', () => {
  it('leaves CORS out', async () => {
    server.behaviour = { cors: false };
    expect((await get('packages.json')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers a status of its own for the named files', async () => {
    server.behaviour = { status: (path) => (path === 'packages.json' ? 503 : undefined) };
    expect((await get('packages.json')).status).toBe(503);
    expect((await get('packages/a/1.0.0+b/spec.json')).status).toBe(200);
  });

  it('alters bytes', async () => {
    server.behaviour = { rewrite: (_, bytes) => bytes.map((byte) => byte ^ 1) };
    expect(await (await get('packages/a/1.0.0+b/spec.json')).text()).toBe('z|');
  });

  it('breaks off in the middle', async () => {
    server.behaviour = { truncate: () => 3 };
    await expect(get('packages.json').then((response) => response.text())).rejects.toThrow();
  });

  it('sends a part of altered bytes, under an ETag of their own', async () => {
    const good = (await get('packages.json')).headers.get('etag') ?? '';
    server.behaviour = { rewrite: () => new TextEncoder().encode('[4,5,6,7]') };
    const headers = { range: 'bytes=3-', 'if-none-match': good };
    const response = await get('packages.json', headers);
    expect(response.status).toBe(206);
    expect(response.headers.get('etag')).not.toBe(good);
    expect(response.headers.get('content-range')).toBe('bytes 3-8/9');
    expect(await response.text()).toBe('5,6,7]');
  });

  it('takes no notice of ranges', async () => {
    server.behaviour = { range: false };
    const response = await get('packages.json', { range: 'bytes=1-3' });
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBeNull();
    expect(await response.text()).toBe('[1,2,3]');
  });

  it('sends a file in pieces', async () => {
    server.behaviour = { pace: () => ({ bytes: 2, pause: 5 }) };
    const response = await get('packages.json');
    const pieces = [];
    for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString());
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe('[1,2,3]');
  });

  it('answers in words of its own', async () => {
    server.behaviour = {
      respond(path, { response }) {
        if (path !== 'packages.json') return false;
        response.writeHead(418).end('tea');
        return true;
      },
    };
    expect((await get('packages.json')).status).toBe(418);
    expect((await get('packages/a/1.0.0+b/spec.json')).status).toBe(200);
  });
});

describe('the request log', () => {
  it('tells path, origin and headers', async () => {
    await get('packages.json?q=1', { origin: 'http://portal.test', 'x-leak': 'token-1' });
    expect(server.log.having('token-1')).toMatchObject([
      { method: 'GET', url: '/packages.json?q=1', origin: 'http://portal.test', status: 200 },
    ]);
    expect(server.log.having('token-2')).toEqual([]);
  });
});

/** `fetch` would normalise the path before sending it. */
function rawStatus(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: false };
    request(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
