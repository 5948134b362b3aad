/** An install of several packages: what its actions need, their order, and one plan over all of them. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { flattenSteps, neededComponents, neededFacts, neededFiles } from '#core/plan/index.ts';
import { neededPackage } from '#core/plan/needs.ts';
import { validate as validatePlan } from '../../../src/core/read/generated/install-plan.js';
import {
  argument,
  errorsOf,
  FACTS,
  makeWizard,
  planOf,
  sourceStep,
  submitAction,
  textOf,
} from '../../fakes/wizard.ts';

import type { Action } from '#core/model/generated.ts';
import type { TreeNode } from '#core/model/market.ts';
import type { SourceStep } from '#core/plan/index.ts';

const CDAP_FACTS = {
  ...FACTS,
  cdap: {
    base: 'https://pai.example.org/cdap/',
    namespace: 'default',
    version: '5.1.2',
    artifacts: [],
    systemScope: false,
  },
};

function install(name: string, version = '1.0.0', more: { name: string }[] = []): Action {
  return {
    type: 'install_package',
    arguments: [
      argument('name', { value: name }),
      argument('version', { value: version }),
      ...more,
    ],
  };
}

function node(name: string, why: TreeNode['why'], children: TreeNode[] = []): TreeNode {
  return { name, version: '1.0.0', label: name.toUpperCase(), asked: '1.0.0', why, children };
}

function text(value: string): Action {
  return { type: 'informational', arguments: [argument('text', { value })] };
}

/** The order of the steps as the texts of their actions, or their types. */
function orderOf(root: TreeNode, actions: Record<string, Action[]>): string[] {
  return flattenSteps(root, ({ name }) => actions[name] ?? []).map(
    ({ number, package: { name }, action }) =>
      `${number} ${name} ${action.type === 'informational' ? action.arguments?.[0]?.value : action.type}`,
  );
}

describe('the steps of a tree', () => {
  it('are dependencies first, then installed packages in their place', () => {
    const tree = node('app', 'root', [
      node('base', 'dependency', [node('deep', 'dependency')]),
      node('tool', 'action'),
      node('image', 'component'),
    ]);
    expect(
      orderOf(tree, {
        app: [text('before'), install('tool'), text('after')],
        base: [text('base')],
        deep: [text('deep')],
        tool: [text('tool')],
        image: [text('never')],
      }),
    ).toEqual(['1 deep deep', '2 base base', '3 app before', '4 tool tool', '5 app after']);
  });

  it('have each version once, at its first place', () => {
    const shared = (why: TreeNode['why']) => node('shared', why);
    const tree = node('app', 'root', [
      node('left', 'dependency', [shared('dependency')]),
      node('right', 'dependency', [shared('dependency')]),
      shared('action'),
    ]);
    const actions = {
      app: [install('shared'), text('app')],
      left: [text('left')],
      right: [text('right')],
      shared: [text('shared')],
    };
    expect(orderOf(tree, actions)).toEqual([
      '1 shared shared',
      '2 left left',
      '3 right right',
      '4 app app',
    ]);
  });

  it('say of a package without actions that there is nothing to install', () => {
    const tree = node('app', 'root', [node('empty', 'action')]);
    const actions = { app: [install('empty'), install('empty')] };
    expect(orderOf(tree, actions)).toEqual(['1 app install_package']);
    const wizard = makeWizard({ actions: [install('empty')] });
    expect(wizard.forms[0]?.texts[0]).toContain('empty 1.0.0 has no actions');
    const plan = planOf(wizard);
    expect(plan.steps[0]).toMatchObject({ requests: [], undo: [] });
    expect(plan.clusters).toEqual({});
    expect(validatePlan(plan)).toBe(true);
  });

  it('come also from what a package without actions needs', () => {
    const bundle = node('bundle', 'action', [node('deep', 'dependency')]);
    expect(
      orderOf(node('app', 'root', [bundle]), { app: [install('bundle')], deep: [text('deep')] }),
    ).toEqual(['1 deep deep']);
  });

  it('are bounded', () => {
    const children = Array.from({ length: 31 }, (_, at) => node(`p${at}`, 'dependency'));
    const tree = node('app', 'root', children);
    const many = (length: number) => () => Array.from({ length }, () => text('x'));
    expect(flattenSteps(tree, many(32))).toHaveLength(1024);
    expect(() => flattenSteps(tree, many(33))).toThrow(
      expect.objectContaining({ code: 'dependency-count' }),
    );
  });

  it('are refused where the tree lacks what they install', () => {
    expect(() => orderOf(node('app', 'root'), { app: [install('gone')] })).toThrow(
      expect.objectContaining({ code: 'dependency-missing' }),
    );
  });
});

