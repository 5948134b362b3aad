/** What holds for every plan, over seeded answers, facts and edits: same input, same bytes; valid; no secret; text and fields say the same. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';

import { parseYaml } from '#core/protocol/index.ts';
import {
  argument,
  FACTS,
  makeStrictWizard,
  submitAction,
  trainingJob,
} from '../../fakes/wizard.ts';
import { createRandom } from '../../fakes/random.ts';

import type { Action } from '#core/model/generated.ts';
import type { Answers, FieldValue } from '#core/model/install.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { Random } from '../../fakes/random.ts';

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);
const SECRET = 'Tr0ub4dor&3';

const schema = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  );
const validate = new Ajv({ strict: false, schemas: [schema('common')] }).compile(
  schema('install-plan'),
);

/** The same world each time it is called with the same seed; nothing of it is shared. */
function world(seed: number): { wizard: Wizard; answers: Answers; random: Random } {
  const random = createRandom(seed);
  const argumentsOf = (): NonNullable<Action['arguments']> =>
    [
      argument('name', { default: random.pick(['a', 'b-2', 'C_3']) }),
      argument('parameters', { value: { lr: 1 }, canModify: random.below(2) === 1 }),
      argument('taskRoles', { default: { worker: { gpu: random.below(9) } } }),
      argument('virtualCluster', { value: 'research' }),
    ].filter(() => random.below(2) === 1);
  const text = { type: 'informational', arguments: [argument('text', { value: 'Read.' })] };
  const actions = Array.from({ length: 1 + random.below(3) }, (): Action => {
    const kind = random.below(4);
    if (kind === 0) return text;
    const action = submitAction(...argumentsOf());
    return kind === 1 ? { ...action, type: 'open_job' } : action;
  });
  const storages = FACTS.storages.filter(() => random.below(2) === 1);
  const wizard = makeStrictWizard({ actions, facts: { ...FACTS, storages } });
  return { wizard, answers: answersTo(wizard, random), random };
}

function answersTo(wizard: Wizard, random: Random): Answers {
  const answers: Answers = {};
  for (const form of wizard.forms) {
    const given: Record<string, FieldValue> = {};
    for (const field of form.fields) {
      if (field.kind === 'secret') given[field.id] = SECRET;
      else if (field.id === 'name') given['name'] = `job-${form.number}`;
      else if (random.below(2) === 1) given[field.id] = valueFor(field, random);
    }
    if (Object.keys(given).length > 0) answers[form.number] = given;
  }
  return answers;
}

const TEXTS = [
  'x',
  '',
  'yes',
  '014',
  '# no',
  'a: b',
  'é\u202e',
  ' lead',
  '<secret: token>',
  '{{x}}',
];

function valueFor(field: Wizard['forms'][number]['fields'][number], random: Random): FieldValue {
  const names = field.options?.map(({ value }) => value) ?? [];
  switch (field.kind) {
    case 'integer':
      return (field.min ?? 0) + random.below(9);
    case 'number':
      return random.pick([0, -1, 0.5, 1e-7, 1e21]);
    case 'boolean':
      return random.below(2) === 1;
    case 'choice':
      return random.pick(names);
    case 'choices':
      return names.filter(() => random.below(2) === 1);
    case 'json':
      return random.pick(['{}', '[1, null, "x"]', '{"b": {"a": "no"}}']);
    case 'multiline':
      return random.pick(['a\nb', 'one line', ' a\n\n', '\n']);
    default:
      return random.pick(TEXTS);
  }
}

/** A change that a person might make to the text, by its data. */
function editedText(text: string, random: Random): string {
  const job = parseYaml(text) as ReturnType<typeof trainingJob> & {
    parameters: Record<string, unknown>;
    taskRoles: Record<string, { instances?: number; commands: string[] }>;
    extras: Record<string, unknown>;
  };
  const worker = job.taskRoles['worker'];
  if (!worker) throw new Error('no worker');
  const changes = [
    () => (job.parameters['model'] = random.pick(TEXTS)),
    () => (job.parameters['epochs'] = random.pick([1, 'many', null, { a: 1 }])),
    () => (job.parameters[random.pick(['new', 'a.b', '1'])] = random.pick(TEXTS)),
    () => delete job.parameters['verbose'],
    () => (worker.instances = 1 + random.below(9)),
    () => delete worker.instances,
    () => (worker.commands = ['echo', random.pick(TEXTS)]),
    () => (job.taskRoles['more'] = { ...worker }),
    () => (job['description'] = random.pick(TEXTS)),
    () => (job.extras['mine'] = [random.pick(TEXTS)]),
  ];
  for (let left = random.below(4); left > 0; left--) random.pick(changes)();
  return JSON.stringify(job);
}

