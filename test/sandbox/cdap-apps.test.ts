/** Applications, datasets and drafts of the CDAP stand-in. */
import { afterEach, describe, expect, it } from 'vitest';

import { makeJar, startCdapWorld } from './cdap-world.ts';

import type { CdapServerOptions } from '../../sandbox/cdap/server.ts';
import type { CdapWorld } from './cdap-world.ts';

let world: CdapWorld;
afterEach(() => world.close());
const start = async (options: CdapServerOptions = {}) => {
  world = await startCdapWorld(options);
};

const APP = '/namespaces/default/apps/leads';
const PIPELINE = { name: 'cdap-data-pipeline', version: '5.1.0', scope: 'system' };
const CONFIG = {
  description: 'Leads',
  connections: [{ from: 'in', to: 'out' }],
  stages: [
    { name: 'in', plugin: { name: 'Stream', type: 'batchsource' } },
    { name: 'out', plugin: { name: 'Table', type: 'batchsink' } },
  ],
};

describe('an application', () => {
  it('is created, read, replaced without a word, and deleted', async () => {
    await start();
    expect((await world.call('GET', APP)).status).toBe(404);
    const body = { artifact: PIPELINE, config: CONFIG };
    expect(await world.say('PUT', APP, { body })).toEqual([200, 'Deploy Complete']);
    const { json } = await world.call('GET', APP);
    expect(json).toMatchObject({
      name: 'leads',
      description: 'Leads',
      artifact: { name: 'cdap-data-pipeline', version: '5.1.0', scope: 'SYSTEM' },
    });
    expect(JSON.parse((json as { configuration: string }).configuration)).toEqual(CONFIG);
    const other = { ...CONFIG, description: 'Other' };
    expect(await world.say('PUT', APP, { body: { ...body, config: other } })).toEqual([
      200,
      'Deploy Complete',
    ]);
    expect(world.cdap.state.created).toEqual({ 'default/app/leads': 1 });
    expect(world.cdap.state.written).toEqual({ 'default/app/leads': 2 });
    expect((await world.call('DELETE', APP)).status).toBe(200);
    expect((await world.call('DELETE', APP)).status).toBe(404);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no artifact', { config: CONFIG }, 400],
    ['a version range', { artifact: { ...PIPELINE, version: '[5.0.0,6.0.0)' } }, 400],
    ['an artifact that is not there', { artifact: { ...PIPELINE, version: '4.0.0' } }, 404],
    ['the wrong scope', { artifact: { ...PIPELINE, scope: 'USER' }, config: CONFIG }, 404],
    ['a pipeline without stages', { artifact: PIPELINE, config: {} }, 400],
    [
      'a connection to nowhere',
      { artifact: PIPELINE, config: { ...CONFIG, connections: [{ from: 'in', to: 'x' }] } },
      400,
    ],
    [
      'a plugin of an artifact that is not there',
      {
        artifact: PIPELINE,
        config: {
          stages: [
            { name: 'a', plugin: { name: 'X', type: 'transform', artifact: { name: 'sfdc' } } },
          ],
        },
      },
      400,
    ],
  ])('with %s is refused with its status', async (_, body, status) => {
    await start();
    const headers = { 'content-type': 'application/json' };
    expect((await world.call('PUT', APP, { body, headers })).status).toBe(status);
    expect(world.cdap.state.created).toEqual({});
  });

  it('has a name that CDAP takes', async () => {
    await start();
    const path = '/namespaces/default/apps/SFDC%20Lead%20Dump';
    expect(await world.say('PUT', path, { body: { artifact: PIPELINE } })).toEqual([
      400,
      expect.stringContaining("Invalid app name 'SFDC Lead Dump'"),
    ]);
  });

  it('is a jar to the server unless the header says JSON', async () => {
    await start();
    const body = JSON.stringify({ artifact: PIPELINE });
    const headers = { 'content-type': 'text/plain' };
    expect((await world.call('PUT', APP, { body, headers })).status).toBe(400);
  });

  it('is updated to another version of its own artifact only', async () => {
    await start();
    const update = (body: object) => world.say('POST', `${APP}/update`, { body });
    expect((await update({ config: CONFIG }))[0]).toBe(404);
    await world.call('PUT', APP, { body: { artifact: PIPELINE, config: CONFIG } });
    expect(await update({ config: { stages: [] } })).toEqual([200, 'Update complete.']);
    expect((await update({ artifact: { ...PIPELINE, name: 'cdap-data-streams' } }))[0]).toBe(400);
    expect((await update({ artifact: { ...PIPELINE, version: '9.9.9' } }))[0]).toBe(404);
  });
});

