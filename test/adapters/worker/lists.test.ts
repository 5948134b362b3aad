/** Markets that live in the worker, as the page asks for them: opened part by part, searched meanwhile, there again after the worker ended. */
import { afterEach, expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createMarketServices } from '../../../src/market-services.ts';
import { createTrustClient } from '../../../src/trust-client.ts';
import { serve } from '../../../src/trust-worker.ts';
import { HELLO, makeMarket, toJson } from '../../fakes/market.ts';
import { codeOf } from '../../fakes/thrown.ts';
import { serveFiles } from '../../fakes/web.ts';

import type { Program } from '#adapters/worker/start.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { TrustClient } from '../../../src/trust-client.ts';
import type { FakeMarket, FakePackage } from '../../fakes/market.ts';
import type { Web } from '../../fakes/web.ts';

const pack = (name: string, row: object = {}, version = '1.0.0') => ({
  ...{ name, version, pins: false, row: { label: name, ...row } },
});
const WINDOW = { from: 0, count: 10, versions: {} };
const { signal } = new AbortController();

const webs: Web[] = [];
let client: TrustClient | undefined;
afterEach(async () => {
  client?.close();
  for (const web of webs.splice(0)) await web.close();
});

interface World {
  client: TrustClient;
  markets: FakeMarket[];
  config: PluginConfig;
}

/** Markets `m0`, `m1` …, each of the packages given. */
async function create(packages: FakePackage[][]): Promise<World> {
  const markets = await Promise.all(packages.map((each) => makeMarket(each)));
  const configs = [];
  for (const [at, market] of markets.entries()) {
    const web = await serveFiles(market.files);
    webs.push(web);
    configs.push(market.config(web.url, { id: `m${at}`, name: `Market ${at}`, trust: 'off' }));
  }
  const program: Program = (exports) => void Object.assign(exports, { serve });
  client = createTrustClient(async () => program, {
    ...{ config: { markets: configs }, limits: DEFAULT_LIMITS },
    ...{ page: 'http://portal.example.org/plugin.html', clusterOrigins: [] },
  });
  return { client, markets, config: { markets: configs } };
}

const open = (id: string, options: object = {}) =>
  (client as TrustClient).openMarket(id, { signal, again: true, ...options });
const search = (q: string) => (client as TrustClient).search({ q }, WINDOW);
const namesOf = async (q: string) => (await search(q)).cards.map(({ name }) => name).sort();

/** Answers the file when it is let. */
function hold({ files }: FakeMarket, path: string): { letGo(): void } {
  const bytes = files.get(path) as Uint8Array;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  files.set(path, (_request, response) => void held.then(() => response.end(bytes)));
  return { letGo: () => letGo() };
}

it('tells of packages that can be searched before the market is open', async () => {
  const names = ['alpha', 'beta', 'gamma', 'delta'];
  await create([names.map((name) => pack(name))]);
  const states: MarketState[] = [];
  await open('m0', { onState: (state: MarketState) => states.push(state) });
  expect(states[0]).toMatchObject({ status: 'reading', packages: 4, rows: 4 });
  expect(await namesOf('')).toEqual([...names].sort());
  expect(await namesOf('gamma')).toEqual(['gamma']);
});

it('lists several markets, and one that fails holds up none', async () => {
  const { markets } = await create([[pack('one')], [pack('two')], [pack('three')]]);
  markets[1]?.files.delete('packages.json');
  const held = hold(markets[2] as FakeMarket, 'packages.json');
  const slow = open('m2');
  expect(await codeOf(() => open('m1'))).toBe('net-status');
  expect((await open('m0')).packages).toBe(1);
  expect(await namesOf('')).toEqual(['one']);
  held.letGo();
  await slow;
  expect(await namesOf('')).toEqual(['one', 'three']);
  const cards = (await search('')).cards;
  expect(new Set(cards.map(({ market }) => market))).toEqual(new Set(['m0', 'm2']));
});

it('gives cards and entries of what it listed, and nothing of what is no more', async () => {
  const { client, markets } = await create([[pack('one'), pack('two')]]);
  await open('m0');
  const { order } = await search('');
  expect((await client.cards([...order])).map(({ name }) => name).sort()).toEqual(['one', 'two']);
  expect(await client.cards([2 ** 31])).toEqual([]);
  const entries = await client.entries([
    { market: 'm0', name: 'two' },
    { market: 'm0', name: 'none' },
    { market: 'elsewhere', name: 'one' },
  ]);
  expect(entries.map(({ name, versions }) => [name, versions])).toEqual([['two', ['1.0.0']]]);
  const before = new Map((await search('')).cards.map(({ name, id }) => [name, id]));
  const row = { version: '1.0.0', label: 'changed' };
  markets[0]?.files.set('packages.json', toJson([{ name: 'two', ...row }]));
  await open('m0');
  const [card] = (await search('')).cards;
  expect(card).toMatchObject({ name: 'two', label: 'changed' });
  expect(card?.id).not.toBe(before.get('two'));
  expect(await client.cards([before.get('one') ?? 0])).toEqual([]);
});

