/** Downloads that broke off: when the rest is enough, and when a file is begun anew. */
import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { codeOf } from '../../fakes/thrown.ts';
import {
  ETAG,
  FILE,
  file,
  fromOf,
  headersFrom,
  listen,
  MIB,
  sendCut,
  startFileServer,
  status,
  withoutRange,
} from './file-server.ts';

import type { Handler } from '../../fakes/web.ts';
import type { FileServer, ReadWorld } from './file-server.ts';

let server: FileServer;
beforeEach(async () => {
  server = await startFileServer();
});
afterEach(() => server.close());

describe('a download that broke off', () => {
  it('is gone on with where it broke, with no other header than Range', async () => {
    server.answers = [file(2 * MIB), file()];
    const seen = listen();
    expect(Buffer.compare(await server.read(seen), FILE)).toBe(0);
    expect(server.ranges()).toEqual([undefined, `bytes=${2 * MIB}-`]);
    expect(seen.begins()).toBe(1);
    expect(Buffer.compare(seen.joined(), FILE)).toBe(0);
    const [first, second] = server.requests.map(({ headers }) => Object.keys(headers));
    const added = second?.filter((name) => !first?.includes(name)) ?? [];
    // Cache-Control and Pragma are what fetch itself makes of a question past the caches.
    expect(added.sort()).toEqual(['cache-control', 'pragma', 'range']);
    expect(server.requests[1]?.headers).not.toHaveProperty('if-range');
  });

  it('is gone on with as often as it gets on', async () => {
    const large = 8;
    const bytes = new Uint8Array(randomBytes(large * MIB));
    server.answers = [
      (request, response) => {
        const from = fromOf(request);
        const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
        const length = { 'content-length': bytes.length - from, etag: ETAG };
        response.writeHead(from > 0 ? 206 : 200, { ...length, 'content-range': range });
        sendCut(response, bytes.subarray(from), { after: 1.5 * MIB, until: from + 1.5 * MIB });
      },
    ];
    expect(Buffer.compare(await server.read({ limit: bytes.length }), bytes)).toBe(0);
    expect(server.requests.length).toBeGreaterThan(3);
  });

  it('is given up when it gets on by one byte at a time', async () => {
    server.answers = [file(2 * MIB), file(1)];
    expect(await codeOf(() => server.read())).toBe('net-truncated');
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  it('keeps what it has over a server that is away for a moment', async () => {
    server.answers = [file(2 * MIB), status(503), file()];
    expect(Buffer.compare(await server.read({ waits: [1, 1] }), FILE)).toBe(0);
    expect(server.ranges()).toEqual([undefined, `bytes=${2 * MIB}-`, `bytes=${2 * MIB}-`]);
  });

  it('never takes back progress that it told', async () => {
    server.answers = [file(2 * MIB), status(416), file()];
    const seen = listen();
    await server.read(seen);
    expect(seen.begins()).toBe(2);
    expect(seen.told).toEqual([...seen.told].sort((a, b) => a - b));
    expect(seen.told.at(-1)).toBe(FILE.length);
  });

  const asked = 2 * MIB;
  const other = (changed: Record<string, string>): Handler => file(Infinity, changed);
  it.each<[string, Handler]>([
    ['the whole file', (request, response) => file()(withoutRange(request), response)],
    ['another ETag', other({ etag: '"two"' })],
    ['another date', other({ 'last-modified': 'Mon, 02 Jan 2023 00:00:00 GMT' })],
    ['another place', other({ 'content-range': `bytes 0-${FILE.length - 1}/${FILE.length}` })],
    ['another size', other({ 'content-range': `bytes ${asked}-${FILE.length - 1}/9999999` })],
    ['an unknown size', other({ 'content-range': `bytes ${asked}-${FILE.length - 1}/*` })],
    ['no place at all', (_request, response) => void response.writeHead(206).end(FILE)],
    ['a packed rest', other({ 'content-encoding': 'gzip' })],
    [
      'several parts',
      other({ 'content-range': '', 'content-type': 'multipart/byteranges; boundary=x' }),
    ],
    ['status 416', status(416, { 'content-range': 'bytes */5' })],
    ['status 400', status(400)],
    ['status 403', status(403)],
    ['status 501', status(501)],
  ])('begins anew when the server answers with %s', async (_what, answer) => {
    const dated = { 'last-modified': 'Sun, 01 Jan 2023 00:00:00 GMT' };
    server.answers = [file(asked, dated), answer, file()];
    const seen = listen();
    expect(Buffer.compare(await server.read(seen), FILE)).toBe(0);
    expect(server.ranges().slice(0, 2)).toEqual([undefined, `bytes=${asked}-`]);
    expect(server.ranges()[2]).toBeUndefined();
    expect(seen.begins()).toBe(2);
    expect(Buffer.compare(seen.joined(), FILE)).toBe(0);
  });

  it.each<[string, ReadWorld, Record<string, string>]>([
    ['is packed', {}, { 'content-encoding': 'gzip' }],
    ['has another size than the one that is pinned', { expected: FILE.length + 1 }, {}],
  ])('is begun anew when it %s', async (_what, options, changed) => {
    const packed = changed['content-encoding'] === 'gzip';
    const whole = packed ? gzipSync(FILE, { level: 0 }) : FILE;
    const headers = { ...headersFrom(0, changed), 'content-length': String(whole.length) };
    server.answers = [2 * MIB, Infinity].map((cut) => (_request, response) => {
      response.writeHead(200, headers);
      sendCut(response, whole, { after: cut, until: 1.5 * MIB });
    });
    expect(Buffer.compare(await server.read(options), FILE)).toBe(0);
    expect(server.ranges()).toEqual([undefined, undefined]);
  });

  it('is bounded by the limit over all its parts', async () => {
    server.answers = [
      file(2 * MIB),
      (_request, response) => {
        response.writeHead(206, {
          'content-range': headersFrom(2 * MIB)['content-range'],
          etag: ETAG,
        });
        response.end(new Uint8Array(4 * MIB));
      },
    ];
    expect(await codeOf(() => server.read())).toBe('net-too-large');
  });

  it('is begun anew when the rest is shorter than its place says', async () => {
    const range = headersFrom(2 * MIB)['content-range'];
    server.answers = [
      file(2 * MIB),
      (_request, response) => {
        response.writeHead(206, { 'content-range': range, etag: ETAG });
        response.end('short');
      },
      file(),
    ];
    expect(Buffer.compare(await server.read(), FILE)).toBe(0);
    expect(server.ranges()).toEqual([undefined, `bytes=${2 * MIB}-`, undefined]);
  });

  it('is given up when the server begins anew each time, however much further it gets', async () => {
    const large = new Uint8Array(24 * MIB);
    let sent = 0;
    server.answers = [
      (_request, response) => {
        sent += 1.5 * MIB;
        response.writeHead(200, { 'content-length': large.length, etag: ETAG });
        sendCut(response, large, { after: sent, until: sent });
      },
    ];
    expect(await codeOf(() => server.read({ limit: large.length }))).toBe('net-truncated');
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  it('has no more time over all its tries than one download has', async () => {
    server.answers = [file(1)];
    const limits = { totalGraceMs: 50 };
    expect(await codeOf(() => server.read({ limits, waits: [100, 100] }))).toBe('net-timeout');
  });
});
