/** The YAML beside the form: text follows fields, fields follow text, and what is fixed or secret stays so. */
import { describe, expect, it } from 'vitest';

import { parseYaml } from '#core/protocol/index.ts';
import {
  argument,
  editOf,
  errorsOf,
  jobOf,
  makeStrictWizard,
  planOf,
  refusalsOf,
  submitAction,
  trainingJob,
} from '../../fakes/wizard.ts';

import type { Answers } from '#core/model/install.ts';

const SECRET: Answers = { 1: { 'secrets.token': 's3cret!' } };

describe('the document of a job step', () => {
  it('is the filled job, secrets as placeholders', () => {
    const text = makeStrictWizard().document(1, { 1: { lr: 0.5, 'secrets.token': 's3cret!' } });
    expect(text).not.toContain('s3cret!');
    expect(parseYaml(text ?? '')).toEqual({
      ...trainingJob(),
      parameters: { ...(trainingJob()['parameters'] as object), lr: 0.5 },
      secrets: { token: '<secret: token>' },
    });
  });

  it('is there also where values do not fit yet', () => {
    const text = makeStrictWizard().document(1, { 1: { lr: 'fast', name: 'a/b', grid: '{' } });
    expect(parseYaml(text ?? '')).toMatchObject({ name: 'mnist', parameters: { lr: 0.01 } });
  });

  it('has a default that answers do not change, and is absent for other steps', () => {
    const action = { type: 'informational', arguments: [argument('text', { value: 'x' })] };
    const wizard = makeStrictWizard({ actions: [submitAction(), action] });
    expect(wizard.defaultDocument(1)).toBe(wizard.document(1, {}));
    expect(wizard.document(2, {})).toBeUndefined();
    expect(wizard.document(3, {})).toBeUndefined();
    expect(wizard.edit(2, {}, 'a: 1')).toMatchObject({ ok: false });
    expect(wizard.forms.map((form) => form.document)).toEqual([true, false]);
  });
});