it('keeps the cards of packages that a new reading did not change', async () => {
  const { markets } = await create([[pack('one'), pack('two')]]);
  await open('m0');
  const idOf = async (name: string) =>
    (await search('')).cards.find((card) => card.name === name)?.id;
  const before = await idOf('one');
  const bytes = markets[0]?.files.get('packages.json') as Uint8Array;
  const rows = JSON.parse(new TextDecoder().decode(bytes)) as object[];
  markets[0]?.files.set('packages.json', toJson([...rows, { name: 'three', version: '1.0.0' }]));
  await open('m0');
  expect(await idOf('one')).toBe(before);
  expect(await namesOf('')).toEqual(['one', 'three', 'two']);
});

it('reads a market once for all who open it, until the last gives up', async () => {
  const { client, markets } = await create([[pack('one')]]);
  const held = hold(markets[0] as FakeMarket, 'packages.json');
  const user = new AbortController();
  const first = codeOf(() => client.openMarket('m0', { signal: user.signal, again: true }));
  const second = open('m0');
  const reads = () => webs[0]?.requests.filter(({ path }) => path === '/packages.json').length;
  await expect.poll(reads).toBe(1);
  user.abort();
  expect(await first).toBe('cancelled');
  held.letGo();
  expect((await second).packages).toBe(1);
  expect(reads()).toBe(1);
});

it('lists nothing of a market that was given up, and what was open before stays', async () => {
  const { client, markets } = await create([[pack('one')], [pack('two')]]);
  await open('m0');
  for (const market of markets) hold(market, 'packages.json');
  for (const id of ['m0', 'm1']) {
    const user = new AbortController();
    const opening = codeOf(() => client.openMarket(id, { signal: user.signal, again: true }));
    setTimeout(() => user.abort(), 50);
    expect(await opening).toBe('cancelled');
  }
  expect(await namesOf('')).toEqual(['one']);
});

it('lists nothing of a market any more that fails when it is read again', async () => {
  const { markets } = await create([[pack('one')]]);
  await open('m0');
  markets[0]?.files.set('packages.json', new TextEncoder().encode('[{]'));
  expect(await codeOf(() => open('m0'))).toBe('index-invalid');
  expect(await search('')).toMatchObject({ total: 0, cards: [] });
});

it('tells what needs a package, opening the market where it must', async () => {
  const needs = { dependencies: { packages: [{ name: 'hello', version: '[1.0.0,2.0.0)' }] } };
  const { client } = await create([[HELLO, pack('app', needs)]]);
  expect(await client.dependants({ market: 'm0', name: 'hello' }, signal)).toEqual([
    { name: 'app', label: 'app', version: '1.0.0', asked: '[1.0.0,2.0.0)' },
  ]);
});

it('opens the newest version that suits the clusters', async () => {
  const { client } = await create([
    [
      HELLO,
      {
        ...HELLO,
        version: '2.0.0',
        row: { paiVersion: '[2.0.0,)' },
        spec: { paiVersion: '[2.0.0,)' },
      },
    ],
  ]);
  const ref = { market: 'm0', name: 'hello' };
  const versionFor = async (pai: string) =>
    (await client.openPackage({ ref, versions: { pai } }, signal)).version;
  expect(await versionFor('1.8.0')).toBe('1.0.0');
  expect(await versionFor('2.1.0')).toBe('2.0.0');
  const opened = await client.openPackage({ ref, versions: {} }, signal);
  expect(opened.releases).toMatchObject([
    { version: '2.0.0', paiVersion: '[2.0.0,)' },
    { version: '1.0.0', created: 1_760_000_000 },
  ]);
  expect((await client.packagePicture(opened, 'icon.png', signal)).mediaType).toBe('image/png');
});

it('a worker that takes the place of another opens what was open, and gives no card an id of that one', async () => {
  const { config } = await create([[pack('one')], [pack('two')]]);
  await open('m0');
  const ids = (await search('')).cards.map(({ id }) => id);
  const next = createMarketServices({
    ...{ config, limits: DEFAULT_LIMITS, page: 'http://portal.example.org/' },
    ...{ clusterOrigins: [], memory: createPageMemory(), firstCard: 2 ** 26 },
  });
  await next.restore(['m0', 'gone'], signal);
  const { order, cards } = await next.search({}, WINDOW);
  expect(cards.map(({ name }) => name)).toEqual(['one']);
  expect(cards.map(({ id }) => id)).toEqual([...order]);
  expect(ids.filter((id) => order.includes(id))).toEqual([]);
  expect(await next.cards([...order, ...ids])).toEqual(cards);
});

it('a worker that takes the place of another waits for no market that is silent now', async () => {
  const { config, markets } = await create([[pack('one')], [pack('two')]]);
  markets[1]?.files.set('packages.json', () => undefined);
  const next = createMarketServices({
    ...{ config, limits: DEFAULT_LIMITS, page: 'http://portal.example.org/' },
    ...{ clusterOrigins: [], memory: createPageMemory() },
  });
  const own = new AbortController();
  await next.restore(['m0', 'm1'], own.signal);
  const { cards } = await next.search({}, WINDOW);
  expect(cards.map(({ name }) => name)).toEqual(['one']);
  own.abort();
});
