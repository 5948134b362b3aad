/** The sandbox as a whole: ports, configuration of markets, origins, what it keeps. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../sandbox/http/server.ts';
import { openSigningKey } from '../../sandbox/keys.ts';
import { configureMarket } from '../../sandbox/market-config.ts';
import { startSandbox } from '../../sandbox/start.ts';

import type { Sandbox, SandboxOptions } from '../../sandbox/start.ts';

let folder: string;
const running: { close(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-start-'));
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const markets = [{ id: 'a', url: 'http://market.test/v1/', keys: ['http://keys.test/a.asc'] }];
  const sandbox = await startSandbox({
    folder,
    ...(options.market ? {} : { markets }),
    ...options,
  });
  running.push(sandbox);
  return sandbox;
}

describe('the sandbox', () => {
  it('gives a portal address, and a token that its cluster takes', async () => {
    const sandbox = await start();
    expect(sandbox.portalUrl).toBe(`${sandbox.portal.origin}/plugin.html?index=0`);
    expect((await fetch(sandbox.portalUrl)).status).toBe(200);
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const response = await fetch(`${sandbox.clusterBase}/api/v2/users/${sandbox.user}`, {
      headers,
    });
    expect(await response.json()).toMatchObject({ username: 'demo' });
  });

  it('takes the next port when one is in use, and says so', async () => {
    const taken = await listen(({ response }) => void response.end());
    running.push(taken);
    const lines: string[] = [];
    const sandbox = await start({ port: taken.port, print: (line) => lines.push(line) });
    expect(sandbox.portal.port).toBeGreaterThan(taken.port);
    expect(lines).toEqual([`Port ${taken.port} is in use; taking ${sandbox.portal.port}.`]);
  });

  it('leaves nothing running when it cannot start', async () => {
    const source = { url: 'http://market.test/', keys: [join(folder, 'no.asc')], fingerprints: [] };
    const free = await listen(({ response }) => void response.end());
    await free.close();
    await expect(start({ market: source, port: free.port })).rejects.toThrow('no.asc');
    const again = await listen(({ response }) => void response.end(), { port: free.port });
    running.push(again);
    expect(again.port).toBe(free.port);
  });

  it('refuses a state file that is none, and leaves it alone', async () => {
    writeFileSync(join(folder, 'cluster.json'), 'notes of mine');
    await expect(start()).rejects.toThrow('not a state of the sandbox cluster');
    expect(statSync(join(folder, 'cluster.json')).size).toBe(13);
  });

  it('names a cluster on an origin of its own, and a plugin on another', async () => {
    const sandbox = await start({ clusterOrigin: 'own', pluginOrigin: {} });
    const { plugins, restServerUri } = sandbox.portal.settings;
    expect(restServerUri).toBe(sandbox.clusterBase);
    expect((await fetch(`${restServerUri}/api/v2/info`)).status).toBe(200);
    expect(plugins[0]?.uri).toBe(`${sandbox.plugin?.origin}/plugin.js`);
    expect(new URL(plugins[0]?.uri ?? '').hostname).not.toBe('127.0.0.1');
  });

  it('points the page at a real cluster, with its user', async () => {
    const account = { user: 'me', token: 'real-token' };
    const uri = 'https://pai.example.org/rest-server';
    const sandbox = await start({ cluster: { uri, account } });
    expect(sandbox).toMatchObject({ clusterBase: uri, user: 'me', cluster: undefined });
    const env = await (await fetch(`${sandbox.portal.origin}/env.js`)).text();
    expect(env).toContain(uri);
    expect(env).not.toContain('real-token');
    expect((await fetch(`${sandbox.portal.origin}/rest-server/api/v2/info`)).status).toBe(404);
  });

  it('sends the strict policy with exactly the origins that it needs', async () => {
    const sandbox = await start({ csp: true });
    const { headers } = await fetch(sandbox.portalUrl);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("connect-src 'self' http://market.test http://keys.test;");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });
});

describe('the signing key', () => {
  it('is made once, for its owner only', async () => {
    const first = await openSigningKey(join(folder, 'keys'));
    const second = await openSigningKey(join(folder, 'keys'));
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).toMatch(/^[0-9A-F]{40}$/);
    expect(first.certificate).toContain('PUBLIC KEY BLOCK');
    expect(statSync(first.secretFile).mode & 0o777).toBe(0o600);
  });
});

describe('another market', () => {
  const url = 'http://Market.example.org:8443/v1';

  async function writeCertificate(): Promise<{ file: string; fingerprint: string }> {
    const { certificate, fingerprint } = await openSigningKey(join(folder, 'keys'));
    const file = join(folder, 'market.asc');
    writeFileSync(file, certificate);
    return { file, fingerprint };
  }

  it('is pinned to the fingerprints of the certificate files given', async () => {
    const { file, fingerprint } = await writeCertificate();
    const market = { url, keys: [file], fingerprints: [], trust: 'signatures' as const };
    expect(await configureMarket(market)).toMatchObject({
      id: 'market-example-org-8443',
      url,
      fingerprints: [fingerprint],
      trust: 'signatures',
    });
  });

  it('is strict with keys, by the id that its signed index gives', async () => {
    const { file } = await writeCertificate();
    const served = await listen(({ path, response }) => {
      response.writeHead(path === '/v1/market.json' ? 200 : 404);
      response.end(JSON.stringify({ market: 'their-market' }));
    });
    running.push(served);
    const market = { url: `${served.origin}/v1/`, keys: [file], fingerprints: [] };
    expect(await configureMarket(market)).toMatchObject({ id: 'their-market', trust: 'strict' });
  });

  it('keeps the id of its host when no signed index answers', async () => {
    const { file } = await writeCertificate();
    const served = await listen(({ response }) => void response.writeHead(404).end('{}'));
    running.push(served);
    const market = { url: `${served.origin}/`, keys: [file], fingerprints: [] };
    expect(await configureMarket(market)).toMatchObject({
      id: `127-0-0-1-${served.port}`,
      trust: 'strict',
    });
  });

  it('has no trust level of ours without keys', async () => {
    const config = await configureMarket({ url, keys: [], fingerprints: [] });
    expect(config).toEqual({ id: 'market-example-org-8443', name: url, url });
  });

  it('needs a fingerprint with a certificate by address', async () => {
    const market = { url, keys: ['http://keys.test/a.asc'], fingerprints: [] };
    await expect(configureMarket(market)).rejects.toThrow('--fingerprint');
  });

  it('keeps the level that was asked for', async () => {
    const market = { url, keys: [], fingerprints: [], trust: 'off' as const };
    expect(await configureMarket(market)).toMatchObject({ trust: 'off' });
  });
});
