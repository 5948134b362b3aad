/** The page's side and the worker's side of all that concerns trust, over a real port and a real web server; here without a thread. */
import { afterEach, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createTrustClient } from '../../../src/trust-client.ts';
import { serve } from '../../../src/trust-worker.ts';
import { HELLO, makeMarket } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { serveFiles } from '../../fakes/web.ts';

import type { Program } from '#adapters/worker/start.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { TrustClient } from '../../../src/trust-client.ts';
import type { FakeMarket } from '../../fakes/market.ts';
import type { Web } from '../../fakes/web.ts';

const LOOSE = { ...HELLO, name: 'loose', archive: undefined, pins: false };
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
  const market = await makeMarket([HELLO, LOOSE]);
  await market.putSigned('packages/loose/1.0.0/job.yaml', 'protocolVersion: 2\n');
  web = await serveFiles(market.files);
  const config = { markets: [{ ...market.config(web.url), ...overrides }] };
  const program: Program = (exports) => void Object.assign(exports, { serve });
  const init = { config, limits: DEFAULT_LIMITS, page: 'http://portal.example.org/plugin.html' };
  client = createTrustClient(async () => program, init);
  return { client, market, web };
}

const { signal } = new AbortController();
const onProgress = () => undefined;
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

it('opens a market and a package, and reads the index once for both', async () => {
  const { client, web } = await open();
  const market = await client.openMarket('example', { signal, again: true });
  expect(market.entries.map(({ name }) => name)).toEqual(['hello', 'loose']);
  const opened = await client.openPackage(REF, signal);
  expect(opened).toMatchObject({ name: 'hello', version: '1.0.0', readme: '# Hello\n' });
  expect(opened.icon?.bytes).toBeInstanceOf(Uint8Array);
  const reads = () => web.requests.filter(({ path }) => path === '/packages.json').length;
  expect(reads()).toBe(1);
  await client.openMarket('example', { signal, again: true });
  expect(reads()).toBe(2);
});

it('gives the files of an archive when they are asked for, as often as they are', async () => {
  const { client } = await open();
  const opened = await client.openPackage(REF, signal);
  const told: unknown[] = [];
  const loaded = await client.loadPackage(opened, {
    signal,
    onProgress: (progress) => told.push(progress),
  });
  expect(loaded.package).toBe(opened);
  expect(loaded.archive?.path).toBe('packages/hello/1.0.0/archive.zip');
  const entry = loaded.files.entries.get('notes.txt');
  expect(entry).toMatchObject({ name: 'notes.txt', size: 6 });
  expect(textOf(await entry?.read())).toBe('unused');
  expect(textOf(await entry?.read())).toBe('unused');
  await entry?.check();
  expect(told).toContainEqual({ what: 'checking' });
});

it('gives loose files as often as they are asked for', async () => {
  const { client } = await open();
  const opened = await client.openPackage({ ...REF, name: 'loose' }, signal);
  const { files } = await client.loadPackage(opened, { signal, onProgress });
  const entry = files.entries.get('job.yaml');
  for (const _ of [1, 2]) expect(textOf(await entry?.read())).toBe('protocolVersion: 2\n');
});

it('holds one package at a time: files of an earlier one are refused, never mixed up', async () => {
  const { client } = await open();
  const opened = await client.openPackage(REF, signal);
  const load = () => client.loadPackage(opened, { signal, onProgress });
  const first = (await load()).files.entries.get('job.yaml');
  const second = (await load()).files.entries.get('job.yaml');
  const refusal = await refusalOf(() => first?.read());
  expect(refusal).toMatchObject({ code: 'internal', details: { file: 'job.yaml' } });
  expect(refusal.message).toContain('Begin the installation anew');
  expect(textOf(await second?.read())).toContain('protocolVersion');
});

it('passes refusals on with their code and details', async () => {
  const { client, market } = await open();
  const opened = await client.openPackage(REF, signal);
  market.spoil('packages/hello/1.0.0/archive.zip');
  const refusal = await refusalOf(() => client.loadPackage(opened, { signal, onProgress }));
  expect(refusal.code).toBe('archive-digest');
  expect(Object.keys(refusal.details)).toContain('expected');
});

it('knows only the configured markets', async () => {
  const { client } = await open();
  expect(await codeOf(() => client.openPackage({ ...REF, market: 'other' }, signal))).toBe(
    'package-unknown',
  );
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
  const late = createTrustClient(bring, { config, limits: DEFAULT_LIMITS, page: web.url });
  const openMarket = () => late.openMarket('example', { signal, again: true });
  expect(await codeOf(openMarket)).toBe('net-unreachable');
  expect((await openMarket()).entries).toHaveLength(2);
  late.close();
});
