/** A package's actions as forms, and answers as a plan: pure, so that a page may ask at each key press. */
import { actionType } from './actions/index.ts';
import { readAnswers, splitAnswers, strayAnswers } from './answers.ts';
import { readArguments, textArgument } from './arguments.ts';
import { copyJson } from './json.ts';
import { count, jobsSize } from './job/words.ts';

import type { Action, InstallPlan, PlanStep } from '../model/generated.ts';
import type {
  Answers,
  ClusterFacts,
  FieldError,
  PlanResult,
  Secrets,
  StepForm,
} from '../model/install.ts';
import type { PreparedStep, StepInput, StepPlan } from './action-type.ts';
import type { JsonObject } from './json.ts';

export interface WizardInput {
  /** `id` of the market. */
  market: string;
  name: string;
  version: string;
  actions: readonly Action[];
  facts: ClusterFacts;
  /** Parsed and checked job protocols by file name: all that `protocolFiles` lists. */
  protocols: ReadonlyMap<string, object>;
  /** Findings on a filled protocol. */
  check: StepInput['check'];
}

export interface Wizard {
  forms: StepForm[];
  /** Plain data that says every request, or what is wrong for each field. */
  plan(answers: Answers): PlanResult;
  /** Secrets apart from what may be kept and shown. */
  split(answers: Answers): { answers: Answers; secrets: Secrets };
}

/** A job protocol that a step needs. */
export interface ProtocolFile {
  step: number;
  file: string;
}

/** The job protocols that the actions name. Throws `action-unknown` and `action-argument`. */
export function protocolFiles(actions: readonly Action[]): ProtocolFile[] {
  return actions.flatMap((action, index) => {
    const number = index + 1;
    const type = actionType(action.type, number);
    const args = readArguments(type, action, number);
    if (type.protocolArgument === undefined) return [];
    const file = textArgument({ number, type: type.type }, args, type.protocolArgument);
    return file ? [{ step: number, file }] : [];
  });
}

/** Throws `action-unknown`, `action-argument`, `protocol-invalid`. */
export function createWizard(input: WizardInput): Wizard {
  const steps = input.actions.map((action, index) => prepareStep(input, action, index + 1));
  const forms = steps.map((step) => step.form);
  return {
    forms,
    plan: (answers) => plan(input, steps, answers),
    split: (answers) => splitAnswers(forms, answers),
  };
}

function prepareStep(input: WizardInput, action: Action, number: number): PreparedStep {
  const type = actionType(action.type, number);
  const args = readArguments(type, action, number);
  const place = { number, type: type.type };
  const file = type.protocolArgument && textArgument(place, args, type.protocolArgument);
  const protocol = file ? input.protocols.get(file) : undefined;
  return type.prepare({
    ...place,
    label: action.label,
    arguments: args,
    facts: input.facts,
    ...(protocol ? { protocol: copyJson(protocol) } : {}),
    check: input.check,
    tag: `marketplace:${input.market}/${input.name}@${input.version}`,
  });
}

function plan(input: WizardInput, prepared: PreparedStep[], answers: Answers): PlanResult {
  const errors: FieldError[] = strayAnswers(
    prepared.map((each) => each.form),
    answers,
  );
  const steps: PlanStep[] = [];
  for (const each of prepared) {
    const read = readAnswers(each.form, answers);
    // Also with a wrong answer, in whose place the default stands: all that is wrong is told at once.
    const planned = each.plan(read.values);
    errors.push(...read.errors, ...newErrors(planned, read.errors));
    if (planned.ok && read.errors.length === 0) steps.push(planned.step);
  }
  errors.push(...sameNames(steps));
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    plan: {
      format: 'pai-market-plan/1',
      market: input.market,
      package: { name: input.name, version: input.version },
      cluster: input.facts.base,
      user: input.facts.user,
      summary: summarize(steps),
      steps,
    },
  };
}

/** What planning finds wrong beyond the fields that are known to be. */
function newErrors(planned: StepPlan, known: readonly FieldError[]): FieldError[] {
  if (planned.ok) return [];
  return planned.errors.filter(({ field }) => !known.some((error) => error.field === field));
}

/** Two steps cannot submit the same name: the second would fail after the first ran. */
function sameNames(steps: readonly PlanStep[]): FieldError[] {
  const seen = new Map<string, number>();
  const errors: FieldError[] = [];
  for (const { number, job } of steps) {
    if (!job) continue;
    const before = seen.get(job.name);
    seen.set(job.name, before ?? number);
    if (before === undefined) continue;
    errors.push({
      step: number,
      field: 'name',
      message: `Step ${before} submits this name already.`,
    });
  }
  return errors;
}

/** All steps together first, then a sentence for each that does something. */
function summarize(steps: readonly PlanStep[]): InstallPlan['summary'] {
  const jobs = steps.flatMap((step) => {
    const body = step.requests.find((request) => request.method === 'POST')?.body;
    return step.job && body ? [JSON.parse(body.text) as JsonObject] : [];
  });
  const overall =
    jobs.length === 0
      ? 'Sends nothing to the cluster.'
      : `Submits ${count(jobs.length, 'job')}, ${jobsSize(jobs)}.`;
  return [overall, ...steps.filter((step) => step.job || step.handoff).map((step) => step.summary)];
}
