/** The steps of a run and their requests: what was answered, what was spared, how far an upload is, what is waited for. */
import { useEffect, useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { toParagraph } from '../parts/plain-text.ts';
import { bytesOf } from './progress-bytes.ts';

import type { PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { RequestProgress, RunState, StepProgress } from './state-run.ts';

/** The steps of a run with the answers of the clusters so far. */
export function RunSteps({ run }: { run: Pick<RunState, 'plan' | 'steps'> }): ReactNode {
  return (
    <ol className="pm-run">
      {run.plan.steps.map((step) => {
        const progress = run.steps[step.number] ?? { state: 'waiting', requests: [] };
        return (
          <li key={step.number} className="pm-run-step" data-state={progress.state}>
            <p className="pm-run-title" dir="auto">
              <span>{toParagraph(told(step.label))}</span>{' '}
              <span className="pm-run-state">{installTexts.run.state[progress.state]}</span>
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
      {progress.requests.map((each) => {
        const request = step.requests.find(({ id }) => id === each.id);
        const purpose = request
          ? toParagraph(told(request.purpose))
          : installTexts.run.request(each.id);
        return (
          <li key={each.id}>
            {installTexts.run.purpose(purpose)}
            <RequestState progress={each} request={request} purpose={purpose} />
          </li>
        );
      })}
    </ul>
  );
}

interface RequestStateProps {
  progress: RequestProgress;
  request: PlannedRequest | undefined;
  purpose: string;
}

function RequestState({ progress, request, purpose }: RequestStateProps): ReactNode {
  const { status, spared, sent, total, until } = progress;
  const { run } = installTexts;
  if (spared) return run.spared[spared];
  if (until !== undefined && status !== undefined) {
    return <Countdown until={until} status={status} />;
  }
  if (status !== undefined) return answerWords(request, status);
  if (progress.lost) return run.answerLost;
  if (sent === undefined || !total || sent >= total) return run.waiting;
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
  const { busy, busyNow } = installTexts.run;
  return seconds === 0 ? busyNow(status) : busy(status, seconds);
}

function answerWords(request: PlannedRequest | undefined, status: number): string {
  const means = request?.answers.find((each) => each.status === status)?.means;
  const { run } = installTexts;
  if (request && !means) return run.unexpected(status);
  if (request?.kind !== 'probe') return run.answered(status);
  return means === 'absent' ? run.absent(status) : run.present(status);
}
