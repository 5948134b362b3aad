/** Attacks on the packages of a tree: other bytes at the second look, and packages that want one thing in two ways. */
import { afterEach, describe, expect, it } from 'vitest';

import { loadTree } from '#flows/load-tree.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { cdapFacts } from '../../core/plan/cdap/cdap-wizard.ts';
import { zip } from '../../fakes/market.ts';
import { codeOf } from '../../fakes/thrown.ts';
import { FACTS } from '../../fakes/wizard.ts';
import { createWorld } from '../world.ts';

import type { PackageTree } from '#core/model/market.ts';
import type { FakePackage } from '../../fakes/market.ts';
import type { MarketWorld } from '../world.ts';

const value = (name: string, given: unknown) => ({ name, value: given });
const artifact = (jar: string) => ({
  type: 'create_driver_artifact',
  arguments: [value('name', 'driver'), value('version', '1.0.0'), value('jar', jar)],
});
const needs = (...names: string[]) => ({
  packages: names.map((name) => ({ name, version: '1.0.0' })),
});

function pack(name: string, jar: string, dependencies: string[] = []): FakePackage {
  const spec = { actions: [artifact('driver.jar')], dependencies: needs(...dependencies) };
  return { name, version: '1.0.0', archive: { 'driver.jar': jar }, spec };
}

let world: MarketWorld;
afterEach(() => world.web.close());

async function treeOf(): Promise<PackageTree> {
  const market = await world.open();
  const opened = await openPackage(market, { market: market.config.id, name: 'hello' }, world.deps);
  return resolveTree(opened, { ...world.deps, market });
}

const FOLDER = 'packages/data/1.0.0';
const ARCHIVE = `${FOLDER}/archive.zip`;
const read = (path: string) => world.market.files.get(path) as Uint8Array;

describe('a dependency with other bytes at the second look', () => {
  it('is what it was at the first: its description is asked for once (R33)', async () => {
    world = await createWorld([pack('hello', 'a', ['data']), pack('data', 'a')]);
    const tree = await treeOf();
    const bytes = new TextEncoder().encode(
      new TextDecoder().decode(read(`${FOLDER}/spec.json`)).replace('"driver"', '"evil"'),
    );
    await world.market.putSigned(`${FOLDER}/spec.json`, bytes);
    const loaded = await loadTree(tree, world.deps);
    const wizard = await prepareInstall(loaded, { ...FACTS, cdap: cdapFacts() });
    const result = wizard.plan({});
    expect(result.ok && JSON.stringify(result.plan)).toContain('artifacts/driver');
    expect(JSON.stringify(result)).not.toContain('evil');
    const asked = world.paths().filter((path) => path.endsWith('data/1.0.0/spec.json'));
    expect(asked).toHaveLength(1);
  });

  it('is refused where its archive, signed anew by the same key, is not the one of its description', async () => {
    world = await createWorld([pack('hello', 'a', ['data']), pack('data', 'a')]);
    const tree = await treeOf();
    await world.market.putSigned(ARCHIVE, await zip({ 'driver.jar': 'evil' }));
    const code = await codeOf(() => loadTree(tree, world.deps));
    expect(['archive-digest', 'archive-size']).toContain(code);
  });

  it('is refused where the archive is that of another package of the market', async () => {
    world = await createWorld([
      pack('hello', 'a', ['data']),
      pack('data', 'a'),
      pack('other', 'evil'),
    ]);
    const tree = await treeOf();
    for (const end of ['', '.asc']) {
      world.market.files.set(ARCHIVE + end, read(`packages/other/1.0.0/archive.zip${end}`));
    }
    const code = await codeOf(() => loadTree(tree, world.deps));
    expect(['archive-digest', 'archive-size']).toContain(code);
  });
});

describe('two packages of a tree that make the same thing', () => {
  const plan = async (jars: [string, string]) => {
    world = await createWorld([
      { ...pack('hello', jars[0], ['data']) },
      { ...pack('data', jars[1]) },
    ]);
    const loaded = await loadTree(await treeOf(), world.deps);
    return (await prepareInstall(loaded, { ...FACTS, cdap: cdapFacts() })).plan({});
  };

  it('of other bytes are refused, and both are named', async () => {
    const result = await plan(['one', 'other']);
    expect(result.ok || result.errors).toMatchObject([
      {
        code: 'dependency-conflict',
        message: expect.stringMatching(
          /artifact driver 1\.0\.0 otherwise than step 1 of data 1\.0\.0.*\.$/,
        ) as string,
      },
    ]);
    expect(JSON.stringify(result)).toContain('hello 1.0.0');
  });

  it('of the same bytes send them once', async () => {
    const result = await plan(['one', 'one']);
    const writes = result.ok
      ? result.plan.steps.flatMap(({ requests }) => requests).filter(({ kind }) => kind === 'write')
      : [];
    expect(writes).toHaveLength(1);
  });
});