describe('an edit', () => {
  it('of a value is an answer of its field, and nothing else', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) =>
      text
        .replace('lr: 0.01', 'lr: 0.5')
        .replace('gpu: 1', 'gpu: 4')
        .replace('a\n    b', 'c\n    d'),
    );
    expect(answers).toEqual({
      1: {
        'parameters.lr': 0.5,
        'taskRoles.worker.gpu': 4,
        'parameters.note': 'c\nd',
        'secrets.token': 's3cret!',
      },
    });
  });

  it('that goes back to the default takes the answer away', () => {
    const wizard = makeStrictWizard();
    const answers = { 1: { ...SECRET[1], lr: 0.5 } };
    const back = editOf(wizard, answers, (text) => text.replace('lr: 0.5', 'lr: 0.01'));
    expect(back).toEqual(SECRET);
  });

  it('of a command stays in the text, and fields go on writing into it', () => {
    const wizard = makeStrictWizard();
    const edited = editOf(wizard, SECRET, (text) => text.replace('train.py', 'other.py'));
    expect(edited[1]).toMatchObject({ protocol: expect.stringContaining('other.py') });
    const later = { 1: { ...edited[1], 'parameters.lr': 9 } };
    const job = jobOf(planOf(wizard, later));
    expect(job.taskRoles.worker.commands).toEqual(['python other.py --lr <% $parameters.lr %>']);
    expect(job.parameters.lr).toBe(9);
    expect(wizard.document(1, later)).toContain('lr: 9');
  });

  it('of both says values by their fields as well, so that they outlive the text', () => {
    const answers = editOf(makeStrictWizard(), SECRET, (text) =>
      text.replace('train.py', 'other.py').replace('lr: 0.01', 'lr: 0.5'),
    );
    expect(Object.keys(answers[1] ?? {}).sort()).toEqual([
      'parameters.lr',
      'protocol',
      'secrets.token',
    ]);
  });

  it('that adds a parameter and a task role gives them fields', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) =>
      text
        .replace('  lr: 0.01', '  lr: 0.01\n  momentum: 0.9')
        .replace(
          'taskRoles:\n',
          'taskRoles:\n  ps:\n    dockerImage: image\n    resourcePerInstance: {cpu: 1, memoryMB: 1, gpu: 0}\n    commands: [x]\n',
        ),
    );
    const ids = wizard.formsOf(answers)[0]?.fields.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['parameters.momentum', 'taskRoles.ps.cpu']));
    expect(wizard.forms[0]?.fields.map(({ id }) => id)).not.toContain('parameters.momentum');
    const more = { 1: { ...answers[1], 'parameters.momentum': 0.5, 'taskRoles.ps.instances': 2 } };
    const job = jobOf(planOf(wizard, more));
    expect([job.parameters.momentum, job.taskRoles.ps.instances]).toEqual([0.5, 2]);
  });

  it('that takes a parameter of the arguments away leaves it away', () => {
    const action = submitAction(argument('parameters', { default: { extra: 'x' } }));
    const wizard = makeStrictWizard({ action });
    const answers = editOf(wizard, SECRET, (text) => text.replace('  extra: x\n', ''));
    expect(jobOf(planOf(wizard, answers)).parameters).toEqual(trainingJob()['parameters']);
  });

  it('that writes several lines into a field of one makes it one of several', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) => text.replace('resnet', '"a\\nb"'));
    const field = wizard.formsOf(answers)[0]?.fields.find(({ id }) => id === 'parameters.model');
    expect(field).toMatchObject({ kind: 'multiline', default: 'a\nb' });
  });

  it('may ask for what the form does not offer and the server takes', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) => text.replace('cpu: 4', 'cpu: 0'));
    expect(jobOf(planOf(wizard, answers)).taskRoles.worker.resourcePerInstance.cpu).toBe(0);
  });

  it('keeps the comments of the text', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) => `# mine\n${text.replace('train', 'run')}`);
    expect(answers[1]?.['protocol']).toContain('# mine');
  });

  it('of the kind of a value makes its field another one', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) => text.replace('lr: 0.01', 'lr: fast'));
    const field = wizard.formsOf(answers)[0]?.fields.find(({ id }) => id === 'parameters.lr');
    expect(field).toMatchObject({ kind: 'text', default: 'fast' });
    expect(jobOf(planOf(wizard, answers)).parameters.lr).toBe('fast');
  });

  it('is refused with the line where the text is no YAML, and with the place where it is no job', () => {
    const wizard = makeStrictWizard();
    expect(wizard.edit(1, SECRET, 'name: a\nname: b\n')).toMatchObject({
      ok: false,
      errors: [{ line: 2, message: expect.stringContaining('Line 2') }],
    });
    expect(refusalsOf(wizard, (text) => text.replace('gpu: 1', 'gpu: many'))[0]).toContain(
      '/taskRoles/worker/resourcePerInstance/gpu',
    );
  });

  it('leaves the answers of other steps', () => {
    const wizard = makeStrictWizard({ actions: [submitAction(), submitAction()] });
    const answers: Answers = { 1: { name: 'a' }, 2: { name: 'b' } };
    const edited = editOf(wizard, answers, (text) => text.replace('lr: 0.01', 'lr: 1'));
    expect(edited).toEqual({ 1: { name: 'a', 'parameters.lr': 1 }, 2: { name: 'b' } });
  });

  it('with a virtual cluster or storages of others is an answer that does not do', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) =>
      text
        .replace('virtualCluster: default', 'virtualCluster: reserved')
        .replace(
          '- plugin: ssh',
          '- plugin: teamwise_storage\n      parameters: {storageConfigNames: [archive]}',
        ),
    );
    expect(
      errorsOf(wizard, answers)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(['storages', 'virtualCluster']);
  });
});

