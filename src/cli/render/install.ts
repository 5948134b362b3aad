/** How an install ended: text or one JSON document, and the exit code. */
import { printJson } from './json.ts';
import { fieldsText, planText } from './plan.ts';
import { errorText } from './text.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallPlan, PlannedJob, Receipt } from '#core/model/generated.ts';
import type { FieldError, JobState, StepForm } from '#core/model/install.ts';
import type { CommandIo, ExitCode } from '../command.ts';

/** A job with its last state, where it was waited for. */
type ReportedJob = PlannedJob & { state?: JobState };

export type InstallResult =
  | { kind: 'answers'; errors: FieldError[] }
  | { kind: 'dry-run'; plan: InstallPlan; forms: readonly StepForm[]; error?: MarketError }
  | {
      kind: 'run';
      plan: InstallPlan;
      receipt: Receipt;
      jobs: ReportedJob[];
      error?: MarketError;
    };

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
      code: 'action-argument',
      message,
      steps: [],
      errors: result.errors,
    };
  }
  const { error, plan } = result;
  const steps =
    result.kind === 'run'
      ? result.receipt.steps
      : plan.steps.map(({ number, type, label }) => ({
          number,
          type,
          label,
          state: 'planned',
          fields: result.forms.find((form) => form.number === number)?.fields ?? [],
        }));
  return {
    verdict: error ? 'refused' : isGood(result) ? 'good' : 'job-failed',
    code: error?.code ?? null,
    ...(error ? { message: error.message, details: error.details } : {}),
    steps,
    plan,
    ...(result.kind === 'run' ? { receipt: result.receipt, jobs: result.jobs } : {}),
  };
}

function writeText(result: InstallResult, io: CommandIo): void {
  if (result.kind === 'answers') {
    io.stderr('pai-market install: the answers do not fit the fields of the package\n');
    for (const { step, field, message } of result.errors) {
      io.stderr(`  step ${step}${field ? `, ${field}` : ''}: ${message}\n`);
    }
    return;
  }
  const { plan, error } = result;
  const handsOver = plan.steps.some((step) => step.handoff);
  if (result.kind === 'dry-run' || handsOver) io.stdout(planText(plan));
  if (result.kind === 'dry-run') io.stdout(fieldsText(result.forms));
  if (result.kind === 'run') {
    for (const { user, name, state } of result.jobs) {
      io.stdout(`job ${user}~${name}: ${state ?? 'submitted'}\n`);
    }
  }
  if (error) io.stderr(errorText(error, 'install'));
}
