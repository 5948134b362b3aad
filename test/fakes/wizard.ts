/** A wizard over a small job package, for tests of the planner: everything may be replaced. */
import { createWizard } from '#core/plan/index.ts';

import type { Action } from '#core/model/generated.ts';
import type { Answers, ClusterFacts, Field, FieldError } from '#core/model/install.ts';
import type { InstallPlan } from '#core/model/generated.ts';
import type { Wizard, WizardInput } from '#core/plan/index.ts';

export const FACTS: ClusterFacts = {
  base: 'https://pai.example.org/rest-server/',
  user: 'ada',
  admin: false,
  virtualClusters: [{ name: 'default', freeGpus: 4 }, { name: 'research' }],
  storages: [
    { name: 'datasets', default: true },
    { name: 'scratch', default: false },
  ],
};

/** A valid protocol with one of everything that the wizard asks for. */
export function trainingJob(): Record<string, unknown> {
  return {
    protocolVersion: 2,
    name: 'mnist',
    type: 'job',
    parameters: {
      lr: 0.01,
      model: 'resnet',
      epochs: 3,
      verbose: true,
      note: 'a\nb',
      grid: { a: [1] },
    },
    secrets: { token: 'typed-by-the-publisher' },
    prerequisites: [
      {
        protocolVersion: 2,
        name: 'image',
        type: 'dockerimage',
        uri: 'openpai/standard',
        auth: { username: 'bot', password: '<% $secrets.token %>' },
      },
    ],
    taskRoles: {
      worker: {
        instances: 2,
        dockerImage: 'image',
        resourcePerInstance: { cpu: 4, memoryMB: 8192, gpu: 1 },
        commands: ['python train.py --lr <% $parameters.lr %>'],
      },
    },
    defaults: { virtualCluster: 'default' },
    extras: { submitFrom: 'somewhere', 'com.microsoft.pai.runtimeplugin': [{ plugin: 'ssh' }] },
  };
}

export function submitAction(...more: NonNullable<Action['arguments']>): Action {
  return {
    type: 'submit_job',
    arguments: [{ name: 'protocol', value: 'job.yaml' as never }, ...more],
  };
}

/** An argument with a value of any shape; the generated type knows objects only. */
export function argument(name: string, rest: Record<string, unknown>) {
  return { name, ...rest };
}

export function makeWizard(
  change: Partial<WizardInput> & { protocol?: object; action?: Action } = {},
): Wizard {
  const { protocol = trainingJob(), action = submitAction(), ...rest } = change;
  return createWizard({
    market: 'lab',
    name: 'mnist-training',
    version: '1.2.0',
    actions: [action],
    facts: FACTS,
    protocols: new Map([['job.yaml', protocol]]),
    check: () => [],
    ...rest,
  });
}

/** The plan, or a thrown error that lists what the wizard refused. */
export function planOf(wizard: Wizard, answers: Answers = {}): InstallPlan {
  const result = wizard.plan(answers);
  if (result.ok) return result.plan;
  throw new Error(`refused: ${JSON.stringify(result.errors)}`);
}

export function errorsOf(wizard: Wizard, answers: Answers = {}): FieldError[] {
  const result = wizard.plan(answers);
  if (result.ok) throw new Error('the answers were accepted');
  return result.errors;
}

/** The body of the submission, as the object that it holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows its own job
export function jobOf(plan: InstallPlan, step = 0): any {
  const request = plan.steps[step]?.requests.find(({ method }) => method === 'POST');
  return JSON.parse(request?.body?.text ?? 'null');
}

export function fieldOf(wizard: Wizard, id: string, step = 0): Field {
  const field = wizard.forms[step]?.fields.find((each) => each.id === id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
}
