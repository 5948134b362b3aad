/** Downloads over a real connection: what is tried again, and what never is. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serve } from '../../fakes/web.ts';
import { drop, FILE, file, listen, MIB, startFileServer, status } from './file-server.ts';

import type { FileServer } from './file-server.ts';

let server: FileServer;
beforeEach(async () => {
  server = await startFileServer();
});
afterEach(() => server.close());

describe('one buffer', () => {
  it.each([
    ['the size that is pinned', { expected: FILE.length }],
    ['the length that the server tells', {}],
    ['a pinned size that is too small', { expected: 10 }],
    ['a pinned size that is too large', { expected: 4 * MIB }],
  ])('holds exactly the file, with %s', async (_what, options) => {
    server.answers = [file()];
    const bytes = await server.read(options);
    expect(Buffer.compare(bytes, FILE)).toBe(0);
    expect(bytes.buffer.byteLength).toBe(FILE.length);
  });

  it('is not made as large as a server claims past the limit', async () => {
    server.answers = [file(Infinity, { 'content-length': String(2 ** 50) })];
    expect(await codeOf(() => server.read())).toBe('net-too-large');
    expect(server.requests).toHaveLength(1);
  });

  it('gives each piece once and in order, and tells progress of the pinned size', async () => {
    server.answers = [file()];
    const seen = listen();
    const totals = new Set<number | undefined>();
    const onProgress = (_: number, total: number | undefined) => totals.add(total);
    await server.read({ ...seen, onProgress, expected: FILE.length });
    expect(seen.begins()).toBe(1);
    expect(Buffer.compare(seen.joined(), FILE)).toBe(0);
    expect([...totals]).toEqual([FILE.length]);
  });

  it('passes on what the taker of a piece throws, without another try', async () => {
    server.answers = [file()];
    const onPiece = () => {
      throw new Error('no room');
    };
    await expect(server.read({ onPiece })).rejects.toThrow('no room');
    expect(server.requests).toHaveLength(1);
  });
});

describe('a fault that may pass', () => {
  it.each([408, 429, 502, 503, 504])('is tried again after status %i', async (code) => {
    server.answers = [status(code), status(code), file()];
    expect(await server.read()).toHaveLength(FILE.length);
    expect(server.requests).toHaveLength(3);
  });

  it('is tried again when the connection is dropped without an answer', async () => {
    server.answers = [drop, file()];
    expect(await server.read()).toHaveLength(FILE.length);
  });

  it('is tried again when a small file breaks off, from its first byte', async () => {
    server.answers = [file(1000), file()];
    const seen = listen();
    expect(Buffer.compare(await server.read(seen), FILE)).toBe(0);
    expect(server.ranges()).toEqual([undefined, undefined]);
    expect(seen.begins()).toBe(2);
    expect(Buffer.compare(seen.joined(), FILE)).toBe(0);
  });

  it.each([
    ['net-status', status(503)],
    ['net-unreachable', drop],
    ['net-truncated', file(1)],
  ])('is told as %s after three tries', async (code, handler) => {
    server.answers = [handler];
    expect(await codeOf(() => server.read())).toBe(code);
    expect(server.requests).toHaveLength(3);
  });

  it('is waited for until the date that the server names, be it past', async () => {
    const past = new Date(Date.now() - 60_000).toUTCString();
    server.answers = [status(429, { 'retry-after': past }), file()];
    expect(await server.read()).toHaveLength(FILE.length);
  });

  it.each(['11', '99999999', new Date(4e12).toUTCString()])(
    'is not waited for when the server asks for too much: %s',
    async (after) => {
      server.answers = [status(503, { 'retry-after': after })];
      const refusal = await refusalOf(() => server.read());
      expect(refusal.details).toMatchObject({ status: 503 });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('ends at once when the user cancels while it is waited for', async () => {
    const user = new AbortController();
    server.answers = [
      (request, response) => {
        status(503)(request, response);
        response.on('finish', () => setTimeout(() => user.abort(), 20));
      },
    ];
    const waiting = server.read({ signal: user.signal, waits: [1e8] });
    expect(await codeOf(() => waiting)).toBe('cancelled');
    expect(server.requests).toHaveLength(1);
  });

  it('does not count the wait as silence of the server', async () => {
    server.answers = [status(503), file()];
    expect(await server.read({ waits: [600], limits: { idleMs: 400 } })).toHaveLength(FILE.length);
  });
});

describe('a fault that stays', () => {
  it.each([201, 204, 206, 304, 400, 401, 403, 404, 410, 416, 500, 501])(
    'is told at once after status %i',
    async (code) => {
      server.answers = [status(code)];
      const refusal = await refusalOf(() => server.read());
      expect(refusal.code).toBe('net-status');
      expect(refusal.details['status']).toBe(code);
      expect(server.requests).toHaveLength(1);
    },
  );

  it('is a redirect, also when only the rest was asked for', async () => {
    const target = await serve((_request, response) => void response.end('x'));
    server.answers = [file(2 * MIB), status(302, { location: target.url })];
    expect(await codeOf(() => server.read())).toBe('net-redirect');
    expect(server.requests).toHaveLength(2);
    expect(target.requests).toEqual([]);
    await target.close();
  });

  it('is silence', async () => {
    server.answers = [(_request, response) => void response.write('x')];
    expect(await codeOf(() => server.read({ limits: { idleMs: 50 } }))).toBe('net-timeout');
    expect(server.requests).toHaveLength(1);
  });
});

describe('a question past the caches', () => {
  it('is put only where it is asked for', async () => {
    server.answers = [file()];
    await server.read();
    await server.read({ reload: true });
    const controls = server.requests.map(({ headers }) => headers['cache-control']);
    expect(controls).toEqual([undefined, 'no-cache']);
  });
});
