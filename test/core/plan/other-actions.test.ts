import { describe, expect, it } from 'vitest';

import { neededFiles } from '#core/plan/index.ts';
import { validate as validatePlan } from '../../../src/core/read/generated/install-plan.js';
import {
  argument,
  errorsOf,
  makeWizard,
  planOf,
  submitAction,
  trainingJob,
} from '../../fakes/wizard.ts';

const open = { ...submitAction(), type: 'open_job' };

describe('open_job', () => {
  it('asks for no secrets and says that it leaves them out', () => {
    const [form] = makeWizard({ action: open }).forms;
    expect(form?.fields.some((field) => field.kind === 'secret')).toBe(false);
    expect(form?.texts.join()).toContain('token');
  });

  it('hands over the filled job without secrets and sends nothing', () => {
    const plan = planOf(makeWizard({ action: open }), { 1: { lr: 7 } });
    const { secrets: _, ...expected } = trainingJob();
    expect(plan.steps[0]?.requests).toEqual([]);
    expect(plan.steps[0]?.handoff).toEqual({
      protocol: { ...expected, parameters: { ...(expected['parameters'] as object), lr: 7 } },
      omittedSecrets: ['token'],
    });
    expect(plan.summary[0]).toBe('Sends nothing to the cluster.');
    expect(validatePlan(plan)).toBe(true);
  });
});

describe('informational', () => {
  const informational = (...args: { name: string }[]) => ({
    type: 'informational',
    arguments: args,
  });

  it('shows its steps as paragraphs', () => {
    const action = informational(argument('steps', { value: ['one', 'two'] }));
    const wizard = makeWizard({ action });
    expect(wizard.forms[0]).toMatchObject({ texts: ['one', 'two'], markdown: false, fields: [] });
    expect(planOf(wizard).steps[0]?.requests).toEqual([]);
  });

  it('shows its text as Markdown', () => {
    const wizard = makeWizard({ action: informational(argument('text', { value: '# Read' })) });
    expect(wizard.forms[0]).toMatchObject({ texts: ['# Read'], markdown: true });
  });

  it.each([
    ['nothing', []],
    ['both', [argument('steps', { value: [] }), argument('text', { value: '' })]],
    ['steps that are no texts', [argument('steps', { value: [1] })]],
    ['a protocol', [argument('protocol', { value: 'x' })]],
  ])('refuses %s', (_, args) => {
    expect(() => makeWizard({ action: informational(...args) })).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });

  it('takes no answers', () => {
    const action = informational(argument('text', { value: 'x' }));
    expect(errorsOf(makeWizard({ action }), { 1: { name: 'x' } })[0]?.field).toBe('name');
  });
});

describe('several actions', () => {
  it('are numbered from 1, and their jobs are added up', () => {
    const wizard = makeWizard({ actions: [submitAction(), open, submitAction()] });
    const answer = { token: 's3cret' };
    const plan = planOf(wizard, { 1: answer, 3: { ...answer, name: 'second' } });
    expect(plan.steps.map(({ number, type }) => [number, type])).toEqual([
      [1, 'submit_job'],
      [2, 'open_job'],
      [3, 'submit_job'],
    ]);
    expect(plan.steps[2]?.requests[0]?.id).toBe('3.1');
    expect(plan.summary[0]).toBe('Submits 2 jobs, 4 GPUs in virtual cluster default.');
  });

  it('cannot submit one name twice', () => {
    const wizard = makeWizard({ actions: [submitAction(), submitAction()] });
    const answer = { token: 's3cret' };
    expect(errorsOf(wizard, { 1: answer, 2: answer })).toMatchObject([{ step: 2, field: 'name' }]);
  });
});

describe('an unknown type', () => {
  it.each(['launch_rocket', 'constructor', 'toString', ''])('%j needs a newer plugin', (type) => {
    const thrown = expect.objectContaining({
      code: 'action-unknown',
      message: expect.stringContaining('submit_job, open_job'),
    });
    expect(() => makeWizard({ actions: [submitAction(), { type }] })).toThrow(thrown);
    expect(() => neededFiles({ type }, 2)).toThrow(thrown);
  });
});
