import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { pinOf } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serveFiles } from '../fakes/web.ts';
import { allowing, driver, loadIn } from './external-world.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { LoadTreeDeps } from '#flows/load-files.ts';
import type { Handler, Web } from '../fakes/web.ts';
import type { Values } from './external-world.ts';
import type { MarketWorld } from './world.ts';

const JAR = new TextEncoder().encode('PK the bytes of a driver');

let world: MarketWorld;
let host: Web;
/** What the third party serves; tests add to it. */
let files: Map<string, Uint8Array | Handler>;
beforeEach(async () => {
  files = new Map<string, Uint8Array | Handler>([['driver.jar', JAR]]);
  host = await serveFiles(files);
});
afterEach(async () => {
  await host.close();
  await world.web.close();
});

async function load(
  values: Values,
  config: Partial<MarketConfig> = {},
  more: Partial<LoadTreeDeps> = {},
) {
  world = await createWorld([driver(values)]);
  return loadIn(world, { ...allowing(host), ...config }, more);
}

const pinned = (url: string, bytes: Uint8Array = JAR) => ({ externalJar: url, ...pinOf(bytes) });
const jarUrl = () => `${host.url}driver.jar`;

describe('an external jar', () => {
  it('is what the spec pins, and nothing is sent along (I18)', async () => {
    const { externals } = await load(pinned(jarUrl()));
    expect(externals).toMatchObject([
      {
        package: 'hello@1.0.0',
        url: jarUrl(),
        file: 'driver.jar',
        ...pinOf(JAR),
        proof: 'digest',
      },
    ]);
    expect(await externals[0]?.read()).toEqual(JAR);
    const [{ method, headers }] = host.requests as [(typeof host.requests)[number]];
    expect(host.requests).toHaveLength(1);
    expect(method).toBe('GET');
    for (const name of ['authorization', 'cookie', 'referer', 'origin']) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  it('is read once, however many steps name it', async () => {
    const action = driver(pinned(jarUrl())).spec?.['actions'] as object[];
    world = await createWorld([{ ...driver({}), spec: { actions: [...action, ...action] } }]);
    expect((await loadIn(world, allowing(host))).externals).toHaveLength(2);
    expect(host.requests).toHaveLength(1);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['longer', (bytes) => new Uint8Array([...bytes, 0])],
    ['shorter', (bytes) => bytes.slice(1)],
    ['other', (bytes) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte))],
  ])('that is %s than the spec says is refused', async (_, change) => {
    files.set('driver.jar', change(JAR));
    const refusal = await refusalOf(() => load(pinned(jarUrl())));
    expect(refusal.code).toBe('external-digest');
    expect(refusal.message).toContain(jarUrl());
  });

  it('is not sought where a redirect leads (I18)', async () => {
    files.set('driver.jar', (_, response) => {
      response.writeHead(302, { Location: `${host.url}other.jar` }).end();
    });
    files.set('other.jar', JAR);
    const refusal = await refusalOf(() => load(pinned(jarUrl())));
    expect(refusal.code).toBe('external-digest');
    expect(refusal.message).toContain('redirect');
    expect(host.requests.map(({ path }) => path)).toEqual(['/driver.jar']);
  });

  it('is cut off at the limit for files from elsewhere', async () => {
    const limits = { ...DEFAULT_LIMITS, externalBytes: 10 };
    expect(await codeOf(() => load(pinned(jarUrl()), {}, { limits }))).toBe('net-too-large');
    expect(host.requests).toEqual([]);
    await world.web.close();
    const trust = 'off';
    const unpinned = { externalJar: jarUrl() };
    expect(await codeOf(() => load(unpinned, { trust }, { limits }))).toBe('net-too-large');
  });

  it('cannot be a packed bomb', async () => {
    files.set('driver.jar', (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync(new Uint8Array(20_000_000)));
    });
    const limits = { ...DEFAULT_LIMITS, externalBytes: 100_000 };
    const unpinned = { externalJar: jarUrl() };
    expect(await codeOf(() => load(unpinned, { trust: 'off' }, { limits }))).toBe('net-too-large');
  });

  it('that is not there is told with its status', async () => {
    const refusal = await refusalOf(() => load(pinned(`${host.url}nowhere.jar`)));
    expect(refusal).toMatchObject({ code: 'net-status', details: { status: 404 } });
  });

  it('of a host that is not there is told in words for who installs (I20)', async () => {
    const { url } = host;
    const config = allowing(host);
    await host.close();
    world = await createWorld([driver(pinned(`${url}driver.jar`))]);
    const refusal = await refusalOf(() => loadIn(world, config));
    expect(refusal.code).toBe('net-unreachable');
    expect(refusal.message).toContain('does not allow downloads by web pages');
    host = await serveFiles(files);
  });
});

