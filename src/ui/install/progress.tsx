/** The steps of a run and their requests: what was answered, what was spared, how far an upload is, what is waited for. */
import { useEffect, useState } from 'react';

import { toParagraph } from '../parts/plain-text.ts';
import { bytesOf } from './progress-bytes.ts';

import type { PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { RequestProgress, RunState, StepProgress } from './state-run.ts';

const STATE_WORDS: Record<StepProgress['state'], string> = {
  waiting: 'not started',
  running: 'running',
  done: 'done',
  failed: 'failed',
};

/** The steps of a run with the answers of the clusters so far. */
export function RunSteps({ run }: { run: Pick<RunState, 'plan' | 'steps'> }): ReactNode {
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
      {progress.requests.map((told) => {
        const request = step.requests.find((each) => each.id === told.id);
        const purpose = request ? toParagraph(request.purpose) : `Request ${told.id}`;
        return (
          <li key={told.id}>
            {purpose}: <RequestState told={told} request={request} purpose={purpose} />
          </li>
        );
      })}
    </ul>
  );
}

const SPARED: Record<NonNullable<RequestProgress['spared']>, string> = {
  skipped: 'skipped, it is there already',
  adopted: 'skipped, what is there is used',
  found: 'done; its answer was lost on the way',
  done: 'done before, not sent again',
};

interface RequestStateProps {
  told: RequestProgress;
  request: PlannedRequest | undefined;
  purpose: string;
}

function RequestState({ told, request, purpose }: RequestStateProps): ReactNode {
  const { status, spared, sent, total, until } = told;
  if (spared) return SPARED[spared];
  if (until !== undefined && status !== undefined) {
    return <Countdown until={until} status={status} />;
  }
  if (status !== undefined) return answerWords(request, status);
  if (told.lost) return 'sent; its answer is not known';
  if (sent === undefined || !total || sent >= total) return 'waiting for the answer';
  const words = bytesOf(sent, total);
  return (
    <>
      {words}
      <progress aria-label={purpose} aria-valuetext={words} max={total} value={sent} />
    </>
  );
}

/** The seconds until the cluster is asked again. */
function Countdown({ until, status }: { until: number; status: number }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const told = `the cluster is busy (${status})`;
  return seconds === 0
    ? `${told}; it is asked again now`
    : `${told}; it is asked again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
}

function answerWords(request: PlannedRequest | undefined, status: number): string {
  const means = request?.answers.find((each) => each.status === status)?.means;
  if (request && !means) return `answered ${status}, which is not what was expected`;
  if (request?.kind !== 'probe') return `answered ${status}`;
  return `answered ${status}, ${means === 'absent' ? 'not there yet' : 'there already'}`;
}