describe('a plan', () => {
  it('is the same bytes for the same input, and valid against its schema', () => {
    for (const seed of SEEDS) {
      const [one, other] = [world(seed), world(seed)];
      const plan = one.wizard.plan(one.answers);
      expect(plan, `seed ${seed}`).toMatchObject({ ok: true });
      expect(JSON.stringify(other.wizard.plan(turned(other.answers)))).toBe(JSON.stringify(plan));
      expect(JSON.stringify(one.wizard.plan(one.answers))).toBe(JSON.stringify(plan));
      const valid = plan.ok && validate(plan.plan);
      expect(valid, `seed ${seed}: ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(JSON.stringify(plan)).not.toContain(SECRET);
    }
  });

  it('is what the split answers and the secrets give together', () => {
    for (const seed of SEEDS) {
      const { wizard, answers } = world(seed);
      const { answers: kept, secrets } = wizard.split(answers);
      expect(JSON.stringify(kept)).not.toContain(SECRET);
      const again: Answers = {};
      for (const step of new Set([...Object.keys(kept), ...Object.keys(secrets)])) {
        again[step] = { ...kept[step], ...secrets[step] };
      }
      expect(wizard.plan(again), `seed ${seed}`).toEqual(wizard.plan(answers));
    }
  });
});

describe('the document', () => {
  it('taken as an edit, gives the same plan bytes and needs no text of its own', () => {
    for (const seed of SEEDS) {
      const { wizard, answers } = world(seed);
      for (const { number } of wizard.forms) {
        const text = wizard.document(number, answers);
        if (text === undefined) continue;
        const edited = wizard.edit(number, answers, text);
        if (!edited.ok) throw new Error(`seed ${seed}: ${JSON.stringify(edited.errors)}`);
        expect(Object.keys(edited.answers[number] ?? {}), `seed ${seed}`).not.toContain('protocol');
        expect(JSON.stringify(wizard.plan(edited.answers)), `seed ${seed}`).toBe(
          JSON.stringify(wizard.plan(answers)),
        );
      }
    }
  });

  it('after any edit says what was edited, and is the same once more', () => {
    let taken = 0;
    for (const seed of SEEDS) {
      const { wizard, answers, random } = world(seed);
      const number = wizard.forms.find((form) => form.document)?.number;
      if (number === undefined) continue;
      const text = editedText(wizard.document(number, answers) ?? '', random);
      const first = wizard.edit(number, answers, text);
      if (!first.ok) continue;
      taken++;
      const after = wizard.document(number, first.answers) ?? '';
      const withDefaults = JSON.parse(text) as Record<string, unknown>;
      expect(parseYaml(after), `seed ${seed}`).toEqual(withDefaults);
      const second = wizard.edit(number, first.answers, after);
      if (!second.ok) throw new Error(`seed ${seed}: ${JSON.stringify(second.errors)}`);
      expect(wizard.document(number, second.answers), `seed ${seed}`).toBe(after);
      expect(JSON.stringify(wizard.plan(second.answers))).toBe(
        JSON.stringify(wizard.plan(first.answers)),
      );
    }
    expect(taken).toBeGreaterThan(60);
  });
});

/** The same answers, given in the other order. */
function turned(answers: Answers): Answers {
  const turn = <Each>(from: Record<string, Each>) =>
    Object.fromEntries(Object.entries(from).reverse()) as Record<string, Each>;
  return turn(
    Object.fromEntries(Object.entries(answers).map(([step, given]) => [step, turn(given)])),
  );
}