describe('a jar as an application', () => {
  const deploy = async (headers: Record<string, string>) =>
    world.say('POST', '/namespaces/default/apps', { headers, body: await makeJar() });

  it('becomes an artifact and an application, once', async () => {
    await start();
    const headers = { 'x-archive-name': 'LogAnalysis-4.1.0.jar', 'x-app-config': '{"a":1}' };
    expect(await deploy(headers)).toEqual([200, 'Successfully deployed app LogAnalysis']);
    expect((await world.call('GET', '/namespaces/default/apps/LogAnalysis')).json).toMatchObject({
      artifact: { name: 'LogAnalysis', version: '4.1.0', scope: 'USER' },
      configuration: '{"a":1}',
    });
    expect(await deploy(headers)).toEqual([
      409,
      expect.stringContaining("Artifact 'LogAnalysis' already exists. Please use the API that"),
    ]);
    expect(world.cdap.state.created).toEqual({
      'default/artifact/LogAnalysis@4.1.0': 1,
      'default/app/LogAnalysis': 1,
    });
  });

  it.each([
    [{}, 'X-Archive-Name header not present'],
    [{ 'x-archive-name': 'app.jar' }, 'Invalid artifact file name'],
    [{ 'x-archive-name': 'app-1.0.0.zip' }, 'Invalid artifact file name'],
    [{ 'x-archive-name': 'app-1.0.0.jar', 'x-app-config': '{' }, 'X-App-Config'],
  ])('is refused with %o', async (headers, words) => {
    await start();
    expect(await deploy(headers as Record<string, string>)).toEqual([
      400,
      expect.stringContaining(words),
    ]);
  });
});

describe('a dataset', () => {
  const DATASET = '/namespaces/default/data/datasets/purchases';

  it('is created once, read and deleted', async () => {
    await start();
    const body = { typeName: 'table', properties: { ttl: '3600' }, description: 'Bought' };
    expect((await world.call('GET', DATASET)).status).toBe(404);
    expect(await world.say('PUT', DATASET, { body })).toEqual([200, '']);
    expect((await world.call('GET', DATASET)).json).toMatchObject({
      spec: { name: 'purchases', type: 'table', properties: { ttl: '3600' } },
    });
    expect((await world.call('PUT', DATASET, { body: { typeName: 'fileSet' } })).status).toBe(409);
    expect((await world.call('DELETE', DATASET)).status).toBe(200);
    expect((await world.call('DELETE', DATASET)).status).toBe(404);
  });

  it.each([
    [{ type: 'table' }, 400],
    [{ typeName: 'spaceship' }, 404],
    [{ typeName: 'table', properties: { ttl: 3600 } }, 400],
    ['nothing', 400],
    [{ typeName: 'co.cask.cdap.api.dataset.table.Table' }, 200],
  ])('of %o is answered with %i', async (body, status) => {
    await start();
    expect((await world.call('PUT', DATASET, { body })).status).toBe(status);
  });

  it('takes other properties, and no files', async () => {
    await start();
    await world.call('PUT', DATASET, { body: { typeName: 'table' } });
    expect((await world.call('PUT', `${DATASET}/properties`, { body: { a: 'b' } })).status).toBe(
      200,
    );
    expect((await world.call('POST', `${DATASET}/data/write`)).status).toBe(501);
    expect((await world.call('PUT', '/namespaces/default/data/datasets/a%2Fb')).status).toBe(400);
  });
});

describe('a draft', () => {
  const DRAFT =
    '/namespaces/system/apps/pipeline/services/studio/methods/v1/contexts/default/drafts/id-1';

  it('is kept by its id on 6.x', async () => {
    await start({ version: '6.4.0' });
    const artifact = { name: 'cdap-data-pipeline', version: '6.4.0', scope: 'SYSTEM' };
    const body = { artifact, config: { stages: [] }, name: 'Draft', __ui__: {} };
    expect((await world.call('GET', DRAFT)).status).toBe(404);
    expect((await world.call('PUT', DRAFT, { body })).status).toBe(200);
    expect((await world.call('PUT', DRAFT, { body })).status).toBe(200);
    expect((await world.call('GET', DRAFT)).json).toMatchObject({ name: 'Draft', artifact });
    expect(world.cdap.state.created).toEqual({ 'default/draft/id-1': 1 });
    expect((await world.call('DELETE', DRAFT)).status).toBe(200);
    expect((await world.call('DELETE', DRAFT)).status).toBe(404);
  });

  it('loses a scope in small letters, and needs an artifact of pipelines', async () => {
    await start({ version: '6.4.0' });
    await world.call('PUT', DRAFT, { body: { artifact: PIPELINE, name: 'x' } });
    expect((await world.call('GET', DRAFT)).json.artifact).not.toHaveProperty('scope');
    expect((await world.call('PUT', DRAFT, { body: {} })).status).toBe(400);
    const artifact = { name: 'wrangler', version: '1.0.0' };
    expect((await world.call('PUT', DRAFT, { body: { artifact } })).status).toBe(400);
  });

  it.each(['4.3.0', '5.1.0', '6.1.1', '6.2.3'])('has no place on %s', async (version) => {
    await start({ version });
    expect((await world.call('GET', DRAFT)).status).toBe(404);
  });
});
