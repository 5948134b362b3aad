/** The wizard as a function of its state; every status has its own picture. */
import { useEffect, useMemo, useRef } from 'react';

import { ErrorAlert } from '../parts/error-alert.tsx';
import { Button } from '../parts/button.tsx';
import { EvidenceDetails } from '../parts/evidence.tsx';
import { withLevelNotice } from '../parts/market-level.ts';
import { NoticeView } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { TrustBadge } from '../parts/trust-badge.tsx';
import { ErrorSummary, StepFields } from './form-view.tsx';
import { PlanPreview } from './preview.tsx';
import { PrepareProgress, RunSteps } from './progress.tsx';
import { RunResult } from './result.tsx';
import { currentForm, shownErrors } from './state.ts';

import type { MarketError } from '#core/errors.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { FieldValue } from '#core/model/install.ts';
import type { Notice, OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { FormState, WizardState } from './state.ts';

export interface InstallViewProps {
  state: WizardState;
  name: string;
  version: string;
  /** Configuration of its market; undefined where it has none. */
  market: MarketConfig | undefined;
  /** Address of the package's page. */
  packageHref: string;
  onAnswer: (step: number, field: string, value: FieldValue) => void;
  onLeave: (step: number, field: string) => void;
  /** False when fields are wrong. */
  onNext: () => boolean;
  onBack: () => void;
  onRun: () => Promise<boolean>;
  onCancel: () => void;
  onEdit: () => void;
  onRetry: () => void;
  onClose: () => void;
}

export function InstallView(props: InstallViewProps): ReactNode {
  const { state, packageHref } = props;
  const opened = openedOf(state);
  const label = toLine(opened?.spec.label ?? opened?.name ?? props.name, TEXT_LIMITS.label);
  const notices = withLevelNotice(opened?.market ?? props.market, noticesOf(state));
  const page = useKeptFocus(state);
  // No green mark beside a refusal: the archive is not what the signed description speaks of.
  const refused = state.status === 'failed' && !('form' in state);
  // Without checking, the red notice says it all.
  const badged = !refused && !notices.some(({ code }) => code === 'trust-off');
  return (
    <div className="pm-page pm-install" ref={page}>
      <p className="pm-crumb">
        <a href={packageHref}>{label}</a>
      </p>
      <h1 className="pm-title" dir="auto">
        Install {label} {toLine(props.version, TEXT_LIMITS.label)}
      </h1>
      {opened && badged && <TrustBadge market={opened.market} evidence={opened.evidence} />}
      {state.status === 'answering' && (
        <EvidenceDetails
          opened={state.form.prepared.loaded.package}
          archive={state.form.prepared.loaded.archive}
        />
      )}
      {notices.map((notice) => (
        <NoticeView key={notice.code + notice.text} notice={notice} />
      ))}
      <Body {...props} />
    </div>
  );
}

/** When the button that had the focus is gone, the focus goes to the heading of what came in its place. */
function useKeptFocus(state: WizardState) {
  const page = useRef<HTMLDivElement>(null);
  const at = state.status === 'answering' ? state.form.at : 0;
  useEffect(() => {
    const held = document.activeElement;
    if (held && held !== document.body) return;
    const headings = page.current?.querySelectorAll<HTMLElement>('h1, h2.pm-subtitle');
    const heading = headings?.[1] ?? headings?.[0];
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView?.({ block: 'nearest' });
  }, [state.status, at]);
  return page;
}

function Body(props: InstallViewProps): ReactNode {
  const { state } = props;
  switch (state.status) {
    case 'preparing':
      return (
        <>
          <PrepareProgress verifying={state.verifying} />
          <CancelOnly onCancel={props.onCancel} />
        </>
      );
    case 'licence':
      return <p className="pm-soft">The licence of this package is open for reading.</p>;
    case 'answering':
      return <Answering {...props} form={state.form} />;
    case 'running':
      return (
        <>
          <h2 className="pm-subtitle">Sending the plan</h2>
          <RunSteps run={state.run} />
          <CancelOnly onCancel={props.onCancel} stopping={state.stopping} />
        </>
      );
    case 'done':
      return <RunResult state={state} {...resultActions(props)} />;
    case 'cancelled':
      return <RunResult state={state} {...resultActions(props)} />;
    case 'failed':
      if ('form' in state) return <RunResult state={state} {...resultActions(props)} />;
      return <PrepareFailure error={state.error} onRetry={props.onRetry} onClose={props.onClose} />;
  }
}

function resultActions({ onRun, onEdit, onClose }: InstallViewProps) {
  return { onRun: () => void onRun(), onEdit, onClose };
}

function CancelOnly(props: { onCancel: () => void; stopping?: boolean }): ReactNode {
  return (
    <div className="pm-buttons">
      <Button disabled={props.stopping === true} onClick={props.onCancel}>
        Cancel
      </Button>
      {props.stopping && (
        <span className="pm-soft">Stopping after the request that is on its way…</span>
      )}
    </div>
  );
}

function PrepareFailure(props: {
  error: MarketError;
  onRetry: () => void;
  onClose: () => void;
}): ReactNode {
  const { error } = props;
  // What was refused stays refused (N4); only trouble on the way, or a worker that ended, may be gone next time.
  const passing = /^(?:net-|cluster-|internal$)/.test(error.code);
  return (
    <>
      <ErrorAlert error={error} onRetry={passing ? props.onRetry : undefined} />
      <p className="pm-soft">Nothing was sent to the cluster.</p>
      <div className="pm-buttons">
        <Button onClick={props.onClose}>Close</Button>
      </div>
    </>
  );
}

function EmptyWizard({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <>
      <p>This package has no steps, so there is nothing to install.</p>
      <div className="pm-buttons">
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}

function Answering(props: InstallViewProps & { form: FormState }): ReactNode {
  const { form } = props;
  const { prepared, answers } = form;
  const box = useRef<HTMLDivElement>(null);
  const result = useMemo(() => prepared.plan(answers), [prepared, answers]);
  const step = currentForm(form);
  if (!step) return <EmptyWizard onClose={props.onClose} />;
  const last = form.at === prepared.forms.length - 1;
  const errors = shownErrors(form, result.ok ? [] : result.errors);
  const own = errors.filter((error) => error.step === step.number);
  const focus = (field: string) => focusField(box.current, step.fields, field);
  const advance = async (go: () => boolean | Promise<boolean>) => {
    // The marks are drawn by then; the first wrong field takes the focus.
    if (!(await go())) requestAnimationFrame(() => focusFirstWrong(box.current));
  };
  return (
    <div className="pm-step" ref={box}>
      {prepared.forms.length > 1 && <StepList form={form} />}
      <h2 className="pm-subtitle" dir="auto">
        {toLine(step.label, TEXT_LIMITS.line)}
      </h2>
      <ErrorSummary step={step} errors={own} onFocus={focus} />
      <StepFields
        key={step.number}
        step={step}
        form={form}
        errors={own}
        onAnswer={props.onAnswer}
        onLeave={props.onLeave}
      />
      {last && result.ok && <PlanPreview plan={result.plan} />}
      {last && !result.ok && (
        <p className="pm-soft">
          Once every field fits, all that will be sent is shown here before anything runs.
        </p>
      )}
      {form.refusal && form.refusal.step === undefined && (
        <ErrorAlert error={form.refusal.error} level={3} />
      )}
      <div className="pm-buttons">
        {last ? (
          <Button
            key="run"
            kind="primary"
            aria-disabled={form.checking}
            onClick={(event) => {
              // The second half of a double click on "Next", which stood in this place, is no word to run.
              if (event.detail <= 1) void advance(props.onRun);
            }}
          >
            Run
          </Button>
        ) : (
          <Button key="next" kind="primary" onClick={() => void advance(props.onNext)}>
            Next
          </Button>
        )}
        {form.at > 0 && (
          <Button onClick={props.onBack} disabled={form.checking}>
            Back
          </Button>
        )}
        <Button onClick={props.onCancel}>Cancel</Button>
        {form.checking && (
          <span className="pm-soft" aria-live="polite">
            Asking the cluster whether the plan can run…
          </span>
        )}
      </div>
    </div>
  );
}

function StepList({ form }: { form: FormState }): ReactNode {
  return (
    <ol className="pm-steps" aria-label="Steps">
      {form.prepared.forms.map((step, index) => (
        <li key={step.number} aria-current={index === form.at ? 'step' : undefined}>
          <span className="pm-step-number">{step.number}</span>{' '}
          <span dir="auto">{toLine(step.label, TEXT_LIMITS.label)}</span>
          {form.done.includes(step.number) && ' (done)'}
        </li>
      ))}
    </ol>
  );
}

const CONTROLS = 'input, select, textarea';

function focusFirstWrong(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** By position, never by a name out of the package (U07). */
function focusField(box: HTMLElement | null, fields: { id: string }[], field: string): void {
  const at = fields.findIndex((each) => each.id === field);
  const holder = box?.querySelectorAll(`[data-field="${at}"]`)[0];
  holder?.querySelector<HTMLElement>(CONTROLS)?.focus();
}

function openedOf(state: WizardState): OpenPackage | undefined {
  if ('form' in state && state.form) return state.form.prepared.loaded.package;
  return 'opened' in state ? state.opened : undefined;
}

/** Of the spec and of the archive; what both say is said once. */
function noticesOf(state: WizardState): Notice[] {
  const later = 'form' in state && state.form ? state.form.prepared.loaded.notices : [];
  const all = [...(openedOf(state)?.notices ?? []), ...later];
  return all.filter((notice, at) => all.findIndex((other) => other.text === notice.text) === at);
}
