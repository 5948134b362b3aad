/** Attacks by a publisher (security A2): hostile words in every place of every kind of action that CDAP has, and plans that leave nothing to chance. */
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { assertPlan } from '#flows/install-check.ts';
import { cdapFacts, cdapWizard, modifiable } from '../../core/plan/cdap/cdap-wizard.ts';
import { validate as validatePlan } from '../../../src/core/read/generated/install-plan.js';

import type { Action, InstallPlan } from '#core/model/generated.ts';
import type { Answers, CdapFacts } from '#core/model/install.ts';

/** What leads out of a path, ends a header, or is a key of JavaScript; and what only looks strange. */
const HOSTILE: unknown[] = [
  ...['../../namespaces/system/artifacts/x', '..', '.', '%2e%2e', '%2e%2e%2fx', '..%2f..', 'a/b'],
  ...['a?scope=system', 'a#b', 'a\\b', '//evil.example/', 'https://evil.example/', 'a b', ' ', ''],
  ...['1.0\r\nX-Evil: y', '1.0\nX: y', '1.0\0', '\u2028', '1.0\u202e', 'ä', '１.0', '\ud800', '😀'],
  ...['__proto__', 'constructor', 'toString', 'prototype', 'hasOwnProperty', '<img src=x>', '${x}'],
  ...['<% $token %>', '{{token}}', 'x'.repeat(300), '9'.repeat(5000), '[1.0.0,2.0.0)\r\nX: y'],
  ...['system:a[1.0.0,2.0.0)\r\nX: y', 'system:../x[1,2)', '[,]', 'system', 'SYSTEM', 'default'],
  ...[
    null,
    true,
    -1,
    1e308,
    [],
    {},
    ['x'],
    { a: 1 },
    [[[]]],
    { name: '..', version: '..', scope: 'x' },
  ],
];

const jar = (name: string) => ({ [name]: 'a jar' });
const FILES: Record<string, string> = {
  ...jar('kit.jar'),
  ...jar('app-1.0.0.jar'),
  'a.csv': 'x\n',
  'kit.json': JSON.stringify({
    parents: ['system:cdap-data-pipeline[5.0.0,6.0.0)'],
    plugins: [{ name: 'p', type: 'jdbc', className: 'com.example.Driver', description: 'd' }],
    properties: { 'doc.kit': 'x' },
    version: '1.0.0',
  }),
};

/** Every kind of action, each with arguments that do. */
const ACTIONS: Record<string, Record<string, unknown>> = {
  create_artifact: {
    ...{ name: 'kit', version: '1.0.0', scope: 'user', jar: 'kit.jar', config: 'kit.json' },
  },
  one_step_deploy_plugin: { name: 'kit', version: '1.0.0', jar: 'kit.jar', config: 'kit.json' },
  create_plugin_artifact: { name: 'kit', version: '1.0.0', jar: 'kit.jar' },
  create_driver_artifact: { name: 'kit', version: '1.0.0', jar: 'kit.jar' },
  create_app: {
    ...{ name: 'app', config: 'kit.json' },
    artifact: { name: 'cdap-data-pipeline', version: '5.1.2', scope: 'system' },
  },
  create_pipeline: {
    ...{ name: 'pipe', config: 'kit.json' },
    artifact: { name: 'cdap-data-pipeline', version: '[5.0.0,6.0.0)', scope: 'system' },
  },
  create_pipeline_draft: {
    ...{ name: 'draft', config: 'kit.json' },
    artifact: { name: 'cdap-data-pipeline', version: '6.4.0', scope: 'system' },
  },
  deploy_app: { jar: 'app-1.0.0.jar' },
  one_step_deploy_app: { jar: 'app-1.0.0.jar' },
  create_stream: {
    ...{ name: 'stream', description: 'd', ttl: 60, notificationThresholdMB: 10 },
    ...{ format: { name: 'csv' }, schema: { type: 'record', name: 'r', fields: [] } },
  },
  create_dataset: { name: 'data', type: 'table', properties: { 'dataset.table.ttl': '1' } },
  load_datapack: { name: 'stream', files: ['a.csv'] },
};

const CODES = ['action-argument', 'action-forbidden', 'action-file', 'cluster-lacks'];

function factsFor(type: string): CdapFacts {
  const version = type === 'create_pipeline_draft' ? '6.4.0' : '5.1.2';
  const artifacts = [{ name: 'cdap-data-pipeline', version, scope: 'SYSTEM' as const }];
  return cdapFacts({ version, artifacts });
}

/** The plan; undefined where it was refused in one of the ways in which packages and answers are. */
function planOf(
  type: string,
  args: Record<string, unknown>,
  { files = FILES, answers = {} }: { files?: Record<string, string>; answers?: Answers } = {},
): InstallPlan | undefined {
  const list = Object.entries(args).map(([name, value]) => {
    const isArgument = typeof value === 'object' && value !== null && 'rest' in value;
    return { name, ...(isArgument ? (value.rest as object) : { value }) };
  });
  try {
    const action = { type, arguments: list } as Action;
    const wizard = cdapWizard([action], { files, cdap: factsFor(type) });
    const result = wizard.plan(answers);
    if (result.ok) return result.plan;
    for (const { message } of result.errors) expect(message).toMatch(/\.$/);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof MarketError)) throw thrown;
    expect(CODES).toContain(thrown.code);
    expect(thrown.message).toContain('Step 1');
    return undefined;
  }
}

const BASE = 'https://pai.example.org/cdap/';
const CLUSTERS = {
  cdap: { base: BASE, send: () => Promise.reject(new Error('nothing is sent here')) },
};