describe('what actions need', () => {
  it('is the facts of the clusters that they ask', () => {
    expect(neededFacts([text('x')])).toEqual([]);
    expect(neededFacts([submitAction(), text('x')])).toEqual(['openpai']);
    const both = [submitAction(), { type: 'create_stream' }, submitAction()];
    expect(neededFacts(both).sort()).toEqual(['cdap', 'openpai']);
  });

  it('is the protocol of a job, which is only whole with components of other packages', () => {
    expect(neededFiles(submitAction(), 1)).toEqual([
      { argument: 'protocol', file: 'job.yaml', role: 'protocol' },
    ]);
    const value = [{ package: 'images', version: '[1.0.0,2.0.0)', file: 'torch.yaml' }];
    const action = submitAction(argument('prerequisites', { value }));
    expect(neededFiles(action, 1)).toMatchObject([{ role: 'template' }]);
    expect(neededComponents(action, 1)).toEqual(value);
    expect(neededComponents(submitAction(), 1)).toEqual([]);
    const pinned = value.map((each) => ({ ...each, sha256: 'ab'.repeat(32) }));
    const other = submitAction(argument('prerequisites', { value: pinned }));
    expect(neededComponents(other, 1)).toEqual(value);
  });

  it.each([
    [['a']],
    [[{ package: 'a', version: '1' }]],
    [[{ package: 'a', version: '1', file: '' }]],
    [[{ package: 'a', version: 1, file: 'x' }]],
    [[{ package: 'a', version: '1', file: 'x', market: 'other' }]],
    [{ package: 'a' }],
  ])('is refused for prerequisites such as %j', (value) => {
    const action = submitAction(argument('prerequisites', { value }));
    expect(() => neededComponents(action, 1)).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });

  it('is another package', () => {
    const sha256 = 'ab'.repeat(32);
    expect(neededPackage(install('b', '[1,2)'), 1)).toEqual({ name: 'b', version: '[1,2)' });
    expect(
      neededPackage(install('b', '1.0.0', [argument('sha256', { value: sha256 })]), 1),
    ).toEqual({ name: 'b', version: '1.0.0', sha256 });
    expect(neededPackage(submitAction(), 1)).toBeUndefined();
  });

  it.each<[string, Action]>([
    ['no name', { type: 'install_package', arguments: [argument('version', { value: '1' })] }],
    ['an empty name', install('')],
    ['no version', install('b', '')],
    ['an odd digest', install('b', '1', [argument('sha256', { value: 'AB' })])],
    ['an address', install('b', '1', [argument('url', { value: 'https://x' })])],
  ])('is refused for a package with %s', (_, action) => {
    expect(() => neededPackage(action, 1)).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });
});

