import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import { signMarket } from '#flows/sign-market.ts';
import { createKey } from '../fakes/publisher.ts';
import { createSigningWorld, DAY } from './signing-world.ts';

import type { Tree } from '#core/ports.ts';
import type { SigningWorld } from './signing-world.ts';

let world: SigningWorld;
beforeEach(async () => {
  world = await createSigningWorld();
});
afterEach(() => world.publisher.remove());

describe('the signed index', () => {
  it('pins every index file, takes its id from market.yaml and is good for 60 days', async () => {
    const { index } = await world.sign();
    const written = await world.readIndex();
    expect(Object.keys(written.files)).toEqual([
      'categories.json',
      'packages-basics.json',
      'packages.json',
      'packages/hello/versions.json',
    ]);
    expect(written).toMatchObject({ format: 'pai-market/1', market: 'test', shards: [] });
    expect(index).toMatchObject({ market: 'test', serial: written.serial, kept: false });
    expect(Date.parse(written.issued) / 1000).toBe(written.serial);
    expect(Date.parse(written.expires) - Date.parse(written.issued)).toBe(60 * DAY);
    expect(await world.paths()).not.toContain('market-id.txt');
    expect(await world.codeAsStrictReader()).toBe(null);
  });

  it('is written last, right behind its signature, which lies under its digest before', async () => {
    const order: string[] = [];
    const folder = world.market();
    const spy: Tree = {
      ...folder,
      write: (path, bytes) => {
        order.push(path);
        return folder.write(path, bytes);
      },
    };
    await signMarket({ market: spy, signer: world.signer }, world.publisher.io);
    const hashed = `by-hash/${sha256(await world.read('market.json'))}.asc`;
    expect(order.slice(-3)).toEqual([hashed, 'market.json.asc', 'market.json']);
    expect(order.filter((path) => path.startsWith('packages/'))).toHaveLength(4);
  });

  it('stays while nothing changes, also through a new build', async () => {
    await world.sign();
    const [bytes, signature] = [
      await world.read('market.json'),
      await world.read('market.json.asc'),
    ];
    await world.build();
    expect(await world.paths()).not.toContain('market-id.txt');
    expect(await world.codeAsStrictReader()).toBe(null);
    const { index } = await world.sign({ clock: world.after(29) });
    expect(index).toMatchObject({ kept: true, signatureKept: true });
    expect(await world.read('market.json')).toEqual(bytes);
    expect(await world.read('market.json.asc')).toEqual(signature);
  });

  it('is renewed past half of its life, also when it has expired', async () => {
    await world.sign();
    const { serial } = await world.readIndex();
    expect(await world.codeAsStrictReader(world.after(61))).toBe('index-expired');
    for (const days of [31, 200]) {
      const clock = world.after(days);
      const { index, findings } = await world.sign({ clock });
      expect(findings).toEqual([]);
      expect(index.kept).toBe(false);
      expect(index.serial).toBeGreaterThanOrEqual(serial + days * 24 * 60 * 60);
      expect(await world.codeAsStrictReader(clock)).toBe(null);
    }
  });

  it('has a greater serial each time, also when the clock stands still or goes back', async () => {
    const start = Math.floor(Date.now() / 1000) * 1000;
    const serials: number[] = [];
    for (const [days, now] of [
      [30, start],
      [40, start],
      [50, start - 60_000],
    ] as const) {
      const { index } = await world.sign({ clock: world.after(0, now), expiresDays: days });
      serials.push(index.serial);
      expect(Date.parse(index.issued)).toBe(index.serial * 1000);
    }
    expect(serials).toEqual([0, 1, 2].map((more) => start / 1000 + more));
  });

  it('is not made when the one before is of a time to come', async () => {
    await world.sign({ clock: world.after(2) });
    const before = await world.read('market.json');
    world.publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await world.build();
    await expect(world.sign()).rejects.toMatchObject({ code: 'index-future' });
    expect(await world.read('market.json')).toEqual(before);
  });

  it('follows a change of the market, which readers refuse until it is signed', async () => {
    await world.sign();
    const { serial } = await world.readIndex();
    world.publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await world.build();
    expect(await world.codeAsStrictReader()).toBe('index-mismatch');
    const { index } = await world.sign();
    expect(index.kept).toBe(false);
    expect(index.serial).toBeGreaterThan(serial);
    expect(await world.codeAsStrictReader()).toBe(null);
  });

  it.each([
    ['before its signature', (path: string) => path === 'market.json.asc'],
    ['between signature and market.json', (path: string) => path === 'market.json'],
    ['before the copy of its signature', (path: string) => path.startsWith('by-hash/')],
  ])('was never half there: the old one is read after a death %s', async (_where, last) => {
    await world.sign();
    const before = await world.read('market.json');
    const dying = dyingAt(last);
    const dies = signMarket(
      { market: dying, signer: world.signer },
      { ...world.publisher.io, expiresDays: 10 },
    );
    await expect(dies).rejects.toThrow('killed');
    expect(await world.read('market.json')).toEqual(before);
    expect(await world.codeAsStrictReader()).toBe(null);
    const { index } = await world.sign({ expiresDays: 10 });
    expect(index.kept).toBe(false);
    expect(await world.codeAsStrictReader()).toBe(null);
  });

  it('stays, with all signatures over it, when a death left those of one that never came', async () => {
    const other = await createKey();
    const second = await world.open(other);
    await world.sign();
    await world.sign({ add: true }, second);
    const signature = await world.read('market.json.asc');
    await expect(
      signMarket(
        { market: dyingAt((path) => path === 'market.json'), signer: world.signer },
        { ...world.publisher.io, expiresDays: 10 },
      ),
    ).rejects.toThrow('killed');
    expect(await world.read('market.json.asc')).not.toEqual(signature);
    const { index } = await world.sign();
    expect(index.kept).toBe(true);
    expect(await world.read('market.json.asc')).toEqual(signature);
  });

  function dyingAt(last: (path: string) => boolean): Tree {
    const folder = world.market();
    return {
      ...folder,
      write: (path, bytes) => {
        if (last(path)) throw new Error('killed');
        return folder.write(path, bytes);
      },
    };
  }

  it('announces keys to come, and says when it does so no more', async () => {
    const next = 'C'.repeat(40);
    const first = await world.sign({ nextKeys: [next] });
    expect(first.index).toMatchObject({ nextKeys: [next] });
    expect(first.findings).toEqual([]);
    expect(await world.sign({ nextKeys: [next] })).toMatchObject({ index: { kept: true } });
    const { index, findings } = await world.sign();
    expect(index).toMatchObject({ nextKeys: [], kept: false });
    expect(findings).toMatchObject([{ severity: 'warning', code: 'key-announced' }]);
  });

  it('says nothing when the key that was announced takes over', async () => {
    const other = await createKey();
    await world.sign({ nextKeys: [other.fingerprint] });
    const { findings, replaced } = await world.sign({}, await world.open(other));
    expect(findings).toEqual([]);
    expect(replaced).toContain('market.json');
  });
});

