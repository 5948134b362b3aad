/** Submitting jobs to the sandbox's cluster: each answer that the REST API knows. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { jobText, startCluster, submit } from './cluster-world.ts';

import type { ClusterWorld } from './cluster-world.ts';

let world: ClusterWorld;
beforeEach(async () => {
  world = await startCluster();
});
afterEach(() => world.close());

describe('when a valid job is submitted', () => {
  it('answers 202 and keeps the protocol exactly as sent', async () => {
    const text = `# a comment stays\n${jobText('kept')}\n`;
    const answer = await submit(world, text);
    expect(answer).toMatchObject({ status: 202, json: { status: 202 } });
    const config = await world.call('GET', '/jobs/demo~kept/config');
    expect(config.headers.get('content-type')).toMatch(/^text\/yaml/);
    expect(config.text).toBe(text);
  });

  it('moves the job from WAITING over RUNNING to SUCCEEDED', async () => {
    await submit(world, jobText('moving'));
    const stateAfter = async (ms: number) => {
      world.clock.now += ms;
      return (await world.call('GET', '/jobs/demo~moving')).json.jobStatus.state;
    };
    expect([await stateAfter(0), await stateAfter(10_000), await stateAfter(60_000)]).toEqual([
      'WAITING',
      'RUNNING',
      'SUCCEEDED',
    ]);
  });

  it('lets a job fail whose command exits with an error', async () => {
    const role = JSON.parse(jobText('failing')).taskRoles.worker;
    await submit(
      world,
      jobText('failing', { taskRoles: { worker: { ...role, commands: ['exit 3'] } } }),
    );
    world.clock.now += 60_000;
    const { json } = await world.call('GET', '/jobs/demo~failing');
    expect(json.jobStatus).toMatchObject({ state: 'FAILED', appExitCode: 3 });
  });

  it('counts its resources in the virtual cluster while it runs', async () => {
    await submit(world, jobText('counted'));
    world.clock.now += 10_000;
    const { json } = await world.call('GET', '/virtual-clusters');
    expect(json.default).toMatchObject({
      numActiveJobs: 1,
      resourcesUsed: { memory: 2048, vCores: 4, GPUs: 2 },
    });
    expect(json.research.resourcesUsed.GPUs).toBe(0);
  });
});

describe('when a job is refused', () => {
  const storage = (...names: string[]) => ({
    extras: {
      'com.microsoft.pai.runtimeplugin': [
        { plugin: 'teamwise_storage', parameters: { storageConfigNames: names } },
      ],
    },
  });

  it.each([
    ['400 for no protocol', '{}', 400, 'InvalidProtocolError'],
    ['400 for text that is no YAML', 'a: [', 400, 'InvalidProtocolError'],
    [
      '400 for an unknown virtual cluster',
      jobText('job', { defaults: { virtualCluster: 'nowhere' } }),
      400,
      'NoVirtualClusterError',
    ],
    [
      '403 for a virtual cluster without right',
      jobText('job', { defaults: { virtualCluster: 'reserved' } }),
      403,
      'ForbiddenUserError',
    ],
    ['404 for an unknown storage', jobText('job', storage('nowhere')), 404, 'NoStorageError'],
    ['404 for a storage without right', jobText('job', storage('archive')), 404, 'NoStorageError'],
    [
      '413 past 100 KiB',
      jobText('job', { description: 'x'.repeat(102_400) }),
      413,
      'PayloadTooLargeError',
    ],
  ])('answers %s', async (_, body, status, code) => {
    expect(await submit(world, body)).toMatchObject({ status, json: { code } });
    expect((await world.call('GET', '/jobs')).json).toEqual([]);
  });

  it('answers 400 with the findings of the validation as JSON', async () => {
    const { json } = await submit(world, jobText('job', { taskRoles: {} }));
    expect(JSON.parse(json.message)).toContainEqual(
      expect.objectContaining({ path: expect.any(String), message: expect.any(String) }),
    );
  });

  it('answers 401 without a token and with a wrong one', async () => {
    const none = await submit(world, jobText('job'), null);
    const headers = { authorization: 'Bearer wrong', 'content-type': 'text/yaml' };
    const wrong = await world.call('POST', '/jobs', { user: null, headers, body: jobText('job') });
    const expected = { status: 401, json: { code: 'UnauthorizedUserError' } };
    expect(none).toMatchObject(expected);
    expect(wrong).toMatchObject(expected);
  });

  it('answers 409 for a name that the user has, but not for that of another user', async () => {
    await submit(world, jobText('twice'));
    const again = await submit(world, jobText('twice'));
    expect(again).toMatchObject({ status: 409, json: { code: 'ConflictJobError' } });
    expect((await submit(world, jobText('twice'), 'guest')).status).toBe(202);
  });

  it('answers 429 past the submissions of an hour, and 202 in the next', async () => {
    await world.close();
    world = await startCluster({ rates: { submissionsPerHour: 2 } });
    const statuses = [];
    for (const name of ['a', 'b', 'c']) statuses.push((await submit(world, jobText(name))).status);
    expect(statuses).toEqual([202, 202, 429]);
    expect((await submit(world, jobText('a'), 'guest')).status).toBe(202);
    world.clock.now += 3_600_000;
    expect((await submit(world, jobText('d'))).status).toBe(202);
  });

  it('answers what a test wants instead, without doing anything', async () => {
    world.cluster.intercept = (method) =>
      method === 'POST' ? { status: 500, code: 'UnknownError', message: 'broken' } : undefined;
    const answer = await submit(world, jobText('job'));
    expect(answer).toMatchObject({
      status: 500,
      json: { code: 'UnknownError', message: 'broken' },
    });
    expect((await world.call('GET', '/jobs')).json).toEqual([]);
  });
});
