import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import yaml3 from 'js-yaml-3';

import { validate as validatePlan } from '../../../src/core/read/generated/install-plan.js';
import {
  argument,
  FACTS,
  fieldOf,
  jobOf,
  makeWizard,
  planOf,
  submitAction,
  textOf,
  trainingJob,
} from '../../fakes/wizard.ts';

const SECRET = { 1: { 'secrets.token': 's3cret!' } };

describe('the plan of submit_job', () => {
  it('is valid against its schema', () => {
    expect(validatePlan(planOf(makeWizard(), SECRET)), JSON.stringify(validatePlan.errors)).toBe(
      true,
    );
  });

  it('looks for the name, submits, then tags', () => {
    const [step] = planOf(makeWizard(), SECRET).steps;
    const job = 'https://pai.example.org/rest-server/api/v2/jobs/ada~mnist';
    expect(step?.job).toEqual({ user: 'ada', name: 'mnist' });
    expect(
      step?.requests.map(({ id, kind, method, url, headers, answers, decides, repeat }) => ({
        ...{ id, kind, method, url, headers, answers, decides, repeat },
      })),
    ).toEqual([
      {
        id: '1.1',
        kind: 'probe',
        method: 'GET',
        url: job,
        headers: {},
        answers: [
          { status: 200, means: 'present' },
          { status: 404, means: 'absent' },
        ],
        decides: ['1.2'],
      },
      {
        id: '1.2',
        kind: 'write',
        method: 'POST',
        url: 'https://pai.example.org/rest-server/api/v2/jobs',
        headers: { 'Content-Type': 'text/yaml' },
        answers: [
          { status: 202, means: 'done' },
          { status: 409, means: 'present' },
        ],
        repeat: 'once',
      },
      {
        id: '1.3',
        kind: 'write',
        method: 'PUT',
        url: `${job}/tag`,
        headers: { 'Content-Type': 'application/json' },
        answers: [{ status: 200, means: 'done' }],
        repeat: 'safe',
      },
    ]);
    const entity = { target: 'openpai', kind: 'job', namespace: 'ada', name: 'mnist' };
    expect(step?.requests.map((request) => request.entity)).toEqual([entity, entity, undefined]);
    expect(step?.requests[0]?.present).toEqual({
      then: 'conflict',
      words: 'A job named mnist exists on the cluster already.',
    });
    expect(JSON.parse(textOf(step?.requests[2]?.body))).toEqual({
      value: 'marketplace:lab/mnist-training@1.2.0',
    });
  });

  it('can stop the job, and takes a job that is gone for stopped', () => {
    const [undo, ...more] = planOf(makeWizard(), SECRET).steps[0]?.undo ?? [];
    expect(more).toEqual([]);
    expect(undo).toMatchObject({
      id: '1.2u',
      undoes: '1.2',
      method: 'PUT',
      url: 'https://pai.example.org/rest-server/api/v2/jobs/ada~mnist/executionType',
      purpose: 'Stopping the job; the cluster keeps its record',
      answers: [
        { status: 202, means: 'done' },
        { status: 404, means: 'absent' },
      ],
    });
    expect(JSON.parse(textOf(undo?.body))).toEqual({ value: 'STOP' });
  });

  it('sends the protocol as indented JSON that js-yaml 3 reads as the same', () => {
    const text = textOf(planOf(makeWizard(), SECRET).steps[0]?.requests[1]?.body);
    const expected = { ...trainingJob(), secrets: { token: '<secret: token>' } };
    expect(text).toBe(JSON.stringify(expected, null, 2));
    expect(yaml3.safeLoad(text)).toEqual(expected);
  });

  it('shows what cannot be seen or turns the line around, in the preview and to the server alike', () => {
    const model = 'run \u202e# egasu\u202c\u200b\u2066x\u00ad\u{e0041} 😀 é';
    const plan = planOf(makeWizard(), { 1: { ...SECRET[1], model } });
    const text = textOf(plan.steps[0]?.requests[1]?.body);
    expect(text).not.toMatch(/\p{Cf}/u);
    expect(text).toContain('run \\u202e# egasu');
    expect(text).toContain('😀 é');
    expect(yaml3.safeLoad(text).parameters.model).toBe(model);
  });

  it('escapes characters that js-yaml 3 would refuse', () => {
    const model = 'a\u007f\u0085\u2028\ufeff\uffff😀\u0001b';
    const plan = planOf(makeWizard(), { 1: { ...SECRET[1], model } });
    const text = textOf(plan.steps[0]?.requests[1]?.body);
    expect(yaml3.safeLoad(text).parameters.model).toBe(model);
    expect(JSON.parse(text).parameters.model).toBe(model);
  });

  it('has size and digest of the bytes with placeholders', () => {
    const body = planOf(makeWizard(), SECRET).steps[0]?.requests[1]?.body;
    const bytes = Buffer.from(textOf(body));
    expect(body?.size).toBe(bytes.length);
    expect(body?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('holds no secret, only where it goes', () => {
    const plan = planOf(makeWizard(), SECRET);
    expect(JSON.stringify(plan)).not.toContain('s3cret!');
    expect(plan.steps[0]?.requests[1]?.body).toMatchObject({
      secrets: [{ name: 'secrets.token', pointer: '/secrets/token' }],
    });
  });

  it('leaves tags in commands and in the image’s login as they are', () => {
    const job = jobOf(planOf(makeWizard(), { 1: { ...SECRET[1], lr: 9 } }));
    expect(job.taskRoles.worker.commands).toEqual(['python train.py --lr <% $parameters.lr %>']);
    expect(job.prerequisites[0].auth.password).toBe('<% $secrets.token %>');
    expect(job.parameters.lr).toBe(9);
  });

  it('writes the answers into the protocol and keeps all else', () => {
    const job = jobOf(
      planOf(makeWizard(), {
        1: {
          'Job name': 'other',
          virtualCluster: 'research',
          Storages: ['scratch'],
          lr: 0.1,
          'parameters.verbose': false,
          grid: '[1, {"b": 2}]',
          token: 's3cret!',
          'Instances (worker)': 3,
          'taskRoles.worker.gpu': 0,
        },
      }),
    );
    const before = trainingJob();
    expect(job).toEqual({
      ...before,
      name: 'other',
      parameters: {
        ...(before['parameters'] as object),
        lr: 0.1,
        verbose: false,
        grid: [1, { b: 2 }],
      },
      secrets: { token: '<secret: token>' },
      taskRoles: {
        worker: {
          ...(before['taskRoles'] as { worker: object }).worker,
          instances: 3,
          resourcePerInstance: { cpu: 4, memoryMB: 8192, gpu: 0 },
        },
      },
      defaults: { virtualCluster: 'research' },
      extras: {
        submitFrom: 'somewhere',
        'com.microsoft.pai.runtimeplugin': [
          { plugin: 'ssh' },
          { plugin: 'teamwise_storage', parameters: { storageConfigNames: ['scratch'] } },
        ],
      },
    });
  });

  it('adds nothing that nobody asked for to a small protocol', () => {
    const protocol = {
      protocolVersion: 2,
      name: 'small',
      type: 'job',
      taskRoles: {
        main: { dockerImage: 'i', resourcePerInstance: { cpu: 1, memoryMB: 1, gpu: 0 } },
      },
    };
    expect(jobOf(planOf(makeWizard({ protocol })))).toEqual({
      ...protocol,
      defaults: { virtualCluster: 'default' },
    });
  });

  it('says in sentences what it will do', () => {
    expect(planOf(makeWizard(), { 1: { ...SECRET[1], storages: ['datasets'] } }).summary).toEqual([
      'Submits 1 job, 2 GPUs in virtual cluster default.',
      'Submits job mnist: 2 instances, 2 GPUs in virtual cluster default; mounts datasets; sends 1 secret: token.',
    ]);
  });

  it('encodes user names, so that none leads to another address', () => {
    const facts = { ...FACTS, user: '../admin?x#y' };
    const url = planOf(makeWizard({ facts }), SECRET).steps[0]?.requests[0]?.url;
    expect(url).toBe('https://pai.example.org/rest-server/api/v2/jobs/..%2Fadmin%3Fx%23y~mnist');
  });

  it('keeps other settings of the storage entry that is there', () => {
    const entry = {
      plugin: 'teamwise_storage',
      failurePolicy: 'ignore',
      parameters: { storageConfigNames: ['datasets'], x: 1 },
    };
    const protocol = {
      ...trainingJob(),
      extras: { 'com.microsoft.pai.runtimeplugin': [entry, { plugin: 'ssh' }] },
    };
    const wizard = makeWizard({ protocol });
    expect(fieldOf(wizard, 'storages').default).toEqual(['datasets']);
    const plugins = (storages: string[]) =>
      jobOf(planOf(wizard, { 1: { ...SECRET[1], storages } })).extras[
        'com.microsoft.pai.runtimeplugin'
      ];
    expect(plugins(['scratch'])).toEqual([
      { ...entry, parameters: { storageConfigNames: ['scratch'], x: 1 } },
      { plugin: 'ssh' },
    ]);
    expect(plugins([])).toEqual([{ plugin: 'ssh' }]);
  });

  it('leaves a parameter without a value alone until something is typed', () => {
    const protocol = { ...trainingJob(), parameters: { path: null } };
    const path = (answer?: string) =>
      jobOf(
        planOf(makeWizard({ protocol }), {
          1: { ...SECRET[1], ...(answer ? { path: answer } : {}) },
        }),
      ).parameters.path;
    expect(path()).toBe(null);
    expect(path('/data')).toBe('/data');
  });

  it('takes a fixed value from the package, whatever the form says', () => {
    const wizard = makeWizard({
      action: submitAction(
        argument('name', { value: 'fixed' }),
        argument('parameters', { value: { lr: 1 } }),
      ),
    });
    const job = jobOf(planOf(wizard, { 1: { ...SECRET[1], name: 'evil', lr: 666 } }));
    expect([job.name, job.parameters.lr]).toEqual(['fixed', 1]);
  });
});