describe('one plan over several packages', () => {
  const jar = new TextEncoder().encode('a jar');
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  function driver(owner: string, bytes = jar): SourceStep {
    const file = { name: 'mysql-5.1.jar', size: bytes.length, sha256: sha256(bytes) };
    return {
      package: { name: owner, version: '2.0.0', label: owner },
      action: {
        type: 'create_driver_artifact',
        arguments: [
          argument('name', { value: 'mysql' }),
          argument('version', { value: '5.1' }),
          argument('jar', { value: file.name }),
          argument('loadfiles', { value: 'x' }),
        ],
      },
      files: new Map([[file.name, file]]),
      externals: new Map(),
      components: [],
    };
  }

  it('names each package, its clusters, and tags jobs with their own package', () => {
    const job = {
      ...sourceStep(submitAction()),
      package: { name: 'other', version: '3.0.0', label: 'Other' },
    };
    const wizard = makeWizard({
      facts: CDAP_FACTS,
      steps: [driver('drivers'), job],
      packages: [
        { name: 'drivers', version: '2.0.0' },
        { name: 'other', version: '3.0.0' },
      ],
      package: { name: 'other', version: '3.0.0' },
    });
    const plan = planOf(wizard, { 2: { token: 's' } });
    expect(validatePlan(plan), JSON.stringify(validatePlan.errors)).toBe(true);
    expect(plan.clusters).toEqual({ openpai: FACTS.base, cdap: CDAP_FACTS.cdap.base });
    expect(plan.steps.map((step) => step.package.name)).toEqual(['drivers', 'other']);
    expect(textOf(plan.steps[1]?.requests[2]?.body)).toContain('marketplace:lab/other@3.0.0');
    expect(plan.summary.slice(0, 2)).toEqual([
      'Submits 1 job, 2 GPUs in virtual cluster default; uploads 1 artifact of 5 bytes.',
      'Packages of this install: drivers 2.0.0, other 3.0.0.',
    ]);
    expect(wizard.forms[0]?.texts.join(' ')).toContain('ignored: loadfiles');
    expect(wizard.forms[0]?.files).toEqual([
      { argument: 'jar', package: 'drivers@2.0.0', file: 'mysql-5.1.jar', size: 5 },
    ]);
  });

  it('names only the cluster that it asks', () => {
    const wizard = makeWizard({ facts: CDAP_FACTS, steps: [driver('drivers')] });
    expect(planOf(wizard).clusters).toEqual({ cdap: CDAP_FACTS.cdap.base });
  });

  it('counts a thing that takes two requests once', () => {
    const action = {
      type: 'create_stream',
      arguments: [argument('name', { value: 'log' }), argument('ttl', { value: 60 })],
    };
    const plan = planOf(makeWizard({ facts: CDAP_FACTS, actions: [action, submitAction()] }), {
      2: { token: 's' },
    });
    const writes = plan.steps[0]?.requests.filter(({ kind }) => kind === 'write');
    expect(writes).toHaveLength(2);
    expect(plan.summary[0]).toBe(
      'Submits 1 job, 2 GPUs in virtual cluster default; creates 1 stream.',
    );
  });

  it('does once what two of them do alike', () => {
    const wizard = makeWizard({ facts: CDAP_FACTS, steps: [driver('one'), driver('two')] });
    const plan = planOf(wizard);
    expect(plan.steps[0]?.requests.length).toBeGreaterThan(0);
    expect(plan.steps[1]).toMatchObject({ requests: [], undo: [] });
    expect(plan.steps[1]?.summary).toContain('Step 1 does this already');
    expect(plan.summary[0]).toBe('Uploads 1 artifact of 5 bytes.');
    expect(validatePlan(plan)).toBe(true);
  });

  it('refuses what two of them do otherwise', () => {
    const other = new TextEncoder().encode('another jar');
    const wizard = makeWizard({ facts: CDAP_FACTS, steps: [driver('one'), driver('two', other)] });
    expect(errorsOf(wizard)).toMatchObject([{ step: 2, field: '', code: 'dependency-conflict' }]);
    expect(errorsOf(wizard)[0]?.message).toContain('artifact mysql 5.1');
  });

  it('refuses the arguments of ours that it does not know, and what every object has', () => {
    const source = driver('one');
    const hostile = {
      ...source,
      action: { ...source.action, arguments: [argument('constructor', { value: 'x' })] },
    };
    expect(() => makeWizard({ facts: CDAP_FACTS, steps: [hostile] })).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });
});
