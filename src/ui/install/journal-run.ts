/** What a journal says of an install, in the form in which a run is shown. */
import type { InstallJournal, ReceiptRequest } from '#core/model/generated.ts';
import type { RequestProgress, RunState, StepProgress } from './state-run.ts';

/** `running`: another tab is at it, so that what has no answer yet is waited for. */
export function runOfJournal(
  journal: InstallJournal,
  running: boolean,
): Pick<RunState, 'plan' | 'steps'> {
  const steps: Record<number, StepProgress> = {};
  const begun = running ? 'running' : 'failed';
  for (const step of journal.plan.steps) {
    const records = step.requests
      .map(({ id }) => journal.records[id])
      .filter((record) => record !== undefined);
    const done = journal.doneSteps?.includes(step.number) ?? false;
    steps[step.number] = {
      state: done ? 'done' : records.length > 0 ? begun : 'waiting',
      requests: records.map((record) => toProgress(record, running)),
      ...(done && step.job ? { job: step.job } : {}),
    };
  }
  return { plan: journal.plan, steps };
}

function toProgress({ id, outcome, status }: ReceiptRequest, running: boolean): RequestProgress {
  const spared = outcome === 'skipped' || outcome === 'adopted' || outcome === 'found';
  if (spared) return { id, spared: outcome };
  if (status === undefined) return running ? { id } : { id, lost: true };
  return { id, status };
}
