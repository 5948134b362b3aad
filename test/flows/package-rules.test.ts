/** Which packages of a market exist for its readers, by the patterns of the administrator. */
import { afterEach, describe, expect, it } from 'vitest';

import { openPackage } from '#flows/open-package.ts';
import { matchesName, packageRules } from '#flows/package-rules.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { HELLO } from '../fakes/market.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { createWorld } from './world.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketWorld } from './world.ts';

type Rules = NonNullable<MarketConfig['packages']>;

const rules = (packages: Rules) =>
  packageRules({ id: 'm', url: 'https://m.example.org/', packages });

describe('a pattern', () => {
  it.each([
    ['mnist', 'mnist', true],
    ['mnist', 'mnist-2', false],
    ['mnist-*', 'mnist-', true],
    ['mnist-*', 'mnist', false],
    ['*', 'anything', true],
    ['*-gpu', 'train-gpu', true],
    ['*-gpu', 'train-gpu-2', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['team-x.*', 'team-xy.one', false],
    ['MNIST', 'mnist', false],
  ])('%s fits %s: %s', (pattern, name, fits) => {
    expect(matchesName(pattern, name)).toBe(fits);
  });

  it('of many stars costs no more than its length asks for', () => {
    expect(matchesName(`${'*a'.repeat(100)}b`, 'a'.repeat(128))).toBe(false);
  });

  it('may name one version or a range', () => {
    const { admits } = rules({ deny: ['a@1.0.0', 'b@[1.0.0,2.0.0)'] });
    const admitted = (name: string, version: string) => admits({ name, version });
    expect(admitted('a', '1.0.0')).toBe(false);
    expect(admitted('a', '1.0.1')).toBe(true);
    expect(admitted('b', '1.9.9')).toBe(false);
    expect(admitted('b', '2.0.0')).toBe(true);
  });

  it('that denies is not got round by case or by another spelling of a version; one that allows says what it says', () => {
    const denied = (pattern: string, name: string, version = '1.3.0') =>
      !rules({ deny: [pattern] }).admits({ name, version });
    expect(denied('llm-server', 'LLM-Server')).toBe(true);
    expect(denied('LLM-*', 'llm-server')).toBe(true);
    for (const version of ['1.3', 'v1.3.0', '1.3.0+2', '1.03.0', '1.3.0.0']) {
      expect(denied('a@1.3.0', 'a', version), version).toBe(true);
    }
    for (const version of ['1.3.1', '1.3.0-rc1', '1.3.0.1']) {
      expect(denied('a@1.3.0', 'a', version), version).toBe(false);
    }
    const { admits } = rules({ allow: ['a@1.3.0'] });
    const allowed = [
      ['a', '1.3.0'],
      ['A', '1.3.0'],
      ['a', '1.3'],
    ] as const;
    expect(allowed.map(([name, version]) => admits({ name, version }))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('that denies counts also for what is allowed', () => {
    const { admits } = rules({ allow: ['team-*'], deny: ['*-beta'] });
    const admitted = (name: string) => admits({ name, version: '1.0.0' });
    expect(['team-a', 'team-a-beta', 'other'].map(admitted)).toEqual([true, false, false]);
  });

  it('leaves nothing where nothing is allowed, and all where there are no rules', () => {
    const row = { name: 'a', version: '1.0.0' };
    expect(rules({ allow: [] }).admits(row)).toBe(false);
    expect(rules({}).admits(row)).toBe(true);
    expect(packageRules({ id: 'm', url: 'https://m.example.org/' }).admits(row)).toBe(true);
  });

  const NONE = ['a b', '[a-z]+', 'a@', 'a@[1.0.0', 'a@b@c', '@1.0.0', '/etc/*', 'ä'];
  const EMPTY = ['a@[2.0.0,1.0.0]', 'a@[1.0.0,1.0.0)', 'a@[1.x,2.0.0)', 'a@[*,2)', 'a@[latest,)'];
  it.each([...NONE, ...EMPTY, 'a@1.*', 'a@(,)', `a@[${'1'.repeat(65)},)`, 'A\u0131', 'a\u202eb'])(
    'is refused when it is none: %s',
    async (pattern) => {
      for (const list of ['allow', 'deny'] as const) {
        const refusal = await refusalOf(async () => rules({ [list]: [pattern] }));
        expect(refusal).toMatchObject({ code: 'config-invalid', details: { found: pattern } });
        expect(refusal.message).toContain(`packages.${list}`);
      }
    },
  );
});

describe('a market with rules', () => {
  let world: MarketWorld;
  afterEach(() => world.web.close());

  const NEEDS = {
    ...{ ...HELLO, name: 'needs' },
    spec: { dependencies: { packages: [{ name: 'hello', version: '[1.0.0,3.0.0)' }] } },
  };
  const create = async () => {
    world = await createWorld([HELLO, { ...HELLO, version: '2.0.0' }, NEEDS]);
    return (packages: Rules) => world.open({ packages });
  };
  const ref = (name: string, version?: string) => ({
    ...{ market: 'example', name },
    ...(version === undefined ? {} : { version }),
  });

  it('lists only what they leave, and opens the newest of that', async () => {
    const open = await create();
    const market = await open({ deny: ['hello@2.0.0', 'needs'] });
    expect(market.entries.map(({ name, versions }) => [name, versions])).toEqual([
      ['hello', ['1.0.0']],
    ]);
    const opened = await openPackage(market, ref('hello'), world.deps);
    expect(opened).toMatchObject({ version: '1.0.0', versions: ['1.0.0'], newest: '1.0.0' });
  });

  it('says that it is by them that a package is not there, and reads nothing of it', async () => {
    const open = await create();
    const market = await open({ deny: ['hello@2.0.0', 'needs'] });
    world.web.requests.length = 0;
    for (const denied of [ref('needs'), ref('needs', '1.0.0'), ref('hello', '2.0.0')]) {
      const refusal = await refusalOf(() => openPackage(market, denied, world.deps));
      expect(refusal.code).toBe('package-denied');
    }
    const unknown = await refusalOf(() => openPackage(market, ref('hello', '9.0.0'), world.deps));
    expect(unknown.code).toBe('package-unknown');
    expect(world.paths()).toEqual([]);
  });

  it('takes another version for a dependency, and says when there is none', async () => {
    const open = await create();
    const resolve = async (packages: Rules) => {
      const market = await open(packages);
      const opened = await openPackage(market, ref('needs'), world.deps);
      return resolveTree(opened, { ...world.deps, market });
    };
    const tree = await resolve({ deny: ['hello@2.0.0'] });
    expect(tree.root.children).toMatchObject([{ name: 'hello', version: '1.0.0' }]);
    const refusal = await refusalOf(() => resolve({ allow: ['needs'] }));
    expect(refusal).toMatchObject({ code: 'package-denied' });
    expect(refusal.message).toContain('needs 1.0.0 needs hello');
  });

  it('is refused before anything is read when a rule is none', async () => {
    const open = await create();
    expect((await refusalOf(() => open({ deny: ['no pattern'] }))).code).toBe('config-invalid');
    expect(world.paths()).toEqual([]);
  });
});
