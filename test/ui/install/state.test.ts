/** The wizard's reducer: each status is left only by what belongs to it, and no answer is lost on the way. */
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { FIRST_STATE, reduceWizard, remainingPlan, shownErrors } from '#ui/install/state.ts';
import { fakePackage } from '../../fakes/services.ts';
import { makeWizard, planOf, submitAction, trainingJob } from '../../fakes/wizard.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import type { WizardAction, WizardState } from '#ui/install/state.ts';
import type { PreparedInstall } from '#ui/services.ts';

const opened = fakePackage();
const taken = new MarketError('cluster-conflict', 'A job named mnist exists already.');

function prepare(steps = 1): PreparedInstall {
  const other = { ...trainingJob(), name: 'other' };
  const second = {
    type: 'submit_job',
    arguments: [{ name: 'protocol', value: 'b.yaml' as never }],
  };
  const wizard = makeWizard({
    actions: steps === 1 ? [submitAction()] : [submitAction(), second],
    protocols: new Map([
      ['job.yaml', trainingJob()],
      ['b.yaml', other],
    ]),
  });
  return { loaded: { package: opened, files: { entries: new Map() }, notices: [] }, ...wizard };
}

function after(...actions: WizardAction[]): WizardState {
  return actions.reduce(reduceWizard, FIRST_STATE);
}

function answering(prepared = prepare()): WizardState {
  return after({ type: 'prepare', opened }, { type: 'prepared', prepared });
}

function play(state: WizardState, events: InstallEvent[]): WizardState {
  return events.reduce((now, event) => reduceWizard(now, { type: 'event', event }), state);
}

const receipt = (outcome: Receipt['outcome']): Receipt => ({
  format: 'pai-market-receipt/1',
  id: '0'.repeat(32),
  market: 'lab',
  package: { name: 'mnist-training', version: '1.2.0' },
  cluster: 'https://pai.example.org/rest-server/',
  user: 'ada',
  startedAt: '2025-11-22T00:00:00Z',
  finishedAt: '2025-11-22T00:00:01Z',
  outcome,
  signers: [],
  answers: {},
  steps: [],
});

describe('before the form', () => {
  it('shows the progress of the download only while preparing', () => {
    const progress = { what: 'archive.zip', read: 1, total: 2 };
    expect(after({ type: 'progress', progress })).toMatchObject({
      status: 'preparing',
      verifying: { stage: 'download', ...progress },
    });
    const licence = after({ type: 'ask-licence', opened });
    expect(reduceWizard(licence, { type: 'progress', progress })).toBe(licence);
  });

  it('keeps the package when it fails', () => {
    const state = after({ type: 'prepare', opened }, { type: 'fail', error: taken });
    expect(state).toMatchObject({ status: 'failed', opened, error: taken });
  });
});

describe('the form', () => {
  it('starts with the suggested answers and leaves out fixed fields', () => {
    const fixed = { name: 'name', value: 'set-by-publisher' as never, canModify: false };
    const wizard = makeWizard({ action: submitAction(fixed) });
    const loaded = { package: opened, files: { entries: new Map() }, notices: [] };
    const state = answering({ loaded, ...wizard });
    if (state.status !== 'answering') throw new Error(state.status);
    expect(state.form.answers[1]).toMatchObject({
      'parameters.lr': 0.01,
      virtualCluster: 'default',
    });
    expect(state.form.answers[1]).not.toHaveProperty('name');
  });

  it('drops what the cluster said about a step when that step is answered anew', () => {
    const refused = reduceWizard(answering(), { type: 'refused', error: taken, step: 1 });
    expect(refused).toMatchObject({ form: { refusal: { step: 1 }, checking: false } });
    const mended = reduceWizard(refused, { type: 'answer', step: 1, field: 'name', value: 'b' });
    expect(mended).toMatchObject({ form: { refusal: undefined, answers: { 1: { name: 'b' } } } });
  });

  it('opens the step that the cluster refused', () => {
    const later = reduceWizard(answering(prepare(2)), { type: 'go', at: 1 });
    const refused = reduceWizard(later, { type: 'refused', error: taken, step: 1 });
    expect(refused).toMatchObject({ form: { at: 0 } });
  });

  it('stays within its steps', () => {
    const state = answering(prepare(2));
    expect(reduceWizard(state, { type: 'go', at: 9 })).toMatchObject({ form: { at: 1 } });
    expect(reduceWizard(state, { type: 'go', at: -1 })).toMatchObject({ form: { at: 0 } });
  });

  it('shows errors of marked steps only', () => {
    const state = reduceWizard(answering(prepare(2)), { type: 'mark', steps: [2] });
    if (state.status !== 'answering') throw new Error(state.status);
    const errors = [1, 2].map((step) => ({ step, field: 'name', message: 'wrong' }));
    expect(shownErrors(state.form, errors)).toEqual([errors[1]]);
  });
});

