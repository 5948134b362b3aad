/** docs/hosting: each configuration, run by the server that it is for, serves a market as readers need it; `pai-market serve` does so too. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asking } from '../fakes/asking.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';
import { mayLeaveOut } from '../fakes/zip-readers.ts';

import type { AddressInfo } from 'node:net';
import type { Ask } from '../fakes/asking.ts';
import type { Publisher } from '../fakes/publisher.ts';

const HASHED = `by-hash/${'ab'.repeat(32)}.json`;
const ARCHIVE = 'packages/hello/1.0.0/archive.zip';
const FOREVER = 'public, max-age=31536000, immutable';

let publisher: Publisher;
let market: string;
beforeAll(async () => {
  publisher = createPublisher();
  // Servers that the administrator starts read it as another user.
  chmodSync(publisher.folder, 0o755);
  publisher.write(
    sourceFiles({ 'packages/hello/1.0.0/README.md': `# Hello\n${'word '.repeat(2000)}` }),
  );
  const key = await createKey();
  publisher.write({ 'secret.asc': key.secret, 'market.asc': key.certificate }, 'keys');
  market = publisher.path('market');
  for (const argv of [
    ['build', publisher.path('source'), '--out', market],
    ['sign', market, '--key', publisher.path('keys/secret.asc')],
  ]) {
    expect(await publisher.run(...argv)).toMatchObject({ code: 0 });
  }
  mkdirSync(join(market, 'by-hash'), { recursive: true });
  copyFileSync(join(market, 'packages.json'), join(market, HASHED));
  writeFileSync(join(market, 'page.html'), '<script>alert(1)</script>');
  writeFileSync(join(market, 'large.json'), JSON.stringify('word '.repeat(2000)));
  writeFileSync(join(market, '.hidden'), 'secret');
  writeFileSync(publisher.path('secret.txt'), 'secret');
  symlinkSync('../secret.txt', join(market, 'link.txt'));
});
afterAll(() => publisher.remove());

interface Hosting {
  name: string;
  tool: string;
  /** Begins to serve the market at a port; gives how to end it. */
  start(port: number, log: string): () => Promise<void>;
}

