/** What a run will do and send, request by request, exactly as the executor has it; secrets are placeholders (Trust 8). */
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { JsonActions } from '../parts/json-actions.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { toParagraph, toVisibleJson } from '../parts/plain-text.ts';
import { writesSystem } from './system-scope.ts';
import { ChoiceGroups } from './preview-choices.tsx';
import { isSpared, RequestPreview } from './preview-request.tsx';

import type { InstallPlan, PlanStep } from '#core/model/generated.ts';
import type { Decisions, ProbeFinding } from '#core/model/install.ts';
import type { ReactNode } from 'react';

export interface PlanPreviewProps {
  plan: InstallPlan;
  /** What is there already, as far as it was asked. */
  findings: ProbeFinding[];
  decisions: Decisions;
  onDecide: (request: string, choice: Decisions[string]) => void;
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
  disabled: boolean;
  /** "Run" was pressed and waits for the choices. */
  asked?: boolean;
}

export function PlanPreview(props: PlanPreviewProps): ReactNode {
  const { plan, findings } = props;
  const { name, version } = plan.package;
  const sends = plan.steps.some((step) => step.requests.length > 0);
  const silent = !sends && plan.steps.every((step) => !step.handoff);
  return (
    <section className="pm-preview" aria-labelledby="pm-preview-title">
      <h2 id="pm-preview-title" className="pm-subtitle">
        {installTexts.plan.title}
      </h2>
      <ul className="pm-preview-summary">
        {summaryOf(plan).map((line, index) => (
          <li key={index} dir="auto">
            {toParagraph(told(line))}
          </li>
        ))}
      </ul>
      <Warnings {...props} />
      <ChoiceGroups {...props} />
      {!silent && (
        <>
          {plan.steps.map((step) => (
            <StepPreview key={step.number} step={step} plan={plan} findings={findings} />
          ))}
          {sends && <Where plan={plan} />}
          <JsonActions what="plan" value={plan} fileName={`plan-${name}-${version}.json`} />
        </>
      )}
    </section>
  );
}

function Warnings({ plan, confirmed, onConfirm, disabled }: PlanPreviewProps): ReactNode {
  const system = writesSystem(plan);
  if (plan.warnings.length === 0 && !system) return null;
  return (
    <NoticeBar tone="danger">
      {plan.warnings.length === 1 && <p dir="auto">{toParagraph(told(plan.warnings[0] ?? ''))}</p>}
      {plan.warnings.length > 1 && (
        <ul className="pm-preview-warnings">
          {plan.warnings.map((line, index) => (
            <li key={index} dir="auto">
              {toParagraph(told(line))}
            </li>
          ))}
        </ul>
      )}
      {system && (
        <label className="pm-check-line">
          <input
            type="checkbox"
            checked={confirmed}
            disabled={disabled}
            onChange={(event) => onConfirm(event.target.checked)}
          />
          <span>{installTexts.plan.system}</span>
        </label>
      )}
    </NoticeBar>
  );
}

function Where({ plan }: { plan: InstallPlan }): ReactNode {
  const { openpai, cdap } = plan.clusters;
  const { where, toOpenpai, toCdap } = installTexts.plan;
  const toOne = openpai && toOpenpai(openpai, plan.user);
  const toOther = cdap && toCdap(cdap);
  const words =
    toOne && toOther
      ? where.both(toOne, toOther)
      : toOne
        ? where.openpai(toOne)
        : where.cdap(toOther ?? '');
  return <p className="pm-soft">{words}</p>;
}

interface StepPreviewProps {
  step: PlanStep;
  plan: InstallPlan;
  findings: ProbeFinding[];
}

function StepPreview({ step, plan, findings }: StepPreviewProps): ReactNode {
  const words = installTexts.plan;
  const left = step.handoff?.omittedSecrets ?? [];
  const several = plan.steps.length > 1;
  const { name, version } = step.package;
  const own = name === plan.package.name && version === plan.package.version;
  // What was there before is not this install's to take back.
  const undo = step.undo.filter(({ undoes }) => {
    const request = step.requests.find(({ id }) => id === undoes);
    return !request || !isSpared({ request, step, findings });
  });
  return (
    <div className="pm-preview-step">
      {several && (
        <h3 className="pm-preview-step-title" dir="auto">
          {installTexts.step(step.number, toParagraph(told(step.label)))}
          {!own && <span className="pm-soft">{words.ofPackage(name, version)}</span>}
        </h3>
      )}
      {several && step.summary && (
        <p className="pm-soft" dir="auto">
          {toParagraph(told(step.summary))}
        </p>
      )}
      {step.requests.map((request) => (
        <RequestPreview key={request.id} request={request} step={step} findings={findings} />
      ))}
      {step.handoff && (
        <details className="pm-request">
          <summary>{words.filledJob}</summary>
          {left.length > 0 && <p>{words.leftOut(left)}</p>}
          <pre tabIndex={0} aria-label={words.filledJobText}>
            {toVisibleJson(step.handoff.protocol)}
          </pre>
        </details>
      )}
      {step.requests.length === 0 && !step.handoff && (
        <p className="pm-soft">{words.sendsNothing}</p>
      )}
      {undo.length > 0 && (
        <p className="pm-soft" dir="auto">
          {words.canUndo(undo.map(({ purpose }) => toParagraph(told(purpose))))}
        </p>
      )}
    </div>
  );
}

/** The sentence over all steps says nothing new where one step alone submits a job. */
function summaryOf({ summary, steps }: InstallPlan): readonly string[] {
  return summary.length === 2 && steps.length === 1 ? summary.slice(1) : summary;
}