describe('an address (I17)', () => {
  const ADDRESSES = [
    ...[
      'javascript:alert(1)',
      'data:text/plain,a',
      'blob:https://a.example/1',
      'file:///etc/passwd',
    ],
    ...[
      'ftp://a.example/a.jar',
      '//a.example/a.jar',
      'a.jar',
      '/a.jar',
      '',
      'http:a.jar',
      'https:/a',
    ],
  ];
  it.each(ADDRESSES)('%j is no http address', async (url) => {
    const code = await codeOf(() => load(pinned(url)));
    expect(['external-scheme', 'action-argument']).toContain(code);
    if (url !== '') expect(code).toBe('external-scheme');
  });

  it.each([
    ...[
      'https://a.example/a.jar',
      'http://127.0.0.1:1/',
      'http://169.254.169.254/',
      'http://[::1]/',
    ],
    ...['http://localhost/', 'https://user@a.example/a', 'http://10.0.0.1/'],
  ])('%s is not among the origins that are allowed', async (url) => {
    expect(await codeOf(() => load(pinned(url)))).toBe('external-origin');
    expect(host.requests).toEqual([]);
  });

  it.each([
    ...['https://files.example.evil.test/a', 'https://files.example@evil.test/a'],
    ...['https://files.example:444/a', 'http://files.example/a', 'https://sub.files.example/a'],
  ])('%s is compared as an origin, not by its beginning', async (url) => {
    const config = { externalOrigins: ['https://files.example'] };
    expect(await codeOf(() => load(pinned(url), config))).toBe('external-origin');
  });

  it('is refused where the list is empty or absent', async () => {
    expect(await codeOf(() => load(pinned(jarUrl()), { externalOrigins: [] }))).toBe(
      'external-origin',
    );
    await world.web.close();
    world = await createWorld([driver(pinned(jarUrl()))]);
    expect(await codeOf(() => loadIn(world, {}))).toBe('external-origin');
  });

  it('of the portal or of a cluster is refused, also where the list has it', async () => {
    const { origin } = new URL(host.url);
    for (const more of [{ page: `${host.url}plugin.html` }, { ownOrigins: [origin] }]) {
      expect(await codeOf(() => load(pinned(jarUrl()), {}, more))).toBe('external-origin');
      await world.web.close();
    }
    expect(host.requests).toEqual([]);
  });

  it('on plain http is refused for a page on https', async () => {
    const page = 'https://portal.example/plugin.html';
    expect(await codeOf(() => load(pinned(jarUrl()), {}, { page }))).toBe('external-scheme');
  });

  it('of a signature is held to the same rules', async () => {
    const values = {
      externalArchive: `${host.url}a.zip`,
      externalArchiveSignature: 'https://evil.example/a.zip.asc',
      externalArchiveJar: 'a.jar',
      externalKey: 'x',
    };
    expect(await codeOf(() => load(values))).toBe('external-origin');
    expect(host.requests).toEqual([]);
  });
});

describe('the proof of a file from elsewhere', () => {
  it.each(['strict', 'signatures'] as const)('must be there at level %s', async (trust) => {
    const values = { externalJar: jarUrl() };
    if (trust === 'strict') {
      world = await createStrictWorld([driver(values)]);
      expect(await codeOf(() => loadIn(world, allowing(host)))).toBe('external-digest-missing');
    } else expect(await codeOf(() => load(values))).toBe('external-digest-missing');
    expect(host.requests).toEqual([]);
  });

  it('is needed by nobody at level off', async () => {
    const { externals } = await load({ externalJar: jarUrl() }, { trust: 'off' });
    expect(externals).toMatchObject([{ proof: 'none', ...pinOf(JAR) }]);
  });

  it('counts at level off, too, where it is given', async () => {
    files.set('driver.jar', JAR.slice(1));
    expect(await codeOf(() => load(pinned(jarUrl()), { trust: 'off' }))).toBe('external-digest');
  });

  it.each([{ size: 5 }, { sha256: 'a'.repeat(64) }])('is not half of one: %j', async (half) => {
    const code = await codeOf(() => load({ externalJar: jarUrl(), ...half }));
    expect(['external-digest-missing', 'action-argument']).toContain(code);
    expect(host.requests).toEqual([]);
  });
});
