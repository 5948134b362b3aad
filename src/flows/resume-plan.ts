/** The plan with which an install goes on: made anew from the former answers, with what was begun as it was begun. */
import type { InstallJournal, InstallPlan, PlanStep } from '#core/model/generated.ts';

/**
 * Steps that are done, and steps of which a write happened or may have happened, stay as the journal has them, in
 * their places; all else is as in the new plan. What is to be sent is shown from what this gives.
 */
export function resumePlan(journal: InstallJournal, plan: InstallPlan): InstallPlan {
  const begun = journal.plan.steps.filter((step) => isBegun(step, journal));
  const steps = plan.steps.map(
    (step) => begun.find(({ number }) => number === step.number) ?? step,
  );
  const missing = begun.filter(({ number }) => !steps.some((step) => step.number === number));
  const all = [...steps, ...missing].sort((a, b) => a.number - b.number);
  return { ...plan, steps: all };
}

function isBegun(step: PlanStep, { doneSteps = [], records }: InstallJournal): boolean {
  if (doneSteps.includes(step.number)) return true;
  const happened = ['done', 'found', 'unknown'];
  return step.requests.some(
    ({ id, kind }) => kind === 'write' && happened.includes(records[id]?.outcome ?? ''),
  );
}
