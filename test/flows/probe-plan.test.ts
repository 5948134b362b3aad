import { expect, it } from 'vitest';

import { probePlan } from '#flows/probe-plan.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { rig, useInstallRig, world } from './install-rig.ts';

import type { ProbeWorld } from '#flows/probe-plan.ts';

useInstallRig();

const probe = (change: Partial<ProbeWorld> = {}) =>
  probePlan({ plan: world.plan, clusters: world.clusters, known: [], ...change });
const states = async (change: Partial<ProbeWorld> = {}) =>
  Object.fromEntries((await probe(change)).map(({ request, state }) => [request, state]));

it('sends the probes of the plan and nothing else', async () => {
  expect(await states()).toEqual({
    '1.1': 'absent',
    '2.1': 'absent',
    '3.1': 'absent',
    '4.1': 'absent',
    '4.3': 'absent',
    '5.1': 'absent',
  });
  expect(rig.writes()).toBe(0);
  expect(world.seen).toHaveLength(6);
});

it('says what is the same, what is another, and what may be chosen', async () => {
  await rig.run(rig.only(2, 3, 4, 5));
  world.cdap.state.namespaces['default']!.apps[0]!.configuration = '{}';
  const findings = await probe(rig.only(2, 3, 4, 5));
  expect(findings.map(({ request, state, choices }) => [request, state, choices])).toEqual([
    ['2.1', 'present', ['adopt']],
    ['3.1', 'differs', ['adopt', 'replace']],
    ['4.1', 'present', []],
    ['4.3', 'present', ['adopt', 'replace']],
    ['5.1', 'same', []],
  ]);
  const known = await rig.page.receipts.list('demo');
  expect(await states({ ...rig.only(2, 4), known })).toEqual({
    '2.1': 'same',
    '4.1': 'present',
    '4.3': 'same',
  });
});

it('throws for what cannot be decided, with its step', async () => {
  await rig.run(rig.only(1));
  const error = await refusalOf(() => probe());
  expect([error.code, error.details['step']]).toEqual(['cluster-conflict', 1]);
  expect(error.message).toContain('hello');
});

it('knows what an unfinished install did itself', async () => {
  rig.fail('cut-answer', (path) => path.endsWith('/batch'), { times: 1 });
  await rig.run();
  const unfinished = await rig.page.journals.load(world.plan);
  world.faulty.faults = [];
  expect(await states({ journal: unfinished!.journal })).toEqual({ '4.3': 'own', '5.1': 'absent' });
});

it('tells of a write that nobody can ask about', async () => {
  const [step] = rig.only(4).plan.steps;
  const requests = step!.requests.filter(({ id }) => id !== '4.3');
  const plan = { ...world.plan, steps: [{ ...step!, requests }] };
  rig.fail('refuse', (path) => path.endsWith('/batch'), { times: 1 });
  await rig.run({ plan });
  const { journal } = (await rig.page.journals.load(plan))!;
  expect(await probe({ plan, journal })).toMatchObject([
    { request: '4.4', state: 'unknown', choices: ['adopt', 'again'] },
  ]);
});

it('sends nothing of a plan that is refused, and stops when asked to', async () => {
  const plan = { ...world.plan, clusters: {} };
  expect((await refusalOf(() => probe({ plan }))).code).toBe('plan-refused');
  expect((await refusalOf(() => probe({ signal: AbortSignal.abort() }))).code).toBe('cancelled');
  expect(world.seen).toEqual([]);
});

it('says whose login is not accepted', async () => {
  world.tokens.cdap = 'expired';
  expect((await refusalOf(() => probe())).code).toBe('cdap-auth');
  world.tokens.openpai = 'expired';
  expect((await refusalOf(() => probe())).code).toBe('cluster-auth');
});
