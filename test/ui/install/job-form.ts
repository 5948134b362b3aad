/** A job with its form and its YAML, small but real: the text is parsed and written, and the fields are read out of it. */
import { dump, load, YAMLException } from 'js-yaml';

import type { Answers, EditResult, Field, FieldValue, StepForm } from '#core/model/install.ts';

interface Job {
  name: string;
  parameters: { lr: number };
  secrets: { token: string };
  taskRoles: Record<string, { instances: number; gpu: number; cpu: number; memoryMB: number }>;
}

const JOB: Job = {
  name: 'mnist',
  parameters: { lr: 0.1 },
  secrets: { token: '<secret: token>' },
  taskRoles: {
    worker: { instances: 2, gpu: 2, cpu: 8, memoryMB: 32_768 },
    master: { instances: 1, gpu: 0, cpu: 4, memoryMB: 1536 },
  },
};

const field = (given: Partial<Field> & Pick<Field, 'id' | 'label' | 'default'>): Field => ({
  kind: 'text',
  group: 'job',
  required: true,
  readOnly: false,
  ...given,
});

const RESOURCES = [
  ['instances', 'Instances'],
  ['gpu', 'GPUs per instance'],
  ['cpu', 'CPUs per instance'],
  ['memoryMB', 'Memory per instance, MB'],
] as const;

const jobFields: Field[] = [
  field({ id: 'name', label: 'Job name', default: JOB.name }),
  field({
    id: 'virtualCluster',
    label: 'Virtual cluster',
    kind: 'choice',
    default: 'default',
    options: ['default', 'research'].map((value) => ({ value, label: value })),
  }),
  field({
    id: 'storages',
    label: 'Storages',
    name: 'storages',
    kind: 'choices',
    required: false,
    default: ['team'],
    options: ['team', 'scratch'].map((value) => ({ value, label: value })),
  }),
  field({ id: 'parameters.lr', label: 'lr', kind: 'number', group: 'parameters', default: 0.1 }),
  field({ id: 'secrets.token', label: 'token', kind: 'secret', group: 'secrets', default: '' }),
  ...Object.entries(JOB.taskRoles).flatMap(([role, resources]) =>
    RESOURCES.map(([key, label]) =>
      field({
        id: `taskRoles.${role}.${key}`,
        label: `${label} (${role})`,
        kind: 'integer',
        group: 'resources',
        default: resources[key],
      }),
    ),
  ),
];

export const jobStep: StepForm = {
  number: 1,
  package: { name: 'mnist', version: '1.0.0', label: 'MNIST' },
  type: 'submit_job',
  label: 'Train',
  fields: jobFields,
  texts: [],
  markdown: false,
  files: [],
  document: true,
};

/** The job as YAML: name and learning rate follow the answers. */
export function renderJob(answers: Answers): string {
  const own = answers[1] ?? {};
  return dump({
    ...JOB,
    name: own['name'] ?? JOB.name,
    parameters: { lr: Number(own['parameters.lr'] ?? JOB.parameters.lr) },
  });
}

/** Answers out of the text; a secret that was typed in it goes to its field. */
export function editJob(answers: Answers, text: string): EditResult {
  try {
    const job = load(text) as Job;
    const own: Record<string, FieldValue> = {
      ...answers[1],
      name: job.name,
      'parameters.lr': job.parameters.lr,
    };
    if (!job.secrets.token.startsWith('<secret')) own['secrets.token'] = job.secrets.token;
    return { ok: true, answers: { 1: own } };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      return { ok: false, errors: [{ message: 'The job lacks a part.' }] };
    }
    const line = error.mark?.line;
    return {
      ok: false,
      errors: [{ message: error.reason, ...(line === undefined ? {} : { line: line + 1 }) }],
    };
  }
}
