import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { requestsOf } from './install-page.ts';
import { rig, useInstallRig, world } from './install-rig.ts';

import type { InstallPlan } from '#core/model/generated.ts';

useInstallRig();

describe('a plan that is refused', () => {
  const change = (from: string, to: string): InstallPlan =>
    JSON.parse(JSON.stringify(world.plan).replaceAll(from, to)) as InstallPlan;
  const changed = (work: (plan: InstallPlan) => void): InstallPlan => {
    const plan = JSON.parse(JSON.stringify(world.plan)) as InstallPlan;
    work(plan);
    return plan;
  };
  const request = (plan: InstallPlan, id: string) =>
    requestsOf(plan).find((each) => each.id === id)!;

  it.each<[string, () => InstallPlan]>([
    ['of another format', () => change('pai-market-plan/2', 'pai-market-plan/1')],
    [
      'for another cluster',
      () => ({
        ...world.plan,
        clusters: { ...world.plan.clusters, openpai: 'https://other.example/' },
      }),
    ],
    ['that leaves the API', () => change('/jobs/demo', '/../../x')],
    ['that leaves it by a proxy', () => change('/jobs/demo~hello', '/jobs/..%2f..%2fx')],
    [
      'that goes to CDAP with a request of OpenPAI',
      () =>
        changed((plan) => {
          request(plan, '1.2').target = 'cdap';
        }),
    ],
    ['that leads elsewhere', () => change(new URL(world.plan.clusters.cdap!).host, 'evil.example')],
    ['with a fragment', () => change('/jobs/demo~hello', '/jobs/demo~hello#x')],
    [
      'with a login of its own',
      () =>
        changed((plan) => {
          request(plan, '1.2').headers['aUthorization'] = 'Bearer x';
        }),
    ],
    [
      'with another host',
      () =>
        changed((plan) => {
          request(plan, '1.2').headers['Host'] = 'x';
        }),
    ],
    [
      'with a broken header',
      () =>
        changed((plan) => {
          request(plan, '1.2').headers['X'] = 'a\r\nb: c';
        }),
    ],
    [
      'with a header beyond ASCII',
      () =>
        changed((plan) => {
          request(plan, '2.2').headers['Artifact-Plugins'] = 'ä';
        }),
    ],
    ['whose body is not what its digest says', () => change('moin', 'mein')],
    [
      'with a probe that writes',
      () =>
        changed((plan) => {
          request(plan, '1.1').method = 'DELETE';
        }),
    ],
    [
      'with a write that reads',
      () =>
        changed((plan) => {
          request(plan, '1.2').method = 'GET';
        }),
    ],
    [
      'with two requests of one name',
      () =>
        changed((plan) => {
          request(plan, '1.3').id = '1.2';
        }),
    ],
    [
      'with a probe for another step',
      () =>
        changed((plan) => {
          request(plan, '1.1').decides = ['2.2'];
        }),
    ],
    ['with steps out of order', () => ({ ...world.plan, steps: [...world.plan.steps].reverse() })],
    [
      'that undoes what it does not do',
      () =>
        changed((plan) => {
          plan.steps[0]!.undo[0]!.undoes = '1.9';
        }),
    ],
  ])('%s sends nothing', async (_words, make) => {
    const { error, last } = await rig.run({ plan: make() });
    expect(error?.code).toBe('plan-refused');
    expect(last).toMatchObject({ step: 0, receipt: { outcome: 'failed' } });
    expect(world.seen).toEqual([]);
    expect([...rig.storage.texts.keys()]).toEqual([]);
  });

  it('because a cluster is not there', async () => {
    const { openpai } = world.clusters;
    const { error } = await rig.run({ clusters: { openpai } });
    expect([error?.code, world.seen.length]).toEqual(['plan-refused', 0]);
  });

  it('because the bytes are others: what is shown is what is sent', async () => {
    const { error } = await rig.run({
      ...rig.only(2),
      bodies: () => Promise.resolve(new Uint8Array(22)),
    });
    expect(error?.code).toBe('plan-refused');
    expect(error?.message).toContain('kit.jar');
    expect(rig.writes()).toBe(0);
  });

  it('because its bytes cannot be had: says why', async () => {
    const reason = new MarketError('action-file', 'Give the file kit.jar once more.');
    const { error } = await rig.run({ ...rig.only(2), bodies: () => Promise.reject(reason) });
    expect(error?.message).toContain('once more');
    expect((await rig.run(rig.only(2))).last.type).toBe('done');
  });
});
