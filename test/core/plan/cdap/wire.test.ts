/** Every kind of step against the stand-in: what is planned is understood, found again, told from what differs, and undone. */
import { afterEach, describe, expect, it } from 'vitest';

import { startCdap } from '../../../../sandbox/cdap/server.ts';
import { differences } from '../../../../src/flows/install-compare.ts';
import { makeJar } from '../../../sandbox/cdap-world.ts';
import { action, argument, cdapFacts, cdapWizard } from './cdap-wizard.ts';

import type { Action, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { CdapArtifact } from '#core/model/install.ts';
import type { RunningCdap } from '../../../../sandbox/cdap/server.ts';

let cdap: RunningCdap | undefined;
afterEach(() => cdap?.close());

const JAR = await makeJar();
const SCHEMA = { type: 'record', name: 'sms', fields: [{ name: 'label', type: 'string' }] };
const PIPELINE = {
  stages: [{ name: 'a', plugin: { name: 'File', type: 'batchsource' } }],
  connections: [],
};
const FILES = {
  'pipeline.json': JSON.stringify(PIPELINE, null, 2),
  'plugin.json': JSON.stringify({
    parents: ['cdap-data-pipeline[3.0.0,10.0.0]'],
    plugins: [{ name: 'mysql', type: 'jdbc', className: 'a.B', description: 'Treiber für 数' }],
    properties: { 'widgets.x-jdbc': '{"label":"数"}' },
  }),
  'x-1.0.0.jar': 'the jar',
  'a.tsv': 'the first\nthe second\n',
  'b.log': 'the third\n',
};

async function start(version: string) {
  cdap = await startCdap({ version });
  const read = async (path: string) =>
    JSON.parse(await (await fetch(`${cdap?.url}v3/${path}`)).text());
  const artifacts = (await read('namespaces/default/artifacts')) as CdapArtifact[];
  return cdapFacts({ base: cdap.url, version, artifacts });
}

async function plan(actions: Action[], version: string): Promise<PlanStep[]> {
  const result = cdapWizard(actions, { files: FILES, cdap: await start(version) }).plan({});
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.plan.steps;
}

/** What the stand-in's answer means to the plan. */
async function send(request: PlannedRequest): Promise<{ means: string; text: string }> {
  const { body } = request;
  const file = body?.kind === 'bytes' ? body.source.file : '';
  const bytes = file.endsWith('.jar') ? JAR : FILES[file as keyof typeof FILES];
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: body?.kind === 'text' ? body.text : ((bytes as BodyInit | undefined) ?? null),
  });
  const text = await response.text();
  const found = request.answers.find(({ status }) => status === response.status);
  return { means: found?.means ?? `${response.status} ${text}`, text };
}

async function sendAll(requests: readonly PlannedRequest[]): Promise<string[]> {
  const said: string[] = [];
  for (const request of requests) said.push((await send(request)).means);
  return said;
}

const system = { scope: 'system', name: 'cdap-data-pipeline' };
const plugin = { name: 'x', version: '1.0.0', config: 'plugin.json', jar: 'x-1.0.0.jar' };

const KINDS: [string, string, Action][] = [
  ['create_artifact', '5.1.0', action('create_artifact', plugin)],
  ['one_step_deploy_plugin', '6.4.0', action('one_step_deploy_plugin', plugin)],
  ['one_step_deploy_app', '4.3.0', action('one_step_deploy_app', { jar: 'x-1.0.0.jar' })],
  [
    'create_app',
    '5.1.0',
    action('create_app', { name: 'p', artifact: system, config: 'pipeline.json' }),
  ],
  [
    'create_pipeline',
    '6.1.1',
    action('create_pipeline', { name: 'p', artifact: system, config: 'pipeline.json' }),
  ],
  [
    'create_pipeline_draft',
    '6.4.0',
    action('create_pipeline_draft', { name: 'p q', artifact: system, config: 'pipeline.json' }),
  ],
  ['create_stream', '5.1.0', action('create_stream', { name: 's' })],
  [
    'create_stream with properties',
    '4.3.0',
    action('create_stream', {
      name: 's',
      description: 'D',
      format: 'csv',
      schema: SCHEMA,
      ttl: 60,
      'notification.threshold.mb': 5,
    }),
  ],
  [
    'create_dataset',
    '5.1.0',
    action('create_dataset', {
      name: 'd$1',
      type: 'table',
      properties: { a: 'b' },
      description: 'D',
    }),
  ],
  ['load_datapack', '5.1.0', action('load_datapack', { name: 's', files: ['a.tsv', 'b.log'] })],
];

