import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serve } from '../../fakes/web.ts';

import type { Handler, Web } from '../../fakes/web.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VybmFtZSI6ImFsaWNlIn0.c2lnbmF0dXJl';

let web: Web;
let handler: Handler;
beforeEach(async () => {
  web = await serve((request, response) => handler(request, response));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await web.close();
});

const create = (limits: object = {}, token: string | undefined = TOKEN) =>
  createCluster({
    base: `${web.url}rest-server`,
    token: () => token,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
const get = (path: string, limits: object = {}) => {
  const cluster = create(limits);
  return cluster.send({ method: 'GET', url: `${cluster.base}${path}` });
};

describe('calling the cluster', () => {
  it('adds the token to a request below its base and sends the body as it is', async () => {
    handler = (_request, response) =>
      void response.writeHead(202, { 'X-Extra': 'yes' }).end('{"status":202}');
    const cluster = create();
    const answer = await cluster.send({
      method: 'POST',
      url: `${cluster.base}api/v2/jobs`,
      headers: { 'Content-Type': 'text/yaml' },
      body: '{"name":"ä"}',
    });
    expect(answer).toMatchObject({ status: 202, text: '{"status":202}' });
    expect(answer.headers['x-extra']).toBe('yes');
    const [request] = web.requests;
    expect(request).toMatchObject({ path: '/rest-server/api/v2/jobs', body: '{"name":"ä"}' });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'text/yaml',
    });
    expect(request?.headers).not.toHaveProperty('cookie');
  });

  it('sends no Authorization when nobody is logged in', async () => {
    handler = (_request, response) => void response.end('{}');
    const cluster = createCluster({
      base: web.url,
      token: () => undefined,
      limits: DEFAULT_LIMITS,
    });
    await cluster.send({ method: 'GET', url: `${cluster.base}api/v2/info` });
    expect(web.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('gives any status to the caller', async () => {
    for (const status of [400, 401, 403, 404, 409, 429, 500]) {
      handler = (_request, response) => void response.writeHead(status).end('{"code":"X"}');
      expect(await get('x')).toMatchObject({ status, text: '{"code":"X"}' });
    }
  });

  it('refuses to send anything to another origin or above its base', async () => {
    const other = await serve((_request, response) => void response.end());
    const cluster = create();
    const host = new URL(web.url).host;
    for (const url of [
      other.url,
      web.url,
      `${web.url}rest-server`,
      `${web.url}rest-serverx/api`,
      `${cluster.base}../login`,
      `${cluster.base}%2e%2e/login`,
      `${cluster.base}..%2flogin`,
      `${cluster.base}api/%2E%2e%5Clogin`,
      `http://user@${host}/rest-server/x`,
      `http://${host}@127.0.0.1/rest-server/x`,
      `https://${host}/rest-server/x`,
      '/rest-server/x',
      '',
    ]) {
      expect(await codeOf(() => cluster.send({ method: 'GET', url }))).toBe('cluster-origin');
    }
    expect([...web.requests, ...other.requests]).toEqual([]);
    await other.close();
  });

  it('does not follow a redirect: its target sees neither token nor body', async () => {
    const target = await serve((_request, response) => void response.end());
    const cluster = create();
    for (const status of [301, 302, 303, 307, 308]) {
      handler = (_request, response) =>
        void response.writeHead(status, { location: `${target.url}steal` }).end();
      const send = () =>
        cluster.send({ method: 'POST', url: `${cluster.base}api/v2/jobs`, body: 'job' });
      expect(await codeOf(send)).toBe('cluster-redirect');
    }
    expect(target.requests).toEqual([]);
    await target.close();
  });

  it('refuses an Authorization of the caller', async () => {
    const cluster = create();
    const headers = { AUTHORIZATION: 'Bearer other' };
    const url = `${cluster.base}x`;
    expect(await codeOf(() => cluster.send({ method: 'GET', url, headers }))).toBe('internal');
    expect(web.requests).toEqual([]);
  });

  it('cuts an answer off at the limit', async () => {
    handler = (_request, response) => void response.end('x'.repeat(5000));
    expect((await get('x', { clusterBytes: 1000 })).text).toHaveLength(1000);
  });

  it('tells silence, cancelling and a dead server apart', async () => {
    handler = () => {};
    expect(await codeOf(() => get('x', { idleMs: 50 }))).toBe('net-timeout');
    const cluster = create();
    const signal = AbortSignal.abort();
    const send = () => cluster.send({ method: 'GET', url: `${cluster.base}x`, signal });
    expect(await codeOf(send)).toBe('cancelled');
    handler = (_request, response) => void response.destroy();
    expect(await codeOf(() => get('x'))).toBe('cluster-unreachable');
  });
});

describe('the token', () => {
  it('is asked for at each request, as it may be given later', async () => {
    handler = (_request, response) => void response.end('a-later-token');
    const session: { token?: string } = {};
    const cluster = createCluster({
      base: web.url,
      token: () => session.token,
      limits: DEFAULT_LIMITS,
    });
    await cluster.send({ method: 'GET', url: `${cluster.base}x` });
    session.token = 'a-later-token';
    const { text } = await cluster.send({ method: 'GET', url: `${cluster.base}x` });
    expect(web.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      'Bearer a-later-token',
    ]);
    expect(text).toBe('[token]');
  });

  it('is taken out of what the cluster sends back, in every form', async () => {
    const base64 = Buffer.from(TOKEN).toString('base64');
    handler = (_request, response) =>
      void response
        .writeHead(401, { 'x-echo': TOKEN })
        .end(`bad ${TOKEN} or ${base64} or Bearer abcdefgh12 or eyJhYSI.eyJiYiI.c2ln`);
    const answer = await get('x');
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
    expect(answer.text).toBe('bad [token] or [token] or Bearer [token] or [token]');
    expect(answer.headers['x-echo']).toBe('[token]');
  });

  it('is looked for at once in megabytes that only look like it', async () => {
    const almost = `${'eyJ'.repeat(1_000_000)} ${'a.'.repeat(1_000_000)}`;
    handler = (_request, response) => void response.end(`${almost} x-eyJhYSI.eyJiYiI.c2ln.`);
    expect((await get('x')).text.slice(almost.length)).toBe(' x-[token]');
  });

  it('leaves other text as it is', async () => {
    const text = '{"message":"Basic authentication of the bearer failed"}';
    handler = (_request, response) => void response.end(text);
    expect((await get('x')).text).toBe(text);
  });

  it('is in no error', async () => {
    const cluster = create({ idleMs: 50 });
    const refusals = [];
    handler = (_request, response) => void response.destroy();
    refusals.push(await refusalOf(() => get('x')));
    handler = (_request, response) => void response.writeHead(302, { location: TOKEN }).end();
    refusals.push(await refusalOf(() => get('x')));
    const url = `https://evil.example/?${TOKEN}`;
    refusals.push(await refusalOf(() => cluster.send({ method: 'GET', url })));
    for (const { message, details, stack, cause } of refusals) {
      expect([message, JSON.stringify(details), stack, String(cause)].join()).not.toContain(TOKEN);
    }
  });
});

describe('the base of the cluster', () => {
  const baseOf = (base: string) =>
    createCluster({ base, token: () => undefined, limits: DEFAULT_LIMITS }).base;

  it('may be relative to the page, with or without a slash', () => {
    vi.stubGlobal('location', { href: 'https://portal.example/plugin.html?index=0' });
    expect(baseOf('/rest-server')).toBe('https://portal.example/rest-server/');
    expect(baseOf('/rest-server/')).toBe('https://portal.example/rest-server/');
    expect(baseOf('https://cluster.example/rest')).toBe('https://cluster.example/rest/');
  });

  it('must not be on plain http when the page is on https', async () => {
    vi.stubGlobal('location', { href: 'https://portal.example/plugin.html' });
    expect(await codeOf(() => baseOf('http://cluster.example/'))).toBe('config-insecure-base');
  });

  it('must be an address', async () => {
    expect(await codeOf(() => baseOf('/rest-server'))).toBe('config-invalid');
    expect(await codeOf(() => baseOf('ftp://cluster.example'))).toBe('config-invalid');
  });
});
