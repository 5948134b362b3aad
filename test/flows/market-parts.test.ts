/** A market that is read part by part: what can be searched when, and what parts that follow may change. */
import { afterEach, describe, expect, it } from 'vitest';

import { createGathering } from '#flows/gather-packages.ts';
import { createCategoryList } from '#flows/market-categories.ts';
import { openMarket } from '#flows/open-market.ts';
import { pinOf, toJson } from '../fakes/market.ts';
import { signIndex } from '../fakes/signed-index.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { createSharded, follow, hold, NAMES, pack, rowsOf } from './parts-world.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { PackageChanges } from '#flows/gather-packages.ts';
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

describe('a market in shards', () => {
  it('shows the first before the others are there', async () => {
    await create();
    const [second, third] = [hold(world, 'shards/0002.json'), hold(world, 'shards/0003.json')];
    const { known, onPart, parts } = follow();
    const opening = open({ onPart });
    await second.asked;
    await expect.poll(() => [...known.keys()]).toEqual(['a', 'b']);
    expect(parts[0]).toMatchObject({ anew: true, packages: 2, rows: 2, ofRows: 6 });
    expect(parts[0]?.categories).toEqual([{ name: 'training', label: 'Training' }]);
    expect(parts[0]?.signers).toMatchObject([{ fingerprint: world.market.key.fingerprint }]);
    second.letGo();
    third.letGo();
    const market = await opening;
    expect([...known.values()]).toEqual(market.entries);
    expect(market.entries.map(({ name }) => name)).toEqual(NAMES);
  });

  it('asks for the first alone and for the others together, and gives them in their order', async () => {
    await create();
    const [first, second] = [hold(world, 'shards/0001.json'), hold(world, 'shards/0002.json')];
    const { known, onPart } = follow();
    const opening = open({ onPart });
    await first.asked;
    expect(world.paths()).not.toContain('/shards/0002.json');
    first.letGo();
    await second.asked;
    await expect.poll(() => world.paths()).toContain('/shards/0003.json');
    expect([...known.keys()]).toEqual(['a', 'b']);
    second.letGo();
    await opening;
    expect([...known.keys()]).toEqual(NAMES);
  });

  it('gives a package again, whole, when the next shard has more versions of it', async () => {
    await create(['a', 'b', 'b', 'c'].map((name, at) => pack(name, `1.${at}.0`)));
    const { parts, onPart } = follow();
    await open({ onPart });
    const told = parts.map(({ entries }) =>
      entries.map(({ name, versions }) => `${name} ${versions.join('+')}`),
    );
    expect(told[0]).toEqual(['a 1.0.0', 'b 1.1.0']);
    expect(told[1]?.sort()).toEqual(['b 1.2.0+1.1.0', 'c 1.3.0']);
  });

  it('takes a package back when a later shard says something else of its only version', async () => {
    const strict = await create(['a', 'b', 'c', 'd'].map((name) => pack(name)));
    const rows = rowsOf(strict);
    strict.market.files.set('packages.json', toJson([...rows, { ...rows[0], label: 'Other' }]));
    await strict.sign({ shardRows: 2, keepRows: true });
    const { parts, known, onPart } = follow();
    const market = await open({ onPart });
    expect(parts.flatMap(({ gone }) => gone)).toEqual(['a']);
    expect([...known.keys()]).toEqual(['b', 'c', 'd']);
    expect(market.entries.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
    expect(market.notices.map(({ text: words }) => words).join()).toContain('stands twice');
  });

  it('begins anew when a shard is of another state than the index', async () => {
    const strict = await create();
    const old = strict.market.files.get('shards/0003.json') as Uint8Array;
    strict.market.spoil('shards/0003.json');
    const bad = strict.market.files.get('shards/0003.json') as Uint8Array;
    let times = 0;
    strict.market.files.set('shards/0003.json', (_request, response) => {
      times += 1;
      response.end(times === 1 ? bad : old);
    });
    const { parts, known, onPart } = follow();
    await open({ onPart });
    expect(parts.filter(({ anew }) => anew)).toHaveLength(2);
    expect([...known.keys()]).toEqual(NAMES);
  });

  it('is refused as a whole when one of them stays another, and nothing more is read then', async () => {
    const strict = await create();
    strict.market.spoil('shards/0002.json');
    const refusal = await refusalOf(() => open());
    expect(refusal.code).toBe('index-mismatch');
    const asked = world.paths().length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.paths()).toHaveLength(asked);
  });

  it('lets others have the thread between pieces', async () => {
    await create();
    let shared = 0;
    await open({ share: async () => void (shared += 1) });
    expect(shared).toBeGreaterThanOrEqual(3);
  });

  it('stops when it is given up', async () => {
    await create();
    const user = new AbortController();
    const refusal = await refusalOf(() =>
      open({ signal: user.signal, onPart: () => user.abort() }),
    );
    expect(refusal.code).toBe('cancelled');
  });
});

