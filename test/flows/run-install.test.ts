import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yaml3 from 'js-yaml-3';

import { createClock } from '#adapters/http/clock.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { probePlan, runInstall } from '#flows/run-install.ts';
import { validate as validateReceipt } from '../../src/core/read/generated/receipt.js';
import { startFakeCluster } from '../fakes/cluster.ts';
import { helloPackage, loadHello, SUBMIT } from '../fakes/loaded-package.ts';
import { codeOf } from '../fakes/thrown.ts';
import { planOf } from '../fakes/wizard.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Answers, InstallEvent } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { FakeCluster, RawAnswer } from '../fakes/cluster.ts';

const SECRET = 's3cret-"value"\n';
const ANSWERS: Answers = { 1: { token: SECRET, word: 'moin' } };

let fake: FakeCluster;
let loaded: LoadedPackage;
let wizard: Wizard;
beforeEach(async () => {
  fake = await startFakeCluster();
  await load();
});
afterEach(() => fake.close());

async function load(actions: readonly object[] = [SUBMIT]) {
  loaded = await loadHello(helloPackage(actions));
  wizard = await prepareInstall(loaded, await readClusterFacts(fake.cluster, fake.user));
}

interface RunOptions {
  answers?: Answers;
  plan?: InstallPlan;
  signal?: AbortSignal;
  onEvent?: (event: InstallEvent) => void;
}

async function run({ answers = ANSWERS, signal, onEvent, ...rest }: RunOptions = {}) {
  const plan = rest.plan ?? planOf(wizard, answers);
  const before = fake.calls().length;
  const events: InstallEvent[] = [];
  const input = { plan, loaded, cluster: fake.cluster, clock: createClock(), signal };
  for await (const event of runInstall({ ...input, newId: () => 'id', ...wizard.split(answers) })) {
    events.push(event);
    onEvent?.(event);
  }
  const last = events.at(-1);
  if (last?.type !== 'done' && last?.type !== 'failed') throw new Error('no end');
  expect(validateReceipt(last.receipt), JSON.stringify(validateReceipt.errors)).toBe(true);
  const error = last.type === 'failed' ? last.error : undefined;
  return { plan, events, error, receipt: last.receipt, calls: fake.calls().slice(before) };
}

/** Answers one planned request by something else. */
function answer(method: string, raw: RawAnswer | 'hang up') {
  fake.instead = (asked, path) => {
    if (asked !== method || !path.startsWith('/jobs')) return undefined;
    return raw === 'hang up' ? { status: 302, headers: { Location: '/elsewhere' } } : raw;
  };
}

