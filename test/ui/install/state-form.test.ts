/** The answered part of the wizard: decisions, former answers, and answers of an install that was begun. */
import { describe, expect, it } from 'vitest';

import { FIRST_STATE, reduceWizard } from '#ui/install/state.ts';
import { undecided } from '#ui/install/state-form.ts';
import { planOf } from '../../fakes/wizard.ts';
import { answering, prepare } from './wizard-states.ts';

import type { InstallJournal } from '#core/model/generated.ts';
import type { ProbeFinding } from '#core/model/install.ts';
import type { FormState } from '#ui/install/state-form.ts';
import type { WizardState } from '#ui/install/state.ts';

describe('what is there already', () => {
  const finding: ProbeFinding = {
    step: 1,
    request: '1.1',
    state: 'differs',
    words: 'Another artifact of this name is there.',
    choices: ['adopt', 'replace'],
  };
  const found = (state: WizardState) => reduceWizard(state, { type: 'found', findings: [finding] });
  const formOf = (state: WizardState): FormState => {
    if (state.status !== 'answering') throw new Error(state.status);
    return state.form;
  };

  it('stays open until the user decides', () => {
    const asked = found(answering());
    expect(undecided(formOf(asked))).toEqual([finding]);
    const decided = reduceWizard(asked, { type: 'decide', request: '1.1', choice: 'adopt' });
    expect(undecided(formOf(decided))).toEqual([]);
    expect(formOf(found(decided)).decisions).toEqual({ '1.1': 'adopt' });
  });

  it('is asked about anew when the step is answered anew', () => {
    const decided = reduceWizard(found(answering(prepare(2))), {
      type: 'decide',
      request: '1.1',
      choice: 'replace',
    });
    const other = reduceWizard(decided, { type: 'answer', step: 2, field: 'name', value: 'b' });
    expect(formOf(other).decisions).toEqual({ '1.1': 'replace' });
    const own = reduceWizard(decided, { type: 'answer', step: 1, field: 'name', value: 'b' });
    expect(formOf(own)).toMatchObject({ decisions: {}, findings: [] });
  });
});

describe('a former install', () => {
  const former = {
    version: '0.9.0',
    answers: {
      1: {
        name: 'mine',
        'parameters.lr': 0.5,
        virtualCluster: 'gone-since',
        'secrets.token': 'must-not-come-back',
        'parameters.old': 1,
      },
    },
  };

  it('fills in what still fits, and never a secret', () => {
    const state = answering(prepare(1, former));
    expect(state).toMatchObject({
      form: { filledFrom: '0.9.0', answers: { 1: { name: 'mine', 'parameters.lr': 0.5 } } },
    });
    if (state.status !== 'answering') throw new Error(state.status);
    expect(state.form.answers[1]).toMatchObject({ virtualCluster: 'default', 'secrets.token': '' });
    expect(state.form.answers[1]).not.toHaveProperty('parameters.old');
  });

  it('can be taken out again', () => {
    const state = reduceWizard(answering(prepare(1, former)), { type: 'reset' });
    expect(state).toMatchObject({ form: { answers: { 1: { name: 'mnist' } } } });
    expect(state).not.toHaveProperty('form.filledFrom');
  });
});

describe('an install that was begun', () => {
  const prepared = prepare(2);
  const plan = planOf(prepared as never, {
    1: { 'secrets.token': 'a' },
    2: { 'secrets.token': 'b' },
  });
  const journal: InstallJournal = {
    format: 'pai-market-journal/1',
    id: '0'.repeat(32),
    plan,
    answers: { 1: { name: 'mnist' }, 2: { name: 'second', 'parameters.lr': 0.7 } },
    decisions: {},
    startedAt: '2025-11-22T00:00:00Z',
    updatedAt: '2025-11-22T00:00:01Z',
    records: {},
    doneSteps: [1],
  };
  const resuming = () =>
    reduceWizard(FIRST_STATE, {
      type: 'resume',
      prepared,
      unfinished: { journal, running: false },
    });

  it('comes back with its answers; only secrets of steps that are not done are missing', () => {
    const state = resuming();
    if (state.status !== 'resuming') throw new Error(state.status);
    expect(state.form).toMatchObject({ done: [1], answers: { 2: { 'parameters.lr': 0.7 } } });
    const result = prepared.plan(state.form.answers);
    expect(result.ok ? [] : result.errors.map(({ step, field }) => [step, field])).toEqual([
      [2, 'secrets.token'],
    ]);
  });

  it('runs from there, and its done steps are shown as done', () => {
    const state = reduceWizard(resuming(), { type: 'start', plan, at: 1 });
    expect(state).toMatchObject({
      status: 'running',
      run: { steps: { 1: { state: 'done' }, 2: { state: 'waiting' } } },
    });
  });
});
