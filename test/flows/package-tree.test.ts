import { afterEach, describe, expect, it } from 'vitest';

import { draw, idsOf, pack, READ, resolveIn } from './tree-world.ts';
import { createWorld } from './world.ts';

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

describe('resolving a tree', () => {
  it('gives a package without needs as its own tree', async () => {
    const tree = await resolve([pack('a@1.0.0')]);
    expect(tree.root).toEqual({
      name: 'a',
      version: '1.0.0',
      label: 'Label of a',
      asked: '1.0.0',
      why: 'root',
      children: [],
    });
    expect(idsOf(tree)).toEqual(['a@1.0.0']);
  });

  it('puts what is needed before what needs it, each version once', async () => {
    const tree = await resolve([
      pack('a@1.0.0', ['b@1.0.0', 'c@1.0.0']),
      pack('b@1.0.0', ['d@1.0.0']),
      pack('c@1.0.0', ['d@1.0.0']),
      pack('d@1.0.0'),
    ]);
    expect(idsOf(tree)).toEqual(['d@1.0.0', 'b@1.0.0', 'c@1.0.0', 'a@1.0.0']);
    expect(draw(tree.root)).toBe('a@1.0.0(b@1.0.0(d@1.0.0) c@1.0.0(d@1.0.0))');
    const specs = world.paths().filter((path) => path.endsWith('/d/1.0.0/spec.json'));
    expect(specs).toHaveLength(1);
  });

  it('takes the newest version in range by the order of versions, not of texts', async () => {
    const versions = ['1.9.0', '1.10.0', '2.0.0', '2.0.0-SNAPSHOT', '0.9.0'];
    const tree = await resolve([
      pack('a@1.0.0', ['b@[1.0.0,2.0.0-SNAPSHOT)']),
      ...versions.map((version) => pack(`b@${version}`)),
    ]);
    expect(idsOf(tree)).toEqual(['b@1.10.0', 'a@1.0.0']);
    expect(tree.root.children[0]).toMatchObject({
      asked: '[1.0.0,2.0.0-SNAPSHOT)',
      why: 'dependency',
    });
  });

  it('passes over what was withdrawn and what does not suit the clusters', async () => {
    const withdrawn = pack('b@1.3.0', [], { row: { yanked: 'It deletes data.' } });
    const forCdap = { cdapVersion: '[6.0.0,7.0.0)' };
    const forPai = { paiVersion: '[1.8.0,2.0.0)' };
    const packages = [
      pack('a@1.0.0', ['b@[1,2)']),
      withdrawn,
      pack('b@1.2.0', [], { spec: forCdap, row: forCdap }),
      pack('b@1.1.0', [], { spec: forPai, row: forPai }),
      pack('b@1.0.0'),
    ];
    const newestFor = async (versions?: ClusterVersions) => {
      const [first] = idsOf(await resolve(packages, versions));
      await world.web.close();
      return first;
    };
    expect(await newestFor()).toBe('b@1.2.0');
    expect(await newestFor({ cdap: '6.1.1' })).toBe('b@1.2.0');
    expect(await newestFor({ cdap: '5.1.2' })).toBe('b@1.1.0');
    expect(await newestFor({ cdap: '5.1.2', pai: '1.8.0' })).toBe('b@1.1.0');
    expect(await newestFor({ cdap: '5.1.2', pai: '1.7.0' })).toBe('b@1.0.0');
  });

  it('believes the verified spec where the list says nothing of a range (R20)', async () => {
    const spec = { cdapVersion: '[6.0.0,7.0.0)' };
    const packages = [pack('a@1', ['b@[1,3)']), pack('b@2', [], { spec }), pack('b@1')];
    expect(idsOf(await resolve(packages, { cdap: '5.1.2' }))).toEqual(['b@1', 'a@1']);
  });

  it('takes one version for all wishes where one satisfies them', async () => {
    const tree = await resolve([
      pack('a@1', ['b@1', 'c@1']),
      pack('b@1', ['d@[1.0.0,3.0.0)']),
      pack('c@1', ['d@[1.0.0,2.0.0)']),
      ...['1.0.0', '1.5.0', '2.5.0'].map((version) => pack(`d@${version}`)),
    ]);
    expect(idsOf(tree)).toEqual(['d@1.5.0', 'b@1', 'c@1', 'a@1']);
  });

  it('installs both versions of a diamond whose wishes no version satisfies (I12)', async () => {
    const tree = await resolve([
      pack('a@1', ['b@1', 'c@1']),
      pack('b@1', ['d@1.0.0']),
      pack('c@1', ['d@2.0.0']),
      pack('d@1.0.0'),
      pack('d@2.0.0'),
    ]);
    expect(idsOf(tree)).toEqual(['d@1.0.0', 'b@1', 'd@2.0.0', 'c@1', 'a@1']);
    expect(draw(tree.root)).toBe('a@1(b@1(d@1.0.0) c@1(d@2.0.0))');
  });

  it('keeps the versions that each wish came to where a common one leads nowhere', async () => {
    const tree = await resolve([
      pack('a@1', ['b@1', 'c@1']),
      pack('b@1', ['d@[1,4)']),
      pack('c@1', ['d@[1,3)']),
      pack('d@3'),
      // With this for both wishes the packages would need each other in a circle.
      pack('d@2', ['b@1']),
    ]);
    expect(idsOf(tree)).toEqual(['d@3', 'b@1', 'd@2', 'c@1', 'a@1']);
  });

  it('follows install_package in its place and takes components without what they need', async () => {
    const actions = [
      READ,
      {
        type: 'install_package',
        arguments: [
          { name: 'name', value: 'b' },
          { name: 'version', value: '[1,2)' },
        ],
      },
      {
        type: 'submit_job',
        arguments: [
          { name: 'protocol', value: 'job.yaml' },
          {
            name: 'prerequisites',
            value: [
              { package: 'c', version: '1', file: 'image.yaml' },
              { package: 'c', version: '1', file: 'data.yaml' },
            ],
          },
        ],
      },
    ];
    const tree = await resolve([
      pack('a@1', [], { spec: { actions } }),
      pack('b@1.4.0', ['c@1']),
      pack('c@1', ['d@1']),
      pack('d@1'),
    ]);
    expect(draw(tree.root)).toBe('a@1(b@1.4.0(c@1(d@1)) c@1)');
    expect(tree.root.children.map(({ why }) => why)).toEqual(['action', 'component']);
    expect(idsOf(tree)).toEqual(['d@1', 'c@1', 'b@1.4.0', 'a@1']);
  });

  it('asks nobody for what only the list names as a dependency (R19)', async () => {
    const row = { dependencies: { packages: [{ name: 'evil', version: '1' }] } };
    const tree = await resolve([pack('a@1', [], { row }), pack('evil@1')]);
    expect(idsOf(tree)).toEqual(['a@1']);
    expect(world.paths().join()).not.toContain('evil');
  });
});