describe('running a plan', () => {
  it('sends exactly the requests of the plan, in that order, with the same bytes', async () => {
    const { plan, calls } = await run();
    const requests = plan.steps.flatMap((step) => step.requests);
    const api = `${fake.url}/api/v2`;
    expect(calls).toEqual(requests.map(({ method, url }) => `${method} ${url.slice(api.length)}`));
    const sent = fake.requests().slice(-requests.length);
    for (const [index, { body, headers }] of requests.entries()) {
      expect(sent[index]?.headers).toMatchObject(
        Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]),
        ),
      );
      if (body?.secrets.length === 0) expect(sent[index]?.body).toBe(body.text);
    }
  });

  it('puts the secret in at its place, and the server reads what was shown', async () => {
    const { plan } = await run();
    const shown = JSON.parse(plan.steps[0]?.requests[1]?.body?.text ?? '');
    expect(fake.state.jobs).toHaveLength(1);
    expect(yaml3.safeLoad(fake.state.jobs[0]?.protocol ?? '')).toEqual({
      ...shown,
      secrets: { token: SECRET },
    });
  });

  it('tags the job with the package', async () => {
    await run();
    expect(fake.state.jobs[0]?.tags).toEqual(['marketplace:example/hello@1.0.0']);
  });

  it('tells each step and ends with a receipt', async () => {
    const { events, receipt } = await run();
    expect(events.map((event) => event.type)).toEqual([
      'step-started',
      ...Array(3).fill(['request-sent', 'request-answered']).flat(),
      'step-done',
      'done',
    ]);
    expect(receipt).toMatchObject({
      outcome: 'done',
      market: 'example',
      package: { name: 'hello', version: '1.0.0' },
      signers: loaded.package.evidence.signers.map(({ fingerprint }) => fingerprint),
      archiveSha256: loaded.archive?.evidence.sha256,
      licenseSha256: loaded.package.license?.sha256,
      answers: { 1: { 'parameters.word': 'moin' } },
      steps: [{ number: 1, state: 'done', job: { user: 'demo', name: 'hello' } }],
    });
    expect(receipt.steps[0]?.requests.map(({ id, status }) => [id, status])).toEqual([
      ['1.1', 404],
      ['1.2', 202],
      ['1.3', 200],
    ]);
  });

  it('keeps secrets and the token out of plan, events and receipt', async () => {
    const { plan, events } = await run();
    const all = JSON.stringify([plan, events]);
    expect(all).not.toContain('s3cret');
    expect(all).not.toContain(fake.token);
  });

  it('leaves a secret out of the receipt even if it was not split off', async () => {
    const plan = planOf(wizard, ANSWERS);
    const split = wizard.split(ANSWERS);
    const answers = { 1: { token: SECRET, 'secrets.token': SECRET, copy: SECRET, word: 'moin' } };
    const input = { plan, loaded, cluster: fake.cluster, clock: createClock(), newId: () => 'id' };
    for await (const event of runInstall({ ...input, secrets: split.secrets, answers })) {
      if (event.type === 'done') expect(event.receipt.answers).toEqual({ 1: { word: 'moin' } });
    }
  });

  it('hands a job over without a request', async () => {
    await load([{ ...SUBMIT, type: 'open_job' }]);
    const { events, calls } = await run({ answers: {} });
    expect(calls).toEqual([]);
    expect(events.map((event) => event.type)).toEqual([
      'step-started',
      'handoff',
      'step-done',
      'done',
    ]);
    expect(events[1]).toMatchObject({ omittedSecrets: ['token'], protocol: { name: 'hello' } });
  });

  it('sends nothing to a cluster that the plan was not made for', async () => {
    const plan = planOf(wizard, ANSWERS);
    for (const wrong of [
      { ...plan, cluster: 'https://other.example/' },
      JSON.parse(JSON.stringify(plan).replaceAll('/jobs/demo', '/../../x')),
      JSON.parse(JSON.stringify(plan).replaceAll(`${fake.url}/api`, 'https://evil.example/api')),
    ]) {
      const { error, calls } = await run({ plan: wrong });
      expect([error?.code, calls]).toEqual(['cluster-origin', []]);
    }
  });
});

