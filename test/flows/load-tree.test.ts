import { afterEach, describe, expect, it } from 'vitest';

import { loadTree } from '#flows/load-tree.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { LoadedTree } from '#core/model/market.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld } from './world.ts';

const artifact = (config: string, rest: object[] = []) => ({
  type: 'create_driver_artifact',
  arguments: [
    { name: 'name', value: 'driver' },
    { name: 'version', value: '1.0.0' },
    { name: 'config', value: config },
    ...rest,
  ],
});
const load = (file: string) => ({
  type: 'load_datapack',
  arguments: [
    { name: 'name', value: 'events' },
    { name: 'files', value: [file] },
  ],
});

function pack(name: string, archive: Record<string, string>, spec: object): FakePackage {
  return { name, version: '1.0.0', archive, spec: spec as Record<string, unknown> };
}

/** `hello` needs `data`, and takes a component from `parts`, whose own action names a file that is nowhere. */
const PACKAGES: FakePackage[] = [
  pack(
    'hello',
    { 'job.yaml': 'x' },
    {
      dependencies: { packages: [{ name: 'data', version: '[1.0.0,2.0.0)' }] },
      actions: [
        {
          type: 'submit_job',
          arguments: [
            { name: 'protocol', value: 'job.yaml' },
            {
              name: 'prerequisites',
              value: [{ package: 'parts', version: '1.0.0', file: 'image.yaml' }],
            },
          ],
        },
      ],
    },
  ),
  pack('data', { 'a.csv': 'a,b' }, { actions: [load('a.csv')] }),
  pack('parts', { 'image.yaml': 'type: dockerimage' }, { actions: [load('nowhere.csv')] }),
];

let world: MarketWorld;
afterEach(() => world.web.close());

async function treeOf({ open, deps }: MarketWorld) {
  const market = await open();
  const opened = await openPackage(market, { market: market.config.id, name: 'hello' }, deps);
  return resolveTree(opened, { ...deps, market });
}

const namesIn = ({ packages }: LoadedTree) =>
  packages.map((each) => [each.package.name, ...each.files.entries.keys()]);

describe('loading a tree', () => {
  it('gives the files of all packages, and only what is taken from one that gives a component', async () => {
    world = await createWorld(PACKAGES);
    const tree = await treeOf(world);
    const loaded = await loadTree(tree, world.deps);
    expect(loaded.tree).toBe(tree);
    expect(namesIn(loaded)).toEqual([
      ['data', 'a.csv'],
      ['parts', 'image.yaml'],
      ['hello', 'job.yaml'],
    ]);
    expect(loaded.externals).toEqual([]);
  });

  it('tells which package is read', async () => {
    world = await createWorld(PACKAGES);
    const told: LoadProgress[] = [];
    await loadTree(await treeOf(world), { ...world.deps, onProgress: (each) => told.push(each) });
    expect([...new Set(told.map((each) => each.package))]).toEqual([
      'data@1.0.0',
      'parts@1.0.0',
      'hello@1.0.0',
    ]);
    expect(told).toContainEqual({ what: 'checking', package: 'parts@1.0.0' });
    expect(told.at(-2)).toMatchObject({ what: 'archive.zip', package: 'hello@1.0.0' });
    expect(told.at(-2)?.read).toBe(told.at(-2)?.total);
  });

  it('refuses the whole where one archive is bad (I15)', async () => {
    world = await createWorld(PACKAGES);
    const tree = await treeOf(world);
    world.market.spoil('packages/parts/1.0.0/archive.zip');
    expect(await codeOf(() => loadTree(tree, world.deps))).toBe('archive-digest');
  });

  it('refuses a component file that its package does not have', async () => {
    const others = PACKAGES.slice(0, 2);
    world = await createWorld([...others, pack('parts', { 'other.yaml': 'x' }, { actions: [] })]);
    const tree = await treeOf(world);
    const refusal = await refusalOf(() => loadTree(tree, world.deps));
    expect(refusal).toMatchObject({ code: 'action-file', details: { file: 'image.yaml' } });
  });

  it('refuses an action that it does not know before it downloads anything', async () => {
    const actions = [{ type: 'fly_to_the_moon' }];
    world = await createWorld([pack('hello', { 'job.yaml': 'x' }, { actions })]);
    const tree = await treeOf(world);
    expect(await codeOf(() => loadTree(tree, world.deps))).toBe('action-unknown');
    expect(world.paths().join()).not.toContain('archive');
  });

  it('holds all archives together to the room that one may inflate to', async () => {
    world = await createWorld(PACKAGES);
    const tree = await treeOf(world);
    const sizes = tree.packages.map(({ spec }) => spec.archive?.size ?? 0);
    const [first = 0, second = 0] = sizes;
    const limits = { ...world.deps.limits, zipTotalBytes: first + second + 10 };
    const refusal = await refusalOf(() => loadTree(tree, { ...world.deps, limits }));
    expect(refusal).toMatchObject({ code: 'net-too-large', details: { allowed: 10 } });
    expect(world.paths().join()).not.toContain('hello/1.0.0/archive');
  });
});

describe('a file that the user may bring', () => {
  const jar = { name: 'jar', value: 'driver.jar' };
  const driver = (archive: Record<string, string> | undefined, files = {}): FakePackage => ({
    name: 'hello',
    version: '1.0.0',
    archive,
    files,
    spec: { actions: [artifact('driver.json', [jar])] },
  });

  it('is loaded where the archive has it, and does not refuse where it has not', async () => {
    world = await createWorld([driver({ 'driver.json': '{}', 'driver.jar': 'PK' })]);
    expect(namesIn(await loadTree(await treeOf(world), world.deps))).toEqual([
      ['hello', 'driver.json', 'driver.jar'],
    ]);
    await world.web.close();
    world = await createWorld([driver({ 'driver.json': '{}' })]);
    expect(namesIn(await loadTree(await treeOf(world), world.deps))).toEqual([
      ['hello', 'driver.json'],
    ]);
  });

  it('may be absent beside loose files, as in the real hub, but not be spoilt', async () => {
    world = await createWorld([driver(undefined)]);
    await world.market.putSigned('packages/hello/1.0.0/driver.json', '{}');
    const tree = await treeOf(world);
    expect(namesIn(await loadTree(tree, world.deps))).toEqual([['hello', 'driver.json']]);
    await world.market.putSigned('packages/hello/1.0.0/driver.jar', 'PK');
    world.market.spoil('packages/hello/1.0.0/driver.jar');
    expect(await codeOf(() => loadTree(tree, world.deps))).toBe('signature-bad');
  });

  it('is not read at level strict where nothing pins it', async () => {
    const files = { 'driver.json': '{}' };
    const strict = await createStrictWorld([driver(undefined, files)]);
    world = strict;
    for (const file of ['driver.json', 'driver.jar']) {
      await strict.market.putSigned(`packages/hello/1.0.0/${file}`, '{}');
    }
    expect(namesIn(await loadTree(await treeOf(strict), strict.deps))).toEqual([
      ['hello', 'driver.json'],
    ]);
    expect(world.paths().join()).not.toContain('driver.jar');
  });

  it('is needed all the same where another action needs it', async () => {
    const actions = [artifact('driver.json', [jar]), load('driver.jar')];
    world = await createWorld([pack('hello', { 'driver.json': '{}' }, { actions })]);
    const tree = await treeOf(world);
    expect(await codeOf(() => loadTree(tree, world.deps))).toBe('action-file');
  });
});
