import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serve } from '../../fakes/web.ts';

import type { Upload, UploadAnswer, UploadRequest } from '#adapters/http/upload.ts';
import type { Handler, Web } from '../../fakes/web.ts';

const TOKEN = 'a-token-of-the-test';

let web: Web;
let handler: Handler;
beforeEach(async () => {
  web = await serve((request, response) => handler(request, response));
});
afterEach(async () => {
  vi.useRealTimers();
  await web.close();
});

describe('a cluster of another origin', () => {
  const page = new URL('https://portal.example/plugin.html');
  const send = (name: 'openpai' | 'cdap') => {
    const cluster = createCluster({
      name,
      base: web.url,
      token: () => TOKEN,
      limits: DEFAULT_LIMITS,
      page: new URL('http://portal.example/'),
    });
    return refusalOf(() => cluster.send({ method: 'PUT', url: `${cluster.base}v3/x`, body: '{}' }));
  };

  it('that answers, but not to pages, is no dead server', async () => {
    handler = (request, response) =>
      void (request.method === 'HEAD' ? response.end() : response.destroy());
    const error = await send('cdap');
    expect(error.code).toBe('net-cors');
    expect(error.message).toContain('answers no CORS preflight');
    expect(error.message).toContain("path on the portal's own origin http://portal.example");
    expect((await send('openpai')).code).toBe('net-cors');
    const asked = web.requests.filter(({ method }) => method === 'HEAD');
    expect(asked).toHaveLength(2);
    for (const { headers } of asked) expect(headers).not.toHaveProperty('authorization');
  });

  it('that does not answer at all is one', async () => {
    handler = (_request, response) => void response.destroy();
    const error = await send('cdap');
    expect(error.code).toBe('cluster-unreachable');
    expect(error.message).toContain('CDAP at');
  });

  it('on plain http is not asked from a page on https', async () => {
    const make = () =>
      createCluster({ base: web.url, token: () => TOKEN, limits: DEFAULT_LIMITS, page });
    expect(await codeOf(make)).toBe('config-insecure-base');
  });
});

describe('a large body', () => {
  const large = new Uint8Array(300 * 1024);
  const createWith = (upload: Upload, page = web.url, limits: object = {}) =>
    createCluster({
      base: web.url,
      token: () => TOKEN,
      limits: { ...DEFAULT_LIMITS, ...limits },
      upload,
      page: new URL(page),
    });
  const answer: UploadAnswer = {
    status: 200,
    headers: [['X-Echo', TOKEN]],
    bytes: new TextEncoder().encode(`got ${TOKEN}`),
    isRedirect: false,
  };

  it('goes by the way that tells how far it came, with token and headers', async () => {
    const asked: UploadRequest[] = [];
    const told: number[] = [];
    const cluster = createWith(async (request) => {
      asked.push(request);
      request.onProgress(1000, large.length);
      request.onAnswer(10);
      return answer;
    });
    const response = await cluster.send({
      method: 'POST',
      url: `${cluster.base}v3/a`,
      headers: { 'X-A': 'b' },
      body: large,
      onProgress: (sent) => told.push(sent),
    });
    expect(response).toEqual({
      status: 200,
      headers: { 'x-echo': '[token]' },
      text: 'got [token]',
    });
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: `${web.url}v3/a`,
      headers: { 'X-A': 'b', Authorization: `Bearer ${TOKEN}` },
    });
    expect(asked[0]?.body).toBe(large);
    expect(told).toEqual([1000]);
    expect(web.requests).toEqual([]);
  });

  it('goes by fetch where it is small, is text, or leads to another origin', async () => {
    handler = (_request, response) => void response.end();
    const never: Upload = () => Promise.reject(new Error('not to be used'));
    for (const [body, page] of [
      [new Uint8Array(1000), web.url],
      ['x'.repeat(300 * 1024), web.url],
      [large, 'http://portal.example/'],
    ] as const) {
      const cluster = createWith(never, page);
      await cluster.send({ method: 'POST', url: `${cluster.base}x`, body });
    }
    expect(web.requests).toHaveLength(3);
  });

  it('that was redirected, silent, cancelled or not answered is told so', async () => {
    const send = (
      upload: Upload,
      { signal, idleMs = 30_000 }: { signal?: AbortSignal; idleMs?: number } = {},
    ) => {
      const cluster = createWith(upload, web.url, { idleMs });
      return codeOf(() =>
        cluster.send({ method: 'POST', url: `${cluster.base}x`, body: large, signal }),
      );
    };
    const wait: Upload = ({ signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('ended'))),
      );
    expect(await send(async () => ({ ...answer, isRedirect: true }))).toBe('cluster-redirect');
    expect(await send(wait, { idleMs: 20 })).toBe('net-timeout');
    const stop = new AbortController();
    const cancelled = send(wait, { signal: stop.signal });
    stop.abort();
    expect(await cancelled).toBe('cancelled');
    expect(await send(() => Promise.reject(new Error('no answer')))).toBe('cluster-unreachable');
  });

  it('may take its time where nobody tells how far it came, and longer the larger it is', async () => {
    handler = (_request, response) => void setTimeout(() => response.end('late'), 300);
    const send = (body: string, totalRate: number) => {
      const limits = { ...DEFAULT_LIMITS, idleMs: 50, totalRate };
      const cluster = createCluster({ base: web.url, token: () => TOKEN, limits });
      return cluster.send({ method: 'POST', url: `${cluster.base}x`, body });
    };
    // 10,000 bytes at 1,000 a second: ten seconds more than the 50 milliseconds.
    expect((await send('x'.repeat(10_000), 1_000)).text).toBe('late');
    expect(await codeOf(() => send('x', 1_000))).toBe('net-timeout');
  });

  it('counts silence from the last byte that left', async () => {
    vi.useFakeTimers();
    const slow: Upload = async ({ onProgress, body, signal }) => {
      for (let left = 1; left <= 10 && !signal.aborted; left += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        onProgress(left * 1000, body.length);
      }
      if (signal.aborted) throw new Error('ended');
      return answer;
    };
    const cluster = createWith(slow, web.url, { idleMs: 500 });
    const sending = cluster.send({ method: 'POST', url: `${cluster.base}x`, body: large });
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await sending).status).toBe(200);
  });

  it('that gets too slow on the whole is given up', async () => {
    vi.useFakeTimers();
    const drip: Upload = async ({ onProgress, body, signal }) => {
      for (let left = 1; !signal.aborted; left += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        onProgress(left, body.length);
      }
      throw new Error('ended');
    };
    const cluster = createWith(drip);
    const code = codeOf(() =>
      cluster.send({ method: 'POST', url: `${cluster.base}x`, body: large }),
    );
    await vi.advanceTimersByTimeAsync(DEFAULT_LIMITS.totalGraceMs + 1_000);
    expect(await code).toBe('net-timeout');
  });
});