describe('a run that fails', () => {
  it('finds a taken name by the probe and submits nothing', async () => {
    await run();
    const { error, calls, receipt } = await run();
    expect(error?.code).toBe('cluster-conflict');
    expect(error?.message).toContain('hello');
    expect(calls).toEqual(['GET /jobs/demo~hello']);
    expect(receipt).toMatchObject({ outcome: 'failed', errorCode: 'cluster-conflict' });
    expect(receipt.steps[0]).toMatchObject({ state: 'failed' });
    expect(receipt.steps[0]?.job).toBeUndefined();
  });

  it.each<[number, string, string]>([
    [400, 'InvalidProtocolError', 'protocol-invalid'],
    [400, 'NoVirtualClusterError', 'cluster-error'],
    [401, 'UnauthorizedUserError', 'cluster-auth'],
    [403, 'ForbiddenUserError', 'cluster-forbidden'],
    [404, 'NoStorageError', 'cluster-error'],
    [409, 'ConflictJobError', 'cluster-conflict'],
    [413, 'PayloadTooLargeError', 'cluster-too-large'],
    [429, 'TooManyRequestsError', 'cluster-rate-limited'],
    [500, 'UnknownError', 'cluster-error'],
    [200, 'OK', 'cluster-error'],
  ])('on %d %s says %s and stops', async (status, clusterCode, code) => {
    answer('POST', { status, body: { code: clusterCode, message: 'in the words of the server' } });
    const { error, calls, receipt } = await run();
    expect(error?.code).toBe(code);
    expect(calls).toEqual(['GET /jobs/demo~hello', 'POST /jobs']);
    expect(receipt.steps[0]?.requests.map((request) => request.status)).toEqual([404, status]);
    expect(receipt.steps[0]?.job).toBeUndefined();
  });

  it('stops at an expired token without trying again', async () => {
    answer('GET', { status: 401, body: { code: 'UnauthorizedUserError', message: 'no' } });
    const { error, calls } = await run();
    expect([error?.code, calls.length]).toEqual(['cluster-auth', 1]);
  });

  it('shows the findings of the server, but no secret that it repeats', async () => {
    const said = JSON.stringify([{ message: 'should be number', data: SECRET }]);
    answer('POST', { status: 400, body: { code: 'InvalidProtocolError', message: said } });
    const { error } = await run();
    expect(error?.message).toContain('should be number');
    expect(error?.message).not.toContain('s3cret');
  });

  it('says that it is not known whether the job exists when no answer came', async () => {
    answer('POST', 'hang up');
    const { error } = await run();
    expect(error?.code).toBe('cluster-redirect');
    expect(error?.message).toContain('not known');
  });

  it('does not hide a job whose tag failed', async () => {
    answer('PUT', { status: 500, body: { code: 'UnknownError', message: 'oops' } });
    const { error, receipt } = await run();
    expect(error?.code).toBe('cluster-error');
    expect(error?.message).toContain('on the cluster now: hello');
    expect(receipt.steps[0]).toMatchObject({
      state: 'failed',
      job: { user: 'demo', name: 'hello' },
    });
  });

  it('goes on with the tag alone, and keeps the job in the receipt', async () => {
    answer('PUT', { status: 500, body: 'down' });
    const { plan } = await run();
    const rest = plan.steps.map((step) => ({ ...step, requests: step.requests.slice(-1) }));
    const failed = await run({ plan: { ...plan, steps: rest } });
    expect(failed.error?.message).toContain('on the cluster now: hello');
    fake.instead = () => undefined;
    const { receipt, calls } = await run({ plan: { ...plan, steps: rest } });
    expect(calls).toEqual(['PUT /jobs/demo~hello/tag']);
    expect(receipt).toMatchObject({ outcome: 'done', steps: [{ job: { name: 'hello' } }] });
  });

  it('leaves later steps alone and says which ran', async () => {
    await load([SUBMIT, SUBMIT, SUBMIT]);
    const answers = {
      1: { token: 'x' },
      2: { token: 'x', name: 'two' },
      3: { token: 'x', name: 'b' },
    };
    fake.instead = (method, path) =>
      method === 'GET' && path.endsWith('~two') ? { status: 503, body: 'busy' } : undefined;
    const { receipt, error } = await run({ answers });
    expect(receipt.steps.map(({ state }) => state)).toEqual(['done', 'failed', 'not-started']);
    expect(error?.message).toContain('busy');
    expect(fake.state.jobs.map(({ name }) => name)).toEqual(['hello']);
  });
});

describe('cancelling', () => {
  it('before the first request sends nothing', async () => {
    const signal = AbortSignal.abort();
    const { error, calls, receipt } = await run({ signal });
    expect([error?.code, calls]).toEqual(['cancelled', []]);
    expect(receipt).toMatchObject({ outcome: 'cancelled', steps: [{ state: 'not-started' }] });
  });

  it('between two requests keeps what was done and says so', async () => {
    const stop = new AbortController();
    const { error, calls, receipt } = await run({
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'request-answered' && event.request === '1.2') stop.abort();
      },
    });
    expect(calls).toEqual(['GET /jobs/demo~hello', 'POST /jobs']);
    expect(error?.code).toBe('cancelled');
    expect(error?.message).toContain('hello');
    expect(receipt).toMatchObject({ outcome: 'cancelled', steps: [{ job: { name: 'hello' } }] });
  });

  it('does not cut off a submission that is on its way', async () => {
    const stop = new AbortController();
    const { receipt } = await run({
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'request-sent' && event.request === '1.2') stop.abort();
      },
    });
    expect(receipt.steps[0]?.requests.at(-1)).toMatchObject({ id: '1.2', status: 202 });
  });
});

describe('probing a plan', () => {
  it('reads only, and passes where the names are free', async () => {
    const before = fake.calls().length;
    await probePlan(planOf(wizard, ANSWERS), fake.cluster);
    expect(fake.calls().slice(before)).toEqual(['GET /jobs/demo~hello']);
  });

  it('refuses a taken name', async () => {
    await run();
    const plan = planOf(wizard, ANSWERS);
    expect(await codeOf(() => probePlan(plan, fake.cluster))).toBe('cluster-conflict');
  });
});
