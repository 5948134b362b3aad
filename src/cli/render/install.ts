/** How an install ended: text or one JSON document, and the exit code. */
import { printJson } from './json.ts';
import { fieldsText, findingsText, planText } from './plan.ts';
import { errorText } from './text.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallPlan, PackageName, PlannedJob, Receipt } from '#core/model/generated.ts';
import type { FieldError, JobState, ProbeFinding, StepForm } from '#core/model/install.ts';
import type { CommandIo, ExitCode } from '../command.ts';

/** A job with its last state, where it was waited for. */
type ReportedJob = PlannedJob & { state?: JobState };

interface Outcome {
  plan: InstallPlan;
  /** What of the plan is there already. */
  findings: ProbeFinding[];
  error?: MarketError;
}

export interface InstallDryRun extends Outcome {
  kind: 'dry-run';
  forms: readonly StepForm[];
}

export interface InstallRun extends Outcome {
  kind: 'run';
  receipt: Receipt;
  jobs: ReportedJob[];
  /** File from which it can go on. */
  journal?: string | undefined;
}

/** Answers that do not fit. */
interface InstallAnswers {
  kind: 'answers';
  errors: FieldError[];
  forms: readonly StepForm[];
}

export type InstallResult = InstallAnswers | InstallDryRun | InstallRun;

interface Output {
  json: boolean;
  io: CommandIo;
}

export function printInstall(result: InstallResult, { json, io }: Output): ExitCode {
  if (json) printJson(io, documentOf(result));
  else writeText(result, io);
  return isGood(result) ? 0 : 1;
}

function isGood(result: InstallResult): boolean {
  if (result.kind === 'answers' || result.error) return false;
  return result.kind === 'dry-run' || result.jobs.every(succeeded);
}

/** Without a state nobody waited for it. */
function succeeded({ state }: ReportedJob): boolean {
  return state === undefined || state === 'SUCCEEDED';
}

function documentOf(result: InstallResult): Record<string, unknown> {
  if (result.kind === 'answers') {
    const message = 'The answers do not fit the fields of the package.';
    return {
      verdict: 'refused',
      code: result.errors.find(({ code }) => code !== undefined)?.code ?? 'action-argument',
      message,
      steps: result.forms.map((form) => stepOf(form, result.forms)),
      errors: result.errors,
    };
  }
  const { error, plan, findings } = result;
  return {
    verdict: error ? 'refused' : isGood(result) ? 'good' : 'job-failed',
    code: error?.code ?? null,
    ...(error ? { message: error.message, details: error.details } : {}),
    steps: stepsOf(result),
    plan,
    findings,
    ...(result.kind === 'run' ? { receipt: result.receipt, jobs: result.jobs } : {}),
  };
}

function stepsOf(result: InstallDryRun | InstallRun): unknown[] {
  if (result.kind === 'run') return result.receipt.steps;
  return result.plan.steps.map((step) => stepOf(step, result.forms));
}

type StepName = Pick<StepForm, 'number' | 'type' | 'label'> & { package: PackageName };

/** A step before it runs. */
function stepOf({ number, package: of, type, label }: StepName, forms: readonly StepForm[]) {
  const fields = forms.find((form) => form.number === number)?.fields ?? [];
  const { name, version } = of;
  return { number, package: { name, version }, type, label, state: 'planned', fields };
}

function writeText(result: InstallResult, io: CommandIo): void {
  if (result.kind === 'answers') {
    io.stderr('pai-market install: the answers do not fit the fields of the package\n');
    for (const { step, field, message } of result.errors) {
      io.stderr(`  step ${step}${field ? `, ${field}` : ''}: ${message}\n`);
    }
    io.stderr(fieldsText(result.forms));
    return;
  }
  const { plan, error, findings } = result;
  const handsOver = plan.steps.some((step) => step.handoff);
  if (result.kind === 'dry-run' || handsOver) io.stdout(planText(plan));
  if (result.kind === 'dry-run') io.stdout(fieldsText(result.forms));
  const found = findingsText(findings);
  if (result.kind === 'dry-run') io.stdout(found);
  else writeRun(result, io);
  if (!error) return;
  io.stderr(errorText(error, 'install'));
  if (error.code === 'cluster-conflict' && findings.every(({ choices }) => choices.length === 0)) {
    io.stderr('Nothing can be decided here: answer with another name, or remove what is there.\n');
  }
  if (result.kind === 'run') io.stderr(`${found}${wayOn(result)}`);
}

function writeRun({ jobs, receipt }: InstallRun, io: CommandIo): void {
  for (const { user, name, state } of jobs) {
    io.stdout(`job ${user}~${name}: ${state ?? 'submitted'}\n`);
  }
  const created = receipt.steps.flatMap(({ requests }) =>
    requests.flatMap(({ kind, entity, outcome }) =>
      kind === 'write' && entity && entity.kind !== 'job' ? [{ ...entity, outcome }] : [],
    ),
  );
  for (const { kind, name, version, outcome } of created) {
    io.stdout(`${kind} ${name}${version === undefined ? '' : ` ${version}`}: ${outcome}\n`);
  }
}

function wayOn({ journal, receipt, error }: InstallRun): string {
  const isStuck = error?.code === 'cluster-conflict' || error?.code === 'cluster-outcome';
  const left = receipt.steps.filter(({ state }) => state !== 'done').length;
  const steps = `${left} of ${receipt.steps.length} steps are not done`;
  return journal === undefined
    ? `${steps}; nothing is taken back.\n`
    : `${steps}; run the same command again${isStuck ? ', with a decision or other answers,' : ''} to go on from ${journal}.\n`;
}
