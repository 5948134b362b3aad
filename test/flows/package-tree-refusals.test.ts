import { afterEach, describe, expect, it } from 'vitest';

import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { pinOf } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { idsOf, pack, READ, resolveIn } from './tree-world.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld } from './world.ts';

let world: MarketWorld;
afterEach(() => world.web.close());

/** The tree of the first package. */
async function resolve(packages: FakePackage[], versions?: ClusterVersions) {
  world = await createWorld(packages);
  return resolveIn(world, packages[0] ?? pack('none@1'), versions);
}

describe('refusing a tree', () => {
  it.each([
    ['itself', [pack('a@1', ['a@1'])], 'a → a'],
    ['by a detour', [pack('a@1', ['b@1']), pack('b@1', ['a@1'])], 'a → b → a'],
    [
      'below the root',
      [pack('r@1', ['a@1']), pack('a@1', ['b@1']), pack('b@1', ['c@1']), pack('c@1', ['a@1'])],
      'a → b → c → a',
    ],
  ])('that needs %s in a circle', async (_, packages, words) => {
    const refusal = await refusalOf(() => resolve(packages));
    expect(refusal.code).toBe('dependency-cycle');
    expect(refusal.message).toContain(`: ${words}.`);
  });

  const chain = (length: number) =>
    Array.from({ length: length + 1 }, (_, at) =>
      pack(`p${at}@1`, at < length ? [`p${at + 1}@1`] : []),
    );

  it('that is nine deep, and takes one that is eight deep', async () => {
    expect(idsOf(await resolve(chain(8)))).toHaveLength(9);
    await world.web.close();
    const refusal = await refusalOf(() => resolve(chain(9)));
    expect(refusal.code).toBe('dependency-depth');
    expect(refusal.message).toContain('p0 → p1 → p2');
  });

  it('that is nine deep only by a part that was met before, less deep', async () => {
    const packages = chain(8).map((each, at) => (at === 0 ? pack('p0@1', ['p2@1', 'q@1']) : each));
    packages.push(pack('q@1', ['p1@1']));
    // p0 → q → p1 → p2 … p8
    expect(await codeOf(() => resolve(packages))).toBe('dependency-depth');
  });

  const wide = (count: number) => {
    const names = Array.from({ length: count - 1 }, (_, at) => `p${at}@1`);
    return [pack('a@1', names), ...names.map((name) => pack(name))];
  };

  it('of 33 packages, and takes one of 32', async () => {
    expect(idsOf(await resolve(wide(32)))).toHaveLength(32);
    await world.web.close();
    const refusal = await refusalOf(() => resolve(wide(33)));
    expect(refusal.code).toBe('dependency-count');
    expect(refusal.message).toContain('32');
  }, 30_000);

  it('without the package, the version or one in range, and says which there are', async () => {
    const missing = async (need: string, others: FakePackage[]) => {
      const refusal = await refusalOf(() => resolve([pack('a@1', [need]), ...others]));
      await world.web.close();
      expect(refusal.code).toBe('dependency-missing');
      return refusal.message;
    };
    expect(await missing('b@1', [])).toBe('a 1 needs b 1, which the market does not have.');
    const there = [pack('b@2'), pack('b@3')];
    expect(await missing('b@1', there)).toContain('3 is not what it asks for; 2 is not');
    expect(await missing('b@[4,5)', there)).toContain('a 1 needs b [4,5), of which no version');
    expect(await missing('b@[2,2)', there)).toContain('3 is not');
  });

  it('whose dependency was withdrawn, with the reason (R31)', async () => {
    const row = { yanked: 'It deletes data.' };
    for (const need of ['b@1.0.0', 'b@[1.0.0,2.0.0)']) {
      const packages = [pack('a@1', [need]), pack('b@1.0.0', [], { row }), pack('b@3.0.0')];
      const refusal = await refusalOf(() => resolve(packages));
      expect(refusal.code).toBe('package-yanked');
      expect(refusal.message).toContain('It deletes data.');
      await world.web.close();
    }
  });

  it('whose dependency is for another cluster, with both versions', async () => {
    const range = { cdapVersion: '[6.0.0,7.0.0)' };
    const packages = [pack('a@1', ['b@1']), pack('b@1', [], { spec: range, row: range })];
    const refusal = await refusalOf(() => resolve(packages, { cdap: '5.1.2' }));
    expect(refusal.code).toBe('dependency-conflict');
    expect(refusal.message).toContain('1 is for CDAP [6.0.0,7.0.0), and this cluster has 5.1.2');
  });

  it('takes a package that is itself for another cluster: its user chose it', async () => {
    const range = { paiVersion: '[2.0.0,3.0.0)' };
    const tree = await resolve([pack('a@1', [], { spec: range, row: range })], { pai: '1.8.0' });
    expect(idsOf(tree)).toEqual(['a@1']);
  });

  it('whose dependency has another spec than the one that is pinned (I14)', async () => {
    const pinning = (sha256: string) => [
      pack('a@1', [{ name: 'b', version: '1', sha256 }]),
      pack('b@1'),
    ];
    const refusal = await refusalOf(() => resolve(pinning('0'.repeat(64))));
    expect(refusal.code).toBe('dependency-digest');
    const { sha256 } = pinOf(world.market.files.get('packages/b/1/spec.json') as Uint8Array);
    expect(refusal.details).toMatchObject({ expected: '0'.repeat(64), found: sha256 });
    await world.market.putSigned(
      'packages/a/1/spec.json',
      JSON.stringify({
        ...{ specVersion: '1.0', name: 'a', version: '1', actions: [READ] },
        dependencies: { packages: [{ name: 'b', version: '1', sha256 }] },
      }),
    );
    expect(idsOf(await resolveIn(world, { name: 'a', version: '1' }))).toEqual(['b@1', 'a@1']);
  });

  it('whose dependency is not signed, or for another package', async () => {
    world = await createWorld([pack('a@1', ['b@1']), pack('b@1'), pack('c@1')]);
    const root = { name: 'a', version: '1' };
    const files = world.market.files;
    for (const end of ['', '.asc']) {
      files.set(
        `packages/b/1/spec.json${end}`,
        files.get(`packages/c/1/spec.json${end}`) as Uint8Array,
      );
    }
    expect(await codeOf(() => resolveIn(world, root))).toBe('dependency-identity');
    world.market.spoil('packages/b/1/spec.json');
    expect(await codeOf(() => resolveIn(world, root))).toBe('signature-bad');
    files.delete('packages/b/1/spec.json.asc');
    expect(await codeOf(() => resolveIn(world, root))).toBe('signature-missing');
  });

  it('of a spec with a dependency from elsewhere, at once (I13)', async () => {
    const elsewhere = { name: 'b', version: '1', url: 'https://evil.example/' };
    expect(await codeOf(() => resolve([pack('a@1', [elsewhere]), pack('b@1')]))).toBe(
      'spec-invalid',
    );
    expect(world.paths().join()).not.toContain('/b/');
  });

  it('of a root that was withdrawn', async () => {
    const row = { yanked: 'It deletes data.' };
    expect(await codeOf(() => resolve([pack('a@1', ['b@1'], { row }), pack('b@1')]))).toBe(
      'package-yanked',
    );
  });

  it('when a list lies about what suits, before it has opened every version', async () => {
    const spec = { paiVersion: '[9.0.0,9.1.0)' };
    const many = Array.from({ length: 12 }, (_, at) => pack(`b@1.${at}.0`, [], { spec }));
    world = await createWorld([pack('a@1', ['b@[1,2)']), ...many], { dependencyPackages: 2 });
    const root = { name: 'a', version: '1' };
    expect(await codeOf(() => resolveIn(world, root, { pai: '1.8.0' }))).toBe('dependency-count');
  });

  it('when its user cancels', async () => {
    world = await createWorld([pack('a@1', ['b@1']), pack('b@1')]);
    const market = await world.open();
    const ref = { market: market.config.id, name: 'a' };
    const opened = await openPackage(market, ref, world.deps);
    const signal = AbortSignal.abort();
    const work = () => resolveTree(opened, { ...world.deps, market, signal });
    expect(await codeOf(work)).toBe('cancelled');
  });
});

describe('at level strict', () => {
  it('dependencies are bound to the signed index, too', async () => {
    const strict = await createStrictWorld([pack('a@1', ['b@1']), pack('b@1')]);
    world = strict;
    expect(idsOf(await resolveIn(strict, { name: 'a', version: '1' }))).toEqual(['b@1', 'a@1']);
    await strict.market.putSigned(
      'packages/b/1/spec.json',
      JSON.stringify({ specVersion: '1.0', name: 'b', version: '1', actions: [READ, READ] }),
    );
    const fresh = { ...strict, deps: strict.freshReader() };
    expect(await codeOf(() => resolveIn(fresh, { name: 'a', version: '1' }))).toBe('spec-digest');
  });
});
