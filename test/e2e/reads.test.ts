/** Downloads in Chromium, from a server of another origin: what browsers hide, keep and ask leave for. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  arrived,
  drop,
  FILE,
  file,
  MIB,
  sendCut,
  startFileServer,
  status,
  withoutRange,
} from '../adapters/http/file-server.ts';
import { serve } from '../fakes/web.ts';
import { startReader } from './reader.ts';

import type { FileServer } from '../adapters/http/file-server.ts';
import type { Handler } from '../fakes/web.ts';
import type { Reader, Reading, ReadOutcome } from './reader.ts';

const DIGEST = createHash('sha256').update(FILE).digest('hex');
const ANYONE = { 'access-control-allow-origin': '*' };
/** What the market format asks hosts to show. */
const SHOWN = { ...ANYONE, 'access-control-expose-headers': 'ETag, Content-Range' };
const DATED = { 'last-modified': 'Sun, 01 Jan 2023 00:00:00 GMT' };

let reader: Reader;
let server: FileServer;
beforeAll(async () => {
  reader = await startReader();
});
afterAll(() => reader.close());
beforeEach(async () => {
  server = await startFileServer();
});
afterEach(() => server.close());

const read = (options: Partial<Reading> = {}): Promise<ReadOutcome> =>
  reader.read(
    { url: `${server.url}archive.zip`, limit: 4 * MIB, waits: [1, 1], ...options },
    arrived,
  );

/** The whole file came, and whoever took its pieces saw it, too. */
function expectFile(outcome: ReadOutcome): void {
  expect(outcome).toMatchObject({ size: FILE.length, room: FILE.length, digest: DIGEST });
  expect(outcome.pieces).toBe(DIGEST);
  expect(outcome.told).toEqual([...outcome.told].sort((a, b) => a - b));
}

const methods = () => server.requests.map(({ method }) => method);

describe('a download that broke off', () => {
  it('is gone on with, without asking leave for a Range', async () => {
    server.answers = [file(2 * MIB, SHOWN), file(Infinity, SHOWN)];
    const outcome = await read();
    expectFile(outcome);
    expect(outcome.begins).toBe(1);
    expect(methods()).toEqual(['GET', 'GET']);
    expect(server.ranges()[1]).toMatch(/^bytes=\d+-$/);
    expect(server.requests[1]?.headers).not.toHaveProperty('if-range');
  });

  it('is gone on with where the host hides all but length and date', async () => {
    server.answers = [
      file(2 * MIB, { ...ANYONE, ...DATED }),
      file(Infinity, { ...ANYONE, ...DATED }),
    ];
    const outcome = await read();
    expectFile(outcome);
    expect(outcome.begins).toBe(1);
  });

  it.each<[string, Record<string, string>, Handler]>([
    ['hides everything', ANYONE, file(Infinity, ANYONE)],
    ['has another ETag', SHOWN, file(Infinity, { ...SHOWN, etag: '"two"' })],
    [
      'has another date',
      { ...ANYONE, ...DATED },
      file(Infinity, { ...ANYONE, 'last-modified': 'Mon, 02 Jan 2023 00:00:00 GMT' }),
    ],
    [
      'gives another place',
      SHOWN,
      file(Infinity, { ...SHOWN, 'content-range': `bytes 0-1/${FILE.length}` }),
    ],
    ['has no such place', SHOWN, status(416, SHOWN)],
    [
      'takes no ranges',
      SHOWN,
      (request, response) => file(Infinity, SHOWN)(withoutRange(request), response),
    ],
    ['does not let pages read the rest', SHOWN, file()],
  ])('is begun anew when the host %s', async (_what, headers, answer) => {
    server.answers = [file(2 * MIB, headers), answer, file(Infinity, SHOWN)];
    const outcome = await read();
    expectFile(outcome);
    expect(outcome.begins).toBe(2);
    expect(server.ranges()[1]).toMatch(/^bytes=\d+-$/);
  });

  it('is begun anew when it was packed, which the host hides', async () => {
    const packed = gzipSync(FILE);
    const headers = { ...ANYONE, ...DATED, 'content-encoding': 'gzip' };
    const whole =
      (cut: number): Handler =>
      (_request, response) => {
        response.writeHead(200, { ...headers, 'content-length': packed.length });
        sendCut(response, packed, { after: cut, until: 1.5 * MIB });
      };
    server.answers = [
      whole(packed.length - MIB / 2),
      file(Infinity, { ...ANYONE, ...DATED }),
      whole(Infinity),
    ];
    const outcome = await read();
    expectFile(outcome);
    expect(outcome.begins).toBe(2);
  });

  it('is given up when it breaks after every byte', async () => {
    server.answers = [file(1, SHOWN)];
    expect((await read()).code).toBe('net-truncated');
    expect(server.requests).toHaveLength(3);
  });
});

