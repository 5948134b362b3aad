/** Reading and changing jobs of the sandbox's cluster: listings, tags, stop, state over restarts. */
import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { jobText, startCluster, submit } from './cluster-world.ts';

import type { ClusterWorld } from './cluster-world.ts';

let world: ClusterWorld;
beforeEach(async () => {
  world = await startCluster();
});
afterEach(() => world.close());

const setTag = (method: string, job: string, value: unknown, user = 'demo') =>
  world.call(method, `/jobs/${job}/tag`, {
    user,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
  });

describe('the job listing', () => {
  beforeEach(async () => {
    for (const [name, user] of [
      ['alpha', 'demo'],
      ['beta', 'demo'],
      ['gamma', 'guest'],
    ] as const) {
      await submit(world, jobText(name), user);
      world.clock.now += 1_000;
    }
  });

  const names = async (query: string) =>
    (await world.call('GET', `/jobs?${query}`)).json.map((job: { name: string }) => job.name);

  it('gives the newest first', async () => {
    expect(await names('')).toEqual(['gamma', 'beta', 'alpha']);
  });

  it('filters by user, keyword, state, virtual cluster and tag', async () => {
    await setTag('PUT', 'demo~alpha', 'marketplace:sample/hello@1.0.0+b');
    expect(await names('username=guest')).toEqual(['gamma']);
    expect(await names('username=guest,demo&keyword=bet')).toEqual(['beta']);
    expect(await names('state=RUNNING')).toEqual([]);
    expect(await names('vc=research')).toEqual([]);
    const tag = encodeURIComponent('marketplace:sample/hello@1.0.0+b');
    expect(await names(`tagsContain=${tag}`)).toEqual(['alpha']);
    expect(await names(`tagsNotContain=${tag}`)).toEqual(['gamma', 'beta']);
  });

  it('pages, orders and counts', async () => {
    expect(await names('order=jobName,ASC&offset=1&limit=1')).toEqual(['beta']);
    const { json } = await world.call('GET', '/jobs?withTotalCount=true&limit=1');
    expect(json).toMatchObject({ totalCount: 3, data: [{ name: 'gamma', totalGpuNumber: 2 }] });
  });

  it('refuses a limit above 50000 and one that is no number', async () => {
    expect((await world.call('GET', '/jobs?limit=50001')).status).toBe(400);
    expect((await world.call('GET', '/jobs?limit=many')).status).toBe(400);
  });

  it('answers 429 past 60 listings a minute, while other calls go on', async () => {
    for (let count = 0; count < 60; count++) await world.call('GET', '/jobs');
    const answer = await world.call('GET', '/jobs');
    expect(answer).toMatchObject({ status: 429, json: { code: 'TooManyRequestsError' } });
    expect((await world.call('GET', '/jobs/demo~alpha')).status).toBe(200);
  });
});

describe('the tags of a job', () => {
  beforeEach(() => submit(world, jobText('tagged')));

  it('are added once and taken off', async () => {
    expect((await setTag('PUT', 'demo~tagged', 'a b')).status).toBe(200);
    expect((await setTag('PUT', 'demo~tagged', 'a b')).status).toBe(200);
    expect((await world.call('GET', '/jobs/demo~tagged')).json.tags).toEqual(['a b']);
    expect((await setTag('DELETE', 'demo~tagged', 'a b')).status).toBe(200);
    expect((await world.call('GET', '/jobs/demo~tagged')).json.tags).toEqual([]);
  });

  it.each([
    { what: 'a comma', value: 'a,b', status: 400, code: 'InvalidParametersError' },
    { what: 'no text', value: 7, status: 400, code: 'InvalidParametersError' },
    { what: "somebody else's job", user: 'guest', status: 403, code: 'ForbiddenUserError' },
    { what: 'no job', job: 'demo~nothing', status: 404, code: 'NoJobError' },
  ])('are refused with $status for $what', async ({ job, value, user, status, code }) => {
    const answer = await setTag('PUT', job ?? 'demo~tagged', value ?? 'a', user);
    expect(answer).toMatchObject({ status, json: { code } });
  });

  it('answer 404 when one is taken off that is not there', async () => {
    const answer = await setTag('DELETE', 'demo~tagged', 'a');
    expect(answer).toMatchObject({ status: 404, json: { code: 'NoTagError' } });
  });
});

describe('stopping a job', () => {
  const stop = (user = 'demo', value = 'STOP') =>
    world.call('PUT', '/jobs/demo~stopping/executionType', {
      user,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
    });
  const state = async () => (await world.call('GET', '/jobs/demo~stopping')).json.jobStatus.state;
  beforeEach(() => submit(world, jobText('stopping')));

  it('goes over STOPPING to STOPPED', async () => {
    world.clock.now += 10_000;
    expect((await stop()).status).toBe(202);
    expect(await state()).toBe('STOPPING');
    world.clock.now += 10_000;
    expect(await state()).toBe('STOPPED');
  });

  it('changes nothing once the job has ended', async () => {
    world.clock.now += 60_000;
    await stop();
    expect(await state()).toBe('SUCCEEDED');
  });

  it('is for the owner and administrators', async () => {
    expect((await stop('guest')).status).toBe(403);
    expect((await stop('admin')).status).toBe(202);
    expect((await stop('demo', 'PAUSE')).status).toBe(400);
  });
});

describe('after a restart', () => {
  it('jobs, tags, times and tokens are as before', async () => {
    const token = world.tokenOf('demo');
    await submit(world, jobText('lasting'));
    await setTag('PUT', 'demo~lasting', 'kept');
    world.clock.now += 10_000;
    await world.restart();
    expect(world.tokenOf('demo')).toBe(token);
    const { json } = await world.call('GET', '/jobs/demo~lasting');
    expect(json).toMatchObject({ tags: ['kept'], jobStatus: { state: 'RUNNING' } });
  });

  it('the state file is readable for its owner only', () => {
    expect(statSync(world.stateFile).mode & 0o777).toBe(0o600);
  });
});
