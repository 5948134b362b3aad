import { afterEach, describe, expect, it } from 'vitest';

import { loadFitting } from '#flows/fit-tree.ts';
import { loadTree } from '#flows/load-tree.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { FACTS } from '../fakes/wizard.ts';
import { createWorld } from './world.ts';

import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld } from './world.ts';

const READ = { type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] };

function pack(name: string, version: string, spec: Record<string, unknown>): FakePackage {
  const { cdapVersion } = spec;
  return {
    ...{ name, version, archive: undefined, files: { 'license.txt': 'Terms.\n' } },
    spec: { actions: [READ], ...spec },
    row: cdapVersion === undefined ? {} : { cdapVersion },
  };
}

const PACKAGES = [
  pack('hello', '1.0.0', {
    dependencies: { packages: [{ name: 'b', version: '[1.0.0,3.0.0)' }] },
    cdapVersion: '[6.0.0,7.0.0)',
  }),
  pack('b', '2.0.0', { cdapVersion: '[6.0.0,7.0.0)' }),
  pack('b', '1.0.0', { cdapVersion: '[4.0.0,6.0.0)' }),
];

let world: MarketWorld;
afterEach(() => world.web.close());

/** Installs on CDAP of this version; the steps are written down in their order. */
async function fit(cdap: string, { accepted = true, packages = PACKAGES } = {}) {
  world = await createWorld(packages);
  const { deps } = world;
  const market = await world.open();
  const opened = await openPackage(market, { market: market.config.id, name: 'hello' }, deps);
  const tree = await resolveTree(opened, { ...deps, market });
  const steps: string[] = [];
  const result = loadFitting(tree, {
    async openTree(root, versions) {
      steps.push(`open for ${versions.cdap ?? 'any'}`);
      return resolveTree(root, { ...deps, market, versions });
    },
    async loadTree(each) {
      steps.push(`load ${each.packages.map(({ name, version }) => `${name} ${version}`).join()}`);
      return loadTree(each, deps);
    },
    async readFacts() {
      steps.push('ask');
      const base = 'https://pai.example.org/cdap/';
      const facts = {
        base,
        namespace: 'default',
        version: cdap,
        artifacts: [],
        systemScope: false,
      };
      return { ...FACTS, cdap: facts };
    },
    accepted: () => accepted,
    letGo: () => void steps.push('let go'),
  });
  return { result, steps };
}

describe('loading what suits the clusters', () => {
  it('asks them once all is verified, and is done where all suits', async () => {
    const { result, steps } = await fit('6.1.1');
    expect((await result).facts.cdap?.version).toBe('6.1.1');
    expect(steps).toEqual(['load b 2.0.0,hello 1.0.0', 'ask']);
  });

  it('takes other versions of dependencies where CDAP turns out to be another', async () => {
    const { result, steps } = await fit('5.1.2');
    const { loaded } = await result;
    expect(loaded.packages.map((each) => each.package.version)).toEqual(['1.0.0', '1.0.0']);
    expect(steps).toEqual([
      'load b 2.0.0,hello 1.0.0',
      'ask',
      'let go',
      'open for 5.1.2',
      'load b 1.0.0,hello 1.0.0',
    ]);
  });

  it('takes none whose licence was not read', async () => {
    const { result, steps } = await fit('5.1.2', { accepted: false });
    const refusal = await refusalOf(() => result);
    expect(refusal).toMatchObject({
      code: 'dependency-conflict',
      details: { package: 'b 1.0.0', cdap: '5.1.2' },
    });
    expect(refusal.message).toContain('b 2.0.0 is for CDAP [6.0.0,7.0.0)');
    expect(steps.at(-1)).toBe('open for 5.1.2');
  });

  it('says so where no version suits', async () => {
    const { result } = await fit('3.5.0');
    const refusal = await refusalOf(() => result);
    expect(refusal.code).toBe('dependency-conflict');
    expect(refusal.message).toContain('2.0.0 is for CDAP [6.0.0,7.0.0)');
    expect(refusal.message).toContain('1.0.0 is for CDAP [4.0.0,6.0.0)');
  });

  it('leaves the package that was asked for to its user', async () => {
    const alone = pack('hello', '1.0.0', { cdapVersion: '[6.0.0,7.0.0)' });
    const { result, steps } = await fit('5.1.2', { packages: [alone] });
    await result;
    expect(steps).toEqual(['load hello 1.0.0', 'ask']);
  });
});
