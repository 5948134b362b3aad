import { describe, expect, it } from 'vitest';
import yaml3 from 'js-yaml-3';

import { outcomes, rig, useInstallRig, world } from './install-rig.ts';
import { SECRET, SHORT_SECRET } from './install-world.ts';

import type { RunInput } from '#flows/run-install.ts';

useInstallRig();

describe('running a plan', () => {
  it('puts the secret in at its place, and the server reads what was shown', async () => {
    await rig.run();
    const body = world.plan.steps[0]?.requests[1]?.body;
    const shown = JSON.parse(body?.kind === 'text' ? body.text : '') as object;
    expect(yaml3.safeLoad(world.jobs[0]?.protocol ?? '')).toEqual({
      ...shown,
      secrets: { token: SECRET, pin: SHORT_SECRET },
    });
  });

  it('tells each step and ends with a receipt that is kept', async () => {
    const { events, receipt } = await rig.run();
    expect(events.slice(0, 9).map(({ type }) => type)).toEqual([
      'step-started',
      ...Array<string[]>(3).fill(['request-sent', 'request-answered']).flat(),
      'step-done',
      'step-started',
    ]);
    const [loaded] = world.loaded.packages;
    expect(receipt).toMatchObject({
      outcome: 'done',
      market: 'example',
      marketUrl: world.market.url,
      trust: 'signatures',
      package: { name: 'hello', version: '1.0.0' },
      packages: [
        {
          name: 'hello',
          signers: loaded?.package.evidence.signers.map(({ fingerprint }) => fingerprint),
          specSha256: loaded?.package.evidence.sha256,
          archiveSha256: loaded?.archive?.evidence.sha256,
        },
      ],
      clusters: world.plan.clusters,
      answers: { 1: { 'parameters.word': 'moin' } },
    });
    expect(receipt.steps[0]?.job).toEqual({ user: 'demo', name: 'hello' });
    expect(receipt.steps.map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect(receipt.steps[0]?.requests[1]).toMatchObject({
      id: '1.2',
      outcome: 'done',
      status: 202,
      bodySha256: world.plan.steps[0]?.requests[1]?.body?.sha256,
      entity: { kind: 'job', name: 'hello' },
    });
    expect(await rig.page.receipts.list('demo')).toEqual([receipt]);
  });

  it('tells how far an upload came', async () => {
    const { clusters } = world;
    const cdap = clusters.cdap!;
    const told: RunInput['clusters'] = {
      ...clusters,
      cdap: {
        ...cdap,
        async send(request) {
          request.onProgress?.(11, 22);
          return cdap.send(request);
        },
      },
    };
    const { events } = await rig.run({ clusters: told });
    expect(events.filter(({ type }) => type === 'request-progress')).toEqual([
      { type: 'request-progress', step: 2, request: '2.2', sent: 11, total: 22 },
      { type: 'request-progress', step: 4, request: '4.4', sent: 11, total: 22 },
    ]);
  });

  it('hands a job over without a request', async () => {
    const protocol = { name: 'hello' };
    const step = { ...world.plan.steps[0]!, type: 'open_job', requests: [], undo: [] };
    const handoff = { protocol, omittedSecrets: ['token'] };
    const { events } = await rig.run({ plan: { ...world.plan, steps: [{ ...step, handoff }] } });
    expect(world.seen).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual([
      'step-started',
      'handoff',
      'step-done',
      'done',
    ]);
    expect(events[1]).toMatchObject(handoff);
  });
});

describe('what stays unsaid', () => {
  it('secrets that a server repeats, long ones cut out and short ones with all of the answer', async () => {
    rig.fail(400, (path, method) => method === 'POST' && path.endsWith('/jobs'), {
      body: JSON.stringify({ code: 'X', message: `no ${SECRET} here` }),
    });
    const long = await rig.run();
    expect(long.error?.message).toContain('no <secret> here');
    rig.fail(500, (path, method) => method === 'POST' && path.endsWith('/jobs'), {
      body: `what does ${SHORT_SECRET} mean, and Bearer ${world.tokens.openpai}`,
    });
    const short = await rig.run();
    expect(short.error?.message).toContain('may hold a secret');
    const all = [...rig.storage.texts.values(), JSON.stringify([long.events, short.events])].join();
    expect(all).not.toContain('s3cret');
    expect(all).not.toContain(`does ${SHORT_SECRET}`);
    expect(all).not.toContain(world.tokens.openpai);
  });

  it('a secret that was not split off the answers', async () => {
    const answers = {
      1: { token: SECRET, 'secrets.token': SECRET, copy: SHORT_SECRET, word: 'moin' },
    };
    const { receipt } = await rig.run({ answers });
    expect(receipt.answers).toEqual({ 1: { word: 'moin' } });
  });
});

describe('a status of the cluster', () => {
  it.each<[number, string, string]>([
    [400, 'InvalidProtocolError', 'protocol-invalid'],
    [400, 'NoVirtualClusterError', 'cluster-error'],
    [401, 'UnauthorizedUserError', 'cluster-auth'],
    [403, 'ForbiddenUserError', 'cluster-forbidden'],
    [404, 'NoStorageError', 'cluster-error'],
    [413, 'PayloadTooLargeError', 'cluster-too-large'],
    [500, 'UnknownError', 'cluster-error'],
    [503, 'Busy', 'cluster-error'],
    [200, 'OK', 'cluster-error'],
  ])('%d %s ends as %s, at once', async (status, code, expected) => {
    const body = JSON.stringify({ code, message: 'in the words of the server' });
    rig.fail(status, (path, method) => method === 'POST' && path.endsWith('/jobs'), { body });
    const { error, receipt } = await rig.run();
    expect(error?.code).toBe(expected);
    expect(world.faulty.happened).toHaveLength(1);
    const happened = status === 200 || status >= 500;
    expect(outcomes({ receipt })).toEqual({
      '1.1': 'absent',
      '1.2': happened ? 'unknown' : 'failed',
    });
    expect(error?.message.includes('not known')).toBe(happened);
    expect(receipt.steps[0]?.job).toBeUndefined();
    expect(receipt.steps.map(({ state }) => state)).toEqual([
      'failed',
      ...Array<string>(4).fill('not-started'),
    ]);
  });

  it('401 of CDAP asks for its token; with a new one it goes on', async () => {
    world.tokens.cdap = 'expired';
    const { error, last } = await rig.run();
    expect([last.type === 'failed' && last.step, error?.code]).toEqual([2, 'cdap-auth']);
    expect(error?.message).toContain('on the cluster now: hello');
    expect(world.seen.filter(({ url }) => url.includes('/cdap/'))).toHaveLength(1);
    const before = world.tokens;
    world.tokens.cdap = 'cdap-token-of-the-test';
    expect((await rig.run()).last.type).toBe('done');
    expect(before).toBe(world.tokens);
  });

  it('429 waits as long as asked, or a little where nothing is said', async () => {
    const started = Date.now();
    rig.fail(429, (path, method) => method === 'POST' && path.endsWith('/jobs'), { times: 3 });
    const { events, last } = await rig.run(rig.only(1));
    const waits = events.flatMap((event) => (event.type === 'request-waiting' ? [event] : []));
    expect(waits.map(({ status, request }) => [status, request])).toEqual(
      Array(3).fill([429, '1.2']),
    );
    for (const { until } of waits) expect(until).toBeGreaterThan(started);
    expect(last.type).toBe('done');
    expect(world.jobs).toHaveLength(1);
  });

  it.each([
    ['more than three times', undefined, 4],
    ['more than a minute', 61, 1],
    ['more than a minute in all', 25, 3],
  ])('429 %s is not waited for', async (_words, retryAfter, seen) => {
    rig.fail(429, (path) => path.endsWith('/jobs'), retryAfter === undefined ? {} : { retryAfter });
    const { error } = await rig.run();
    expect(error?.code).toBe('cluster-rate-limited');
    expect(world.faulty.happened).toHaveLength(seen);
  });

  it('Retry-After may be a date', async () => {
    const retryAfter = new Date(Date.now() + 3000).toUTCString();
    rig.fail(503, (path) => path.endsWith('~hello'), { retryAfter, times: 1 });
    expect((await rig.run(rig.only(1))).last.type).toBe('done');
  });

  it('503 with Retry-After asks the probe before it sends a write again', async () => {
    rig.fail(503, (path, method) => method === 'POST' && path.endsWith('/jobs'), {
      retryAfter: 1,
      times: 1,
    });
    const { last } = await rig.run(rig.only(1));
    expect(last.type).toBe('done');
    // The one that failed is not seen by the server behind it.
    expect(rig.calls()).toEqual([
      'GET /rest-server/api/v2/jobs/demo~hello',
      'GET /rest-server/api/v2/jobs/demo~hello',
      'POST /rest-server/api/v2/jobs',
      'PUT /rest-server/api/v2/jobs/demo~hello/tag',
    ]);
  });
});

describe('cancelling', () => {
  it('before the first request sends and leaves nothing', async () => {
    const { error, receipt } = await rig.run({ signal: AbortSignal.abort() });
    expect([error?.code, world.seen.length, rig.storage.texts.size]).toEqual(['cancelled', 0, 0]);
    expect(receipt).toMatchObject({
      outcome: 'cancelled',
      steps: Array(5).fill({ state: 'not-started' }),
    });
  });

  it('between two requests keeps what was done and says so', async () => {
    const stop = new AbortController();
    const { error, receipt } = await rig.run({ signal: stop.signal }, (event) => {
      if (event.type === 'request-answered' && event.request === '1.2') stop.abort();
    });
    expect(error?.code).toBe('cancelled');
    expect(error?.message).toContain('hello');
    expect(receipt).toMatchObject({
      outcome: 'cancelled',
      steps: [{ job: { name: 'hello' } }, {}, {}, {}, {}],
    });
    expect(rig.calls()).toHaveLength(2);
  });

  it('does not cut off a submission that is on its way', async () => {
    const stop = new AbortController();
    const { receipt } = await rig.run({ signal: stop.signal }, (event) => {
      if (event.type === 'request-sent' && event.request === '1.2') stop.abort();
    });
    expect(outcomes({ receipt })).toEqual({ '1.1': 'absent', '1.2': 'done' });
  });

  it('cuts off an upload, and asks what became of it when it goes on', async () => {
    const stop = new AbortController();
    rig.fail('silence-after', (path, method) => method === 'POST' && path.endsWith('/kit-lib'), {
      times: 1,
    });
    const timer = setInterval(
      () => world.cdap.state.namespaces['default']!.artifacts.length > 0 && stop.abort(),
      5,
    );
    const { error } = await rig.run({ signal: stop.signal });
    clearInterval(timer);
    expect(error?.code).toBe('cancelled');
    const { last } = await rig.run();
    expect(outcomes(last)).toMatchObject({ '2.2': 'found' });
    expect(world.created()['default/artifact/kit-lib@1.0.0']).toBe(1);
  });

  it('ends the waiting for a busy cluster', async () => {
    const stop = new AbortController();
    rig.fail(429, (path) => path.endsWith('/jobs'), { retryAfter: 50 });
    const { error } = await rig.run({ signal: stop.signal }, (event) => {
      if (event.type === 'request-waiting') stop.abort();
    });
    expect(error?.code).toBe('cancelled');
  });
});
