import { describe, expect, it } from 'vitest';

import { outcomes, rig, useInstallRig, world } from './install-rig.ts';

import type { InstallPlan } from '#core/model/generated.ts';

useInstallRig();

describe('what is there already', () => {
  it('a job of that name: nothing is submitted, and there is nothing to decide', async () => {
    await rig.run(rig.only(1));
    await rig.forgetReceipts();
    const before = rig.writes();
    const { error, findings } = await rig.run(rig.only(1));
    expect(error?.code).toBe('cluster-conflict');
    expect(error?.message).toContain('hello');
    expect(findings).toMatchObject([{ request: '1.1', state: 'present', choices: [] }]);
    expect(rig.writes()).toBe(before);
  });

  it('known by a receipt of ours with the same bytes: skipped', async () => {
    await rig.run(rig.only(2, 3, 4, 5));
    const written = { ...world.cdap.state.written };
    const { last } = await rig.run(rig.only(2, 3, 4, 5));
    expect(outcomes(last)).toEqual({
      '2.1': 'present',
      '2.2': 'skipped',
      '2.3': 'done',
      '3.1': 'present',
      '3.2': 'skipped',
      '4.1': 'present',
      '4.2': 'skipped',
      '4.3': 'present',
      '4.4': 'skipped',
      '5.1': 'present',
      '5.2': 'skipped',
    });
    expect(world.cdap.state.written).toEqual({
      ...written,
      'default/artifact-properties/kit-lib@1.0.0': 2,
    });
    expect(last.receipt.steps.flatMap(({ undo }) => undo)).toEqual([]);
  });

  it('known by a receipt out of a file only: the user is asked', async () => {
    const { receipt } = await rig.run(rig.only(2));
    await rig.page.receipts.forget('demo', receipt);
    await rig.page.receipts.import('demo', rig.page.receipts.export([receipt]));
    const { error, findings } = await rig.run(rig.only(2));
    expect(error?.code).toBe('cluster-conflict');
    expect(findings).toMatchObject([
      { step: 2, request: '2.1', state: 'present', choices: ['adopt'] },
    ]);
  });

  it('adopted: it stays as it is, the rest is done, and undo leaves it alone', async () => {
    await rig.run(rig.only(2));
    await rig.forgetReceipts();
    await rig.run(rig.only(2));
    const { last } = await rig.run({ ...rig.only(2), decisions: { '2.1': 'adopt' } });
    expect(outcomes(last)).toEqual({ '2.1': 'present', '2.2': 'adopted', '2.3': 'done' });
    expect(last.receipt.steps[0]?.undo).toEqual([]);
    expect(world.created()['default/artifact/kit-lib@1.0.0']).toBe(1);
  });

  it('the same by comparison: skipped without a question', async () => {
    await rig.run(rig.only(2, 3));
    await rig.forgetReceipts();
    const { last } = await rig.run(rig.only(3));
    expect(outcomes(last)).toEqual({ '3.1': 'present', '3.2': 'skipped' });
  });

  it('another one: replaced where the user says so, and never undone', async () => {
    await rig.run(rig.only(2, 3));
    const [app] = world.cdap.state.namespaces['default']!.apps;
    app!.configuration = '{"rate":2}';
    await rig.forgetReceipts();
    const asked = await rig.run(rig.only(3));
    expect(asked.findings).toMatchObject([{ state: 'differs', choices: ['adopt', 'replace'] }]);
    expect(asked.findings[0]?.words).toContain('It differs: the configuration.');
    expect(world.cdap.state.written['default/app/kit-app']).toBe(1);
    const { last } = await rig.run({ ...rig.only(3), decisions: { '3.1': 'replace' } });
    expect(outcomes(last)).toEqual({ '3.1': 'present', '3.2': 'done' });
    expect(last.receipt.steps[0]?.undo).toEqual([]);
    expect(JSON.parse(world.cdap.state.namespaces['default']!.apps[0]!.configuration)).toEqual({
      rate: 1.5,
      names: ['a'],
    });
  });

  it('a choice that is not offered is none', async () => {
    await rig.run(rig.only(2));
    await rig.forgetReceipts();
    const { error } = await rig.run({ ...rig.only(2), decisions: { '2.1': 'replace' } });
    expect(error?.code).toBe('cluster-conflict');
  });

  it('a dataset of another type: refused', async () => {
    await rig.run(rig.only(5));
    world.cdap.state.namespaces['default']!.datasets[0]!.typeName = 'fileSet';
    await rig.forgetReceipts();
    const { error, findings } = await rig.run({ ...rig.only(5), decisions: { '5.1': 'adopt' } });
    expect(error?.code).toBe('cluster-conflict');
    expect(findings).toMatchObject([{ state: 'differs', choices: [] }]);
  });
});

