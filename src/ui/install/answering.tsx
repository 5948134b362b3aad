/** The form of the wizard, step by step; the last step shows the plan and runs it. */
import { useCallback, useEffect, useMemo, useRef } from 'react';

import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { useServices } from '../services.ts';
import { CdapLogin } from '../parts/cdap-login.tsx';
import { BoundFields, BoundPlan } from './bound-step.tsx';
import { EmptyWizard } from './ends.tsx';
import { Filled } from './filled.tsx';
import { focusField, focusFirstChoice, focusFirstWrong } from './focus.ts';
import { isWrong } from './form-props.ts';
import { ErrorSummary } from './form-view.tsx';
import { currentForm, shownErrors } from './state-form.ts';
import { StepDocument } from './step-document.tsx';
import { TreeView } from './tree-view.tsx';

import type { FieldError, StepForm } from '#core/model/install.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode, RefObject } from 'react';
import type { FormState } from './state-form.ts';
import type { InstallWizard } from './wizard.ts';

export interface AnsweringProps {
  form: FormState;
  wizard: InstallWizard;
  onCancel: () => void;
  onClose: () => void;
  onLicense: (opened: OpenPackage) => void;
}

export function Answering(props: AnsweringProps): ReactNode {
  const { form, wizard } = props;
  const { prepared, answers } = form;
  const box = useRef<HTMLDivElement>(null);
  const title = useFocusOnStep(form.at);
  const result = useMemo(() => prepared.plan(answers), [prepared, answers]);
  const step = currentForm(form);
  if (!step) return <EmptyWizard onClose={props.onClose} />;
  const last = form.at === form.forms.length - 1;
  const errors = result.ok ? [] : result.errors.filter((error) => error.step === step.number);
  return (
    <div className="pm-step" ref={box}>
      <Tree {...props} />
      <Filled form={form} onReset={wizard.reset} />
      {form.forms.length > 1 && <StepList form={form} />}
      <h2 className="pm-subtitle" dir="auto" ref={title} tabIndex={-1}>
        {toLine(told(step.label), TEXT_LIMITS.line)}
      </h2>
      <ErrorSummary
        step={step}
        errors={shownErrors(form, errors)}
        onFocus={(field) => focusField(box.current, step.fields, field)}
      />
      <StepBody {...props} key={step.number} step={step} errors={errors} />
      {last && result.ok && <BoundPlan form={form} wizard={wizard} plan={result.plan} />}
      {last && !result.ok && <p className="pm-soft">{installTexts.form.previewLater}</p>}
      <Refusal form={form} wizard={wizard} />
      <Buttons {...props} last={last} box={box} />
    </div>
  );
}

/** The button that was pressed may be gone by then: the title of the new step takes the focus, and is read out. */
function useFocusOnStep(at: number): RefObject<HTMLHeadingElement> {
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(at);
  useEffect(() => {
    if (before.current !== at) title.current?.focus();
    before.current = at;
  }, [at]);
  return title;
}

function Tree({ form, onLicense }: AnsweringProps): ReactNode {
  const services = useServices();
  const { tree, packages } = form.prepared.loaded;
  const market = packages.at(-1)?.package.market;
  if (packages.length < 2 || !market) return null;
  return (
    <TreeView
      tree={tree}
      market={market}
      steps={form.forms}
      accepted={services.licenseAccepted}
      onLicense={onLicense}
    />
  );
}

interface StepBodyProps extends AnsweringProps {
  step: StepForm;
  errors: FieldError[];
}

function StepBody({ form, wizard, step, errors }: StepBodyProps): ReactNode {
  const { prepared, answers } = form;
  const { number } = step;
  const draft = form.drafts[number];
  const done = form.done.includes(number);
  const render = useCallback(
    (given: FormState['answers']) => prepared.document(number, given) ?? '',
    [prepared, number],
  );
  const fields = (
    <BoundFields form={form} wizard={wizard} step={step} errors={errors} closed={isWrong(draft)} />
  );
  if (form.begun.includes(number)) {
    return (
      <>
        <p className="pm-soft">{installTexts.form.begun}</p>
        {fields}
      </>
    );
  }
  if (!step.document || done) return fields;
  return (
    <StepDocument
      answers={answers}
      render={render}
      original={prepared.defaultDocument(number) ?? ''}
      onEdit={(text) => prepared.edit(number, answers, text)}
      onAnswers={wizard.answerAll}
      draft={draft}
      onDraft={(next) => wizard.draft(number, next)}
      disabled={form.checking}
    >
      {fields}
    </StepDocument>
  );
}

/** What the clusters said that is about no field of the open step. */
function Refusal({ form, wizard }: Pick<AnsweringProps, 'form' | 'wizard'>): ReactNode {
  const { refusal } = form;
  if (!refusal || refusal.step === currentForm(form)?.number) return null;
  if (refusal.error.code === 'cdap-auth') {
    return <CdapLogin refused level={3} onToken={wizard.giveToken} />;
  }
  const context = refusal.step === undefined ? undefined : installTexts.form.context(refusal.step);
  return <ErrorAlert error={refusal.error} level={3} context={context} />;
}

interface ButtonsProps extends AnsweringProps {
  last: boolean;
  box: RefObject<HTMLDivElement | null>;
}

function Buttons({ form, wizard, last, box, onCancel }: ButtonsProps): ReactNode {
  const advance = async (go: () => boolean | Promise<boolean>) => {
    const fits = await go();
    // The marks are drawn by then; the first wrong field, or the first open choice, takes the focus.
    requestAnimationFrame(() => {
      if (!fits || !focusFirstChoice(box.current)) focusFirstWrong(box.current);
    });
  };
  const { buttons } = installTexts;
  return (
    <div className="pm-buttons">
      {last ? (
        <Button
          key="run"
          kind="primary"
          aria-disabled={form.checking}
          onClick={(event) => {
            // The second half of a double click on "Next", which stood in this place, is no word to run.
            if (event.detail <= 1) void advance(wizard.run);
          }}
        >
          {buttons.run}
        </Button>
      ) : (
        <Button key="next" kind="primary" onClick={() => void advance(wizard.next)}>
          {buttons.next}
        </Button>
      )}
      {form.at > 0 && (
        <Button onClick={wizard.back} disabled={form.checking}>
          {buttons.back}
        </Button>
      )}
      <Button onClick={onCancel}>{buttons.cancel}</Button>
      {form.checking && (
        <span className="pm-soft" aria-live="polite">
          {installTexts.checking}
        </span>
      )}
    </div>
  );
}

/** More would push the fields out of sight. */
const STEPS_SHOWN = 10;

function StepList({ form }: { form: FormState }): ReactNode {
  const { forms, at } = form;
  if (forms.length <= STEPS_SHOWN) return <StepNames form={form} />;
  return (
    <details className="pm-request">
      <summary>{installTexts.form.stepOf(at + 1, forms.length)}</summary>
      <StepNames form={form} />
    </details>
  );
}

function StepNames({ form }: { form: FormState }): ReactNode {
  return (
    <ol className="pm-steps" aria-label={installTexts.form.steps}>
      {form.forms.map((step, index) => (
        <li key={step.number} aria-current={index === form.at ? 'step' : undefined}>
          <span className="pm-step-number">{step.number}</span>{' '}
          <span dir="auto">{toLine(told(step.label), TEXT_LIMITS.label)}</span>
          {form.done.includes(step.number) && installTexts.form.done}
        </li>
      ))}
    </ol>
  );
}
