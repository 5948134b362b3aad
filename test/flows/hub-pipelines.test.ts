/** Pipelines, packages of many actions and CDAP's token, in the shapes that the real hub has. */
import { afterEach, describe, expect, it } from 'vitest';

import { refusalOf } from '../fakes/thrown.ts';
import { makeJar } from '../sandbox/cdap-world.ts';
import {
  argument,
  fixed,
  spec,
  STREAM,
  LOAD,
  READ,
  PLUGIN_CONFIG,
  PIPELINE_CONFIG,
  artifactArguments,
  PIPELINE,
} from './hub-specs.ts';
import { startHub } from './hub-world.ts';

import type { HubOptions, HubPackage, HubWorld } from './hub-world.ts';

const worlds: HubWorld[] = [];
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
});

async function start(packages: HubPackage[], options: HubOptions = {}): Promise<HubWorld> {
  const world = await startHub(packages, options);
  worlds.push(world);
  return world;
}

const stateOf = ({ running }: HubWorld) => running.cdap.state;

describe('a pipeline', () => {
  const one: HubPackage = {
    ...{ name: 'solution', version: '1.2.0' },
    spec: spec([PIPELINE]),
    files: { 'pipeline.json': PIPELINE_CONFIG },
  };

  it('is made of the newest artifact in range, its configuration word for word', async () => {
    const world = await start([one]);
    const installed = await world.install('solution', {
      answers: { 1: { 'arguments.name': 'Mine' } },
    });
    expect(installed.receipt.outcome).toBe('done');
    const put = installed.seen.find(({ method }) => method === 'PUT');
    expect(put?.url).toMatch(/\/apps\/Mine$/);
    // I06: the verified text, not what a parser would make of it.
    expect(put?.body).toContain(PIPELINE_CONFIG);
    expect(stateOf(world).namespaces['default']?.apps).toMatchObject([
      { name: 'Mine', artifact: { name: 'cdap-data-pipeline', version: '5.1.0', scope: 'SYSTEM' } },
    ]);
  });

  it('of a range that CDAP has nothing of is refused', async () => {
    const world = await start([one], { cdap: { version: '7.1.0' } });
    expect((await refusalOf(() => world.prepare('solution'))).code).toBe('cluster-lacks');
  });

  it('becomes a draft on 6.4, the same one however often', async () => {
    const draft = { ...PIPELINE, type: 'create_pipeline_draft' };
    const world = await start([{ ...one, spec: spec([draft]) }], { cdap: { version: '6.4.0' } });
    const { receipt } = await world.install('solution');
    await world.install('solution', { known: [receipt] });
    expect(stateOf(world).namespaces['default']?.drafts).toMatchObject([
      { name: 'SampleTrainer', content: { artifact: { scope: 'SYSTEM' } } },
    ]);
    expect(Object.values(stateOf(world).created)).toEqual([1]);
  });
});

describe('seven actions of one package', () => {
  const make = async (): Promise<HubPackage> => ({
    ...{ name: 'solution-spam', version: '1.2.0' },
    spec: spec(
      [
        ...[STREAM, LOAD],
        { ...STREAM, arguments: [fixed('name', 'other')] },
        { ...LOAD, arguments: [fixed('name', 'other'), fixed('files', ['b.txt'])] },
        { type: 'one_step_deploy_plugin', arguments: artifactArguments('fancy') },
        PIPELINE,
        {
          ...PIPELINE,
          arguments: [
            ...PIPELINE.arguments.filter(({ name }) => name !== 'name'),
            argument('name', 'Second', { canModify: true }),
          ],
        },
      ],
      { cdapVersion: '[4.2.0-SNAPSHOT, 6.0.0-SNAPSHOT)' },
    ),
    files: {
      ...{ 'a.log': 'one\n', 'b.txt': 'two', 'pipeline.json': PIPELINE_CONFIG },
      ...{ 'fancy.json': JSON.stringify(PLUGIN_CONFIG), 'fancy-1.0.0.jar': await makeJar() },
    },
  });

  it('come into being in order, once, and go again', async () => {
    const world = await start([await make()], { cdap: { version: '4.2.0' } });
    const before = world.running.cdap.snapshot();
    const { receipt } = await world.install('solution-spam');
    expect(receipt.steps.map(({ state }) => state)).toEqual(Array(7).fill('done'));
    expect(Object.keys(stateOf(world).created).map((key) => key.split('/')[1])).toEqual([
      ...['stream', 'events', 'stream', 'events', 'artifact', 'app', 'app'],
    ]);
    expect(new Set(Object.values(stateOf(world).created))).toEqual(new Set([1]));
    const events = await world.undo(receipt);
    expect(events.at(-1)?.type).toBe('undo-done');
    expect(world.running.cdap.snapshot()).toBe(before);
  });

  it('stop where CDAP fails, and go on from there', async () => {
    const world = await start([await make()], { cdap: { version: '4.2.0' } });
    world.faults.faults = [
      {
        at: ({ method, path }) => method === 'POST' && path.endsWith('/artifacts/fancy'),
        kind: 500,
      },
    ];
    const stopped = await world.install('solution-spam');
    expect(stopped.receipt.steps.map(({ state }) => state)).toEqual([
      ...['done', 'done', 'done', 'done', 'failed', 'not-started', 'not-started'],
    ]);
    const resumed = await world.install('solution-spam');
    expect(resumed.receipt.outcome).toBe('done');
    expect(new Set(Object.values(stateOf(world).created))).toEqual(new Set([1]));
  });
});

describe('a token of CDAP', () => {
  it('is needed where CDAP asks for one, and goes to CDAP only', async () => {
    const one = { name: 'plain', version: '1.0.0', spec: spec([PIPELINE]) };
    const files = { 'pipeline.json': PIPELINE_CONFIG };
    const auth = { token: 'cdap-secret-token' };
    const world = await start([{ ...one, files }], { cdap: { auth } });
    expect((await world.install('plain')).receipt.outcome).toBe('done');
    expect(world.running.cdap.log.having('cdap-secret-token').length).toBeGreaterThan(2);
    expect(JSON.stringify(world.web.requests)).not.toContain('cdap-secret-token');
  });

  it('that is missing is told as that', async () => {
    const one = { name: 'plain', version: '1.0.0', spec: spec([READ, PIPELINE]) };
    const world = await start([{ ...one, files: { 'pipeline.json': PIPELINE_CONFIG } }], {
      cdap: { auth: { token: '' } },
    });
    expect((await refusalOf(() => world.prepare('plain'))).code).toBe('cdap-auth');
  });
});
