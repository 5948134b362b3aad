/** What a journal says of an install, in the form in which a run is shown. */
import type { InstallJournal, ReceiptRequest } from '#core/model/generated.ts';
import type { RequestProgress, RunState, StepProgress } from './state-run.ts';

export function runOfJournal(journal: InstallJournal): Pick<RunState, 'plan' | 'steps'> {
  const steps: Record<number, StepProgress> = {};
  for (const step of journal.plan.steps) {
    const records = step.requests
      .map(({ id }) => journal.records[id])
      .filter((record) => record !== undefined);
    const done = journal.doneSteps?.includes(step.number) ?? false;
    steps[step.number] = {
      state: done ? 'done' : records.length > 0 ? 'failed' : 'waiting',
      requests: records.map(toProgress),
      ...(done && step.job ? { job: step.job } : {}),
    };
  }
  return { plan: journal.plan, steps };
}

function toProgress({ id, outcome, status }: ReceiptRequest): RequestProgress {
  const spared = outcome === 'skipped' || outcome === 'adopted' || outcome === 'found';
  if (spared) return { id, spared: outcome };
  return { id, ...(status === undefined ? { lost: true } : { status }) };
}