describe('a write that nobody can ask about', () => {
  const lose = () => rig.fail('cut-answer', (path) => path.endsWith('/batch'), { times: 1 });
  const withoutProbe = (): { plan: InstallPlan } => {
    const [step] = rig.only(4).plan.steps;
    const requests = step!.requests.filter(({ id }) => id !== '4.3');
    return { plan: { ...world.plan, steps: [{ ...step!, requests }] } };
  };

  it('is not sent twice without a word of the user', async () => {
    lose();
    const lost = await rig.run(withoutProbe());
    expect(lost.error?.code).toBe('cluster-unreachable');
    expect(lost.findings).toMatchObject([
      { request: '4.4', state: 'unknown', choices: ['adopt', 'again'] },
    ]);
    const asked = await rig.run(withoutProbe());
    expect(asked.error?.code).toBe('cluster-outcome');
    expect(asked.findings).toEqual(lost.findings);
    expect(world.created()['default/events/purchases']).toBe(1);
  });

  it('counts as done where the user saw it', async () => {
    lose();
    await rig.run(withoutProbe());
    const { last } = await rig.run({ ...withoutProbe(), decisions: { '4.4': 'adopt' } });
    expect(last.type).toBe('done');
    expect(outcomes(last)).toMatchObject({ '4.4': 'found' });
    expect(world.created()['default/events/purchases']).toBe(1);
  });

  it('is sent once more for each time that the user says so', async () => {
    rig.fail('refuse', (path) => path.endsWith('/batch'), { times: 2 });
    await rig.run(withoutProbe());
    const again = await rig.run({ ...withoutProbe(), decisions: { '4.4': 'again' } });
    expect(again.error?.code).toBe('cluster-unreachable');
    const unfinished = await rig.page.journals.load(world.plan);
    expect(unfinished?.journal.decisions).toEqual({});
    const asked = await rig.run(withoutProbe());
    expect(asked.error?.code).toBe('cluster-outcome');
    const { last } = await rig.run({ ...withoutProbe(), decisions: { '4.4': 'again' } });
    expect(last.type).toBe('done');
    expect(world.created()['default/events/purchases']).toBe(1);
  });

  it('is not sent twice where it was added to what others put there', async () => {
    await rig.run(rig.only(4));
    await rig.forgetReceipts();
    lose();
    const lost = await rig.run({ ...rig.only(4), decisions: { '4.3': 'replace' } });
    expect(lost.error?.code).toBe('cluster-unreachable');
    const asked = await rig.run(rig.only(4));
    expect([asked.error?.code, asked.findings[0]?.request]).toEqual(['cluster-outcome', '4.4']);
    expect(world.created()['default/events/purchases']).toBe(2);
  });

  it('is not taken for done because the one before it is', async () => {
    const [step] = rig.only(4).plan.steps;
    const second = { ...step!.requests[3]!, id: '4.5' };
    const probe = { ...step!.requests[2]!, decides: ['4.4', '4.5'] };
    const requests = [...step!.requests.slice(0, 2), probe, step!.requests[3]!, second];
    const plan = { ...world.plan, steps: [{ ...step!, requests }] };
    let batches = 0;
    world.faulty.faults = [
      { at: ({ path }) => path.endsWith('/batch') && ++batches === 2, kind: 'refuse' },
    ];
    expect((await rig.run({ plan })).error?.code).toBe('cluster-unreachable');
    const asked = await rig.run({ plan });
    expect([asked.error?.code, asked.findings[0]?.request]).toEqual(['cluster-outcome', '4.5']);
    const { last } = await rig.run({ plan, decisions: { '4.5': 'again' } });
    expect(outcomes(last)).toMatchObject({ '4.3': 'absent', '4.4': 'done', '4.5': 'done' });
    expect(world.created()['default/events/purchases']).toBe(2);
  });

  it('that arrives late, after its probe, is found by the refusal of the second', async () => {
    rig.fail('refuse', (path, method) => method === 'POST' && path.endsWith('/kit-lib'), {
      times: 1,
    });
    await rig.run(rig.only(2));
    const artifact = {
      name: 'kit-lib',
      version: '1.0.0',
      sha256: '',
      size: 1,
      parents: [],
      plugins: [],
      properties: {},
    };
    const { last } = await rig.run(rig.only(2), (event) => {
      if (event.type === 'request-answered' && event.request === '2.1') {
        world.cdap.state.namespaces['default']!.artifacts.push(artifact);
      }
    });
    expect(outcomes(last)).toEqual({ '2.1': 'absent', '2.2': 'found', '2.3': 'done' });
  });

  it('that somebody else does in between is asked about', async () => {
    const artifact = {
      name: 'kit-lib',
      version: '1.0.0',
      sha256: '',
      size: 1,
      parents: [],
      plugins: [],
      properties: {},
    };
    const { error, findings, last } = await rig.run(rig.only(2), (event) => {
      if (event.type === 'request-answered' && event.request === '2.1' && event.status === 404) {
        world.cdap.state.namespaces['default']!.artifacts.push(artifact);
      }
    });
    expect(error?.code).toBe('cluster-conflict');
    expect(findings).toMatchObject([{ request: '2.1', state: 'present', choices: ['adopt'] }]);
    expect(outcomes(last)).toEqual({ '2.1': 'present', '2.2': 'failed' });
  });
});