describe('against the stand-in', () => {
  it.each(KINDS)(
    '%s on CDAP %s happens, is found again, and is undone',
    async (_, version, kind) => {
      const [step] = (await plan([kind], version)) as [PlanStep];
      const before = cdap?.cdap.snapshot();
      const first = await sendAll(step.requests);
      expect(first).toEqual(
        step.requests.map(({ kind }) => (kind === 'probe' ? 'absent' : 'done')),
      );
      for (const request of step.requests.filter((each) => each.kind === 'probe')) {
        const { means, text } = await send(request);
        expect(means, request.purpose).toBe('present');
        expect(differences(text, request.present?.compare ?? [])).toEqual([]);
      }
      expect(await sendAll(step.undo)).toEqual(step.undo.map(() => 'done'));
      expect(await sendAll(step.undo)).toEqual(step.undo.map(() => 'absent'));
      const left = kind.type === 'one_step_deploy_app' ? withoutApps() : cdap?.cdap.snapshot();
      expect(left).toBe(before);
    },
  );

  it('writes that may be repeated end as if they were sent once', async () => {
    for (const [, version, kind] of KINDS) {
      const [step] = (await plan([kind], version)) as [PlanStep];
      const safe = step.requests.filter(({ repeat }) => repeat === 'safe');
      await sendAll(safe);
      const once = cdap?.cdap.snapshot();
      for (const means of await sendAll(safe)) expect(['done', 'present']).toContain(means);
      expect(cdap?.cdap.snapshot()).toBe(once);
      await cdap?.close();
    }
  });

  it('what differs is told from what is the same', async () => {
    const [stream] = (await plan(
      [action('create_stream', { name: 's', format: 'csv', ttl: 60 })],
      '5.1.0',
    )) as [PlanStep];
    const [probe, , set] = stream.requests as [PlannedRequest, PlannedRequest, PlannedRequest];
    await fetch(probe.url, { method: 'PUT', body: '{"ttl":60,"description":"Other"}' });
    const there = await send(probe);
    expect(differences(there.text, probe.present?.compare ?? [])).toEqual(['the format']);
    await send(set);
    expect(differences((await send(probe)).text, probe.present?.compare ?? [])).toEqual([]);
  });

  it('a dataset of another type and a pipeline of another configuration differ', async () => {
    const steps = await plan(
      [
        action('create_dataset', { name: 'd', type: 'table' }),
        action('create_pipeline', { name: 'p', artifact: system, config: 'pipeline.json' }),
      ],
      '5.1.0',
    );
    const [dataset, pipeline] = steps.map(({ requests }) => requests[0]) as PlannedRequest[];
    const put = (url: string, body: object) =>
      fetch(url, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    await put(dataset?.url ?? '', { typeName: 'fileSet' });
    const artifact = { ...system, scope: 'SYSTEM', version: '5.1.0' };
    await put(pipeline?.url ?? '', { artifact, config: { ...PIPELINE, engine: 'spark' } });
    for (const [probe, words] of [
      [dataset, 'the type'],
      [pipeline, 'the configuration'],
    ] as [PlannedRequest, string][]) {
      const { text } = await send(probe);
      expect(differences(text, probe.present?.compare ?? [])).toEqual([words]);
    }
  });

  it('hostile answers of users never leave the namespace', async () => {
    const facts = await start('5.1.0');
    const wizard = cdapWizard([action('create_stream', { name: argument({ default: 's' }) })], {
      cdap: facts,
    });
    for (const name of [
      '../../system/artifacts',
      '%2e%2e%2f',
      's?x=1',
      's#',
      's\r\nHost: evil',
      '__proto__/..',
    ]) {
      expect(wizard.plan({ 1: { name } }).ok, name).toBe(false);
    }
    expect(wizard.plan({ 1: { name: '__proto__' } }).ok).toBe(true);
  });
});

/** The application that a deployed jar became, named after it here, is what undo cannot know. */
function withoutApps(): string | undefined {
  const apps = cdap?.cdap.state.namespaces['default']?.apps ?? [];
  expect(apps.map(({ name }) => name)).toEqual(['x']);
  apps.pop();
  return cdap?.cdap.snapshot();
}
