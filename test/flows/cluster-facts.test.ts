import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readClusterFacts } from '#flows/cluster-facts.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';

import type { FactsInput } from '#flows/cluster-facts.ts';
import type { FakeCluster, RawAnswer } from '../fakes/cluster.ts';

let fake: FakeCluster;
beforeEach(async () => {
  fake = await startFakeCluster();
});
afterEach(() => fake.close());

const facts = (user = fake.user, more: Partial<FactsInput> = {}) =>
  readClusterFacts({
    clusters: { openpai: fake.cluster },
    user,
    needs: ['openpai'],
    portalVersion: '1.8.0',
    ...more,
  });

/** Answers every call of this path so. */
function answer(path: string, raw: RawAnswer) {
  fake.instead = (_, asked) => (asked === path ? raw : undefined);
}

describe('the facts of a cluster', () => {
  it('are what the user may use, with what is free', async () => {
    expect(await facts()).toEqual({
      base: `${fake.url}/`,
      user: 'demo',
      admin: false,
      version: '1.8.0',
      virtualClusters: [
        {
          ...{ name: 'default', freeGpus: 16, freeCpus: 96, freeMemoryMB: 524_288 },
          ...{ totalGpus: 16, totalCpus: 96, totalMemoryMB: 524_288 },
        },
        {
          ...{ name: 'research', freeGpus: 8, freeCpus: 48, freeMemoryMB: 262_144 },
          ...{ totalGpus: 8, totalCpus: 48, totalMemoryMB: 262_144 },
        },
      ],
      storages: [
        { name: 'datasets', default: true },
        { name: 'scratch', default: false },
      ],
    });
  });

  it('are read only', async () => {
    await facts();
    expect(fake.calls().sort()).toEqual([
      'GET /storages',
      'GET /users/demo',
      'GET /virtual-clusters',
    ]);
  });

  it('are not asked where no step needs them', async () => {
    expect(await facts(fake.user, { needs: [] })).toMatchObject({
      base: `${fake.url}/`,
      user: 'demo',
      virtualClusters: [],
    });
    expect(fake.calls()).toEqual([]);
  });

  it('ask for the version where no portal tells it', async () => {
    expect((await facts(fake.user, { portalVersion: undefined })).version).toBe('1.8.0');
    expect(fake.calls()).toContain('GET /info');
    answer('/info', { status: 404, body: {} });
    expect((await facts(fake.user, { portalVersion: '' })).version).toBeUndefined();
  });

  it('give an administrator without a list all virtual clusters, and others none', async () => {
    const profile = { username: 'demo', virtualCluster: [], storageConfig: [] };
    answer('/users/demo', { status: 200, body: { ...profile, admin: true } });
    expect((await facts()).virtualClusters).toHaveLength(3);
    answer('/users/demo', { status: 200, body: { ...profile, admin: false } });
    expect((await facts()).virtualClusters).toEqual([]);
  });

  it('limit nothing where the profile does not speak of virtual clusters', async () => {
    answer('/users/demo', { status: 200, body: { username: 'demo', admin: false } });
    expect((await facts()).virtualClusters).toHaveLength(3);
  });

  it.each([403, 404])('have no storages where the list answers %d', async (status) => {
    answer('/storages', { status, body: {} });
    expect((await facts()).storages).toEqual([]);
  });

  it('leave out sizes that the cluster does not tell', async () => {
    answer('/virtual-clusters', { status: 200, body: { default: null, research: { x: 1 } } });
    expect((await facts()).virtualClusters).toEqual([{ name: 'default' }, { name: 'research' }]);
  });

  it.each<[number, string]>([
    [401, 'cluster-auth'],
    [403, 'cluster-forbidden'],
    [404, 'cluster-error'],
    [409, 'cluster-conflict'],
    [413, 'cluster-too-large'],
    [429, 'cluster-rate-limited'],
    [500, 'cluster-error'],
  ])('are refused on %d as %s', async (status, code) => {
    answer('/users/demo', { status, body: { code: 'SomeError', message: 'some words' } });
    const error = await refusalOf(() => facts());
    expect(error).toMatchObject({ code, details: { status, clusterCode: 'SomeError' } });
    expect(error.message).toContain('some words');
  });

  it('name the time to wait that the cluster asks for', async () => {
    answer('/users/demo', { status: 429, headers: { 'Retry-After': '17' } });
    const error = await refusalOf(() => facts());
    expect(error.details['retryAfter']).toBe(17);
    expect(error.message).toContain('17 seconds');
  });

  it('show no more than 2,000 plain characters of what a server says', async () => {
    const page = `<script>alert(1)</script>\u0000\u202e${'x'.repeat(100_000)}`;
    answer('/users/demo', { status: 502, headers: { 'Content-Type': 'text/html' }, body: page });
    const { message } = await refusalOf(() => facts());
    expect(message.length).toBeLessThan(2200);
    expect(message).toContain('<script>alert(1)</script>x');
  });

  it.each(['<html>portal</html>', '[]', 'null', ''])('are not read out of %j', async (body) => {
    answer('/users/demo', { status: 200, body });
    expect(await codeOf(() => facts())).toBe('cluster-error');
  });

  it.each(['', '.', '..'])('are not asked for the user %j', async (user) => {
    expect(await codeOf(() => facts(user))).toBe('login-required');
    expect(fake.calls()).toEqual([]);
  });

  it('tell a cluster that does not answer', async () => {
    await fake.close();
    expect(await codeOf(() => facts())).toBe('cluster-unreachable');
  });
});
