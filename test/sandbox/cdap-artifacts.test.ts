/** Artifacts of the CDAP stand-in: what is added, refused, read and deleted, with which words. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { makeJar, startCdapWorld } from './cdap-world.ts';

import type { CdapWorld } from './cdap-world.ts';

const NS = '/namespaces/default/artifacts';
let world: CdapWorld;
beforeEach(async () => {
  world = await startCdapWorld({ version: '5.1.0' });
});
afterEach(() => world.close());

const add = async (
  name: string,
  headers: Record<string, string> = { 'artifact-version': '1.0.0' },
  jar: Uint8Array | undefined = undefined,
) => world.say('POST', `${NS}/${name}`, { headers, body: jar ?? (await makeJar()) });

describe('adding an artifact', () => {
  it('takes a jar with version, parents and plugins, and tells them again', async () => {
    const plugins = [{ name: 'mysql', type: 'jdbc', className: 'com.example.Driver' }];
    const answer = await add('driver', {
      'artifact-version': '5.1.39',
      'artifact-extends':
        'system:cdap-data-pipeline[3.0.0,10.0.0]/system:cdap-etl-batch[3.0.0,10.0.0]',
      'artifact-plugins': JSON.stringify(plugins),
    });
    expect(answer).toEqual([200, 'Artifact added successfully']);
    const { status, json } = await world.call('GET', `${NS}/driver/versions/5.1.39`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      name: 'driver',
      version: '5.1.39',
      scope: 'USER',
      classes: { plugins: [{ name: 'mysql' }] },
      properties: {},
    });
    expect(world.cdap.state.created).toEqual({ 'default/artifact/driver@5.1.39': 1 });
  });

  it('takes the version of the manifest where no header gives one', async () => {
    const jar = await makeJar(['Bundle-Version: 2.3.4']);
    expect(await add('lib', {}, jar)).toEqual([200, 'Artifact added successfully']);
    expect((await world.call('GET', `${NS}/lib/versions/2.3.4`)).status).toBe(200);
  });

  it('refuses a jar without manifest or Bundle-Version then, and what is no jar', async () => {
    expect(await add('a', {}, await makeJar(null))).toEqual([
      400,
      expect.stringContaining('does not contain a manifest'),
    ]);
    expect(await add('a', {}, await makeJar())).toEqual([
      400,
      expect.stringContaining('does not contain Bundle-Version'),
    ]);
    expect(await add('a', undefined, Buffer.from('<html>Not found</html>'))).toEqual([
      400,
      'Artifact is not in zip format. Please make sure it is a jar file.',
    ]);
    expect(world.cdap.state.created).toEqual({});
  });

  it('answers 409 to a version that is there, whatever its bytes', async () => {
    await add('a');
    expect(await add('a', undefined, await makeJar(['X: y']))).toEqual([
      409,
      "Artifact 'default.a-1.0.0' already exists.",
    ]);
    expect(world.cdap.state.written).toEqual({ 'default/artifact/a@1.0.0': 1 });
  });

  it('replaces a snapshot', async () => {
    const headers = { 'artifact-version': '1.0.0-SNAPSHOT' };
    await add('a', headers);
    const before = world.cdap.snapshot();
    expect(await add('a', headers, await makeJar(['X: y']))).toEqual([
      200,
      'Artifact added successfully',
    ]);
    expect(world.cdap.snapshot()).not.toBe(before);
    const key = 'default/artifact/a@1.0.0-SNAPSHOT';
    expect(world.cdap.state.created[key]).toBe(1);
    expect(world.cdap.state.written[key]).toBe(2);
  });

  it.each([
    ['cdap-data-pipeline', 400, 'Invalid artifact range'],
    ['system:cdap-data-pipeline[5.0.0]', 400, 'Invalid artifact range'],
    ['system:cdap-data-pipeline[6.0.0,5.0.0]', 400, 'Invalid artifact range'],
    ['other:cdap-data-pipeline[1.0.0,9.0.0]', 400, 'must be in the same namespace or a system'],
    ['system:cdap-data-pipeline[6.0.0,7.0.0)', 404, 'that do not exist'],
    ['cdap-data-pipeline[3.0.0,10.0.0]', 404, 'that do not exist'],
    ['system:cdap-data-pipeline[4.0.0,5.1.0)', 404, 'that do not exist'],
  ])('refuses the parents %s with %i', async (parents, status, words) => {
    const headers = { 'artifact-version': '1.0.0', 'artifact-extends': parents };
    expect(await add('a', headers)).toEqual([status, expect.stringContaining(words)]);
  });

  it.each(['[object Object]', '{}', '[{"name":"x"}]', '[1]'])(
    'refuses the plugins %s',
    async (plugins) => {
      const headers = { 'artifact-version': '1.0.0', 'artifact-plugins': plugins };
      expect(await add('a', headers)).toEqual([
        400,
        expect.stringContaining(`Artifact-Plugins header '${plugins}' is invalid`),
      ]);
    },
  );

  it('refuses names and versions that CDAP does not take', async () => {
    expect((await add('a%20b'))[0]).toBe(400);
    expect((await add('a', { 'artifact-version': '[1.0,2.0)' }))[0]).toBe(400);
    expect((await add('..%2f..%2fsystem'))[0]).toBe(400);
  });

  it('knows no namespace system, which only looks at its folder again', async () => {
    const body = await makeJar();
    const path = '/namespaces/system/artifacts';
    expect((await world.call('POST', `${path}/a`, { body })).status).toBe(404);
    expect((await world.call('POST', path)).status).toBe(200);
    expect((await world.call('POST', '/namespaces/none/artifacts/a', { body })).status).toBe(404);
  });
});

describe('reading artifacts', () => {
  it('lists those of the namespace with those of the system, or one scope', async () => {
    await add('own');
    const names = async (query: string) => {
      const { json } = await world.call('GET', NS + query);
      return (json as { name: string; scope: string }[]).map(
        ({ name, scope }) => `${scope} ${name}`,
      );
    };
    expect(await names('')).toEqual(
      expect.arrayContaining(['USER own', 'SYSTEM cdap-data-pipeline', 'SYSTEM cdap-data-streams']),
    );
    expect(await names('?scope=user')).toEqual(['USER own']);
    expect(await names('?scope=SYSTEM')).not.toContain('USER own');
    expect((await world.call('GET', `${NS}?scope=all`)).status).toBe(400);
  });

  it('tells versions of one, and 404 of none', async () => {
    await add('own');
    await add('own', { 'artifact-version': '1.1.0' });
    const { json } = await world.call('GET', `${NS}/own`);
    expect(json).toEqual([
      { name: 'own', version: '1.0.0', scope: 'USER' },
      { name: 'own', version: '1.1.0', scope: 'USER' },
    ]);
    expect((await world.call('GET', `${NS}/none`)).status).toBe(404);
    expect(await world.say('GET', `${NS}/own/versions/3.0.0`)).toEqual([
      404,
      "'artifact:default.own-3.0.0' was not found.",
    ]);
    const system = `${NS}/cdap-data-pipeline/versions/5.1.0`;
    expect((await world.call('GET', system)).status).toBe(404);
    expect((await world.call('GET', `${system}?scope=system`)).json).toMatchObject({
      scope: 'SYSTEM',
    });
  });

  it('deletes one version, once', async () => {
    await add('own');
    expect((await world.call('DELETE', `${NS}/own/versions/1.0.0`)).status).toBe(200);
    expect((await world.call('DELETE', `${NS}/own/versions/1.0.0`)).status).toBe(404);
    const system = '/namespaces/system/artifacts/core-plugins/versions/2.0.0';
    expect((await world.call('DELETE', system)).status).toBe(200);
  });
});

describe('properties of an artifact', () => {
  const PROPERTIES = `${NS}/own/versions/1.0.0/properties`;
  beforeEach(() => add('own'));

  it('are replaced, read and deleted', async () => {
    expect(await world.say('PUT', PROPERTIES, { body: { a: '1', b: '2' } })).toEqual([200, '']);
    await world.call('PUT', PROPERTIES, { body: { b: '3', c: '4' } });
    expect((await world.call('GET', PROPERTIES)).json).toEqual({ b: '3', c: '4' });
    expect((await world.call('GET', `${PROPERTIES}?keys=b`)).json).toEqual({ b: '3' });
    expect((await world.call('DELETE', PROPERTIES)).status).toBe(200);
    expect((await world.call('GET', PROPERTIES)).json).toEqual({});
  });

  it('can be set one by one, as they are', async () => {
    await world.call('PUT', `${PROPERTIES}/doc.x`, { body: '# Title' });
    expect(await world.say('GET', `${PROPERTIES}/doc.x`)).toEqual([200, '# Title']);
    await world.call('DELETE', `${PROPERTIES}/doc.x`);
    expect((await world.call('GET', PROPERTIES)).json).toEqual({});
  });

  it.each(['[]', '{"a":1}', '{"a":{}}', 'nothing', ''])('refuse the body %s', async (body) => {
    expect(await world.say('PUT', PROPERTIES, { body })).toEqual([
      400,
      expect.stringContaining('Json Syntax Error'),
    ]);
  });

  it('need their artifact', async () => {
    const path = `${NS}/none/versions/1.0.0/properties`;
    expect((await world.call('PUT', path, { body: {} })).status).toBe(404);
  });

  it('of the system are written below its own namespace only', async () => {
    const version = 'core-plugins/versions/2.0.0/properties';
    const body = { a: '1' };
    expect((await world.call('PUT', `${NS}/${version}`, { body })).status).toBe(404);
    const path = `/namespaces/system/artifacts/${version}`;
    expect((await world.call('PUT', path, { body })).status).toBe(200);
    expect((await world.call('GET', `${NS}/${version}?scope=system`)).json).toEqual(body);
  });
});
