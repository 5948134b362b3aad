import { describe, expect, it } from 'vitest';

import {
  argument,
  errorsOf,
  FACTS,
  jobOf,
  makeWizard,
  planOf,
  submitAction,
  trainingJob,
} from '../../fakes/wizard.ts';

const SECRET = { 1: { 'secrets.token': 's3cret!' } };

describe('answers that do not do', () => {
  it.each<[string, Record<string, never>, string]>([
    ['an unknown name', { nope: 'x' } as never, 'nope'],
    ['a name with a slash', { name: 'a/b' } as never, 'name'],
    ['a name with a dot', { name: 'a.b' } as never, 'name'],
    ['a name of 256 characters', { name: 'x'.repeat(256) } as never, 'name'],
    ['an empty name', { name: '' } as never, 'name'],
    ['a name that is a number', { name: 7 } as never, 'name'],
    ['a virtual cluster of others', { virtualCluster: 'reserved' } as never, 'virtualCluster'],
    ['a storage of others', { storages: ['archive'] } as never, 'storages'],
    ['a storage as text', { storages: 'scratch' } as never, 'storages'],
    ['text for a number', { lr: 'fast' } as never, 'parameters.lr'],
    ['nothing for a number', { lr: '' } as never, 'parameters.lr'],
    ['text for a boolean', { verbose: 'true' } as never, 'parameters.verbose'],
    ['JSON that is none', { grid: '{' } as never, 'parameters.grid'],
    ['JSON with a prototype', { grid: '{"__proto__": 1}' } as never, 'parameters.grid'],
    [
      'JSON that is nested too deep',
      { grid: '['.repeat(40) + ']'.repeat(40) } as never,
      'parameters.grid',
    ],
    ['a half instance', { 'Instances (worker)': 1.5 } as never, 'taskRoles.worker.instances'],
    ['no instance', { 'Instances (worker)': 0 } as never, 'taskRoles.worker.instances'],
    ['negative GPUs', { 'taskRoles.worker.gpu': -1 } as never, 'taskRoles.worker.gpu'],
    ['an empty secret', { token: '' } as never, 'secrets.token'],
    ['two answers for one field', { name: 'a', 'Job name': 'b' } as never, 'name'],
  ])('refuses %s, naming the field', (_, answers, field) => {
    const errors = errorsOf(makeWizard(), { 1: { ...SECRET[1], ...answers } });
    expect(errors.map((error) => [error.step, error.field])).toContainEqual([1, field]);
    expect(errors[0]?.message).toMatch(/\S/);
  });

  it('refuses to go on without the secrets', () => {
    expect(errorsOf(makeWizard())).toEqual([
      { step: 1, field: 'secrets.token', message: 'token is required.' },
    ]);
  });

  it('tells all that is wrong at once', () => {
    const errors = errorsOf(makeWizard(), { 1: { name: 'a/b', grid: '{', lr: 'x' } });
    expect(errors.map(({ field }) => field).sort()).toEqual([
      'name',
      'parameters.grid',
      'parameters.lr',
      'secrets.token',
    ]);
  });

  it('refuses a step that the package does not have', () => {
    expect(errorsOf(makeWizard(), { ...SECRET, 2: { name: 'x' } })[0]?.step).toBe(2);
  });

  it('asks for the id where a label may mean two fields', () => {
    const protocol = { ...trainingJob(), parameters: { token: 'a' } };
    const [error] = errorsOf(makeWizard({ protocol }), { 1: { token: 'x', 'secrets.token': 'y' } });
    expect(error?.message).toContain('parameters.token, secrets.token');
  });

  it('takes numbers as forms give them', () => {
    expect(jobOf(planOf(makeWizard(), { 1: { ...SECRET[1], lr: ' 1e-3 ' } })).parameters.lr).toBe(
      0.001,
    );
  });

  it('refuses a storage that the publisher fixed and the user does not have', () => {
    const action = submitAction(argument('storages', { value: ['archive'] }));
    expect(errorsOf(makeWizard({ action }), SECRET)[0]).toMatchObject({ field: 'storages' });
  });

  it('refuses every virtual cluster where the user has none', () => {
    const wizard = makeWizard({ facts: { ...FACTS, virtualClusters: [] } });
    expect(errorsOf(wizard, SECRET)[0]).toMatchObject({ field: 'virtualCluster' });
  });

  it('puts a finding on the filled protocol at the field that it concerns', () => {
    const check = () => [
      { path: '/taskRoles/worker/resourcePerInstance/gpu', message: 'is too many' },
      { path: '/prerequisites/0', message: 'is odd' },
    ];
    expect(errorsOf(makeWizard({ check }), SECRET).map(({ field }) => field)).toEqual([
      'taskRoles.worker.gpu',
      'name',
    ]);
  });
});

describe('arguments that do not do', () => {
  it.each<[string, { name: string }[]]>([
    ['unknown', [argument('colour', { value: 'red' })]],
    ['named like what every object has', [argument('constructor', { value: 'x' })]],
    ['given twice', [argument('name', { value: 'a' }), argument('name', { value: 'a' })]],
    ['a name that is none', [argument('name', { value: 'a/b' })]],
    ['a name that is no text', [argument('name', { value: 1 })]],
    ['parameters that are a list', [argument('parameters', { value: [] })]],
    ['storages that are no list', [argument('storages', { value: 'a' })]],
    ['a task role that is not there', [argument('taskRoles', { value: { ps: {} } })]],
    ['a resource that is none', [argument('taskRoles', { value: { worker: { tpu: 1 } } })]],
    ['half a GPU', [argument('taskRoles', { value: { worker: { gpu: 0.5 } } })]],
  ])('refuses the package: %s', (_, more) => {
    expect(() => makeWizard({ action: submitAction(...more) })).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });

  it('refuses a job step without protocol', () => {
    expect(() => makeWizard({ action: { type: 'submit_job' } })).toThrow(
      expect.objectContaining({ code: 'action-argument' }),
    );
  });
});
