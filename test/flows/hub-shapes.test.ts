/** Streams, plugins and jars of the shapes that the real hub has, with data of our own: installed on CDAP's stand-in, taken back, or refused with the reason. */
import { afterEach, describe, expect, it } from 'vitest';

import { refusalOf } from '../fakes/thrown.ts';
import { makeJar } from '../sandbox/cdap-world.ts';
import {
  argument,
  spec,
  STREAM,
  LOAD,
  READ,
  PLUGIN_CONFIG,
  DRIVER_CONFIG,
  artifactArguments,
} from './hub-specs.ts';
import { startHub } from './hub-world.ts';

import type { Decisions } from '#core/model/install.ts';
import type { HubOptions, HubPackage, HubWorld, Installed } from './hub-world.ts';

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
const methodsOf = ({ seen }: Installed) => seen.map(({ method, status }) => `${method} ${status}`);

describe('a stream with sample data', () => {
  const one: HubPackage = {
    ...{ name: 'example-logs', version: '4.1.0' },
    spec: spec([STREAM, LOAD], { cdapVersion: '[4.1.0-SNAPSHOT, 6.0.0-SNAPSHOT)' }),
    files: { 'a.log': 'one\ntwo\n' },
  };

  it('is created, described and filled', async () => {
    const world = await start([one]);
    const { receipt, wizard } = await world.install('example-logs');
    expect(receipt.outcome).toBe('done');
    expect(stateOf(world).namespaces['default']?.streams).toMatchObject([
      { name: 'logs', properties: { description: 'Events' }, events: ['one', 'two'] },
    ]);
    // D06: an argument that nobody knows is no error, and not hidden.
    expect(wizard.forms[0]?.texts.join(' ')).toContain('loadfiles');
  });

  it('is skipped the second time: nothing is added twice', async () => {
    const world = await start([one]);
    const { receipt } = await world.install('example-logs');
    const before = world.running.cdap.snapshot();
    const again = await world.install('example-logs', { known: [receipt] });
    expect(again.receipt.outcome).toBe('done');
    expect(world.running.cdap.snapshot()).toBe(before);
    expect(methodsOf(again).filter((each) => each.startsWith('POST'))).toEqual([]);
  });

  it('asks before it adds to events that somebody else put there', async () => {
    const world = await start([one]);
    const { clusters } = world;
    const url = `${clusters.cdap?.base}v3/namespaces/default/streams/logs`;
    await clusters.cdap?.send({ method: 'PUT', url });
    await clusters.cdap?.send({ method: 'POST', url, body: 'theirs' });
    const decisions: Decisions = {};
    for (;;) {
      const { events, receipt } = await world.install('example-logs', { decisions });
      if (receipt.outcome === 'done') break;
      const last = events.at(-1);
      expect(last).toMatchObject({ type: 'failed', error: { code: 'cluster-conflict' } });
      const finding = last?.type === 'failed' ? last.findings[0] : undefined;
      expect(finding?.choices).toEqual(expect.arrayContaining(['adopt', 'replace']));
      decisions[finding?.request ?? ''] = 'adopt';
    }
    // What the stream is described as, and its events.
    expect(Object.keys(decisions)).toHaveLength(2);
    expect(stateOf(world).namespaces['default']?.streams[0]?.events).toEqual(['theirs']);
  });

  it('is taken back by undo', async () => {
    const world = await start([one]);
    const before = world.running.cdap.snapshot();
    const { receipt } = await world.install('example-logs');
    const events = await world.undo(receipt);
    expect(events.at(-1)).toMatchObject({ type: 'undo-done', receipt: { outcome: 'undone' } });
    expect(world.running.cdap.snapshot()).toBe(before);
  });

  it('is refused by CDAP 6, with the reason', async () => {
    const world = await start([one], { cdap: { version: '6.1.1' } });
    const error = await refusalOf(() => world.prepare('example-logs'));
    expect(error.code).toBe('cluster-lacks');
    expect(error.message).toMatch(/stream.*6\.1\.1/is);
  });

  it('is refused without its file', async () => {
    const world = await start([{ ...one, files: {} }]);
    expect((await refusalOf(() => world.prepare('example-logs'))).code).toBe('action-file');
  });

  it('lets the user name the stream where the package does not', async () => {
    const load = { ...LOAD, arguments: [argument('files', ['a.log'])] };
    const world = await start([{ ...one, spec: spec([load]) }]);
    const { wizard } = await world.prepare('example-logs');
    const [field] = wizard.forms[0]?.fields ?? [];
    expect(field).toMatchObject({ label: 'name', required: true });
    expect(wizard.plan({ 1: { [field?.id ?? '']: 'a/../b' } })).toMatchObject({
      ok: false,
      errors: [{ step: 1, field: field?.id }],
    });
    await world.install('example-logs', { answers: { 1: { [field?.id ?? '']: 'mine' } } });
    expect(stateOf(world).namespaces['default']?.streams).toMatchObject([{ name: 'mine' }]);
  });
});

