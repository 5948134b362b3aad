/** A folder over HTTP: what readers ask of it, and what it must never give. */
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveFolder } from '#adapters/node/serve-folder.ts';
import { headersOf } from '#flows/publish/paths.ts';
import { codeOf } from '../../fakes/thrown.ts';

import type { IncomingHttpHeaders } from 'node:http';
import type { ServedFolder, ServeOptions } from '#core/ports.ts';

const INDEX = JSON.stringify(Array.from({ length: 200 }, (_, at) => ({ name: `package-${at}` })));
const HASHED = `by-hash/${'ab'.repeat(32)}.json`;
const ARCHIVE = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 251));

let root: string;
let folder: string;
let served: ServedFolder;
const answers: Parameters<NonNullable<ServeOptions['onAnswer']>>[0][] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pai-market-test-'));
  folder = join(root, 'market');
  fill(folder);
  writeFileSync(join(root, 'secret.txt'), 'secret');
  served = await serve();
});
afterAll(async () => {
  await served.close(0);
  rmSync(root, { recursive: true });
});

function fill(at: string): void {
  mkdirSync(join(at, 'packages/hello/1.0.0'), { recursive: true });
  mkdirSync(join(at, 'by-hash'));
  writeFileSync(join(at, 'packages.json'), INDEX);
  writeFileSync(join(at, 'small.json'), '{}');
  writeFileSync(join(at, 'empty.txt'), '');
  writeFileSync(join(at, 'page.html'), '<script>alert(1)</script>');
  writeFileSync(join(at, HASHED), INDEX);
  writeFileSync(join(at, 'packages/hello/1.0.0/archive.zip'), ARCHIVE);
  writeFileSync(join(at, 'packages/hello/1.0.0/a file.txt'), 'x'.repeat(3000));
}

