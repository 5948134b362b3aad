import { describe, expect, it } from 'vitest';

import { argument, FACTS, fieldOf, makeWizard, submitAction } from '../../fakes/wizard.ts';

describe('the form of submit_job', () => {
  it('has a field for each thing that a user may set, in the order of the page', () => {
    const [form] = makeWizard().forms;
    expect(form?.fields.map(({ id, label, kind }) => [id, label, kind])).toEqual([
      ['name', 'Job name', 'text'],
      ['virtualCluster', 'Virtual cluster', 'choice'],
      ['storages', 'Storages', 'choices'],
      ['parameters.lr', 'lr', 'number'],
      ['parameters.model', 'model', 'text'],
      ['parameters.epochs', 'epochs', 'number'],
      ['parameters.verbose', 'verbose', 'boolean'],
      ['parameters.note', 'note', 'multiline'],
      ['parameters.grid', 'grid', 'json'],
      ['secrets.token', 'token', 'secret'],
      ['taskRoles.worker.instances', 'Instances (worker)', 'integer'],
      ['taskRoles.worker.gpu', 'GPUs per instance (worker)', 'integer'],
      ['taskRoles.worker.cpu', 'CPUs per instance (worker)', 'integer'],
      ['taskRoles.worker.memoryMB', 'Memory per instance, MB (worker)', 'integer'],
    ]);
  });

  it('never shows what the publisher wrote as a secret', () => {
    expect(JSON.stringify(makeWizard().forms)).not.toContain('typed-by-the-publisher');
    expect(fieldOf(makeWizard(), 'secrets.token')).toMatchObject({ default: '', required: true });
  });

  it('offers the virtual clusters of the user and starts with the protocol’s', () => {
    expect(fieldOf(makeWizard(), 'virtualCluster')).toMatchObject({
      default: 'default',
      options: [
        { value: 'default', label: 'default' },
        { value: 'research', label: 'research' },
      ],
    });
  });

  it('says what is free in the virtual clusters, as far as the cluster tells it', () => {
    const virtualClusters = [
      {
        name: 'default',
        freeGpus: 1,
        totalGpus: 8,
        freeCpus: 16,
        freeMemoryMB: 2048,
        totalMemoryMB: 4096,
      },
      { name: 'silent' },
      { name: 'full', freeGpus: 0 },
    ];
    const wizard = makeWizard({ facts: { ...FACTS, virtualClusters } });
    expect(fieldOf(wizard, 'virtualCluster').help).toBe(
      'Free now: default 1 of 8 GPUs, 16 CPUs, 2 of 4 GB; full 0 GPUs.',
    );
    const silent = makeWizard({ facts: { ...FACTS, virtualClusters: [{ name: 'silent' }] } });
    expect(fieldOf(silent, 'virtualCluster').help).toBeUndefined();
  });

  it('starts with the first virtual cluster where the protocol’s may not be used', () => {
    const facts = { ...FACTS, virtualClusters: [{ name: 'lab' }] };
    expect(fieldOf(makeWizard({ facts }), 'virtualCluster').default).toBe('lab');
  });

  it('asks for storages only where the user has some', () => {
    const [form] = makeWizard({ facts: { ...FACTS, storages: [] } }).forms;
    expect(form?.fields.map(({ id }) => id)).not.toContain('storages');
  });

  it('takes defaults from the arguments', () => {
    const wizard = makeWizard({
      action: submitAction(
        argument('name', { default: 'mine' }),
        argument('virtualCluster', { default: 'research' }),
        argument('storages', { default: ['scratch', 'gone'] }),
        argument('parameters', { default: { lr: 0.5, extra: 'x' } }),
        argument('taskRoles', { default: { worker: { instances: 4, gpu: 2 } } }),
      ),
    });
    const defaults = Object.fromEntries(
      (wizard.forms[0]?.fields ?? []).map((field) => [field.id, field.default]),
    );
    expect(defaults).toMatchObject({
      name: 'mine',
      virtualCluster: 'research',
      storages: ['scratch'],
      'parameters.lr': 0.5,
      'parameters.extra': 'x',
      'taskRoles.worker.instances': 4,
      'taskRoles.worker.gpu': 2,
      'taskRoles.worker.cpu': 4,
    });
    expect(fieldOf(wizard, 'storages').help).toContain('gone');
  });

  it('fixes a value, unless it may be modified, and only what the value names', () => {
    const wizard = makeWizard({
      action: submitAction(
        argument('name', { value: 'fixed' }),
        argument('virtualCluster', { value: 'research', canModify: true }),
        argument('parameters', { value: { lr: 1 } }),
        argument('taskRoles', { default: { worker: { gpu: 2 } }, canModify: false }),
      ),
    });
    const fixed = wizard.forms[0]?.fields.filter((field) => field.readOnly).map(({ id }) => id);
    expect(fixed).toEqual(['name', 'parameters.lr', 'taskRoles.worker.gpu']);
  });

  it('fixes all parameters by an argument without a value', () => {
    const wizard = makeWizard({
      action: submitAction(argument('parameters', { canModify: false })),
    });
    const open = wizard.forms[0]?.fields.filter(
      (field) => field.group === 'parameters' && !field.readOnly,
    );
    expect(open).toEqual([]);
  });
});