describe('a fault that may pass', () => {
  it.each<[string, Handler]>([
    ['status 503', status(503, ANYONE)],
    ['a connection that is dropped', drop],
    ['a small part', file(100, ANYONE)],
  ])('is tried again after %s', async (_what, handler) => {
    let asked = 0;
    server.answers = [
      (request, response) => {
        asked += request.method === 'GET' ? 1 : 0;
        (asked < 3 ? handler : file(Infinity, ANYONE))(request, response);
      },
    ];
    expectFile(await read());
    expect(asked).toBe(3);
  });

  it('ends at once when the user cancels while it is waited for', async () => {
    server.answers = [status(503, ANYONE)];
    expect((await read({ waits: [1e8], cancelAfter: 300 })).code).toBe('cancelled');
  });

  it('is no missing leave of the server: that is told at once', async () => {
    server.answers = [file()];
    const outcome = await read();
    expect(outcome.code).toBe('net-cors');
    expect(outcome.details?.['origin']).toBe(reader.origin);
    expect(methods()).toEqual(['GET', 'HEAD']);
  });
});

describe('a server that means harm', () => {
  it('sends nobody to another address', async () => {
    const target = await serve(
      (_request, response) => void response.writeHead(200, ANYONE).end('x'),
    );
    server.answers = [status(302, { ...ANYONE, location: target.url })];
    expect((await read()).code).toBe('net-redirect');
    expect(target.requests).toEqual([]);
    await target.close();
  });

  it('is left one piece past the limit of an endless body', async () => {
    let closed: () => void;
    const left = new Promise<void>((resolve) => (closed = resolve));
    server.answers = [
      (_request, response) => {
        response.writeHead(200, ANYONE);
        const timer = setInterval(() => response.write(FILE.subarray(0, 64 * 1024)), 1);
        response.on('close', () => {
          clearInterval(timer);
          closed();
        });
      },
    ];
    const outcome = await read({ limit: MIB });
    expect(outcome.code).toBe('net-too-large');
    expect(outcome.told.at(-1)).toBe(MIB);
    await left;
  });

  it('does not fill the memory with a small packed body', async () => {
    const bomb = gzipSync(new Uint8Array(300 * MIB));
    server.answers = [
      (_request, response) =>
        void response.writeHead(200, { ...ANYONE, 'content-encoding': 'gzip' }).end(bomb),
    ];
    const outcome = await read({ limit: MIB });
    expect(outcome.code).toBe('net-too-large');
    expect(outcome.told.at(-1)).toBe(MIB);
  });

  it('is no server whose packing makes a small file longer, which it hides', async () => {
    const packed = gzipSync('Any use.\n');
    server.answers = [
      (_request, response) =>
        void response
          .writeHead(200, {
            ...ANYONE,
            'content-encoding': 'gzip',
            'content-length': packed.length,
          })
          .end(packed),
    ];
    expect(packed.length).toBeGreaterThan(9);
    expect((await read({ limit: 9, expected: 9 })).size).toBe(9);
    expect((await read({ limit: 8 })).code).toBe('net-too-large');
  });

  it('is not believed when it says less than it sends, nor more', async () => {
    const says =
      (length: number): Handler =>
      (_request, response) => {
        response.socket?.end(
          `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(100)}`,
        );
      };
    server.answers = [says(50)];
    expect((await read()).size).toBe(50);
    server.answers = [says(200)];
    expect((await read()).code).toBe('net-truncated');
  });

  it.each<[string, Handler]>([
    ['never answers', () => undefined],
    ['falls silent', (_request, response) => void response.writeHead(200, ANYONE).write('x')],
  ])('is left when it %s', async (_what, handler) => {
    server.answers = [handler];
    expect((await read({ limits: { idleMs: 300 } })).code).toBe('net-timeout');
  });

  it('is left when it drips', async () => {
    server.answers = [
      (_request, response) => {
        response.writeHead(200, ANYONE);
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ];
    expect((await read({ limits: { totalGraceMs: 500 } })).code).toBe('net-timeout');
    expect(server.requests).toHaveLength(1);
  });
});

describe('the cache of the browser', () => {
  it('is used, and asked past on demand', async () => {
    server.answers = [file(Infinity, { ...ANYONE, 'cache-control': 'max-age=600' })];
    for (const reload of [false, false, true]) expectFile(await read({ reload }));
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.headers['cache-control']).toBe('no-cache');
  });

  it('lets the browser ask whether what it keeps is still so', async () => {
    const headers = { ...SHOWN, etag: '"one"', 'cache-control': 'max-age=60' };
    server.answers = [file(Infinity, headers), status(304, headers), file(Infinity, headers)];
    expectFile(await read());
    expectFile(await read({ revalidate: true }));
    expect(server.requests).toHaveLength(2);
    expect(methods()).toEqual(['GET', 'GET']);
    expect(server.requests[1]?.headers['if-none-match']).toBe('"one"');
  });

  it('has no part in a download that broke off, and spoils no later one', async () => {
    const cached = { ...SHOWN, 'cache-control': 'max-age=600' };
    server.answers = [file(MIB / 2, cached), file(2 * MIB, cached), file(Infinity, cached)];
    expectFile(await read());
    // The browser would ask for what its cache lacks by ranges of its own.
    expect(server.ranges()).toEqual([undefined, undefined, `bytes=${2 * MIB}-`]);
    expectFile(await read());
  });
});
