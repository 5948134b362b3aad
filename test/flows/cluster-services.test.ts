import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createClusterServices } from '../../src/cluster-services.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { codeOf } from '../fakes/thrown.ts';
import { serve } from '../fakes/web.ts';

import type { ClusterWorld } from '../../src/cluster-services.ts';
import type { FakeCluster } from '../fakes/cluster.ts';
import type { Web } from '../fakes/web.ts';

const never = new AbortController().signal;
let fake: FakeCluster;
let cdap: Web;
let cdapAnswer: { status: number; body: string };
beforeEach(async () => {
  fake = await startFakeCluster();
  cdapAnswer = { status: 200, body: '{"version":"6.4.1"}' };
  cdap = await serve((_, response) => {
    response.writeHead(cdapAnswer.status).end(cdapAnswer.body);
  });
});
afterEach(async () => {
  await fake.close();
  await cdap.close();
});

const services = (given: Partial<ClusterWorld> = {}) =>
  createClusterServices({
    clusters: { openpai: fake.cluster },
    user: fake.user,
    portalVersion: '1.8.0',
    ...given,
  });

const withCdap = () => ({
  openpai: fake.cluster,
  cdap: createCluster({ base: cdap.url, token: () => undefined, limits: DEFAULT_LIMITS }),
});

describe('groups of the user', () => {
  it('are what the cluster tells, asked once for all who want to know', async () => {
    const { groups } = services();
    expect(await Promise.all([groups(), groups()])).toEqual([
      ['default', 'research'],
      ['default', 'research'],
    ]);
    expect(await groups()).toEqual(['default', 'research']);
    expect(fake.calls()).toEqual(['GET /users/demo']);
  });

  it('are asked for again where the cluster did not answer', async () => {
    const { groups } = services();
    fake.instead = () => ({ status: 503, body: 'down' });
    expect(await codeOf(() => groups())).toBe('cluster-error');
    fake.instead = undefined;
    expect(await groups()).toContain('research');
  });

  it('are not guessed where the cluster tells none', async () => {
    fake.instead = () => ({ status: 200, body: { username: 'demo', admin: true } });
    expect(await codeOf(() => services().groups())).toBe('cluster-error');
  });

  it('are asked for nobody', async () => {
    expect(await codeOf(() => services({ user: undefined }).groups())).toBe('login-required');
    expect(fake.calls()).toEqual([]);
  });
});

describe('versions of the clusters', () => {
  it('are what portal and CDAP tell; OpenPAI is not asked for what the portal told', async () => {
    const { versions } = services({ clusters: withCdap(), portalVersion: 'v1.8.0' });
    expect(await versions()).toEqual({ pai: '1.8.0', cdap: '6.4.1' });
    expect(await versions()).toEqual({ pai: '1.8.0', cdap: '6.4.1' });
    expect(fake.calls()).toEqual([]);
    expect(cdap.requests.map(({ path }) => path)).toEqual(['/v3/version']);
  });

  it('are asked of OpenPAI where the portal tells none, or something that is no version', async () => {
    expect(await services({ portalVersion: '' }).versions()).toEqual({ pai: '1.8.0' });
    expect(await services({ portalVersion: 'latest' }).versions()).toEqual({ pai: '1.8.0' });
  });

  it('leave out what nobody tells, and ask for that again', async () => {
    const { versions } = services({ clusters: withCdap() });
    cdapAnswer = { status: 401, body: '' };
    expect(await versions()).toEqual({ pai: '1.8.0' });
    cdapAnswer = { status: 200, body: '<html>' };
    expect(await versions()).toEqual({ pai: '1.8.0' });
    cdapAnswer = { status: 200, body: '{"version":"6.4.1"}' };
    expect(await versions()).toEqual({ pai: '1.8.0', cdap: '6.4.1' });
  });
});

describe('virtual clusters', () => {
  it('are those that the user may use, with what is free now', async () => {
    const { virtualClusters } = services();
    expect(await virtualClusters(never)).toMatchObject([
      { name: 'default', freeGpus: 16, totalGpus: 16, freeMemoryMB: 524_288 },
      { name: 'research', freeGpus: 8, totalCpus: 48 },
    ]);
    await virtualClusters(never);
    expect(fake.calls().filter((call) => call === 'GET /virtual-clusters')).toHaveLength(2);
  });

  it('are refused with the code of the cluster', async () => {
    fake.instead = () => ({ status: 401, body: {} });
    expect(await codeOf(() => services().virtualClusters(never))).toBe('cluster-auth');
    expect(await codeOf(() => services({ user: undefined }).virtualClusters(never))).toBe(
      'login-required',
    );
  });

  it('end with the wish for them', async () => {
    expect(await codeOf(() => services().virtualClusters(AbortSignal.abort()))).toBe('cancelled');
  });
});
