import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serve } from '../fakes/web.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type { Web } from '../fakes/web.ts';

interface Answer {
  status: number;
  body: string;
}

const ARTIFACTS = [
  { name: 'cdap-data-pipeline', version: '5.1.2', scope: 'SYSTEM' },
  { name: 'mysql', version: '5.1.39', scope: 'user', classes: {} },
];

let web: Web;
let answers: Record<string, Answer>;
beforeEach(async () => {
  answers = {
    '/cdap/v3/version': { status: 200, body: '{"version":"5.1.2"}' },
    '/cdap/v3/namespaces/default/artifacts': { status: 200, body: JSON.stringify(ARTIFACTS) },
  };
  web = await serve((request, response) => {
    const { status, body } = answers[request.url ?? ''] ?? { status: 404, body: 'nothing here' };
    response.writeHead(status).end(body);
  });
});
afterEach(() => web.close());

function facts(cdap?: CdapConfig, base = `${web.url}cdap`) {
  const cluster = createCluster({ base, token: () => 'cdap-token', limits: DEFAULT_LIMITS });
  return readClusterFacts({ clusters: { cdap: cluster }, user: 'ada', needs: ['cdap'], cdap });
}

describe('the facts of CDAP', () => {
  it('are its version and the artifacts that its namespace sees', async () => {
    const read = await facts();
    expect(read.cdap).toEqual({
      base: `${web.url}cdap/`,
      namespace: 'default',
      version: '5.1.2',
      artifacts: [
        { name: 'cdap-data-pipeline', version: '5.1.2', scope: 'SYSTEM' },
        { name: 'mysql', version: '5.1.39', scope: 'USER' },
      ],
      systemScope: false,
    });
    expect(read).toMatchObject({ user: 'ada', base: '', virtualClusters: [] });
    expect(web.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /cdap/v3/version',
      'GET /cdap/v3/namespaces/default/artifacts',
    ]);
    expect(web.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer cdap-token',
      'Bearer cdap-token',
    ]);
  });

  it('are those of the configured namespace', async () => {
    answers['/cdap/v3/namespaces/team_a/artifacts'] = { status: 200, body: '[]' };
    const { cdap } = await facts({ namespace: 'team_a', systemScope: true });
    expect(cdap).toMatchObject({ namespace: 'team_a', artifacts: [], systemScope: true });
  });

  it('are missing where no CDAP is configured', async () => {
    const work = () => readClusterFacts({ clusters: {}, user: 'ada', needs: ['cdap'] });
    const refusal = await refusalOf(work);
    expect(refusal.code).toBe('cdap-missing');
    expect(refusal.message).toContain('"cdap"');
  });

  it('are missing where CDAP has no such namespace, in words', async () => {
    const refusal = await refusalOf(() => facts({ namespace: 'nowhere' }));
    expect(refusal.code).toBe('cdap-missing');
    expect(refusal.message).toContain('no namespace "nowhere"');
  });

  it.each([
    [401, 'cdap-auth'],
    [403, 'cluster-forbidden'],
    [429, 'cluster-rate-limited'],
    [500, 'cluster-error'],
  ])('are refused on %d as %s, with the plain text of CDAP', async (status, code) => {
    answers['/cdap/v3/version'] = { status, body: 'some <b>words</b> of CDAP' };
    const refusal = await refusalOf(() => facts());
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain('some <b>words</b> of CDAP');
  });

  it('say of an address without them that it is not CDAP, and which key is wrong', async () => {
    answers['/cdap/v3/version'] = { status: 404, body: '404' };
    const refusal = await refusalOf(() => facts());
    expect(refusal.code).toBe('cluster-error');
    expect(refusal.message).toContain('is not CDAP. Ask your administrator to correct "cdap.url"');
  });

  it('need a token also where only the list asks for one', async () => {
    answers['/cdap/v3/namespaces/default/artifacts'] = { status: 401, body: '' };
    expect(await codeOf(() => facts())).toBe('cdap-auth');
  });

  it.each(['<html>portal</html>', '{}', '[]', '{"version":7}', '{"version":"<script>"}', ''])(
    'are not read out of %j',
    async (body) => {
      answers['/cdap/v3/version'] = { status: 200, body };
      const refusal = await refusalOf(() => facts());
      expect(refusal.code).toBe('cluster-error');
      expect(refusal.message).toContain('not CDAP');
    },
  );

  it('pass over what is no artifact', async () => {
    const odd = [null, 'x', { name: '../x', version: '1', scope: 'USER' }, { name: 'a' }];
    const good = { name: 'a', version: '1.0.0', scope: 'USER' };
    const other = { name: 'a', version: '1', scope: 'OTHER' };
    const body = JSON.stringify([...odd, other, good]);
    answers['/cdap/v3/namespaces/default/artifacts'] = { status: 200, body };
    expect((await facts()).cdap?.artifacts).toEqual([good]);
    answers['/cdap/v3/namespaces/default/artifacts'] = { status: 200, body: '{"a":1}' };
    expect(await codeOf(() => facts())).toBe('cluster-error');
  });
});
