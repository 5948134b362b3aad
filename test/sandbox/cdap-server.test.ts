/** The CDAP stand-in as a server: tokens, CORS, unknown paths, versions, what it keeps. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCdapServer, startCdap } from '../../sandbox/cdap/server.ts';
import { withFaults } from '../../sandbox/http/faults.ts';
import { startSandbox } from '../../sandbox/start.ts';
import { makeJar, startCdapWorld } from './cdap-world.ts';

import type { CdapServerOptions } from '../../sandbox/cdap/server.ts';
import type { SandboxOptions } from '../../sandbox/start.ts';
import type { CdapWorld } from './cdap-world.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(options: CdapServerOptions = {}): Promise<CdapWorld> {
  const world = await startCdapWorld(options);
  endings.push(world.close);
  return world;
}

describe('the router', () => {
  it('never speaks of CORS, whatever is asked', async () => {
    const { call } = await start({ auth: { token: 'right' } });
    const asked = { origin: 'http://portal.test', 'access-control-request-method': 'PUT' };
    const right = { ...asked, authorization: 'Bearer right' };
    for (const [method, path, headers] of [
      ['GET', '/version', right],
      ['GET', '/version', asked],
      ['OPTIONS', '/namespaces/default/apps/x', right],
      ['OPTIONS', '/namespaces/default/apps/x', asked],
      ['OPTIONS', '/nothing', right],
    ] as const) {
      const { headers: answered } = await call(method, path, { headers });
      const names = [...answered.keys()].filter((name) => name.startsWith('access-control'));
      expect(names, `${method} ${path}`).toEqual([]);
      expect(answered.get('vary')).toBeNull();
    }
  });

  it('answers a preflight as any method that it does not have', async () => {
    const { call, say } = await start();
    expect((await call('OPTIONS', '/namespaces/default/apps/x')).status).toBe(405);
    expect((await call('OPTIONS', '/nothing')).status).toBe(404);
    expect((await call('PATCH', '/namespaces/default/apps/x')).status).toBe(405);
    expect(await say('GET', '/nothing')).toEqual([
      404,
      'Problem accessing: /v3/nothing. Reason: Not Found',
    ]);
  });

  it('tells version and namespaces', async () => {
    const { call, say } = await start({ version: '4.3.0', namespaces: ['default', 'dev'] });
    expect((await call('GET', '/version')).json).toEqual({ version: '4.3.0' });
    const { json } = await call('GET', '/namespaces');
    expect((json as { name: string }[]).map(({ name }) => name)).toEqual(['default', 'dev']);
    expect((await call('GET', '/namespaces/dev')).status).toBe(200);
    expect(await say('GET', '/namespaces/none')).toEqual([404, "'namespace:none' was not found."]);
    expect((await call('GET', '/namespaces/a-b')).status).toBe(400);
  });
});

describe('a CDAP that asks for a token', () => {
  it('answers 401 in JSON, with where to get one', async () => {
    const { call, cdap } = await start({ auth: { token: 'right' } });
    const missing = await call('GET', '/version');
    expect(missing.status).toBe(401);
    expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="cask"');
    expect(missing.json).toEqual({ auth_uri: [expect.stringMatching(/^http:/)] });
    const headers = { authorization: 'Bearer wrong' };
    const wrong = await call('PUT', '/namespaces/default/streams/a', { headers });
    expect(wrong.status).toBe(401);
    expect(wrong.json).toMatchObject({ error: 'invalid_token', auth_uri: [expect.any(String)] });
    expect(cdap.state.created).toEqual({});
  });

  it('lets the right one in, and a reader only read', async () => {
    const { call } = await start({ auth: { token: 'right', readerToken: 'eyes' } });
    const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    expect((await call('GET', '/version', as('right'))).status).toBe(200);
    expect((await call('GET', '/version', as('eyes'))).status).toBe(200);
    const refused = await call('PUT', '/namespaces/default/streams/a', as('eyes'));
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toContain('text/plain');
  });
});

describe('the state', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pai-cdap-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
  });

  it('is kept over a restart, and begun anew by another version', async () => {
    const file = join(folder, 'cdap.json');
    const first = await start({ file });
    await first.call('PUT', '/namespaces/default/streams/a');
    await first.close();
    expect(createCdapServer({ file }).snapshot()).toBe(first.cdap.snapshot());
    expect(createCdapServer({ file, version: '6.1.1' }).state.created).toEqual({});
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ cdapVersion: '6.1.1' });
  });

  it('is not begun over a file of something else', () => {
    const file = join(folder, 'cdap.json');
    writeFileSync(file, '{"notes": 1}');
    expect(() => createCdapServer({ file })).toThrow('not a state of the sandbox cluster');
    expect(readFileSync(file, 'utf8')).toBe('{"notes": 1}');
  });

  it('is equal whatever the order in which it came about', async () => {
    const [one, other] = [await start(), await start()];
    const streams = (names: string[]) => names.map((name) => `/namespaces/default/streams/${name}`);
    for (const path of streams(['a', 'b'])) await one.call('PUT', path);
    for (const path of streams(['b', 'a'])) await other.call('PUT', path);
    expect(one.cdap.snapshot()).toBe(other.cdap.snapshot());
    await one.call('POST', '/namespaces/default/streams/a', { body: 'event' });
    expect(one.cdap.snapshot()).not.toBe(other.cdap.snapshot());
  });
});

describe('CDAP with faults', () => {
  it('has done what it could not answer', async () => {
    const faults = [{ at: 1, kind: 'cut-answer' as const }];
    const { cdap, url, close } = await startCdap({}, (handler) => withFaults(handler, faults));
    endings.push(close);
    const path = `${url}v3/namespaces/default/artifacts/a`;
    const init = { method: 'POST', headers: { 'artifact-version': '1.0.0' } };
    await expect(fetch(path, { ...init, body: await makeJar() })).rejects.toThrow();
    expect(cdap.state.created).toEqual({ 'default/artifact/a@1.0.0': 1 });
    expect((await fetch(path, { ...init, body: await makeJar() })).status).toBe(409);
  });
});

describe('the sandbox', () => {
  async function open(options: SandboxOptions) {
    const folder = mkdtempSync(join(tmpdir(), 'pai-sandbox-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    const markets = [
      { id: 'a', url: 'http://market.test/', externalOrigins: ['http://more.test'] },
    ];
    const sandbox = await startSandbox({ folder, markets, ...options });
    endings.push(sandbox.close);
    return sandbox;
  }

  it('has CDAP below the portal, large bodies and all', async () => {
    const sandbox = await open({ cdap: { version: '4.3.0' } });
    expect(sandbox.cdapBase).toBe(`${sandbox.portal.origin}/cdap/`);
    expect(sandbox.portal.settings.plugins[0]?.config).toMatchObject({
      cdap: { url: '/cdap', namespace: 'default', uploadProgress: true },
    });
    const version = await fetch(`${sandbox.cdapBase}v3/version`);
    expect(await version.json()).toEqual({ version: '4.3.0' });
    const stream = `${sandbox.cdapBase}v3/namespaces/default/streams/a`;
    await fetch(stream, { method: 'PUT' });
    const body = `${'x'.repeat(1_000)}\n`.repeat(1_000);
    const headers = { 'content-type': 'text/plain' };
    const batch = await fetch(`${stream}/batch`, { method: 'POST', headers, body });
    expect(batch.status).toBe(200);
    expect(sandbox.cdap?.log.entries.at(-1)?.url).toBe(
      '/cdap/v3/namespaces/default/streams/a/batch',
    );
  });

  it('has it on an origin of its own, which the policy then allows', async () => {
    const sandbox = await open({ cdap: { origin: 'own', namespace: 'dev' }, csp: true });
    const origin = new URL(sandbox.cdapBase ?? '').origin;
    expect(origin).not.toBe(sandbox.portal.origin);
    expect((await fetch(`${sandbox.cdapBase}v3/version`)).status).toBe(200);
    expect((await fetch(`${sandbox.portal.origin}/cdap/v3/version`)).status).toBe(404);
    const policy = (await fetch(sandbox.portalUrl)).headers.get('content-security-policy');
    expect(policy).toContain(`connect-src 'self' http://market.test http://more.test ${origin};`);
  });

  it('has none unless it is asked to', async () => {
    const sandbox = await open({});
    expect(sandbox.cdapBase).toBeUndefined();
    expect((await fetch(`${sandbox.portal.origin}/cdap/v3/version`)).status).toBe(404);
  });

  it('lets either cluster fail while it runs', async () => {
    const sandbox = await open({ cdap: {} });
    sandbox.faults.cluster.faults = [{ at: 1, kind: 503, retryAfter: 2 }];
    sandbox.faults.cdap.faults = [{ at: 2, kind: 500 }];
    const info = await fetch(`${sandbox.clusterBase}/api/v2/info`);
    expect(info.status).toBe(503);
    expect(info.headers.get('access-control-allow-origin')).toBe('*');
    const version = () => fetch(`${sandbox.cdapBase}v3/version`);
    expect([(await version()).status, (await version()).status]).toEqual([200, 500]);
  });
});
