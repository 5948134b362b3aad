/** An unfinished install about to go on: what was done, what is asked again, and the plan where it is not the one that was shown. */
import { useMemo, useRef } from 'react';

import { MarketError } from '#core/errors.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { useServices } from '../services.ts';
import { CdapLogin } from '../parts/cdap-login.tsx';
import { ErrorSummary, StepFields } from './form-view.tsx';
import { focusField, focusFirstWrong } from './focus.ts';
import { PlanPreview } from './preview.tsx';
import { askedAgain, changedSteps, formerFile, otherFile } from './resume.ts';
import { BegunSteps, Discard } from './unfinished-view.tsx';

import type { PlanResult, StepForm } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { WizardState } from './state.ts';
import type { InstallWizard } from './wizard.ts';

export interface ResumingProps {
  state: Extract<WizardState, { status: 'resuming' }>;
  wizard: InstallWizard;
  onClose: () => void;
}

export function Resuming(props: ResumingProps): ReactNode {
  const { state, wizard, onClose } = props;
  const { form, unfinished } = state;
  const box = useRef<HTMLDivElement>(null);
  const result = useMemo(() => form.prepared.plan(form.answers), [form.prepared, form.answers]);
  const errors = result.ok ? [] : result.errors;
  const steps = askedAgain(form, errors);
  const advance = async () => {
    if (!(await wizard.run())) requestAnimationFrame(() => focusFirstWrong(box.current));
  };
  const { refusal } = form;
  return (
    <div className="pm-step" ref={box}>
      <h2 className="pm-subtitle">Go on with this install</h2>
      {/* What was done was shown before; what is asked for comes first here. */}
      <details className="pm-request">
        <summary>What was done so far</summary>
        <div>
          <BegunSteps unfinished={unfinished} />
        </div>
      </details>
      {steps.map((step) => (
        <AskedStep key={step.number} {...props} step={step} result={result} box={box} />
      ))}
      {errors.map(({ step, field, message, code = 'plan-refused' }) =>
        field === '' ? (
          <ErrorAlert key={step} error={new MarketError(code, message)} level={3} />
        ) : null,
      )}
      <Changes state={state} result={result} />
      {refusal && refusal.error.code === 'cdap-auth' && (
        <CdapLogin refused level={3} action="Continue" onToken={wizard.giveToken} />
      )}
      {refusal && refusal.error.code !== 'cdap-auth' && (
        <ErrorAlert error={refusal.error} level={3} />
      )}
      {result.ok && (
        <PlanPreview
          plan={result.plan}
          findings={form.findings}
          decisions={form.decisions}
          onDecide={wizard.decide}
          confirmed={form.confirmed}
          onConfirm={wizard.confirm}
          disabled={form.checking}
          asked={refusal?.error.code === 'cluster-conflict'}
        />
      )}
      <div className="pm-buttons">
        <Button kind="primary" aria-disabled={form.checking} onClick={() => void advance()}>
          Resume
        </Button>
        <Button onClick={wizard.edit} disabled={form.checking}>
          Change answers
        </Button>
        <Discard onDiscard={wizard.discard} />
        <Button onClick={onClose}>Close</Button>
        {form.checking && (
          <span className="pm-soft" aria-live="polite">
            Asking the cluster whether the plan can run…
          </span>
        )}
      </div>
    </div>
  );
}

interface AskedStepProps extends ResumingProps {
  step: StepForm;
  result: PlanResult;
  box: React.RefObject<HTMLDivElement | null>;
}

/** The fields of one step whose values are not kept, or do not fit any more. */
function AskedStep({ state, wizard, step, result, box }: AskedStepProps): ReactNode {
  const services = useServices();
  const { form, unfinished } = state;
  const { number } = step;
  const own = result.ok ? [] : result.errors.filter((error) => error.step === number);
  const marked = form.marked.includes(number);
  const files = step.fields.filter(({ kind }) => kind === 'file');
  return (
    <section className="pm-asked-again" aria-label={toLine(step.label, TEXT_LIMITS.line)}>
      <h3 className="pm-preview-step-title" dir="auto">
        Step {number}: {toLine(step.label, TEXT_LIMITS.line)}
      </h3>
      <p className="pm-soft">Secrets and files are not kept, so they are asked for again.</p>
      {files.map(({ id, label }) => (
        <FileNote
          key={id}
          label={label}
          former={formerFile(unfinished.journal, number, id)?.name}
          other={otherFile(unfinished.journal, number, id, form.answers[number]?.[id])}
          begun={form.begun.includes(number)}
        />
      ))}
      {marked && (
        <ErrorSummary
          step={step}
          errors={own}
          onFocus={(field) => focusField(box.current, step.fields, field)}
        />
      )}
      <StepFields
        step={step}
        values={form.answers[number] ?? {}}
        errors={own}
        marked={marked}
        refusal={
          form.refusal?.step === number ? { field: 'name', error: form.refusal.error } : undefined
        }
        done={false}
        disabled={form.checking}
        virtualClusters={form.prepared.facts.virtualClusters}
        onAnswer={(field, value) => wizard.answer(number, field, value)}
        onLeave={(field) => wizard.leave(number, field)}
        onFile={(file, options) => services.addFile(file, options)}
        onInspect={(file, signal) => services.inspectFile(form.prepared, file, signal)}
      />
    </section>
  );
}

interface FileNoteProps {
  label: string;
  former: string | undefined;
  other: { name: string } | undefined;
  /** Something of the step was sent already. */
  begun: boolean;
}

function FileNote({ label, former, other, begun }: FileNoteProps): ReactNode {
  if (other) {
    return (
      <NoticeBar tone="warning">
        <p>
          {toLine(label)}: this is not the file that was given before (
          {toLine(other.name, TEXT_LIMITS.label)}); its bytes differ.{' '}
          {begun
            ? 'The step was begun with that one and can only go on with it: give the same file.'
            : 'The step is planned anew with it.'}
        </p>
      </NoticeBar>
    );
  }
  if (!former) return null;
  return (
    <p className="pm-soft">
      {toLine(label)}: {toLine(former, TEXT_LIMITS.label)} was given before.
    </p>
  );
}

function Changes({ state, result }: Pick<ResumingProps, 'state'> & { result: PlanResult }) {
  if (!result.ok) return null;
  const changed = changedSteps(state.unfinished.journal, result.plan);
  if (changed.length === 0) return null;
  return (
    <NoticeBar tone="warning">
      <p dir="auto">
        Not the same as when this install was begun, and planned anew:{' '}
        {changed.map((label) => toLine(label, TEXT_LIMITS.label)).join(', ')}. Look at the plan
        below before you resume.
      </p>
    </NoticeBar>
  );
}