describe('a run', () => {
  const prepared = prepare(2);
  const plan = planOf(prepared as never, {
    1: { 'secrets.token': 'a' },
    2: { 'secrets.token': 'b' },
  });
  const job = { user: 'ada', name: 'mnist' };
  const running = () => reduceWizard(answering(prepared), { type: 'start', plan });
  const firstDone: InstallEvent[] = [
    { type: 'step-started', step: 1 },
    { type: 'request-sent', step: 1, request: '1.1' },
    { type: 'request-answered', step: 1, request: '1.1', status: 404 },
    { type: 'step-done', step: 1, job },
  ];
  const error = new MarketError('cluster-error', 'The cluster answered 500.');
  const failed: InstallEvent[] = [
    ...firstDone,
    { type: 'step-started', step: 2 },
    { type: 'failed', step: 2, error, receipt: receipt('failed') },
  ];

  it('starts from the form only', () => {
    expect(reduceWizard(FIRST_STATE, { type: 'start', plan })).toBe(FIRST_STATE);
    expect(running()).toMatchObject({
      status: 'running',
      run: { steps: { 1: { state: 'waiting' } } },
    });
  });

  it('follows steps and requests', () => {
    expect(play(running(), firstDone)).toMatchObject({
      run: { steps: { 1: { state: 'done', job, requests: [{ id: '1.1', status: 404 }] } } },
    });
  });

  it('ends done with the receipt', () => {
    const state = play(running(), [{ type: 'done', receipt: receipt('done') }]);
    expect(state).toMatchObject({ status: 'done', receipt: { outcome: 'done' } });
  });

  it('says what was done before it failed', () => {
    expect(play(running(), failed)).toMatchObject({
      status: 'failed',
      error,
      run: { steps: { 1: { state: 'done' }, 2: { state: 'failed' } } },
    });
  });

  it('counts a cancelled run as cancelled, not as failed', () => {
    const cancelled = new MarketError('cancelled', 'The install was cancelled.');
    const event = {
      type: 'failed' as const,
      step: 1,
      error: cancelled,
      receipt: receipt('cancelled'),
    };
    expect(play(running(), [event])).toMatchObject({ status: 'cancelled' });
  });

  it('goes on after a failure with the answers kept and without the step that was done', () => {
    const again = reduceWizard(play(running(), failed), { type: 'edit' });
    expect(again).toMatchObject({ status: 'answering', form: { at: 1, done: [1] } });
    expect(remainingPlan(plan, [1]).steps.map((step) => step.number)).toEqual([2]);
    const rerun = reduceWizard(again, { type: 'start', plan });
    expect(rerun).toMatchObject({
      run: { steps: { 1: { state: 'done', job }, 2: { state: 'waiting', requests: [] } } },
    });
  });

  it('sends nothing again that the cluster took before the step failed', () => {
    const half: InstallEvent[] = [
      { type: 'step-started', step: 1 },
      { type: 'request-sent', step: 1, request: '1.1' },
      { type: 'request-answered', step: 1, request: '1.1', status: 404 },
      { type: 'request-sent', step: 1, request: '1.2' },
      { type: 'request-answered', step: 1, request: '1.2', status: 202 },
      { type: 'request-sent', step: 1, request: '1.3' },
      { type: 'request-answered', step: 1, request: '1.3', status: 500 },
      { type: 'failed', step: 1, error, receipt: receipt('failed') },
    ];
    const again = reduceWizard(play(running(), half), { type: 'edit' });
    if (again.status !== 'answering') throw new Error(again.status);
    const ids = (rest: typeof plan) => rest.steps[0]?.requests.map(({ id }) => id);
    expect(ids(remainingPlan(plan, [], again.run))).toEqual(['1.3']);
    expect(reduceWizard(again, { type: 'start', plan })).toMatchObject({
      run: { steps: { 1: { requests: [{ id: '1.1' }, { id: '1.2', status: 202 }] } } },
    });
    const otherName = planOf(prepared as never, {
      1: { 'secrets.token': 'a', name: 'another' },
      2: { 'secrets.token': 'b' },
    });
    expect(ids(remainingPlan(otherName, [], again.run))).toEqual(['1.1', '1.2', '1.3']);
  });

  it('takes no event after its end', () => {
    const state = play(running(), [{ type: 'done', receipt: receipt('done') }]);
    expect(play(state, firstDone)).toBe(state);
  });
});
