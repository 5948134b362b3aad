/** A folder over HTTP: what readers ask of it, and what it must never give. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ARCHIVE, fill, HASHED, INDEX, startServedWorld } from './served-world.ts';

import type { Ask } from '../../fakes/asking.ts';
import type { ServedWorld } from './served-world.ts';

let world: ServedWorld;
let ask: Ask;
beforeAll(async () => {
  world = await startServedWorld();
  ask = world.ask;
});
afterAll(() => world.end());

describe('a file', () => {
  it('comes whole with type, length, tag, date and CORS', async () => {
    const { status, headers, body } = await ask('/packages.json');
    expect([status, body.toString()]).toEqual([200, INDEX]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(INDEX.length),
      'last-modified': expect.stringMatching(/GMT$/),
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    expect(headers['etag']).toMatch(/^"[a-z0-9-]+"$/);
    expect(headers['access-control-expose-headers']).toContain('ETag');
  });

  it('of a version, or by its hash, may be kept for ever', async () => {
    for (const path of [`/${HASHED}`, '/packages/hello/1.0.0/archive.zip']) {
      const { headers } = await ask(path);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it('is named percent-encoded, with or without a query', async () => {
    const { status, headers } = await ask('/packages/hello/1.0.0/a%20file.txt?x=1');
    expect([status, headers['cache-control']]).toEqual([200, expect.stringContaining('immutable')]);
  });

  it('is never a page or a script of this server', async () => {
    const { headers } = await ask('/page.html');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('may be empty', async () => {
    const { status, headers, body } = await ask('/empty.txt');
    expect([status, headers['content-length'], body.length]).toEqual([200, '0', 0]);
  });

  it.each([{}, { 'Accept-Encoding': 'br' }, { Range: 'bytes=1-2' }])(
    'asked for by HEAD with %j has the head of GET, and no body',
    async (wish) => {
      const [get, head] = [
        await ask('/packages.json', wish),
        await ask('/packages.json', wish, 'HEAD'),
      ];
      const { date: _, ...headers } = get.headers;
      expect(head).toMatchObject({ status: get.status, headers, body: Buffer.alloc(0) });
    },
  );

  it('that is not there says so to pages of other origins too', async () => {
    const { status, headers } = await ask('/nothing.json');
    expect([status, headers['access-control-allow-origin']]).toEqual([404, '*']);
  });
});

describe('asked again', () => {
  it('it world.answers 304 to its tag, weak or in a list, and to any', async () => {
    const { headers } = await ask('/packages.json');
    const etag = headers.etag as string;
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const {
        status,
        body,
        headers: again,
      } = await ask('/packages.json', { 'If-None-Match': tags });
      expect([status, body.length, again.etag]).toEqual([304, 0, etag]);
    }
    expect((await ask('/packages.json', { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('it world.answers 304 to its date, unless a tag is there too', async () => {
    const { headers } = await ask('/packages.json');
    const since = { 'If-Modified-Since': headers['last-modified'] as string };
    expect((await ask('/packages.json', since)).status).toBe(304);
    expect((await ask('/packages.json', { ...since, 'If-None-Match': '"other"' })).status).toBe(
      200,
    );
    expect((await ask('/packages.json', { 'If-Modified-Since': 'no date' })).status).toBe(200);
  });

  it('has another tag when its bytes changed, though size and time are the same', async () => {
    const file = join(world.folder, 'packages.json');
    const before = (await ask('/packages.json')).headers.etag as string;
    execFileSync('cp', ['-p', file, `${file}.new`]);
    renameSync(`${file}.new`, file);
    expect((await ask('/packages.json')).headers.etag).not.toBe(before);
    expect((await ask('/packages.json', { 'If-Match': before })).status).toBe(412);
  });

  it('keeps its tag when the market is replaced and it lies there by a hard link', async () => {
    const path = 'packages/hello/1.0.0/archive.zip';
    const before = (await ask(`/${path}`)).headers.etag;
    const next = join(world.root, 'next');
    fill(next);
    rmSync(join(next, path));
    linkSync(join(world.folder, path), join(next, path));
    renameSync(world.folder, join(world.root, 'former'));
    renameSync(next, world.folder);
    rmSync(join(world.root, 'former'), { recursive: true });
    expect((await ask(`/${path}`)).headers.etag).toBe(before);
  });
});

describe('compression', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0.2, gzip;q=0.8', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ])('for %s is %s', async (accepted, encoding, unpack) => {
    const { headers, body } = await ask('/packages.json', { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(body.length));
    expect(body.length).toBeLessThan(INDEX.length / 2);
    expect(unpack(body).toString()).toBe(INDEX);
  });

  it.each(['', 'identity', 'br;q=0, gzip;q=0', 'zstd', 'br;q=nonsense'])(
    'is none for "%s"',
    async (accepted) => {
      const { headers, body } = await ask('/packages.json', { 'Accept-Encoding': accepted });
      expect([headers['content-encoding'], body.toString()]).toEqual([undefined, INDEX]);
    },
  );

  it('leaves archives and small files alone', async () => {
    for (const path of ['/packages/hello/1.0.0/archive.zip', '/small.json']) {
      const { headers } = await ask(path, { 'Accept-Encoding': 'br, gzip' });
      expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
    }
  });

  it('has tags of its own, and is not sent again either', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', ''].map(
        async (each) => (await ask('/packages.json', { 'Accept-Encoding': each })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    const again = { 'Accept-Encoding': 'br', 'If-None-Match': tags[0] as string };
    expect((await ask('/packages.json', again)).status).toBe(304);
  });

  it('is of the new bytes after a change', async () => {
    const file = join(world.folder, 'changing.json');
    for (const letter of ['a', 'b']) {
      writeFileSync(`${file}.new`, letter.repeat(5000));
      renameSync(`${file}.new`, file);
      const { body } = await ask('/changing.json', { 'Accept-Encoding': 'gzip' });
      expect(gunzipSync(body).toString()).toBe(letter.repeat(5000));
    }
  });
});

describe('a range', () => {
  const path = '/packages/hello/1.0.0/archive.zip';
  const size = ARCHIVE.length;

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=99990-', 99_990, size - 1],
    ['bytes=-5', size - 5, size - 1],
    ['bytes=50-1000000', 50, size - 1],
    ['bytes=-1000000', 0, size - 1],
  ])('%s gives these bytes', async (range, first, last) => {
    const { status, headers, body } = await ask(path, { Range: range, 'Accept-Encoding': 'br' });
    expect([status, headers['content-range']]).toEqual([206, `bytes ${first}-${last}/${size}`]);
    expect(headers['content-length']).toBe(String(last - first + 1));
    expect(body.equals(ARCHIVE.subarray(first, last + 1))).toBe(true);
  });

  it.each(['bytes=100000-', 'bytes=-0'])('%s lies outside', async (range) => {
    const { status, headers } = await ask(path, { Range: range });
    expect([status, headers['content-range']]).toEqual([416, `bytes */${size}`]);
  });

  it.each([
    'bytes=9-5',
    'bytes=-',
    'bytes=0-1,5-6',
    'lines=1-2',
    'bytes=a-b',
    `bytes=${'9'.repeat(40)}-`,
  ])('%s is answered with the whole', async (range) => {
    expect((await ask(path, { Range: range })).status).toBe(200);
  });

  it('goes on only in the same version', async () => {
    const { headers } = await ask(path);
    const wish = (condition: string) => ask(path, { Range: 'bytes=5-', 'If-Range': condition });
    expect((await wish(headers.etag as string)).status).toBe(206);
    expect((await wish(headers['last-modified'] as string)).status).toBe(206);
    expect((await wish('"other"')).status).toBe(200);
    expect((await wish('Sat, 01 Jan 2000 00:00:00 GMT')).status).toBe(200);
  });

  it('of a text is one of its plain bytes, and never goes on with compressed ones', async () => {
    const packed = await ask('/packages.json', { 'Accept-Encoding': 'br' });
    const { status, body } = await ask('/packages.json', {
      'Accept-Encoding': 'br',
      Range: 'bytes=0-9',
    });
    expect([status, body.toString()]).toEqual([206, INDEX.slice(0, 10)]);
    const mixed = { Range: 'bytes=5-', 'If-Range': packed.headers.etag as string };
    expect((await ask('/packages.json', mixed)).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  it('may ask first', async () => {
    const { status, headers } = await ask(
      '/packages.json',
      {
        Origin: 'https://portal.example.org',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'range, if-none-match',
      },
      'OPTIONS',
    );
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-methods']).toContain('GET');
    expect(headers['access-control-allow-headers']?.toLowerCase()).toMatch(/range.*if-none-match/);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('may not %s', async (method) => {
    const { status, headers } = await ask('/packages.json', {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('what is no file of the market', () => {
  beforeAll(() => {
    mkdirSync(join(world.folder, '.pai-market'));
    writeFileSync(join(world.folder, '.pai-market/config.yaml'), 'secret');
    writeFileSync(join(world.folder, '.hidden'), 'secret');
    symlinkSync(join(world.root, 'secret.txt'), join(world.folder, 'link.txt'));
    symlinkSync(world.root, join(world.folder, 'up'));
    symlinkSync(join(world.folder, 'packages'), join(world.folder, 'inner'));
    execFileSync('mkfifo', [join(world.folder, 'pipe.json')]);
  });

  it.each([
    '/',
    '',
    '/packages',
    '/packages/',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/packages/..%2f..%2fsecret.txt',
    '/packages/..\\..\\secret.txt',
    '//secret.txt',
    '/.hidden',
    '/%2ehidden',
    '/.pai-market/config.yaml',
    '/link.txt',
    '/up/secret.txt',
    '/inner/hello/1.0.0/archive.zip',
    '/pipe.json',
    '/packages.json%00.txt',
    '/packages.json/',
    '/packages.json/more',
    '/%ff%fe',
    '/%',
    `/${'a'.repeat(3000)}`,
  ])('is not there: %.40s', async (path) => {
    const { status, body } = await ask(path || '/');
    expect([status, body.toString()]).toEqual([404, '404\n']);
  });
});