describe('a category that is looked at', () => {
  /** `few` is the category of two packages of the last shard. */
  async function createWithCategory(change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) {
    const strict = await create(
      NAMES.map((name) => pack(name, '1.0.0', { categories: name > 'd' ? ['few'] : ['many'] })),
    );
    const { files } = strict.market;
    const rows = JSON.parse(new TextDecoder().decode(files.get('packages.json') as Uint8Array)) as {
      categories: string[];
    }[];
    const list = toJson(rows.filter(({ categories }) => categories.includes('few')));
    files.set('packages-few.json', list);
    const pins = ['categories.json', 'packages.json', 'packages-few.json'].map((path) => [
      path,
      pinOf(files.get(path) as Uint8Array),
    ]);
    await signIndex(strict.market, {
      ...{ shardRows: 2, keepRows: true },
      index: { files: Object.fromEntries(pins) },
    });
    files.set('packages-few.json', change(list));
    return strict;
  }

  it('comes first, and its packages are not told again', async () => {
    await createWithCategory();
    const { parts, known, onPart } = follow();
    const market = await open({ onPart, category: 'few' });
    expect(parts.map(({ entries }) => entries.map(({ name }) => name))).toEqual([
      ['e', 'f'],
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect([...known.keys()].sort()).toEqual(NAMES);
    expect(market.entries).toHaveLength(6);
  });

  it('is no matter where its list is most of the market', async () => {
    await createWithCategory();
    await open({ category: 'many' });
    expect(world.paths()).not.toContain('/packages-many.json');
  });

  it('does no harm where its list is not the one that was signed', async () => {
    await createWithCategory((bytes) => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)));
    const { parts, onPart } = follow();
    const market = await open({ onPart, category: 'few' });
    expect(parts[0]?.entries.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(market.entries).toHaveLength(6);
  });

  it('has no packages that the list of all does not have', async () => {
    const strict = await createWithCategory();
    const { files } = strict.market;
    const extra = { name: 'ghost', version: '1.0.0', spec: { sha256: 'a'.repeat(64), size: 1 } };
    files.set('packages-few.json', toJson([extra]));
    const pins = ['packages.json', 'packages-few.json'].map((path) => [
      path,
      pinOf(files.get(path) as Uint8Array),
    ]);
    await signIndex(strict.market, {
      ...{ shardRows: 2, keepRows: true },
      index: { files: Object.fromEntries(pins) },
    });
    const { parts, known, onPart } = follow();
    const market = await open({ onPart, category: 'few' });
    expect(parts[0]?.entries.map(({ name }) => name)).toEqual(['ghost']);
    expect(parts.at(-1)?.gone).toEqual(['ghost']);
    expect([...known.keys()]).toEqual(NAMES);
    expect(market.entries.map(({ name }) => name)).toEqual(NAMES);
  });
});

describe('a package with very many versions', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: 'a', version: `1.${at}.0` }) as PackageRow);

  it('is told again only as it grows, and whole in the end', () => {
    const gathering = createGathering('m', () => true);
    const told: number[] = [];
    const hear = ({ entries }: PackageChanges) => {
      for (const { rows } of entries) told.push(rows.length);
    };
    const rows = many(20_000);
    for (let at = 0; at < rows.length; at += 20) {
      hear(gathering.add({ rows: rows.slice(at, at + 20), doubtful: [] }));
    }
    expect(told.length).toBeLessThan(30);
    for (const changes of gathering.end()) hear(changes);
    expect(told.at(-1)).toBe(20_000);
    expect([gathering.rows, gathering.packages]).toEqual([20_000, 1]);
    expect(gathering.entries()[0]?.versions.slice(0, 2)).toEqual(['1.19999.0', '1.19998.0']);
  });

  it('goes at once with its last row, and loses doubtful ones in the end', () => {
    const gathering = createGathering('m', () => true);
    const rows = many(100);
    gathering.add({ rows, doubtful: [] });
    gathering.add({ rows: [], doubtful: rows.slice(0, 1) });
    expect([...gathering.end()].flatMap(({ entries }) => entries)[0]?.rows).toHaveLength(99);
    expect(gathering.add({ rows: [], doubtful: rows }).gone).toEqual(['a']);
    expect([gathering.rows, gathering.packages]).toEqual([0, 0]);
    expect([...gathering.end()]).toEqual([]);
  });
});

describe('categories that only rows name', () => {
  it('are the first two hundred by name, however many there are', () => {
    const list = createCategoryList([{ name: 'known', label: 'Known' }]);
    for (let at = 0; at < 1_000; at += 1) {
      const categories = Array.from({ length: 64 }, (_, by) => `c${999 - at}-${by}`);
      list.add([{ categories: [...categories, 'known'] } as PackageEntry]);
    }
    const all = list.all();
    expect(all).toHaveLength(201);
    expect(all[0]).toEqual({ name: 'known', label: 'Known' });
    const others = all.slice(1).map(({ name }) => name);
    const every = Array.from({ length: 64_000 }, (_, n) => `c${Math.floor(n / 64)}-${n % 64}`);
    expect(others).toEqual(every.sort().slice(0, 200));
  });
});
