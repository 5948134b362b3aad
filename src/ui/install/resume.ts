/** What of an unfinished install is still to be given before it goes on, and whether its plan is still the one that was shown. */
import { isFile } from '../parts/file-value.ts';

import type { InstallJournal, InstallPlan } from '#core/model/generated.ts';
import type { FieldError, FileValue, StepForm } from '#core/model/install.ts';
import type { FormState } from './state-form.ts';

/** The steps with the fields that must be filled in again: secrets and files of what is not done, and what does not fit any more. */
export function askedAgain(form: FormState, errors: readonly FieldError[]): StepForm[] {
  return form.forms
    .filter(({ number }) => !form.done.includes(number))
    .map((step) => ({
      ...{ ...step, texts: [], files: [], document: false },
      fields: step.fields.filter(
        ({ id, kind, readOnly }) =>
          !readOnly &&
          (kind === 'secret' ||
            kind === 'file' ||
            form.touched.includes(`${step.number} ${id}`) ||
            errors.some((error) => error.step === step.number && error.field === id)),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** Labels of steps that will send something else than the plan that was shown when the install began. */
export function changedSteps(journal: InstallJournal, plan: InstallPlan): string[] {
  const done = journal.doneSteps ?? [];
  const before = new Map(journal.plan.steps.map((step) => [step.number, step]));
  return plan.steps
    .filter(({ number }) => !done.includes(number))
    .filter(({ number, requests }) => !same(before.get(number)?.requests, requests))
    .map(({ label }) => label);
}

/** A file that was given the last time and is not the one that is given now. */
export function otherFile(
  journal: InstallJournal,
  step: number,
  field: string,
  now: unknown,
): FileValue | undefined {
  const before: unknown = journal.answers[step]?.[field];
  if (!isFile(before) || !isFile(now) || before.sha256 === now.sha256) return undefined;
  return before;
}

/** The file that was given for this field before the install stopped. */
export function formerFile(
  journal: InstallJournal,
  step: number,
  field: string,
): FileValue | undefined {
  const before: unknown = journal.answers[step]?.[field];
  return isFile(before) ? before : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
