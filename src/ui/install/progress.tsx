/** What is going on: the download and its checks, or the steps of a run and their requests. */
import { formatBytes } from '../parts/format.ts';
import { toLine, toParagraph } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';

import type { PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { RunState, StepProgress } from './state.ts';
import type { Stage, Verifying } from './verifying.ts';

const STAGES: readonly { stage: Stage; title: string }[] = [
  { stage: 'signature', title: 'Read the signature' },
  { stage: 'download', title: 'Download' },
  { stage: 'check', title: 'Check every byte' },
  { stage: 'cluster', title: 'Ask the cluster what you may use' },
];
const SAID = { done: '(done)', current: '(going on)', waiting: '(not yet)' } as const;

/** The steps from a package's page to its form, with bytes where they are known. */
export function PrepareProgress({ verifying }: { verifying: Verifying | undefined }): ReactNode {
  const at = verifying ? STAGES.findIndex(({ stage }) => stage === verifying.stage) : -1;
  return (
    <div className="pm-progress">
      <Status className="pm-progress-what">{stageWords(verifying)}…</Status>
      <ol className="pm-stages" aria-label="Verification">
        {STAGES.map(({ stage, title }, index) => {
          const state = index < at ? 'done' : index === at ? 'current' : 'waiting';
          return (
            <li
              key={stage}
              data-state={state}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              {title} <span className="pm-hidden">{SAID[state]}</span>
            </li>
          );
        })}
      </ol>
      <Download verifying={verifying} />
    </div>
  );
}

function Download({ verifying }: { verifying: Verifying | undefined }): ReactNode {
  const { read, total } = verifying ?? {};
  return (
    <>
      {total && read !== undefined ? (
        <progress aria-label="Download" max={total} value={Math.min(read, total)} />
      ) : (
        <progress aria-label="Download" />
      )}
      {read !== undefined && <p className="pm-soft pm-progress-bytes">{bytesWords(read, total)}</p>}
      <p className="pm-soft">Nothing is sent to the cluster before all is checked.</p>
    </>
  );
}

function bytesWords(read: number, total: number | undefined): string {
  return total
    ? `${formatBytes(Math.min(read, total))} of ${formatBytes(total)}`
    : formatBytes(read);
}

function stageWords(verifying: Verifying | undefined): string {
  if (!verifying) return 'Reading the package';
  switch (verifying.stage) {
    case 'signature':
      return `Reading the signature ${toLine(verifying.what)}`;
    case 'download':
      return `Downloading ${toLine(verifying.what)}`;
    case 'check':
      return 'Checking the archive';
    case 'cluster':
      return 'Asking the cluster what you may use';
  }
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
