/** How an install went: jobs with their live states, what was handed over, what failed and what was done before it. */
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Button } from '../parts/button.tsx';
import { ReceiptView } from '../parts/receipt.tsx';
import { Status } from '../parts/status.tsx';
import { useServices } from '../services.ts';
import { JOB_STATE_WORDS, useJobWatch } from './job-state.tsx';
import { RunSteps } from './progress.tsx';
import { isBegun } from './state.ts';

import type { PlannedJob, Receipt } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { JobWatch } from './job-state.tsx';
import type { RunState, StepProgress, WizardState } from './state.ts';

export interface ResultActions {
  /** Goes on from the step that failed. */
  onRun: () => void;
  onEdit: () => void;
  onClose: () => void;
}

type Ended = Extract<WizardState, { run?: RunState }> & {
  status: 'done' | 'failed' | 'cancelled';
};

export function RunResult({ state, ...actions }: { state: Ended } & ResultActions): ReactNode {
  const services = useServices();
  const receipt = 'receipt' in state ? state.receipt : undefined;
  const jobs = submittedJobs(state.run, receipt);
  const watched = useJobWatch(services, jobs);
  const handoffs = state.run ? handoffsOf(state.run) : [];
  return (
    <section className="pm-result" aria-labelledby="pm-result-title">
      <h2 id="pm-result-title" className="pm-subtitle">
        {TITLES[state.status]}
      </h2>
      {state.status === 'failed' && <ErrorAlert error={state.error} level={3} />}
      <Status>
        {jobs.map((job) => (
          <JobLine key={job.name} job={job} watch={watched[job.name]} />
        ))}
        {handoffs.map((handoff, index) => (
          <HandoffLine key={index} handoff={handoff} />
        ))}
        {jobs.length + handoffs.length === 0 && <p>{nothingWords(state)}</p>}
      </Status>
      {jobs.map((job) => {
        const error = watched[job.name]?.error;
        return error && <ErrorAlert key={job.name} error={error} level={3} />;
      })}
      <p className="pm-result-links">
        {jobs.map((job) => (
          <a key={job.name} href={services.jobUrl(job)}>
            Open job {job.name} in the portal
          </a>
        ))}
      </p>
      {state.run && state.status !== 'done' && <RunSteps run={state.run} />}
      <ResultButtons state={state} {...actions}>
        {handoffs.map((handoff, index) => (
          <Button
            key={index}
            kind="primary"
            onClick={() => services.openInPortal(handoff.protocol)}
          >
            Open the submission page
          </Button>
        ))}
      </ResultButtons>
      {receipt && (
        <details className="pm-request">
          <summary>Receipt</summary>
          <ReceiptView receipt={receipt} />
        </details>
      )}
    </section>
  );
}

const TITLES = { done: 'Done', failed: 'The install failed', cancelled: 'Cancelled' } as const;

/** What to say when no job came of it; never more than is known. */
function nothingWords({ status, run }: Ended): string {
  if (status === 'done') return 'All steps are done.';
  return run && hasOpenWrite(run)
    ? 'A request was sent and not answered: look at your jobs in the portal before you run it again.'
    : 'No job was submitted.';
}

/** Whether something was sent whose fate is unknown. */
function hasOpenWrite(run: RunState): boolean {
  return run.plan.steps.some((step) =>
    step.requests.some((request) => {
      const sent = run.steps[step.number]?.requests.find((each) => each.id === request.id);
      return request.kind === 'write' && sent !== undefined && sent.status === undefined;
    }),
  );
}

function JobLine({ job, watch }: { job: PlannedJob; watch: JobWatch | undefined }): ReactNode {
  const state = watch?.state;
  return (
    <p className="pm-job-line">
      Job <strong>{job.name}</strong> was submitted.{' '}
      {state ? (
        <>
          <span className="pm-job-state" data-state={state}>
            {state}
          </span>{' '}
          {JOB_STATE_WORDS[state]}
        </>
      ) : (
        !watch?.error && 'Asking the cluster for its state…'
      )}
    </p>
  );
}

type Handoff = NonNullable<StepProgress['handoff']>;

function HandoffLine({ handoff }: { handoff: Handoff }): ReactNode {
  const left = handoff.omittedSecrets;
  return (
    <p>
      The filled job is ready for the portal’s submission page; nothing was submitted.
      {left.length > 0 && ` Left out, to be typed there: ${left.join(', ')}.`}
    </p>
  );
}

interface ResultButtonsProps extends ResultActions {
  state: Ended;
  /** Buttons that come first. */
  children: ReactNode[];
}

function ResultButtons({ state, children, onRun, onEdit, onClose }: ResultButtonsProps) {
  const again = state.status !== 'done' && state.form !== undefined;
  return (
    <div className="pm-buttons">
      {children}
      {again && (
        <>
          <Button kind="primary" onClick={onRun}>
            {hasBegun(state.run) ? 'Resume' : 'Run'}
          </Button>
          <Button onClick={onEdit}>Back</Button>
        </>
      )}
      <Button kind={again || children.length > 0 ? 'secondary' : 'primary'} onClick={onClose}>
        Close
      </Button>
    </div>
  );
}

/** Whether something was done that a second run leaves as it is. */
function hasBegun(run: RunState | undefined): boolean {
  return run !== undefined && run.plan.steps.some((step) => isBegun(step, run));
}

/** Jobs that the cluster took, also those of a step that failed later. */
function submittedJobs(run: RunState | undefined, receipt: Receipt | undefined): PlannedJob[] {
  const done = Object.values(run?.steps ?? {}).map((step) => step.job);
  const named = receipt?.steps.map((step) => step.job) ?? [];
  const jobs = [...done, ...named].filter((job) => job !== undefined);
  return jobs.filter((job, at) => jobs.findIndex((other) => other.name === job.name) === at);
}

function handoffsOf(run: RunState): Handoff[] {
  return Object.values(run.steps)
    .map((step) => step.handoff)
    .filter((handoff) => handoff !== undefined);
}