describe('a plugin deployed in one step', () => {
  const make = async (): Promise<HubPackage> => ({
    ...{ name: 'plugin-fancy', version: '1.0.0' },
    spec: spec([{ type: 'one_step_deploy_plugin', arguments: artifactArguments('fancy') }]),
    files: { 'fancy.json': JSON.stringify(PLUGIN_CONFIG), 'fancy-1.0.0.jar': await makeJar() },
  });

  it.each(['off', 'signatures'] as const)(
    'at %s has jar, parents and properties',
    async (trust) => {
      const world = await start([await make()], { trust });
      expect((await world.install('plugin-fancy')).receipt).toMatchObject({
        outcome: 'done',
        trust,
      });
      expect(stateOf(world).namespaces['default']?.artifacts).toMatchObject([
        { name: 'fancy', version: '1.0.0', ...PLUGIN_CONFIG },
      ]);
    },
  );

  it('of somebody else’s bytes is not taken for ours without asking', async () => {
    const world = await start([await make()]);
    const { clusters } = world;
    await clusters.cdap?.send({
      method: 'POST',
      url: `${clusters.cdap.base}v3/namespaces/default/artifacts/fancy`,
      headers: { 'Artifact-Version': '1.0.0' },
      body: await makeJar(['X: other']),
    });
    const before = world.running.cdap.snapshot();
    const { events } = await world.install('plugin-fancy');
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'cluster-conflict' } });
    expect(world.running.cdap.snapshot()).toBe(before);
  });

  it('whose parents CDAP lacks is refused before anything is sent', async () => {
    const one = await make();
    const parents = ['system:cdap-data-pipeline[6.1.1,7.0.0-SNAPSHOT)'];
    const files = { ...one.files, 'fancy.json': JSON.stringify({ ...PLUGIN_CONFIG, parents }) };
    const world = await start([{ ...one, files }]);
    const error = await refusalOf(() => world.prepare('plugin-fancy'));
    expect(error.code).toBe('cluster-lacks');
    expect(stateOf(world).created).toEqual({});
  });
});

describe('a jar that the user brings', () => {
  const driver: HubPackage = {
    ...{ name: 'jdbc-driver', version: '1.0.0' },
    spec: spec([
      READ,
      {
        type: 'create_driver_artifact',
        label: 'Driver Plugin',
        arguments: artifactArguments('driver').filter(({ name }) => name !== 'jar'),
      },
    ]),
    files: { 'driver.json': JSON.stringify(DRIVER_CONFIG) },
  };

  it('becomes the driver, with the plugins of the package', async () => {
    const world = await start([driver]);
    const bytes = await makeJar();
    const files = { 2: { 'arguments.jar': { name: 'any-driver.jar', bytes } } };
    const { receipt, wizard } = await world.install('jdbc-driver', { files });
    expect(receipt.outcome).toBe('done');
    expect(wizard.forms[0]).toMatchObject({ texts: ['Go', 'Get'], markdown: false });
    expect(stateOf(world).namespaces['default']?.artifacts).toMatchObject([
      { name: 'driver', version: '1.0.0', size: bytes.length, ...DRIVER_CONFIG },
    ]);
  });

  it('is asked for, and nothing is planned without it', async () => {
    const world = await start([driver]);
    const { wizard } = await world.prepare('jdbc-driver');
    const result = wizard.plan({});
    expect(result).toMatchObject({ ok: false, errors: [{ step: 2, field: 'arguments.jar' }] });
  });

  it.each(['deploy_app', 'create_app'])('is deployed as an application by %s', async (type) => {
    const actions = [{ type, arguments: [argument('jar', 'Cellar-1.0.0.jar')] }];
    const world = await start([{ name: 'cellar', version: '1.0.0', spec: spec(actions) }]);
    const files = { 1: { 'arguments.jar': { name: 'Cellar-1.0.0.jar', bytes: await makeJar() } } };
    expect((await world.install('cellar', { files })).receipt.outcome).toBe('done');
    expect(Object.keys(stateOf(world).created).sort()).toEqual([
      'default/app/Cellar',
      'default/artifact/Cellar@1.0.0',
    ]);
  });
});
