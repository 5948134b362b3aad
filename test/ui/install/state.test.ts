/** The wizard's reducer: each status is left only by what belongs to it, and no answer is lost on the way. */
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { FIRST_STATE, reduceWizard } from '#ui/install/state.ts';
import { shownErrors } from '#ui/install/state-form.ts';
import { fakeLoaded, fakeTree } from '../../fakes/services.ts';
import { FACTS, makeWizard, planOf, submitAction } from '../../fakes/wizard.ts';
import { after, answering, opened, play, prepare, taken } from './wizard-states.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';

const receipt = (outcome: Receipt['outcome']): Receipt => ({
  format: 'pai-market-receipt/2',
  id: '0'.repeat(32),
  market: 'lab',
  package: { name: 'mnist-training', version: '1.2.0' },
  packages: [{ name: 'mnist-training', version: '1.2.0', signers: [] }],
  clusters: { openpai: 'https://pai.example.org/rest-server/' },
  trust: 'signatures',
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
    const tree = fakeTree(opened);
    const licence = after({ type: 'ask-licence', opened, tree, pending: [opened] });
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
    const state = answering({ loaded: fakeLoaded(fakeTree(opened)), facts: FACTS, ...wizard });
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
  const running = () => reduceWizard(answering(prepared), { type: 'start', plan, at: 1 });
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
    { type: 'failed', step: 2, error, receipt: receipt('failed'), findings: [] },
  ];

  it('starts from the form only', () => {
    expect(reduceWizard(FIRST_STATE, { type: 'start', plan, at: 1 })).toBe(FIRST_STATE);
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
      findings: [],
    };
    expect(play(running(), [event])).toMatchObject({ status: 'cancelled' });
  });

  it('goes on after a failure with the answers kept and without the step that was done', () => {
    const again = reduceWizard(play(running(), failed), { type: 'edit' });
    expect(again).toMatchObject({ status: 'answering', form: { at: 1, done: [1] } });
    const rerun = reduceWizard(again, { type: 'start', plan, at: 9 });
    expect(rerun).toMatchObject({
      run: { steps: { 1: { state: 'done', job }, 2: { state: 'waiting', requests: [] } } },
    });
  });

  it('tells a step that was begun from one that is done', () => {
    const half: InstallEvent[] = [
      { type: 'step-started', step: 1 },
      { type: 'request-sent', step: 1, request: '1.1' },
      { type: 'request-answered', step: 1, request: '1.1', status: 404 },
      { type: 'request-sent', step: 1, request: '1.2' },
      { type: 'request-answered', step: 1, request: '1.2', status: 202 },
      { type: 'request-sent', step: 1, request: '1.3' },
      { type: 'request-answered', step: 1, request: '1.3', status: 500 },
      { type: 'failed', step: 1, error, receipt: receipt('failed'), findings: [] },
    ];
    expect(play(running(), half)).toMatchObject({ form: { done: [], begun: [1] } });
  });

  it('shows bytes, waits and what was spared, and writes it down', () => {
    const state = play(running(), [
      { type: 'step-started', step: 1 },
      { type: 'request-spared', step: 1, request: '1.1', outcome: 'done' },
      { type: 'request-sent', step: 1, request: '1.2' },
      { type: 'request-progress', step: 1, request: '1.2', sent: 5, total: 9 },
    ]);
    expect(state).toMatchObject({
      run: {
        steps: { 1: { requests: [{ spared: 'done' }, { id: '1.2', sent: 5, total: 9 }] } },
      },
    });
    const waiting = play(state, [
      { type: 'request-waiting', step: 1, request: '1.2', until: 9000, status: 429 },
    ]);
    if (waiting.status !== 'running') throw new Error(waiting.status);
    expect(waiting.run.steps[1]?.requests[1]).toEqual({ id: '1.2', until: 9000, status: 429 });
    expect(waiting.run.log.map(({ text }) => text)).toEqual([
      expect.stringContaining('begins as user ada'),
      expect.stringContaining('Step 1 begins'),
      expect.stringContaining('not sent again, it was done before'),
      expect.stringMatching(/POST .*: sent$/),
      expect.stringContaining('answered 429, waiting until 1970-01-01T00:00:09.000Z'),
    ]);
  });

  it('takes no event after its end', () => {
    const state = play(running(), [{ type: 'done', receipt: receipt('done') }]);
    expect(play(state, firstDone)).toBe(state);
  });
});
