/** The page's side and the worker's side of all that concerns trust, over a real port and a real web server; here without a thread. */
import { afterEach, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createTrustClient } from '../../../src/trust-client.ts';
import { serve } from '../../../src/trust-worker.ts';
import { HELLO, makeMarket, pinOf } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serveFiles } from '../../fakes/web.ts';

import type { Program } from '#adapters/worker/start.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { TrustClient } from '../../../src/trust-client.ts';
import type { FakeMarket } from '../../fakes/market.ts';
import type { Web } from '../../fakes/web.ts';

const LOOSE = { ...HELLO, name: 'loose', archive: undefined, pins: false };
const WHOLE = {
  ...HELLO,
  name: 'whole',
  spec: {
    dependencies: { packages: [{ name: 'hello', version: '[1.0.0,2.0.0)' }] },
    actions: [{ type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] }],
  },
};
const REF = { market: 'example', name: 'hello' };

let web: Web | undefined;
let client: TrustClient | undefined;
afterEach(async () => {
  client?.close();
  await web?.close();
});

interface Opened {
  client: TrustClient;
  market: FakeMarket;
  web: Web;
}

/** As the browser's door does it, but that Node has no `Worker`: it is as in a page that may not start one. */
async function open(overrides: Partial<MarketConfig> = { trust: 'off' }): Promise<Opened> {
  const market = await makeMarket([HELLO, LOOSE, WHOLE]);
  await market.putSigned('packages/loose/1.0.0/job.yaml', 'protocolVersion: 2\n');
  web = await serveFiles(market.files);
  const config = { markets: [{ ...market.config(web.url), ...overrides }] };
  const program: Program = (exports) => void Object.assign(exports, { serve });
  const init = {
    ...{ config, limits: DEFAULT_LIMITS, page: 'http://portal.example.org/plugin.html' },
    clusterOrigins: ['http://portal.example.org'],
  };
  client = createTrustClient(async () => program, init);
  return { client, market, web };
}

const { signal } = new AbortController();
const onProgress = () => undefined;
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

it('opens a market and a package, and reads the index once for both', async () => {
  const { client, web } = await open();
  const market = await client.openMarket('example', { signal, again: true });
  expect(market).toMatchObject({ packages: 3, rows: 3 });
  expect(market).not.toHaveProperty('entries');
  const opened = await client.openPackage({ ref: REF, versions: {} }, signal);
  expect(opened).toMatchObject({ name: 'hello', version: '1.0.0', readme: '# Hello\n' });
  expect(opened.icon?.bytes).toBeInstanceOf(Uint8Array);
  const reads = () => web.requests.filter(({ path }) => path === '/packages.json').length;
  expect(reads()).toBe(1);
  await client.openMarket('example', { signal, again: true });
  expect(reads()).toBe(2);
});

/** Opened, resolved and loaded. */
async function load({ client }: Opened, name = 'hello', options: Partial<Options> = {}) {
  const opened = await client.openPackage({ ref: { ...REF, name }, versions: {} }, signal);
  const tree = await client.openTree(opened, {}, signal);
  return client.loadTree(tree, { signal, onProgress, ...options });
}

type Options = Parameters<TrustClient['loadTree']>[1];

const entryOf = (loaded: LoadedTree, file: string) => loaded.packages[0]?.files.entries.get(file);

it('gives the files of an archive when they are asked for, as often as they are', async () => {
  const told: unknown[] = [];
  const loaded = await load(await open(), 'hello', {
    onProgress: (progress) => told.push(progress),
  });
  const [only] = loaded.packages;
  expect(only?.package).toBe(loaded.tree.packages[0]);
  expect(only?.archive?.path).toBe('packages/hello/1.0.0/archive.zip');
  const entry = entryOf(loaded, 'notes.txt');
  expect(entry).toMatchObject({ name: 'notes.txt', size: 6 });
  for (const _ of [1, 2]) expect(textOf(await entry?.read())).toBe('unused');
  await entry?.check();
  expect(await entry?.sha256()).toBe(pinOf(new TextEncoder().encode('unused')).sha256);
  expect(told).toContainEqual({ what: 'checking', package: 'hello@1.0.0' });
});

it('gives loose files as often as they are asked for', async () => {
  const loaded = await load(await open(), 'loose');
  const entry = entryOf(loaded, 'job.yaml');
  for (const _ of [1, 2]) expect(textOf(await entry?.read())).toBe('protocolVersion: 2\n');
});

it('resolves and loads all that a package needs', async () => {
  const { tree, packages } = await load(await open(), 'whole');
  expect(tree.root.children).toMatchObject([{ name: 'hello', version: '1.0.0' }]);
  expect(packages.map((each) => each.package.name)).toEqual(['hello', 'whole']);
  expect(packages.map(({ files }) => files.entries.size)).toEqual([2, 0]);
});

it('holds several loads at once, and lets go of the one that is not needed any more', async () => {
  const world = await open();
  const [first, second] = [await load(world), await load(world, 'loose')];
  expect(textOf(await entryOf(first, 'job.yaml')?.read())).toContain('name: hello');
  world.client.letGo(first);
  const refusal = await refusalOf(() => entryOf(first, 'job.yaml')?.read());
  expect(refusal).toMatchObject({ code: 'internal', details: { file: 'job.yaml' } });
  expect(refusal.message).toContain('Begin the installation anew');
  world.client.letGo(first);
  expect(textOf(await entryOf(second, 'job.yaml')?.read())).toContain('protocolVersion');
});

