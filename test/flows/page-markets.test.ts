import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createClusterServices } from '../../src/cluster-services.ts';
import { createMarketServices } from '../../src/market-services.ts';
import { createPageMarkets } from '../../src/page-markets.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { HELLO, makeMarket } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serveFiles } from '../fakes/web.ts';

import type { PluginConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { PageMarkets, PageMarketsWorld } from '../../src/page-markets.ts';
import type { FakeCluster } from '../fakes/cluster.ts';
import type { Web } from '../fakes/web.ts';

const never = new AbortController().signal;
const WINDOW = { from: 0, count: 10, versions: {} };
let cluster: FakeCluster;
let webs: Record<'all' | 'ours' | 'theirs', Web>;
let config: PluginConfig;

/** One market for all, one for the user's group and one for another, each with `hello` in a version for OpenPAI 1 and one for 2. */
beforeEach(async () => {
  cluster = await startFakeCluster();
  const spec = { paiVersion: '[2.0.0,)' };
  const made = await makeMarket([HELLO, { ...HELLO, version: '2.0.0', spec, row: spec }]);
  const serve = () => serveFiles(made.files);
  webs = { all: await serve(), ours: await serve(), theirs: await serve() };
  const market = (id: keyof typeof webs) => ({
    id,
    name: id,
    url: webs[id].url,
    trust: 'off' as const,
  });
  config = {
    markets: [
      market('all'),
      { ...market('ours'), groups: ['robots', 'research'] },
      { ...market('theirs'), groups: ['robots'] },
    ],
  };
});
afterEach(async () => {
  await Promise.all([cluster.close(), ...Object.values(webs).map((web) => web.close())]);
});

function page(given: Partial<PageMarketsWorld> = {}): PageMarkets {
  const user = 'user' in given ? given.user : cluster.user;
  const services = createClusterServices({
    clusters: { openpai: cluster.cluster },
    ...{ user, portalVersion: '1.8.0' },
  });
  return createPageMarkets({
    config,
    reads: createMarketServices({
      config,
      limits: DEFAULT_LIMITS,
      page: 'http://portal.example/plugin.html',
      clusterOrigins: [],
      memory: createPageMemory(),
    }),
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    user,
    portalVersion: '1.8.0',
    clusters: () => Promise.resolve(services),
    ...given,
  });
}

const idsOf = async (markets: PageMarkets) =>
  (await markets.shownMarkets(never)).map(({ id }) => id);

/** The last state of each market. */
async function openAll(markets: PageMarkets): Promise<Map<string, MarketState>> {
  const states = new Map<string, MarketState>();
  await markets.openMarkets(never, (state) => states.set(state.config.id, state));
  return states;
}

describe('markets for groups', () => {
  it('are shown to their members, and to others do not exist', async () => {
    const markets = page();
    expect(await idsOf(markets)).toEqual(['all', 'ours']);
    const states = await openAll(markets);
    expect([...states].map(([id, { status }]) => [id, status]).sort()).toEqual([
      ['all', 'ready'],
      ['ours', 'ready'],
    ]);
    expect(webs.theirs.requests).toEqual([]);
    expect((await markets.search({}, WINDOW, never)).total).toBe(2);
  });

  it('are not shown to nobody, and the cluster is not asked for nobody', async () => {
    const markets = page({ user: undefined });
    expect(await idsOf(markets)).toEqual(['all']);
    expect([...(await openAll(markets)).keys()]).toEqual(['all']);
    expect(cluster.calls()).toEqual([]);
  });

  it('are said to be closed where the cluster does not tell the groups, and hold up no other', async () => {
    cluster.instead = () => ({ status: 503, body: 'down' });
    const markets = page();
    expect(await idsOf(markets)).toEqual(['all', 'ours', 'theirs']);
    const states = await openAll(markets);
    expect(states.get('all')).toMatchObject({ status: 'ready' });
    for (const id of ['ours', 'theirs']) {
      expect(states.get(id)).toMatchObject({ status: 'failed', error: { code: 'cluster-error' } });
    }
    expect([...webs.ours.requests, ...webs.theirs.requests]).toEqual([]);
    cluster.instead = undefined;
    expect((await openAll(markets)).get('ours')).toMatchObject({ status: 'ready' });
  });

  it('are not read by their addresses either', async () => {
    const markets = page();
    const ref = { market: 'theirs', name: 'hello', version: '1.0.0' };
    const refusal = await refusalOf(() => markets.openPackage(ref, never));
    expect(refusal).toMatchObject({ code: 'market-forbidden', details: { market: 'theirs' } });
    expect(refusal.message).toContain('theirs');
    expect(await codeOf(() => markets.dependants(ref, never))).toBe('market-forbidden');
    expect(await markets.entries([ref])).toEqual([]);
    expect(webs.theirs.requests).toEqual([]);
  });

  it('ask for a login where nobody is logged in', async () => {
    const markets = page({ user: undefined });
    const ref = { market: 'ours', name: 'hello' };
    expect(await codeOf(() => markets.openPackage(ref, never))).toBe('login-required');
  });

  it('ask no cluster where no market is for a group', async () => {
    config = { markets: config.markets.slice(0, 1) };
    const markets = page({ clusters: () => Promise.reject(new Error('not to be brought')) });
    expect(await idsOf(markets)).toEqual(['all']);
    expect((await openAll(markets)).get('all')).toMatchObject({ status: 'ready' });
    expect(await markets.clusterVersions()).toEqual({ pai: '1.8.0' });
  });
});

describe('opening a package', () => {
  const ref = { market: 'all', name: 'hello' };

  it('takes the newest version that suits the cluster, and another one where it is named', async () => {
    const markets = page();
    expect((await markets.openPackage(ref, never)).version).toBe('1.0.0');
    expect((await markets.openPackage({ ...ref, version: '2.0.0' }, never)).version).toBe('2.0.0');
    const later = page({ portalVersion: '2.1.0' });
    expect((await later.openPackage(ref, never)).version).toBe('2.0.0');
  });

  it('waits for no cluster that does not answer', async () => {
    config = { ...config, cdap: { url: '/cdap' } };
    const hanging = {
      ...{ groups: () => Promise.resolve([]), virtualClusters: () => Promise.resolve([]) },
      versions: () => new Promise<never>(() => undefined),
    };
    const markets = page({ clusters: () => Promise.resolve(hanging) });
    expect((await markets.openPackage(ref, never)).version).toBe('1.0.0');
  });

  it('goes by what the portal told where the part that asks does not come', async () => {
    config = { ...config, cdap: { url: '/cdap' } };
    const markets = page({ clusters: () => Promise.reject(new Error('no chunk')) });
    expect(await markets.clusterVersions()).toEqual({ pai: '1.8.0' });
    expect((await markets.openPackage(ref, never)).version).toBe('1.0.0');
  });

  it('leaves what is not configured to the reader', async () => {
    const unknown = { market: 'nowhere', name: 'hello' };
    expect(await codeOf(() => page().openPackage(unknown, never))).toBe('package-unknown');
  });
});

describe('giving up', () => {
  it('ends with cancelled, and nobody hears of markets any more', async () => {
    const stop = new AbortController();
    const heard: string[] = [];
    const opening = page().openMarkets(stop.signal, ({ status }) => heard.push(status));
    stop.abort();
    await expect(opening).rejects.toBeInstanceOf(MarketError);
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(heard).toEqual([]);
    expect(await codeOf(() => page().shownMarkets(AbortSignal.abort()))).toBe('cancelled');
  });
});
