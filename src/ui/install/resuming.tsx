/** An unfinished install about to go on: what was done, what is asked again, and the plan where it is not the one that was shown. */
import { useMemo, useRef } from 'react';

import { MarketError } from '#core/errors.ts';
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { CdapLogin } from '../parts/cdap-login.tsx';
import { BoundFields, BoundPlan } from './bound-step.tsx';
import { ErrorSummary } from './form-view.tsx';
import { focusField, focusFirstWrong } from './focus.ts';
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
  const { buttons } = installTexts;
  const { resuming } = installTexts.form;
  return (
    <div className="pm-step" ref={box}>
      <h2 className="pm-subtitle">{resuming.title}</h2>
      {/* What was done was shown before; what is asked for comes first here. */}
      <details className="pm-request">
        <summary>{resuming.soFar}</summary>
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
        <CdapLogin refused level={3} action={buttons.continue} onToken={wizard.giveToken} />
      )}
      {refusal && refusal.error.code !== 'cdap-auth' && (
        <ErrorAlert error={refusal.error} level={3} />
      )}
      {result.ok && <BoundPlan form={form} wizard={wizard} plan={result.plan} />}
      <div className="pm-buttons">
        <Button kind="primary" aria-disabled={form.checking} onClick={() => void advance()}>
          {buttons.resume}
        </Button>
        <Button onClick={wizard.edit} disabled={form.checking}>
          {resuming.change}
        </Button>
        <Discard onDiscard={wizard.discard} />
        <Button onClick={onClose}>{buttons.close}</Button>
        {form.checking && (
          <span className="pm-soft" aria-live="polite">
            {installTexts.checking}
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
  const { form, unfinished } = state;
  const { number } = step;
  const own = result.ok ? [] : result.errors.filter((error) => error.step === number);
  const files = step.fields.filter(({ kind }) => kind === 'file');
  const label = toLine(told(step.label), TEXT_LIMITS.line);
  return (
    <section className="pm-asked-again" aria-label={label}>
      <h3 className="pm-preview-step-title" dir="auto">
        {installTexts.step(number, label)}
      </h3>
      <p className="pm-soft">{installTexts.form.resuming.askedAgain}</p>
      {files.map(({ id, label }) => (
        <FileNote
          key={id}
          label={label}
          former={formerFile(unfinished.journal, number, id)?.name}
          other={otherFile(unfinished.journal, number, id, form.answers[number]?.[id])}
          begun={form.begun.includes(number)}
        />
      ))}
      {form.marked.includes(number) && (
        <ErrorSummary
          step={step}
          errors={own}
          onFocus={(field) => focusField(box.current, step.fields, field)}
        />
      )}
      <BoundFields form={form} wizard={wizard} step={step} errors={own} />
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
  const { resuming } = installTexts.form;
  if (other) {
    return (
      <NoticeBar tone="warning">
        <p>
          {resuming.otherFile(toLine(label), toLine(other.name, TEXT_LIMITS.label))}{' '}
          {begun ? resuming.otherFileBegun : resuming.otherFilePlanned}
        </p>
      </NoticeBar>
    );
  }
  if (!former) return null;
  return (
    <p className="pm-soft">
      {resuming.formerFile(toLine(label), toLine(former, TEXT_LIMITS.label))}
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
        {installTexts.form.resuming.changed(
          changed.map((label) => toLine(told(label), TEXT_LIMITS.label)),
        )}
      </p>
    </NoticeBar>
  );
}