function serve(options: Partial<ServeOptions> = {}): Promise<ServedFolder> {
  const onAnswer = (answer: (typeof answers)[number]) => void answers.push(answer);
  return serveFolder({ folder, host: '127.0.0.1', port: 0, headersOf, onAnswer, ...options });
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The path as it is: fetch and URL would tidy it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}

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
  it('it answers 304 to its tag, weak or in a list, and to any', async () => {
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

  it('it answers 304 to its date, unless a tag is there too', async () => {
    const { headers } = await ask('/packages.json');
    const since = { 'If-Modified-Since': headers['last-modified'] as string };
    expect((await ask('/packages.json', since)).status).toBe(304);
    expect((await ask('/packages.json', { ...since, 'If-None-Match': '"other"' })).status).toBe(
      200,
    );
    expect((await ask('/packages.json', { 'If-Modified-Since': 'no date' })).status).toBe(200);
  });

  it('has another tag when its bytes changed, though size and time are the same', async () => {
    const file = join(folder, 'packages.json');
    const before = (await ask('/packages.json')).headers.etag as string;
    execFileSync('cp', ['-p', file, `${file}.new`]);
    renameSync(`${file}.new`, file);
    expect((await ask('/packages.json')).headers.etag).not.toBe(before);
    expect((await ask('/packages.json', { 'If-Match': before })).status).toBe(412);
  });

  it('keeps its tag when the market is replaced and it lies there by a hard link', async () => {
    const path = 'packages/hello/1.0.0/archive.zip';
    const before = (await ask(`/${path}`)).headers.etag;
    const next = join(root, 'next');
    fill(next);
    rmSync(join(next, path));
    linkSync(join(folder, path), join(next, path));
    renameSync(folder, join(root, 'former'));
    renameSync(next, folder);
    rmSync(join(root, 'former'), { recursive: true });
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
    const file = join(folder, 'changing.json');
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
    mkdirSync(join(folder, '.pai-market'));
    writeFileSync(join(folder, '.pai-market/config.yaml'), 'secret');
    writeFileSync(join(folder, '.hidden'), 'secret');
    symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
    symlinkSync(root, join(folder, 'up'));
    symlinkSync(join(folder, 'packages'), join(folder, 'inner'));
    execFileSync('mkfifo', [join(folder, 'pipe.json')]);
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

describe('the server', () => {
  it('tells of every answer', async () => {
    answers.length = 0;
    await ask('/small.json?a=b');
    await expect
      .poll(() => answers)
      .toEqual([
        expect.objectContaining({ method: 'GET', target: '/small.json?a=b', status: 200 }),
      ]);
  });

  it('answers what is no HTTP with 400, and goes on', async () => {
    const { hostname, port } = new URL(served.url);
    const text = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (part) => (heard += part)).on('error', reject);
      socket.on('close', () => resolve(heard));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask('/small.json')).status).toBe(200);
  });

  it('says why address and port cannot be had', async () => {
    const { port } = new URL(served.url);
    expect(await codeOf(() => serve({ port: Number(port) }))).toBe('usage');
    expect(await codeOf(() => serve({ host: '192.0.2.1' }))).toBe('usage');
  });

  it('waits while the market is being replaced, and says 503 when it stays away', async () => {
    const aside = join(root, 'aside');
    renameSync(folder, aside);
    const waiting = ask('/small.json');
    setTimeout(() => renameSync(aside, folder), 100);
    expect((await waiting).status).toBe(200);
    renameSync(folder, aside);
    const { status, headers } = await ask('/small.json');
    renameSync(aside, folder);
    expect([status, headers['retry-after'], headers['access-control-allow-origin']]).toEqual([
      ...[503, '1', '*'],
    ]);
  });

  it('gives whole old or whole new files while the market is replaced again and again', async () => {
    const sizes = new Set<number>();
    let going = true;
    const swapping = (async () => {
      for (let round = 0; going; round++) {
        const next = join(root, 'next');
        mkdirSync(next);
        writeFileSync(join(next, 'packages.json'), String(round % 2).repeat(50_000 + (round % 2)));
        renameSync(folder, join(root, 'old'));
        renameSync(next, folder);
        rmSync(join(root, 'old'), { recursive: true });
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    for (let count = 0; count < 150; count++) {
      const { status, body } = await ask('/packages.json');
      if (status === 503) continue;
      const text = body.toString();
      expect(status).toBe(200);
      if (text !== INDEX)
        expect(text).toBe((text[0] as string).repeat(text[0] === '1' ? 50_001 : 50_000));
      sizes.add(text.length);
    }
    going = false;
    await swapping;
    expect([...sizes]).toEqual(expect.arrayContaining([50_000, 50_001]));
  });

  it('does not pass off as whole what became shorter while it was sent', async () => {
    writeFileSync(join(folder, 'large.zip'), Buffer.alloc(64_000_000));
    const { hostname, port } = new URL(served.url);
    const broken = await new Promise<boolean>((resolve) => {
      httpRequest({ hostname, port, path: '/large.zip' }, (response) => {
        response.once('data', () => {
          response.pause();
          truncateSync(join(folder, 'large.zip'), 10);
          setTimeout(() => response.resume(), 50);
        });
        response.on('error', () => resolve(true)).on('end', () => resolve(!response.complete));
      }).end();
    });
    expect(broken).toBe(true);
    rmSync(join(folder, 'large.zip'));
  });

  it('ends what runs before it closes, and takes nothing new', async () => {
    writeFileSync(join(folder, 'slow.zip'), Buffer.alloc(32_000_000, 1));
    const own = await serve();
    const { hostname, port } = new URL(own.url);
    const size = await new Promise<number>((resolve, reject) => {
      httpRequest({ hostname, port, path: '/slow.zip' }, (response) => {
        let read = 0;
        response.pause();
        const closing = own.close(20_000);
        response.on('data', (part: Buffer) => (read += part.length)).on('error', reject);
        response.on('end', () => void closing.then(() => resolve(read)));
        setTimeout(() => response.resume(), 50);
      }).end();
    });
    expect(size).toBe(32_000_000);
    await expect(fetch(own.url)).rejects.toThrow();
  });

  it('breaks off what does not end in time', async () => {
    const own = await serve();
    const { hostname, port } = new URL(own.url);
    const ended = new Promise<string>((resolve) => {
      httpRequest({ hostname, port, path: '/slow.zip' }, (response) => {
        response.pause();
        response.on('error', ({ message }) => resolve(message));
        void own.close(50).then(() => response.resume());
      }).end();
    });
    expect(await ended).toBe('aborted');
  });
});
