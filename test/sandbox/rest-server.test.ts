/** What holds for every call of the sandbox's REST API: tokens, CORS, unknown paths, call rate. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startCluster } from './cluster-world.ts';

import type { ClusterWorld } from './cluster-world.ts';

let world: ClusterWorld;
beforeEach(async () => {
  world = await startCluster();
});
afterEach(() => world.close());

describe('a call', () => {
  it('needs no token for /info', async () => {
    const { status, json } = await world.call('GET', '/info', { user: null });
    expect(status).toBe(200);
    expect(json).toMatchObject({ version: 'v1.8.0', launcherType: 'k8s' });
  });

  it.each(['/users/demo', '/virtual-clusters', '/storages', '/jobs', '/jobs/demo~a'])(
    'needs a token for %s',
    async (path) => {
      const answer = await world.call('GET', path, { user: null });
      expect(answer).toMatchObject({ status: 401, json: { code: 'UnauthorizedUserError' } });
    },
  );

  it('takes an application token as Basic user:token', async () => {
    const credentials = Buffer.from(`demo:${world.tokenOf('demo')}`).toString('base64');
    const headers = { authorization: `Basic ${credentials}` };
    expect((await world.call('GET', '/storages', { user: null, headers })).status).toBe(200);
  });

  it('answers 404 for what the API does not have', async () => {
    const unknown = await world.call('GET', '/nothing');
    expect(unknown).toMatchObject({ status: 404, json: { code: 'NoApiError' } });
    expect((await world.call('DELETE', '/jobs/demo~a')).status).toBe(404);
    expect((await world.call('GET', '/jobs/%zz')).status).toBe(404);
  });

  it('answers 429 past 600 calls a minute', async () => {
    await world.close();
    world = await startCluster({ rates: { callsPerMinute: 3 } });
    for (let count = 0; count < 3; count++) await world.call('GET', '/info');
    expect((await world.call('GET', '/info')).status).toBe(429);
    world.clock.now += 60_000;
    expect((await world.call('GET', '/info')).status).toBe(200);
  });

  it('is logged with its headers', async () => {
    await world.call('GET', '/storages', { headers: { origin: 'http://portal.test' } });
    expect(world.cluster.log.having(world.tokenOf('demo'))).toMatchObject([
      {
        method: 'GET',
        url: '/rest-server/api/v2/storages',
        origin: 'http://portal.test',
        status: 200,
      },
    ]);
  });
});

describe('CORS', () => {
  it('is open for any origin, without credentials, for errors too', async () => {
    const { status, headers } = await world.call('GET', '/jobs', { user: null });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('answers a preflight with the headers asked for', async () => {
    const { status, headers } = await world.call('OPTIONS', '/jobs', {
      user: null,
      headers: { 'access-control-request-headers': 'authorization,content-type' },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(headers.get('access-control-allow-methods')).toContain('PUT');
  });
});

describe('users and storages', () => {
  it('show rights, never tokens', async () => {
    const { json, text } = await world.call('GET', '/users/demo');
    expect(json).toMatchObject({ username: 'demo', virtualCluster: ['default', 'research'] });
    expect(text).not.toContain(world.tokenOf('demo'));
    const missing = await world.call('GET', '/users/nobody');
    expect(missing).toMatchObject({ status: 404, json: { code: 'NoUserError' } });
  });

  it('give each user only the storages that the user may mount', async () => {
    const { json } = await world.call('GET', '/storages', { user: 'guest' });
    expect(json.storages.map((each: { name: string }) => each.name)).toEqual(['datasets']);
  });
});
