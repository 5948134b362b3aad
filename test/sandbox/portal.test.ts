/** The sandbox portal over HTTP: pages without inline script, globals, cookies, log-in, the plugin's files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { assetsFolder, startPortal } from '../../sandbox/portal/server.ts';

import type { Portal } from '../../sandbox/portal/server.ts';

const PAGES = [
  '/',
  '/plugin.html?index=0',
  '/login.html',
  '/job-list.html',
  '/job-detail.html?username=demo&jobName=a',
  '/submit.html',
];
const demo = { user: 'demo', token: 'token-of-demo' };
const admin = { user: 'admin', token: 'token-of-admin' };

let folder: string;
let portal: Portal;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pai-portal-'));
  mkdirSync(join(folder, 'plugin/chunks'), { recursive: true });
  writeFileSync(join(folder, 'outside.js'), 'outside');
  writeFileSync(join(folder, 'plugin/plugin.js'), 'loader');
  writeFileSync(join(folder, 'plugin/chunks/app.js'), 'chunk');
  const config = { markets: [{ id: 'a', url: 'http://market.test/' }] };
  portal = await startPortal({
    settings: {
      plugins: [{ title: 'Marketplace', uri: '/plugin/plugin.js', config }],
      restServerUri: '/rest-server',
      accounts: [demo, admin],
      demo,
    },
    assets: assetsFolder(join(import.meta.dirname, '..', '..')),
    plugin: join(folder, 'plugin'),
    mounts: { '/rest-server': ({ response, path }) => void response.end(`cluster ${path}`) },
  });
});
afterEach(async () => {
  await portal.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(portal.origin + path, { headers });
const cookiesOf = async (path: string, headers: Record<string, string> = {}) =>
  (await get(path, headers)).headers.getSetCookie();

describe('a page', () => {
  it.each(PAGES)('%s has scripts by address only, and each of its files is there', async (path) => {
    const html = await (await get(path)).text();
    expect(html).toContain('id="content-wrapper"');
    expect(html.match(/<script(?! src="[^"]+" defer><\/script>)/g)).toBeNull();
    expect(html).not.toMatch(/\son\w+=|style=|javascript:/);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      expect((await get(file)).status, file).toBe(200);
    }
  });

  it('carries the Content-Security-Policy only where one is set', async () => {
    expect((await get('/')).headers.get('content-security-policy')).toBeNull();
    portal.settings.contentSecurityPolicy = "default-src 'none'";
    expect((await get('/')).headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('is 404 where the portal has none', async () => {
    expect((await get('/nothing.html')).status).toBe(404);
    expect((await get('/constructor')).status).toBe(404);
  });
});

describe('the globals', () => {
  it('are those of the real portal', async () => {
    const window: Record<string, unknown> = {};
    const lines = (await (await get('/env.js')).text()).trim().split('\n');
    for (const line of lines) {
      const [, name = '', value = ''] = /^window\.(\w+) = (.*);$/.exec(line) ?? [];
      window[name] = JSON.parse(value);
    }
    expect(window).toMatchObject({
      ENV: { restServerUri: '/rest-server', launcherType: 'k8s' },
      PAI_VERSION: '1.8.0',
      PAI_PLUGINS: [{ title: 'Marketplace', uri: '/plugin/plugin.js' }],
    });
  });
});

describe('a first visit', () => {
  it('is logged in as the demo user', async () => {
    const cookies = await cookiesOf('/');
    expect(cookies).toContainEqual(
      expect.stringMatching(/^token=token-of-demo; Path=\/; SameSite/),
    );
    expect(cookies).toContainEqual(expect.stringMatching(/^user=demo; /));
  });

  it('replaces a token that nobody here has, and keeps one that somebody has', async () => {
    expect(await cookiesOf('/', { cookie: 'token=old; user=demo' })).not.toEqual([]);
    expect(await cookiesOf('/', { cookie: 'token=token-of-admin; user=admin' })).toEqual([]);
  });

  it('under a foreign host name gets the page but no token', async () => {
    const answer = await hostGet('/', 'rebound.example');
    expect(answer).toMatchObject({ status: 200, cookies: undefined });
    expect((await hostGet('/', 'pai.test')).cookies).toHaveLength(3);
  });
});

describe('the session', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${portal.origin}/session`, { method: 'POST', headers: { 'content-type': type }, body });

  it('names the users, not their tokens', async () => {
    const text = await (await get('/session')).text();
    expect(JSON.parse(text)).toEqual({ users: ['demo', 'admin'] });
  });

  it('logs in as a user', async () => {
    const response = await post('{"user":"admin"}');
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()[0]).toMatch(/^token=token-of-admin;/);
    expect((await post('{"user":"nobody"}')).status).toBe(404);
    expect((await post('user=admin', 'text/plain')).status).toBe(405);
  });

  it('stays logged out after logging out', async () => {
    const response = await fetch(`${portal.origin}/session`, { method: 'DELETE' });
    const cookies = response.headers.getSetCookie();
    expect(cookies[0]).toMatch(/^token=; Path=\/; Max-Age=0/);
    const left = cookies
      .filter((each) => !each.includes('Max-Age=0'))
      .map((each) => each.split(';')[0]);
    expect(await cookiesOf('/', { cookie: left.join('; ') })).toEqual([]);
  });
});

describe("the plugin's build", () => {
  it('is served with its chunks and revalidated each time', async () => {
    const response = await get('/plugin/plugin.js');
    expect(await response.text()).toBe('loader');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await (await get('/plugin/chunks/app.js')).text()).toBe('chunk');
  });

  it('has no way out of its folder', async () => {
    expect((await get('/plugin/..%2foutside.js')).status).toBe(404);
  });
});

it('hands calls below /rest-server to the cluster', async () => {
  expect(await (await get('/rest-server/api/v2/info')).text()).toBe(
    'cluster /rest-server/api/v2/info',
  );
});

interface HostAnswer {
  status: number | undefined;
  cookies: string[] | undefined;
}

/** `fetch` does not let a caller choose the Host header. */
function hostGet(path: string, host: string): Promise<HostAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: portal.port, path, headers: { host }, agent: false };
    request(options, (response) => {
      response.resume();
      resolve({ status: response.statusCode, cookies: response.headers['set-cookie'] });
    })
      .on('error', reject)
      .end();
  });
}