/** Below the own namespace (or for drafts their service), with headers and bodies that say what they are. */
function expectTame(plan: InstallPlan): void {
  expect(validatePlan(plan), JSON.stringify(validatePlan.errors)).toBe(true);
  assertPlan(plan, CLUSTERS);
  for (const { requests, undo } of plan.steps) {
    for (const { url, headers } of [...requests, ...undo]) {
      const { origin, pathname } = new URL(url);
      const path = decodeURIComponent(pathname);
      expect(origin).toBe('https://pai.example.org');
      expect(path).toMatch(
        /^\/cdap\/v3\/namespaces\/(default\/|system\/apps\/pipeline\/services\/studio\/methods\/v1\/contexts\/default\/drafts\/[0-9a-f-]+$)/,
      );
      expect(path.split('/').filter((each) => /^\.+$|[\\\s%]/.test(each))).toEqual([]);
      for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
    }
  }
}

describe.each(Object.entries(ACTIONS))('%s', (type, good) => {
  it('has arguments that do', () => {
    const plan = planOf(type, good);
    expectTame(plan!);
  });

  const names = [...Object.keys(good), 'scope', 'version', 'namespace', 'artifactScope'];

  it.each([...new Set(names)])('with anything as %s leads nowhere else', (name) => {
    let taken = 0;
    for (const value of HOSTILE) {
      for (const answers of [{}, { 1: { [`arguments.${name}`]: String(value) } }]) {
        for (const given of [value, modifiable(value)]) {
          const plan = planOf(type, { ...good, [name]: given }, { answers });
          if (!plan) continue;
          expectTame(plan);
          taken += 1;
        }
      }
    }
    expect(taken).toBeLessThan(HOSTILE.length * 4);
  });

  it('with anything typed by the user leads nowhere else', () => {
    for (const [name, value] of Object.entries(good)) {
      for (const typed of HOSTILE) {
        const text = typeof typed === 'string' ? typed : JSON.stringify(typed);
        const answers = { 1: { [`arguments.${name}`]: text } };
        const plan = planOf(type, { ...good, [name]: modifiable(value) }, { answers });
        if (plan) expectTame(plan);
      }
    }
  });
});

describe('a configuration file', () => {
  const GOOD = JSON.parse(FILES['kit.json'] ?? '') as Record<string, unknown>;
  const places: ((value: unknown) => unknown)[] = [
    (value) => value,
    (value) => ({ ...GOOD, parents: value }),
    (value) => ({ ...GOOD, parents: [value] }),
    (value) => ({ ...GOOD, plugins: value }),
    (value) => ({ ...GOOD, plugins: [value] }),
    (value) => ({ ...GOOD, plugins: [{ name: value, type: value, className: value, x: value }] }),
    (value) => ({ ...GOOD, properties: value }),
    (value) => ({ ...GOOD, properties: { [String(value)]: value } }),
    (value) => ({ ...GOOD, version: value }),
  ];

  it.each(['create_artifact', 'create_app', 'create_pipeline', 'create_pipeline_draft'])(
    'of %s with anything in it ends no header and leads nowhere else',
    (type) => {
      const { version: _, ...good } = ACTIONS[type] ?? {};
      for (const place of places) {
        for (const value of HOSTILE) {
          const files = { ...FILES, 'kit.json': JSON.stringify(place(value)) };
          const plan = planOf(type, good, { files });
          if (plan) expectTame(plan);
        }
      }
    },
  );

  it('with very many plugins is refused, not cut', () => {
    const plugins = Array.from({ length: 5000 }, () => (GOOD['plugins'] as unknown[])[0]);
    const files = { ...FILES, 'kit.json': JSON.stringify({ ...GOOD, plugins }) };
    expect(planOf('create_artifact', ACTIONS['create_artifact'] ?? {}, { files })).toBeUndefined();
  });
});

describe('names of archives', () => {
  it.each([
    'app-1.0.0.jar\r\nX-Evil: y.jar',
    'ä-1.0.0.jar',
    'app-1.0.0\u202egpj.jar',
    'folder/../app-1.0.0.jar',
    'app -1.0.0.jar',
    'app-1.0.0;x=y.jar',
    `${'a'.repeat(300)}-1.0.0.jar`,
  ])('such as %j end no header', (name) => {
    for (const type of ['deploy_app', 'one_step_deploy_app', 'create_artifact']) {
      const plan = planOf(type, { name: 'kit', jar: name }, { files: jar(name) });
      if (plan) expectTame(plan);
    }
  });
});

describe('a hundred thousand artifacts of the cluster', () => {
  it('are searched, and told in few words', () => {
    const artifacts = Array.from({ length: 100_000 }, (_, at) => ({
      ...{ name: 'cdap-data-pipeline', version: `7.0.${at}`, scope: 'SYSTEM' as const },
    }));
    const plan = (version: string) => () => {
      const artifact = { name: 'cdap-data-pipeline', version, scope: 'system' };
      const list = Object.entries({ ...ACTIONS['create_pipeline'], artifact });
      const action = {
        type: 'create_pipeline',
        arguments: list.map(([name, value]) => ({ name, value })),
      } as unknown as Action;
      const cdap = cdapFacts({ artifacts });
      return cdapWizard([action], { files: FILES, cdap }).plan({});
    };
    const result = plan('[7.0.0,8.0.0)')();
    expect(JSON.stringify(result)).toContain('7.0.99999');
    expect(plan('[5.0.0,6.0.0)')).toThrow(/^.{0,400}$/s);
  });
});
