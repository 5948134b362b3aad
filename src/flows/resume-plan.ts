/** The plan with which an install goes on: made anew from the former answers, with what was begun as it was begun. */
import { MarketError } from '#core/errors.ts';

import type {
  InstallJournal,
  InstallPlan,
  PlannedRequest,
  PlanStep,
} from '#core/model/generated.ts';

/** Said to people; a newer plugin may say it otherwise, and nothing that is sent depends on it. */
const WORDS: readonly string[] = ['label', 'purpose', 'replace', 'summary', 'words'];

/**
 * Steps that are done stay as the journal has them, as nothing of them is sent; all else is as in the new plan, so that a journal
 * that somebody else wrote can send nothing. What is to be sent is shown from what this gives. Throws `plan-refused`, with the step
 * in its details, for a step of which a write happened or may have happened and that is not the same in the new plan.
 */
export function resumePlan(journal: InstallJournal, plan: InstallPlan): InstallPlan {
  const { doneSteps = [] } = journal;
  const steps = new Map(plan.steps.map((step) => [step.number, step]));
  for (const former of journal.plan.steps) {
    const { number } = former;
    const step = steps.get(number);
    if (step && isSame(former, step)) continue;
    if (doneSteps.includes(number)) steps.set(number, former);
    else if (isBegun(former, journal)) throw changed(former);
  }
  const all = [...steps.values()].sort((a, b) => a.number - b.number);
  return { ...plan, steps: all };
}

/** Whether two requests, or two steps, are the same but for what people are told of them. */
export function isSame<Part extends PlannedRequest | PlanStep>(
  one: Part | undefined,
  other: Part | undefined,
): boolean {
  return toText(one) === toText(other);
}

function toText(part: unknown): string | undefined {
  return JSON.stringify(part, (key, value: unknown) => (WORDS.includes(key) ? undefined : value));
}

function isBegun(step: PlanStep, { records }: InstallJournal): boolean {
  const happened = ['done', 'found', 'unknown'];
  return step.requests.some(
    ({ id, kind }) => kind === 'write' && happened.includes(records[id]?.outcome ?? ''),
  );
}

function changed({ number, type }: PlanStep): MarketError {
  return new MarketError(
    'plan-refused',
    `Step ${number} (${type}) was begun, and what is planned now is not the same: it was begun with other answers, or the cluster has changed since. Give the answers that it was begun with, or discard what was begun.`,
    { details: { step: number, type } },
  );
}