it('looks into files where they are', async () => {
  const world = await open();
  const loaded = await load(world);
  const file = { package: 'hello@1.0.0', file: 'notes.txt' };
  expect(await world.client.inspectFile(loaded, file, signal)).toEqual({
    ...{ kind: 'text', text: 'unused', cut: false, lines: 1 },
  });
  const given = new TextEncoder().encode('one\ntwo\n');
  expect(await world.client.inspectBytes('given.txt', given, signal)).toMatchObject({
    ...{ kind: 'text', lines: 2 },
  });
  const other = { ...file, package: 'other@1.0.0' };
  expect(await codeOf(() => world.client.inspectFile(loaded, other, signal))).toBe('internal');
  world.client.letGo(loaded);
  expect(await codeOf(() => world.client.inspectFile(loaded, file, signal))).toBe('internal');
});

it('holds nothing of a load that was cancelled', async () => {
  const world = await open();
  const user = new AbortController();
  const loading = load(world, 'hello', {
    signal: user.signal,
    onProgress: () => user.abort(),
  });
  expect(await codeOf(() => loading)).toBe('cancelled');
});

it('reads files from elsewhere, and none of a cluster or the portal', async () => {
  const world = await open();
  const other = await serveFiles(new Map([['driver.jar', new TextEncoder().encode('PK driver')]]));
  const { origin } = new URL(other.url);
  const jar = (url: string) => ({
    ...{ ...HELLO, name: 'driver', archive: { 'driver.json': '{}' } },
    spec: {
      actions: [
        {
          type: 'create_artifact',
          arguments: [
            { name: 'name', value: 'mysql' },
            { name: 'version', value: '5.1.39' },
            { name: 'config', value: 'driver.json' },
            { name: 'externalJar', value: url },
          ],
        },
      ],
    },
  });
  const market = await makeMarket([jar(`${other.url}driver.jar`)]);
  const served = await serveFiles(market.files);
  const config = {
    markets: [
      market.config(served.url, {
        trust: 'off',
        externalOrigins: [origin, 'http://portal.example.org'],
      }),
    ],
  };
  const start = (clusterOrigins: string[]) => {
    world.client.close();
    const program: Program = (exports) => void Object.assign(exports, { serve });
    const page = 'http://portal.example.org/plugin.html';
    return createTrustClient(async () => program, {
      ...{ config, limits: DEFAULT_LIMITS, page, clusterOrigins },
    });
  };
  try {
    const allowed = start([]);
    const { externals } = await load({ ...world, client: allowed }, 'driver');
    expect(externals).toMatchObject([{ package: 'driver@1.0.0', file: 'driver.jar', size: 9 }]);
    for (const _ of [1, 2]) expect(textOf(await externals[0]?.read())).toBe('PK driver');
    allowed.close();
    const refusing = start([origin]);
    expect(await codeOf(() => load({ ...world, client: refusing }, 'driver'))).toBe(
      'external-origin',
    );
    refusing.close();
    expect(other.requests).toHaveLength(1);
  } finally {
    await other.close();
    await served.close();
  }
});

it('passes refusals on with their code and details', async () => {
  const world = await open();
  world.market.spoil('packages/hello/1.0.0/archive.zip');
  const refusal = await refusalOf(() => load(world));
  expect(refusal.code).toBe('archive-digest');
  expect(Object.keys(refusal.details)).toContain('expected');
});

it('knows only the configured markets', async () => {
  const { client } = await open();
  expect(
    await codeOf(() =>
      client.openPackage({ ref: { ...REF, market: 'other' }, versions: {} }, signal),
    ),
  ).toBe('package-unknown');
});

it('judges addresses by the page, not by the thread it runs on', async () => {
  const { client } = await open({ trust: 'off' });
  client.close();
  const config = {
    markets: [{ id: 'example', url: 'http://market.example.org/', trust: 'off' as const }],
  };
  const secure = createTrustClient(
    async () => (exports) => void Object.assign(exports, { serve }),
    {
      config,
      limits: DEFAULT_LIMITS,
      page: 'https://portal.example.org/plugin.html',
      clusterOrigins: [],
    },
  );
  expect(await codeOf(() => secure.openMarket('example', { signal, again: true }))).toBe(
    'config-insecure-base',
  );
  secure.close();
});

it('says what is missing when its code cannot be loaded, and tries again at the next call', async () => {
  const { web, market } = await open();
  let tries = 0;
  const program: Program = (exports) => void Object.assign(exports, { serve });
  const bring = async () => {
    tries += 1;
    if (tries === 1) throw new Error('no such script');
    return program;
  };
  const config = { markets: [market.config(web.url, { trust: 'off' })] };
  const late = createTrustClient(bring, {
    ...{ config, limits: DEFAULT_LIMITS, page: web.url, clusterOrigins: [] },
  });
  const openMarket = () => late.openMarket('example', { signal, again: true });
  expect(await codeOf(openMarket)).toBe('net-unreachable');
  expect((await openMarket()).packages).toBe(3);
  late.close();
});
