/** A wizard over a small job package, for tests of the planner: everything may be replaced. */
import { createHash } from 'node:crypto';

import { createWizard } from '#core/plan/index.ts';
import { checkProtocol, dumpProtocol, parseProtocol } from '#core/protocol/index.ts';

import type { Action } from '#core/model/generated.ts';
import type { Answers, ClusterFacts, Field, FieldError } from '#core/model/install.ts';
import type { InstallPlan, PlannedRequest } from '#core/model/generated.ts';
import type { PlanFile, SourceStep, Wizard, WizardInput } from '#core/plan/index.ts';

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

/** The package that all steps belong to unless a test says otherwise. */
const PACKAGE = { name: 'mnist-training', version: '1.2.0', label: 'MNIST training' };

interface Change extends Partial<WizardInput> {
  /** Of the file job.yaml. */
  protocol?: object;
  action?: Action;
  actions?: readonly Action[];
  components?: SourceStep['components'];
}

/** Findings on filled protocols are left to tests that ask for them: `check: checkProtocol`. */
export function makeWizard(change: Change = {}): Wizard {
  const { protocol = trainingJob(), action = submitAction(), components = [], ...rest } = change;
  const { actions = [action], ...input } = rest;
  const { name, version } = PACKAGE;
  return createWizard({
    market: 'lab',
    package: { name, version },
    packages: [{ name, version }],
    steps: actions.map((each) => ({ ...sourceStep(each, protocol), components })),
    facts: FACTS,
    check: () => [],
    parse: parseProtocol,
    dump: dumpProtocol,
    ...input,
  });
}

/** As `makeWizard`, with the server's rules for filled protocols. */
export function makeStrictWizard(change: Change = {}): Wizard {
  return makeWizard({ check: checkProtocol, ...change });
}

/** A step whose package has the one file job.yaml. */
export function sourceStep(action: Action, protocol: object = trainingJob()): SourceStep {
  const text = JSON.stringify(protocol);
  const file: PlanFile = {
    name: 'job.yaml',
    size: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
    protocol: protocol as NonNullable<PlanFile['protocol']>,
  };
  return {
    package: PACKAGE,
    action,
    files: new Map([[file.name, file]]),
    externals: new Map(),
    components: [],
  };
}

/** The text of a body that stands in the plan. */
export function textOf(body: PlannedRequest['body']): string {
  if (body?.kind !== 'text') throw new Error('no text body');
  return body.text;
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
  return JSON.parse(textOf(request?.body));
}

export function fieldOf(wizard: Wizard, id: string, step = 0): Field {
  const field = wizard.forms[step]?.fields.find((each) => each.id === id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
}

/** The answers after an edit of the first step's job; a change that changes nothing is a mistake of the test. */
export function editOf(
  wizard: Wizard,
  answers: Answers,
  change: (text: string) => string,
): Answers {
  const text = wizard.document(1, answers) ?? '';
  const changed = change(text);
  if (changed === text) throw new Error('nothing was edited');
  const result = wizard.edit(1, answers, changed);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.answers;
}

/** Why an edit of the first step's job is refused. */
export function refusalsOf(wizard: Wizard, change: (text: string) => string): string[] {
  const result = wizard.edit(1, {}, change(wizard.document(1, {}) ?? ''));
  if (result.ok) throw new Error('the edit was taken');
  return result.errors.map(({ message }) => message);
}
