/** What is going on: the download and its checks, or the steps of a run and their requests. */
import { formatBytes } from '../parts/format.ts';
import { toLine, toParagraph } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';

import type { PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { Progress } from '../services.ts';
import type { RunState, StepProgress } from './state.ts';

/** Reading and verifying the package, with bytes where they are known. */
export function PrepareProgress({ progress }: { progress: Progress | undefined }): ReactNode {
  const { what, read, total } = progress ?? { what: undefined };
  return (
    <div className="pm-progress">
      <Status className="pm-progress-what">{progressWords(what)}…</Status>
      {total && read !== undefined ? (
        <progress aria-label="Download" max={total} value={Math.min(read, total)} />
      ) : (
        <progress aria-label="Download" />
      )}
      <p className="pm-soft pm-progress-bytes">
        {read === undefined
          ? 'Nothing is sent to the cluster yet.'
          : total
            ? `${formatBytes(read)} of ${formatBytes(total)}`
            : formatBytes(read)}
      </p>
    </div>
  );
}

/** `checking` and `cluster` are stages, all else names a file. */
function progressWords(what: string | undefined): string {
  if (what === undefined) return 'Reading the package';
  if (what === 'checking') return 'Checking the archive';
  if (what === 'cluster') return 'Asking the cluster what you may use';
  return `Downloading ${toLine(what)}`;
}

const STATE_WORDS: Record<StepProgress['state'], string> = {
  waiting: 'not started',
  running: 'running',
  done: 'done',
  failed: 'failed',
};

/** The steps of a run with the answers of the cluster so far. */
export function RunSteps({ run }: { run: RunState }): ReactNode {
  return (
    <ol className="pm-run">
      {run.plan.steps.map((step) => {
        const progress = run.steps[step.number] ?? { state: 'waiting', requests: [] };
        return (
          <li key={step.number} className="pm-run-step" data-state={progress.state}>
            <p className="pm-run-title" dir="auto">
              <span>{toParagraph(step.label)}</span>{' '}
              <span className="pm-run-state">{STATE_WORDS[progress.state]}</span>
            </p>
            <StepRequests step={step} progress={progress} />
          </li>
        );
      })}
    </ol>
  );
}

function StepRequests({ step, progress }: { step: PlanStep; progress: StepProgress }): ReactNode {
  if (progress.requests.length === 0) return null;
  return (
    <ul className="pm-run-requests">
      {progress.requests.map(({ id, status }) => {
        const request = step.requests.find((each) => each.id === id);
        return (
          <li key={id}>
            {request ? toParagraph(request.purpose) : `Request ${id}`}:{' '}
            {status === undefined ? 'waiting for the answer' : answerWords(request, status)}
          </li>
        );
      })}
    </ul>
  );
}

function answerWords(request: PlannedRequest | undefined, status: number): string {
  return request && !request.expect.includes(status)
    ? `answered ${status}, which is not what was expected`
    : `answered ${status}`;
}
