/** How an install went: jobs with their live states, what was handed over, what failed, what can be decided, and what was done before it. */
import { installTexts } from '../messages/install.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Button } from '../parts/button.tsx';
import { ReceiptView } from '../parts/receipt.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Status } from '../parts/status.tsx';
import { UndoPanel } from '../parts/undo.tsx';
import { useServices } from '../services.ts';
import { CdapLogin } from '../parts/cdap-login.tsx';
import { useJobWatch } from './job-state.tsx';
import { LogView } from './log-view.tsx';
import { ChoiceGroups } from './preview-choices.tsx';
import { RunSteps } from './progress.tsx';
import { RunSummary } from './run-summary.tsx';
import { isBegun, wasThere } from './state-run.ts';

import type { PlannedJob, Receipt } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { JobWatch } from './job-state.tsx';
import type { RunState, StepProgress } from './state-run.ts';
import type { Failed, WizardState } from './state.ts';
import type { InstallWizard } from './wizard.ts';

type Ended =
  | Extract<WizardState, { status: 'done' }>
  | Extract<WizardState, { status: 'cancelled' }>
  | Failed;

export interface RunResultProps {
  state: Ended;
  wizard: InstallWizard;
  onClose: () => void;
}

export function RunResult({ state, wizard, onClose }: RunResultProps): ReactNode {
  const services = useServices();
  const { receipt, run } = state;
  const jobs = submittedJobs(run, receipt);
  const watched = useJobWatch(services, jobs);
  const handoffs = handoffsOf(run);
  const words = installTexts.run;
  return (
    <section className="pm-result" aria-labelledby="pm-result-title">
      <h2 id="pm-result-title" className="pm-subtitle">
        {words.ended[state.status]}
      </h2>
      {state.status === 'failed' && <FailedBecause state={state} wizard={wizard} />}
      <Status>
        {jobs.map((job) => (
          <JobLine
            key={job.name}
            job={job}
            watch={watched[job.name]}
            there={jobWasThere(run, job)}
          />
        ))}
        {handoffs.map((handoff, index) => (
          <HandoffLine key={index} handoff={handoff} />
        ))}
        {jobs.length + handoffs.length === 0 && state.status === 'done' && (
          <p>
            {words.allDone}
            {!changedAnything(run) && words.allThere}
          </p>
        )}
        {state.status !== 'done' && <RunSummary run={run} />}
      </Status>
      {jobs.map((job) => {
        const error = watched[job.name]?.error;
        return error && <ErrorAlert key={job.name} error={error} level={3} />;
      })}
      <p className="pm-result-links">
        {jobs.map((job) => (
          <a key={job.name} href={services.jobUrl(job)}>
            {words.openJob(job.name)}
          </a>
        ))}
      </p>
      {(state.status !== 'done' || run.plan.steps.length > 1 || jobs.length === 0) && (
        <RunSteps run={run} />
      )}
      <ResultButtons state={state} wizard={wizard} onClose={onClose}>
        {handoffs.map((handoff, index) => (
          <Button
            key={index}
            kind="primary"
            onClick={() => services.openInPortal(handoff.protocol)}
          >
            {words.openSubmission}
          </Button>
        ))}
      </ResultButtons>
      <LogView run={run} />
      {receipt && (
        <>
          <details className="pm-request">
            <summary>{words.receipt}</summary>
            <ReceiptView receipt={receipt} />
          </details>
          <UndoPanel receipt={receipt} />
        </>
      )}
    </section>
  );
}

/** Why it stopped, and what the user can do about it right here. */
function FailedBecause({ state, wizard }: { state: Failed; wizard: InstallWizard }): ReactNode {
  const { error, form, run, findings } = state;
  if (error.code === 'cdap-auth') {
    return (
      <CdapLogin
        refused
        level={3}
        action={installTexts.buttons.continue}
        onToken={wizard.giveToken}
      />
    );
  }
  return (
    <>
      <ErrorAlert error={error} level={3} />
      {(error.code === 'cluster-auth' || error.code === 'login-required') && (
        <p>{installTexts.run.logInAgain}</p>
      )}
      <ChoiceGroups
        plan={run.plan}
        findings={findings}
        decisions={form.decisions}
        onDecide={wizard.decide}
        disabled={false}
      />
    </>
  );
}

interface JobLineProps {
  job: PlannedJob;
  watch: JobWatch | undefined;
  /** It was there before, the very same. */
  there: boolean;
}

function JobLine({ job, watch, there }: JobLineProps): ReactNode {
  const state = watch?.state;
  const { run } = installTexts;
  return (
    <p className="pm-job-line">
      <Sentence
        words={there ? run.wasThere : run.submitted}
        parts={{ job: <strong>{job.name}</strong> }}
      />{' '}
      {state ? (
        <>
          <span className="pm-job-state" data-state={state}>
            {run.jobStateNames[state]}
          </span>{' '}
          {run.jobState[state]}
        </>
      ) : (
        !watch?.error && run.askingState
      )}
    </p>
  );
}

type Handoff = NonNullable<StepProgress['handoff']>;

function HandoffLine({ handoff }: { handoff: Handoff }): ReactNode {
  const left = handoff.omittedSecrets;
  return (
    <p>
      {installTexts.run.handedOver}
      {left.length > 0 && installTexts.run.leftOut(left)}
    </p>
  );
}

interface ResultButtonsProps extends RunResultProps {
  /** Buttons that come first. */
  children: ReactNode[];
}

function ResultButtons({ state, children, wizard, onClose }: ResultButtonsProps): ReactNode {
  const again = state.status !== 'done';
  const { buttons } = installTexts;
  return (
    <div className="pm-buttons">
      {children}
      {again && (
        <>
          <Button kind="primary" onClick={() => void wizard.run()}>
            {isBegun(state.run) ? buttons.resume : buttons.run}
          </Button>
          <Button onClick={wizard.edit}>{buttons.back}</Button>
        </>
      )}
      <Button kind={again || children.length > 0 ? 'secondary' : 'primary'} onClick={onClose}>
        {buttons.close}
      </Button>
    </div>
  );
}

/** Whether a write was sent, by this run or one before it, where there is one at all. */
function changedAnything({ plan, steps }: RunState): boolean {
  const writing = plan.steps.filter((step) => step.requests.some(({ kind }) => kind === 'write'));
  return writing.length === 0 || writing.some((step) => !wasThere(step, steps[step.number]));
}

/** Its tag may have been written anew all the same. */
function jobWasThere({ plan, steps }: RunState, { name }: PlannedJob): boolean {
  const step = plan.steps.find(({ job }) => job?.name === name);
  const submitting = step?.requests.find(({ kind }) => kind === 'write');
  const told = step && steps[step.number]?.requests.find(({ id }) => id === submitting?.id);
  return told?.spared === 'skipped' || told?.spared === 'adopted';
}

/** Jobs that the cluster took, also those of a step that failed later. */
function submittedJobs(run: RunState, receipt: Receipt | undefined): PlannedJob[] {
  const done = Object.values(run.steps)
    .filter((step) => step.state === 'done')
    .map((step) => step.job);
  const named = receipt?.steps.map((step) => step.job) ?? [];
  const jobs = [...done, ...named].filter((job) => job !== undefined);
  return jobs.filter((job, at) => jobs.findIndex((other) => other.name === job.name) === at);
}

function handoffsOf(run: RunState): Handoff[] {
  return Object.values(run.steps)
    .map((step) => step.handoff)
    .filter((handoff) => handoff !== undefined);
}
