/** Streams of the CDAP stand-in, and their absence from 6.0 on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startCdapWorld } from './cdap-world.ts';

import type { CdapWorld } from './cdap-world.ts';

const STREAM = '/namespaces/default/streams/logs';
const CSV = { headers: { 'content-type': 'text/csv' } };
let world: CdapWorld;
beforeEach(async () => {
  world = await startCdapWorld({ version: '4.3.0' });
});
afterEach(() => world.close());

describe('a stream', () => {
  it('is created with the usual properties', async () => {
    expect(await world.say('PUT', STREAM)).toEqual([200, '']);
    expect((await world.call('GET', STREAM)).json).toEqual({
      ttl: 9_223_372_036_854_775,
      format: {
        name: 'text',
        schema: {
          type: 'record',
          name: 'stringBody',
          fields: [{ name: 'body', type: 'string' }],
        },
        settings: {},
      },
      'notification.threshold.mb': 1024,
    });
  });

  it('that is there stays as it is', async () => {
    await world.call('PUT', STREAM, { body: { ttl: 60, description: 'first' } });
    expect((await world.call('PUT', STREAM, { body: { ttl: 90 } })).status).toBe(200);
    expect((await world.call('GET', STREAM)).json).toMatchObject({ ttl: 60, description: 'first' });
    expect(world.cdap.state.written).toEqual({ 'default/stream/logs': 1 });
    expect((await world.call('PUT', STREAM, { body: { principal: 'me@X' } })).status).toBe(403);
  });

  it('changes the properties that are given, no others', async () => {
    await world.call('PUT', STREAM, { body: { description: 'first' } });
    const body = { ttl: 60, format: { name: 'csv' } };
    expect((await world.call('PUT', `${STREAM}/properties`, { body })).status).toBe(200);
    expect((await world.call('GET', STREAM)).json).toMatchObject({
      ttl: 60,
      description: 'first',
      format: { name: 'csv', schema: { type: 'record' } },
    });
  });

  it.each([
    [{ ttl: -1 }, 'Invalid TTL -1'],
    [{ 'notification.threshold.mb': 0 }, 'Invalid threshold 0'],
    [{ format: {} }, 'A format name must be specified'],
    [{ format: { name: 'parquet' } }, 'unable to instantiate format parquet'],
    [{ format: { name: 'csv', schema: 'a' } }, 'does not support the requested schema'],
    [{ ttl: 'soon' }, 'Invalid stream configuration'],
    ['nothing', 'Invalid stream configuration'],
  ])('refuses the properties %o', async (body, words) => {
    await world.call('PUT', STREAM);
    const answer = await world.say('PUT', `${STREAM}/properties`, { body });
    expect(answer).toEqual([400, expect.stringContaining(words)]);
  });

  it('takes lines as events, again and again', async () => {
    await world.call('PUT', STREAM);
    const batch = { ...CSV, body: '1,Ann\n2,Bob\n' };
    expect((await world.call('GET', `${STREAM}/events?limit=1`)).status).toBe(204);
    expect(await world.say('POST', `${STREAM}/batch`, batch)).toEqual([200, '']);
    await world.call('POST', `${STREAM}/batch`, batch);
    await world.call('POST', STREAM, { body: '3,Cid' });
    expect((await world.call('GET', `${STREAM}/events?limit=1`)).json).toMatchObject([
      { body: '1,Ann', headers: {} },
    ]);
    expect((await world.call('GET', `${STREAM}/events`)).json).toHaveLength(5);
    expect(world.cdap.state.created['default/events/logs']).toBe(3);
  });

  it.each([undefined, 'application/octet-stream', 'avro/binary'])(
    'answers 406 to a batch of the type %s',
    async (type) => {
      await world.call('PUT', STREAM);
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      const body = Buffer.from('a\n');
      expect((await world.call('POST', `${STREAM}/batch`, { headers, body })).status).toBe(406);
    },
  );

  it('is emptied and deleted', async () => {
    await world.call('PUT', STREAM);
    await world.call('POST', `${STREAM}/batch`, { ...CSV, body: 'a' });
    expect((await world.call('POST', `${STREAM}/truncate`)).status).toBe(200);
    expect((await world.call('GET', `${STREAM}/events`)).status).toBe(204);
    expect((await world.call('DELETE', STREAM)).status).toBe(200);
    for (const [method, path] of [
      ['DELETE', STREAM],
      ['GET', STREAM],
      ['GET', `${STREAM}/events`],
      ['PUT', `${STREAM}/properties`],
      ['POST', `${STREAM}/batch`],
      ['POST', STREAM],
    ] as const) {
      expect(await world.say(method, path, method === 'GET' ? {} : CSV), path).toEqual([
        404,
        "'stream:default.logs' was not found.",
      ]);
    }
  });

  it('has a name that CDAP takes, in a namespace that is there', async () => {
    expect((await world.call('PUT', '/namespaces/default/streams/a.b')).status).toBe(400);
    expect((await world.call('PUT', '/namespaces/none/streams/a')).status).toBe(404);
  });
});

describe('CDAP from 6.0 on', () => {
  it.each(['6.0.0-SNAPSHOT', '6.0.0', '6.1.1', '6.4.0'])('%s has no streams', async (version) => {
    const newer = await startCdapWorld({ version });
    expect((await newer.call('PUT', STREAM)).status).toBe(404);
    expect((await newer.call('GET', '/namespaces/default/streams')).status).toBe(404);
    expect((await newer.call('GET', '/version')).json).toEqual({ version });
    await newer.close();
  });
});
