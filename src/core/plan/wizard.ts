/** The steps of an install as forms, and answers as a plan: pure, so that a page may ask at each key press. */
import { readAnswers, splitAnswers, strayAnswers } from './answers.ts';
import { assemblePlan } from './assemble.ts';
import { documents } from './document.ts';
import { prepareStep } from './prepare-step.ts';

import type { Action, PackageName } from '../model/generated.ts';
import type {
  Answers,
  CdapArtifact,
  ClusterFacts,
  EditResult,
  FieldError,
  PlanResult,
  Secrets,
  StepForm,
} from '../model/install.ts';
import type { PlanExternal, PlanFile, PreparedStep, StepInput, StepPlan } from './action-type.ts';
import type { Documents, DumpProtocol, ParseProtocol, ResolvedStep } from './document.ts';
import type { PlannedStep } from './assemble.ts';

/** One step of the install with all that its action needs. */
export interface SourceStep {
  package: PackageName & { label: string };
  action: Action;
  /** Files of the package by name: all that `neededFiles` lists and the package has. */
  files: ReadonlyMap<string, PlanFile>;
  /** By address; what `neededExternal` names. */
  externals: ReadonlyMap<string, PlanExternal>;
  /** What `neededComponents` lists, in its order; `package` is name@version. */
  components: StepInput['components'];
}

export interface WizardInput {
  /** `id` of the market. */
  market: string;
  /** What the user installs. */
  package: PackageName;
  /** All of the install in its order, `package` last. */
  packages: readonly PackageName[];
  /** Numbered from 1 in this order (`flattenSteps`). */
  steps: readonly SourceStep[];
  facts: ClusterFacts;
  /** Findings on a filled protocol. */
  check: StepInput['check'];
  /** Reads an edited job protocol by the server's rules. */
  parse: ParseProtocol;
  /** Writes a job protocol as YAML that `parse` reads as the same. */
  dump: DumpProtocol;
}

/** All of it is pure and may be called at each key press. */
export interface Wizard {
  /** Of the packages as they are. */
  forms: StepForm[];
  /** With the fields of edited protocols; where an edit cannot be used, the step's own. */
  formsOf(answers: Answers): StepForm[];
  /** Plain data that says every request, or what is wrong for each field. */
  plan(answers: Answers): PlanResult;
  /** Secrets apart from what may be kept and shown, also those typed into an edited protocol. */
  split(answers: Answers): { answers: Answers; secrets: Secrets };
  /** The job of a step as YAML, filled, secrets as placeholders; undefined for steps without one. */
  document(step: number, answers: Answers): string | undefined;
  /** The same as the package has it. */
  defaultDocument(step: number): string | undefined;
  /** Answers from an edited job; all other steps keep theirs. */
  edit(step: number, answers: Answers, yaml: string): EditResult;
}

/** Throws `action-unknown`, `action-argument`, `action-forbidden`, `cluster-lacks`, `dependency-conflict`, `protocol-invalid`. */
export function createWizard(input: WizardInput): Wizard {
  const prepared = prepareSteps(input);
  const forms = prepared.map((step) => step.form);
  const docs = documents(prepared, input);
  const resolve = (answers: Answers) =>
    prepared.map((_, index) => docs.resolve(index + 1, answers));
  return {
    forms,
    formsOf: (answers) => resolve(answers).map(({ step }) => step.form),
    plan: (answers) => plan(input, resolve(answers), answers),
    split: (answers) => split(resolve(answers)),
    document: (step, answers) => docs.document(step, answers),
    defaultDocument: (step) => docs.document(step, {}),
    edit: (step, answers, yaml) => edit(docs, { step, answers, yaml }),
  };
}

/** Each step sees the cluster as those before it leave it, as far as ranges of artifacts need it. */
function prepareSteps(input: WizardInput): PreparedStep[] {
  const prepared: PreparedStep[] = [];
  let { facts } = input;
  for (const [index, step] of input.steps.entries()) {
    const each = prepareStep({ ...input, facts }, step, index + 1);
    prepared.push(each);
    if (each.brings) facts = withArtifact(facts, each.brings);
  }
  return prepared;
}

function withArtifact(facts: ClusterFacts, brought: CdapArtifact): ClusterFacts {
  const { cdap } = facts;
  return cdap ? { ...facts, cdap: { ...cdap, artifacts: [...cdap.artifacts, brought] } } : facts;
}

function plan(input: WizardInput, resolved: readonly ResolvedStep[], answers: Answers): PlanResult {
  const errors: FieldError[] = strayAnswers(
    resolved.map(({ step }) => step.form),
    answers,
  );
  const steps: PlannedStep[] = [];
  for (const { step, given, errors: edits } of resolved) {
    errors.push(...edits);
    const read = readAnswers(step.form, { [step.form.number]: given });
    // Also with a wrong answer, in whose place the default stands: all that is wrong is told at once.
    const planned = step.plan(read.values);
    // Without the edit, answers of fields that only it has are not wrong but homeless.
    const wrong = edits.length > 0 ? ofItsFields(step.form, read.errors) : read.errors;
    errors.push(...wrong, ...newErrors(planned, read.errors));
    if (planned.ok && read.errors.length === 0) steps.push(planned);
  }
  return assemblePlan(input, steps, errors);
}

function ofItsFields(form: StepForm, errors: readonly FieldError[]): FieldError[] {
  return errors.filter(({ field }) => form.fields.some(({ id }) => id === field));
}

/** What planning finds wrong beyond the fields that are known to be. */
function newErrors(planned: StepPlan, known: readonly FieldError[]): FieldError[] {
  if (planned.ok) return [];
  return planned.errors.filter(({ field }) => !known.some((error) => error.field === field));
}

function split(resolved: readonly ResolvedStep[]): { answers: Answers; secrets: Secrets } {
  const forms = resolved.map(({ step }) => step.form);
  const given = Object.fromEntries(resolved.map(({ step, given }) => [step.form.number, given]));
  const { answers, secrets } = splitAnswers(forms, given);
  for (const { step, protocol } of resolved) {
    if (protocol !== undefined) (answers[step.form.number] ??= {})['protocol'] = protocol;
  }
  return { answers, secrets };
}

function edit(
  docs: Documents,
  { step, answers, yaml }: { step: number; answers: Answers; yaml: string },
): EditResult {
  const edited = docs.edit(step, answers[step] ?? {}, yaml);
  if (!edited.ok) return edited;
  return { ok: true, answers: { ...answers, [step]: edited.answers } };
}