describe('what the publisher fixed', () => {
  const fixed = () =>
    makeStrictWizard({
      action: submitAction(
        argument('name', { canModify: false }),
        argument('parameters', { value: { lr: 1 } }),
        argument('taskRoles', { value: { worker: { gpu: 2 } } }),
      ),
    });

  it.each([
    ['name: mnist', 'name: other', 'name'],
    ['lr: 1', 'lr: 2', 'parameters.lr'],
    ['  lr: 1\n', '', 'parameters.lr'],
    ['lr: 1', 'lr: "1"', 'parameters.lr'],
    ['gpu: 2', 'gpu: 3', 'taskRoles.worker.gpu'],
    ['  worker:', '  boss:', 'taskRoles.worker.gpu'],
  ])('cannot be edited: %j to %j', (from, to, field) => {
    expect(refusalsOf(fixed(), (text) => text.replace(from, to))).toEqual([
      expect.stringMatching(new RegExp(`fixed by the publisher; leave ${field} as it was`)),
    ]);
  });

  it('is fixed as a whole where the argument says so: nothing can be added', () => {
    const action = submitAction(argument('parameters', { canModify: false }));
    const wizard = makeStrictWizard({ action });
    expect(refusalsOf(wizard, (text) => text.replace('  lr:', '  extra: 1\n  lr:'))).toEqual([
      expect.stringContaining('parameters.extra'),
    ]);
  });

  it('leaves the rest to the user', () => {
    const wizard = fixed();
    const answers = editOf(wizard, SECRET, (text) =>
      text.replace('cpu: 4', 'cpu: 8').replace('train.py', 'other.py'),
    );
    const job = jobOf(planOf(wizard, answers));
    expect([job.name, job.parameters.lr, job.taskRoles.worker.resourcePerInstance]).toEqual([
      'mnist',
      1,
      { cpu: 8, memoryMB: 8192, gpu: 2 },
    ]);
  });

  it('holds also for answers that no edit made', () => {
    const wizard = fixed();
    const protocol = (wizard.document(1, {}) ?? '').replace('lr: 1', 'lr: 666');
    const errors = errorsOf(wizard, { 1: { ...SECRET[1], protocol } });
    expect(errors).toMatchObject([{ step: 1, field: 'parameters.lr' }]);
    expect(wizard.formsOf({ 1: { protocol } })).toEqual(wizard.forms);
    expect(wizard.document(1, { 1: { protocol } })).toBe(protocol);
  });
});

describe('a text that cannot be used', () => {
  it.each([
    ['no YAML', '{'],
    ['no job', 'a: 1'],
  ])('is an error of the field: %s', (_, protocol) => {
    const wizard = makeStrictWizard();
    const errors = errorsOf(wizard, { 1: { ...SECRET[1], protocol } });
    expect(errors.map(({ field }) => field)).toContain('protocol');
    expect(wizard.document(1, { 1: { protocol } })).toBe(protocol);
  });

  it('is told with what is wrong beside it, and without the answers of fields that only it had', () => {
    const answers = { 1: { protocol: '{', 'parameters.new': 1, 'parameters.lr': 'fast' } };
    const fields = errorsOf(makeStrictWizard(), answers).map(({ field }) => field);
    expect(fields.sort()).toEqual(['parameters.lr', 'protocol', 'secrets.token']);
  });

  it('may be empty: then the package’s own counts', () => {
    const wizard = makeStrictWizard();
    const plan = planOf(wizard, { 1: { ...SECRET[1], protocol: ' ' } });
    expect(plan).toEqual(planOf(wizard, SECRET));
    expect(errorsOf(wizard, { 1: { ...SECRET[1], protocol: 7 } })).toMatchObject([
      { field: 'protocol' },
    ]);
  });

  it('is no answer of a step without a job', () => {
    const action = { type: 'informational', arguments: [argument('text', { value: 'x' })] };
    const errors = errorsOf(makeStrictWizard({ action }), { 1: { protocol: 'a' } });
    expect(errors).toMatchObject([{ field: 'protocol' }]);
  });
});
