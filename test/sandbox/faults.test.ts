/** Faults: each kind does to a client and to the handler what it says. */
import { afterEach, describe, expect, it } from 'vitest';

import { withFaults } from '../../sandbox/http/faults.ts';
import { createRequestLog } from '../../sandbox/http/request-log.ts';
import { listen } from '../../sandbox/http/server.ts';

import type { Fault, FaultyHandler } from '../../sandbox/http/faults.ts';
import type { Handler, RunningServer } from '../../sandbox/http/server.ts';

const running: RunningServer[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

interface Served {
  faulty: FaultyHandler;
  origin: string;
  /** Paths that the handler ran for. */
  ran: string[];
}

async function serve(faults: Fault[]): Promise<Served> {
  const ran: string[] = [];
  const handler: Handler = ({ path, response }) => {
    ran.push(path);
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end('fine');
  };
  const faulty = withFaults(handler, faults, { 'X-Server': 'test' });
  const server = await listen(faulty);
  running.push(server);
  return { faulty, origin: server.origin, ran };
}

const post = (url: string, signal?: AbortSignal) =>
  fetch(url, { method: 'POST', body: 'x'.repeat(2_000_000), signal: signal ?? null });

describe('a fault', () => {
  it('of a status is answered in the place of the handler, with Retry-After', async () => {
    const { origin, ran } = await serve([{ at: 2, kind: 503, retryAfter: 1, body: 'later' }]);
    expect((await fetch(`${origin}/a`)).status).toBe(200);
    const answer = await fetch(`${origin}/b`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('x-server')).toBe('test');
    expect(await answer.text()).toBe('later');
    expect((await fetch(`${origin}/c`)).status).toBe(200);
    expect(ran).toEqual(['/a', '/c']);
  });

  it.each(['refuse', 'cut-request'] as const)(
    'of the kind %s ends the connection before the handler runs',
    async (kind) => {
      const { origin, ran, faulty } = await serve([{ at: 1, kind }]);
      await expect(post(`${origin}/a`)).rejects.toThrow();
      expect(ran).toEqual([]);
      expect(faulty.happened).toMatchObject([{ method: 'POST', path: '/a' }]);
      expect((await fetch(`${origin}/a`)).status).toBe(200);
    },
  );

  it('of the kind cut-answer lets the handler run and loses its answer', async () => {
    const { origin, ran } = await serve([{ at: 1, kind: 'cut-answer' }]);
    await expect(fetch(`${origin}/a`, { method: 'PUT' })).rejects.toThrow();
    expect(ran).toEqual(['/a']);
  });

  it.each([
    ['silence-before', []],
    ['silence-after', ['/a']],
  ] as const)('of the kind %s never answers', async (kind, expected) => {
    const { origin, ran } = await serve([{ at: 1, kind }]);
    const answer = fetch(`${origin}/a`, { signal: AbortSignal.timeout(150) });
    await expect(answer).rejects.toThrow('timeout');
    expect(ran).toEqual(expected);
  });

  it('that names its request by a function happens as often as it says', async () => {
    const { origin, faulty } = await serve([
      { at: ({ method, path }) => method === 'POST' && path === '/a', kind: 500, times: 2 },
    ]);
    const statuses: number[] = [];
    for (const path of ['/b', '/a', '/a', '/a']) {
      statuses.push((await post(origin + path)).status);
    }
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(faulty.seen).toBe(4);
  });

  it('leaves preflights alone and uncounted', async () => {
    const { origin, faulty } = await serve([{ at: 1, kind: 500 }]);
    expect((await fetch(origin, { method: 'OPTIONS' })).status).toBe(200);
    expect(faulty.seen).toBe(0);
    expect((await fetch(origin)).status).toBe(500);
  });

  it('can be set while the server runs', async () => {
    const { origin, faulty } = await serve([]);
    expect((await fetch(origin)).status).toBe(200);
    faulty.faults = [{ at: 2, kind: 429 }];
    expect((await fetch(origin)).status).toBe(429);
  });
});

describe('the request log of a lost answer', () => {
  it('has what was answered, and the bytes that came', async () => {
    const log = createRequestLog();
    const handler: Handler = ({ request, body, response }) => {
      log.record(request, body, response);
      response.writeHead(201).end();
    };
    const server = await listen(withFaults(handler, [{ at: 1, kind: 'cut-answer' }]));
    running.push(server);
    const body = Uint8Array.of(0, 255, 128, 10);
    await expect(fetch(server.origin, { method: 'POST', body })).rejects.toThrow();
    expect(log.entries).toMatchObject([{ status: 201 }]);
    expect([...(log.entries[0]?.bytes ?? [])]).toEqual([...body]);
  });
});
