/** Index files that a browser keeps: what is downloaded again, and when they count for nothing. */
import { afterEach, describe, expect, it } from 'vitest';

import { openMarket } from '#flows/open-market.ts';
import { toJson } from '../fakes/market.ts';
import { createMemoryCache } from '../fakes/memory-cache.ts';
import { createSharded, follow, hold, NAMES, pack, rowsOf } from './parts-world.ts';
import { createWorld } from './world.ts';

import type { OpenMarketDeps } from '#flows/open-market.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld, StrictWorld } from './world.ts';

let world: MarketWorld;
afterEach(() => world.web.close());

const open = (deps: Partial<OpenMarketDeps> = {}) =>
  openMarket(world.config, { ...world.deps, ...deps });

async function create(packages?: FakePackage[]): Promise<StrictWorld> {
  const made = await createSharded(packages);
  world = made;
  return made;
}

describe('what was read before', () => {
  it('is not downloaded again while nothing changed', async () => {
    await create();
    const cache = createMemoryCache();
    await open({ cache });
    world.web.requests.length = 0;
    const { known, onPart } = follow();
    await open({ cache, onPart });
    expect(world.paths().sort()).toEqual(['/market.json', '/market.json.asc']);
    expect([...known.keys()]).toEqual(NAMES);
  });

  it('is downloaded again where it changed, and the old is forgotten', async () => {
    const strict = await create();
    const cache = createMemoryCache();
    await open({ cache });
    const before = new Set(cache.files.keys());
    const rows = rowsOf(strict);
    strict.market.files.set(
      'packages.json',
      toJson(rows.map((row, at) => (at === 3 ? { ...row, label: 'New' } : row))),
    );
    await strict.sign({ shardRows: 2, keepRows: true });
    world.web.requests.length = 0;
    const market = await open({ cache });
    expect(market.entries[3]?.label).toBe('New');
    expect(world.paths().sort()).toEqual(['/market.json', '/market.json.asc', '/shards/0002.json']);
    expect([...cache.files.keys()].filter((key) => !before.has(key))).toHaveLength(1);
    expect(cache.files.size).toBe(before.size);
  });

  it('is asked for past the cache of the browser, which may hold the file of an older index', async () => {
    await create();
    await open();
    const shards = world.web.requests.filter(({ path }) => path.startsWith('/shards/'));
    expect(shards.map(({ headers }) => headers['cache-control'])).toEqual(
      Array.from({ length: 3 }, () => 'max-age=0'),
    );
  });

  it('counts for nothing when its bytes are not the signed ones', async () => {
    await create();
    const cache = createMemoryCache();
    await open({ cache });
    for (const kept of cache.files.values()) kept.bytes = kept.bytes.map((byte) => byte ^ 1);
    world.web.requests.length = 0;
    expect((await open({ cache })).entries).toHaveLength(6);
    expect(world.paths()).toHaveLength(6);
  });

  it('stays where the signed index is the same as that of the market that is open', async () => {
    await create();
    const former = await open();
    world.web.requests.length = 0;
    const market = await open({ former });
    expect(world.paths().sort()).toEqual(['/market.json', '/market.json.asc']);
    expect(market.entries).toBe(former.entries);
    expect(market.notices).toEqual(former.notices);
  });
});

describe('a list that nobody signs', () => {
  /** Counts bodies of packages.json, and answers with its ETag. */
  function tagged(tag: () => string) {
    const bytes = world.market.files.get('packages.json') as Uint8Array;
    const sent = { bodies: 0 };
    world.market.files.set('packages.json', (_request, response) => {
      response.writeHead(200, { etag: tag(), 'content-length': bytes.length });
      // The head alone at first: a reader that has the body goes away.
      response.flushHeaders();
      const timer = setTimeout(() => {
        sent.bodies += 1;
        response.end(bytes);
      }, 100);
      response.on('close', () => clearTimeout(timer));
    });
    return sent;
  }

  it('is not read again while its ETag is the same', async () => {
    world = await createWorld();
    let tag = '"1"';
    const sent = tagged(() => tag);
    const cache = createMemoryCache();
    for (const _ of [1, 2]) expect((await open({ cache })).entries).toHaveLength(1);
    expect(sent.bodies).toBe(1);
    tag = '"2"';
    expect((await open({ cache })).entries).toHaveLength(1);
    expect(sent.bodies).toBe(2);
    expect(cache.files.size).toBe(1);
  });

  it('of another server does not count, whatever its ETag', async () => {
    world = await createWorld();
    tagged(() => '"1"');
    const cache = createMemoryCache();
    await open({ cache });
    const other = await createWorld([pack('other')]);
    const bytes = other.market.files.get('packages.json') as Uint8Array;
    other.market.files.set('packages.json', (_request, response) => {
      response.writeHead(200, { etag: '"1"' }).end(bytes);
    });
    const market = await openMarket(other.config, { ...other.deps, cache });
    await other.web.close();
    expect(market.entries.map(({ name }) => name)).toEqual(['other']);
  });

  it('of a category is used where it comes first', async () => {
    world = await createWorld([pack('a'), pack('b')]);
    const all = hold(world, 'packages.json');
    world.market.files.set('packages-few.json', toJson([{ name: 'b', version: '1.0.0' }]));
    const { known, onPart } = follow();
    const opening = open({ onPart, category: 'few' });
    await expect.poll(() => [...known.keys()]).toEqual(['b']);
    all.letGo();
    await opening;
    expect([...known.keys()].sort()).toEqual(['a', 'b']);
  });

  it('of a category is broken off where it comes later, and no matter where there is none', async () => {
    world = await createWorld();
    let closed = false;
    world.market.files.set('packages-slow.json', (_request, response) => {
      response.writeHead(200);
      response.write('[');
      response.on('close', () => (closed = true));
    });
    for (const category of ['slow', 'none', '../climbs']) {
      expect((await open({ category })).entries).toHaveLength(1);
    }
    await expect.poll(() => closed).toBe(true);
    expect(world.paths().join()).not.toContain('climbs');
  });
});