describe('the id of a market', () => {
  it('is asked for when nothing tells it', async () => {
    world.publisher.write({ 'market-id.txt': undefined }, 'market');
    await expect(world.sign()).rejects.toMatchObject({ code: 'source-invalid' });
    expect(await world.signatures()).toEqual([]);
    expect((await world.sign({ marketId: 'by-hand' })).index.market).toBe('by-hand');
    expect((await world.sign()).index).toMatchObject({ market: 'by-hand', kept: true });
  });

  it('follows market.yaml', async () => {
    await world.sign();
    world.publisher.write({
      'market.yaml': 'id: renamed\nname: Test\ncategories:\n  - name: basics\n    label: Basics\n',
    });
    await world.build();
    expect((await world.sign()).index).toMatchObject({ market: 'renamed', kept: false });
  });

  it('is not taken from a note of somebody else', async () => {
    world.publisher.write({ 'market-id.txt': 'Not an id!\n' }, 'market');
    await expect(world.sign()).rejects.toMatchObject({ code: 'source-invalid' });
  });
});

describe('a large market', () => {
  it('has its shards pinned in their order, and refuses shards of other rows', async () => {
    const row = (at: number) => ({ name: `p-${at}`, version: '1.0.0' });
    const list = Array.from({ length: 2000 }, (_, at) => row(at));
    const files = {
      'packages.json': JSON.stringify(list),
      'shards/0001.json': JSON.stringify(list.slice(0, 1000)),
      'shards/0002.json': JSON.stringify(list.slice(1000)),
    };
    world.publisher.write(files, 'market');
    // No row pins a spec, so readers leave every row out; what is pinned is what counts here.
    await world.sign();
    const { files: pinned, shards } = await world.readIndex();
    expect(shards?.map(({ path, rows }) => [path, rows])).toEqual([
      ['shards/0001.json', 1000],
      ['shards/0002.json', 1000],
    ]);
    expect(Object.keys(pinned)).not.toContain('packages/hello/versions.json');
    world.publisher.write({ 'shards/0002.json': JSON.stringify(list.slice(1001)) }, 'market');
    await expect(world.sign()).rejects.toMatchObject({ code: 'source-invalid' });
  });

  it('is refused when its shards are other rows than packages.json', async () => {
    const list = ['a', 'b'].map((name) => ({ name, version: '1.0.0' }));
    const toBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    await world.sign();
    const index = await world.readIndex();
    const bytes = { list: toBytes(list), shard: toBytes(list.slice(0, 1)) };
    const pinOf = (file: Uint8Array) => ({ sha256: sha256(file), size: file.length });
    const files = { ...index.files, 'packages.json': pinOf(bytes.list) };
    const shards = [{ path: 'shards/0001.json', rows: 1, ...pinOf(bytes.shard) }];
    const market = toBytes({ ...index, files, shards });
    const folder = world.market();
    await folder.write('packages.json', bytes.list);
    await folder.write('shards/0001.json', bytes.shard);
    await folder.write('market.json', market);
    const signature = new TextEncoder().encode(await world.signer.sign(market));
    await folder.write('market.json.asc', signature);
    expect(await world.codeAsStrictReader()).toBe('index-mismatch');
  });
});