/** The block of a page in docs/hosting, for this folder and port. */
function blockOf(page: string, { listen, port }: { listen: string; port: number }): string {
  const text = readFileSync(join(import.meta.dirname, `../../docs/hosting/${page}.md`), 'utf8');
  const block = new RegExp(`\`\`\`${page}\\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? '';
  expect(block).toContain(listen);
  expect(block).toContain('/srv/market');
  return block
    .replaceAll(listen, listen.replace(/\*?:?80/, `127.0.0.1:${port}`))
    .replaceAll('/srv/market', market);
}

/** Starts a server in the foreground; gives how to end it. */
function run(command: string, argv: string[], log: string): () => Promise<void> {
  const child = spawn(command, argv, { stdio: ['ignore', 'ignore', openSync(log, 'a')] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return () => {
    child.kill('SIGTERM');
    return ended;
  };
}

/** Throws what the server wrote to its log if it does not answer. */
async function untilReady(ask: Ask, log: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      expect((await ask('/packages.json')).status).toBe(200);
      return;
    } catch (error) {
      if (tries > 200)
        throw new Error(existsSync(log) ? readFileSync(log, 'utf8') : '', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const HOSTINGS: Hosting[] = [
  {
    name: 'nginx',
    tool: 'nginx',
    start(port, log) {
      const folder = publisher.path('nginx');
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (each) => `${each}_temp_path ${folder}/${each};`,
      );
      const config = `daemon off; pid ${folder}/pid; error_log ${log} crit; events {}
http { access_log off; ${temporary.join(' ')}
${blockOf('nginx', { listen: 'listen 80', port })} }`;
      publisher.write({ 'nginx.conf': config }, 'nginx');
      return run('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], log);
    },
  },
  {
    name: 'apache',
    tool: 'apache2',
    start(port, log) {
      const folder = publisher.path('apache');
      const modules = [
        'mpm_event',
        'authz_core',
        'dir',
        'headers',
        'rewrite',
        'filter',
        'deflate',
        'setenvif',
      ];
      const config = `ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/pid
ErrorLog ${log}
Listen 127.0.0.1:${port}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${modules.map((each) => `LoadModule ${each}_module /usr/lib/apache2/modules/mod_${each}.so`).join('\n')}
${blockOf('apache', { listen: '*:80', port })}`;
      publisher.write({ 'httpd.conf': config }, 'apache');
      return run('apache2', ['-d', folder, '-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], log);
    },
  },
  {
    name: 'pai-market serve',
    tool: 'sh',
    start(port) {
      const interrupt = new AbortController();
      const { io } = publisher;
      const before = io.signal;
      io.signal = interrupt.signal;
      const serving = publisher.run('serve', market, '--port', String(port));
      io.signal = before;
      return async () => {
        interrupt.abort();
        expect(await serving).toMatchObject({ code: 0, stderr: '' });
      };
    },
  },
];

describe.each(HOSTINGS)('$name', ({ tool, start }) => {
  const left = mayLeaveOut(tool);
  let ask: Ask;
  let port = 0;
  let end: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (left) return;
    port = await freePort();
    const log = publisher.path('server.log');
    end = start(port, log);
    ask = asking(port);
    await untilReady(ask, log);
  });
  afterAll(() => end?.());
  const check = it.skipIf(left);

  check('is a market to a reader', async () => {
    const address = `http://127.0.0.1:${port}`;
    const { fingerprint } = (
      await publisher.run('verify', market, '--key', publisher.path('keys/market.asc'), '--json')
    ).json().index.signers[0];
    const argv = [
      '--key',
      publisher.path('keys/market.asc'),
      '--fingerprint',
      fingerprint,
      '--json',
    ];
    const { code, json } = await publisher.run('verify', address, ...argv);
    expect([code, json().verdict]).toEqual([0, 'good']);
  });

  check('sends tags, answers 304 to them, also to those of compressed files', async () => {
    for (const accepted of ['identity', 'gzip']) {
      const wish = { 'Accept-Encoding': accepted };
      const { headers } = await ask('/large.json', wish);
      expect(headers.etag).toMatch(/^(?:W\/)?"[^"]+"$/);
      const again = await ask('/large.json', {
        ...wish,
        'If-None-Match': headers.etag as string,
      });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect((await ask('/large.json', { ...wish, 'If-None-Match': '"other"' })).status).toBe(200);
    }
  });

  check('has another tag for other bytes', async () => {
    const file = join(market, 'changing.json');
    const tags = [];
    for (const text of ['{"a": 1}', '{"a": 12}']) {
      writeFileSync(`${file}.new`, text);
      execFileSync('mv', [`${file}.new`, file]);
      const { headers, body } = await ask('/changing.json');
      expect(body.toString()).toBe(text);
      tags.push(headers.etag);
    }
    expect(tags[0]).not.toBe(tags[1]);
  });

  check('lets pages of all origins read, also that something is not there', async () => {
    for (const path of ['/packages.json', `/${ARCHIVE}`, '/nothing.json']) {
      const { headers } = await ask(path, { Origin: 'https://portal.example.org' });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toMatch(/ETag.*Content-Range/);
    }
    expect((await ask('/nothing.json')).status).toBe(404);
    const first = await ask(
      '/packages.json',
      { Origin: 'https://portal.example.org', 'Access-Control-Request-Method': 'GET' },
      'OPTIONS',
    );
    expect([first.status, first.headers['access-control-allow-origin']]).toEqual([204, '*']);
    expect(first.headers['access-control-allow-headers']).toMatch(/Range.*If-None-Match/);
  });

  check('lets keep for ever what never changes, and nothing else', async () => {
    for (const path of [ARCHIVE, HASHED, 'packages/hello/1.0.0/spec.json']) {
      expect([path, (await ask(`/${path}`)).headers['cache-control']]).toEqual([path, FOREVER]);
    }
    for (const path of [
      ...['market.json', 'market.json.asc', 'packages.json', 'packages/hello/versions.json'],
      ...[`${ARCHIVE}.asc`, 'packages/hello/1.0.0/nothing', 'by-hash/00.json'],
    ]) {
      expect([path, (await ask(`/${path}`)).headers['cache-control']]).toEqual([path, 'no-cache']);
    }
  });

  check('sends parts of archives', async () => {
    const whole = readFileSync(join(market, ARCHIVE));
    const { status, headers, body } = await ask(`/${ARCHIVE}`, { Range: 'bytes=10-19' });
    expect([status, headers['content-range']]).toEqual([206, `bytes 10-19/${whole.length}`]);
    expect(body.equals(whole.subarray(10, 20))).toBe(true);
    expect((await ask(`/${ARCHIVE}`, { Range: 'bytes=9999999-' })).status).toBe(416);
  });

  check('compresses texts and no archives', async () => {
    const wish = { 'Accept-Encoding': 'gzip' };
    for (const path of ['large.json', 'packages/hello/1.0.0/README.md']) {
      const { headers, body } = await ask(`/${path}`, wish);
      expect([path, headers['content-encoding'], headers.vary]).toEqual([
        path,
        'gzip',
        'Accept-Encoding',
      ]);
      expect(gunzipSync(body).equals(readFileSync(join(market, path)))).toBe(true);
    }
    expect((await ask(`/${ARCHIVE}`, wish)).headers['content-encoding']).toBeUndefined();
  });

  check('sends types that no browser runs', async () => {
    const typeOf = async (path: string) => (await ask(path)).headers['content-type'];
    expect(await typeOf('/packages.json')).toBe('application/json');
    expect(await typeOf(`/${ARCHIVE}.asc`)).toBe('application/pgp-signature');
    expect(await typeOf('/packages/hello/1.0.0/README.md')).toBe('text/markdown; charset=utf-8');
    const { headers } = await ask('/page.html');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  check('gives neither hidden files, links, folders nor what lies outside', async () => {
    for (const path of [
      '/.hidden',
      '/%2ehidden',
      '/link.txt',
      '/',
      '/packages/',
      '/../secret.txt',
    ]) {
      const { status, body } = await ask(path);
      expect([path, [400, 403, 404].includes(status)]).toEqual([path, true]);
      expect(body.toString()).not.toContain('secret');
    }
  });

  check('answers HEAD, and changes nothing', async () => {
    const { status, body, headers } = await ask(`/${ARCHIVE}`, {}, 'HEAD');
    expect([status, body.length]).toEqual([200, 0]);
    expect(headers['content-length']).toBe(String(readFileSync(join(market, ARCHIVE)).length));
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await ask('/packages.json', {}, method)).status).toBe(405);
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
