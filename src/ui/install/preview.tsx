/** What a run will do and send, request by request, exactly as the executor has it; secrets are placeholders (Trust 8). */
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
        What will be sent
      </h2>
      <ul className="pm-preview-summary">
        {told(plan).map((line, index) => (
          <li key={index} dir="auto">
            {toParagraph(line)}
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
      {plan.warnings.length === 1 && <p dir="auto">{toParagraph(plan.warnings[0] ?? '')}</p>}
      {plan.warnings.length > 1 && (
        <ul className="pm-preview-warnings">
          {plan.warnings.map((line, index) => (
            <li key={index} dir="auto">
              {toParagraph(line)}
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
          <span>I know that this changes CDAP for all its users</span>
        </label>
      )}
    </NoticeBar>
  );
}

function Where({ plan }: { plan: InstallPlan }): ReactNode {
  const { openpai, cdap } = plan.clusters;
  const places = [openpai && `${openpai} as user ${plan.user}`, cdap && `${cdap} (CDAP)`];
  const tokens = [
    openpai &&
      `The token of your login${cdap ? ' goes to OpenPAI only, it' : ''} is added on sending`,
    cdap && 'CDAP’s own token, where it asks for one, goes to CDAP only',
  ];
  return (
    <p className="pm-soft">
      All of it goes to {places.filter(Boolean).join(' and ')}; nothing else is sent.{' '}
      {tokens.filter(Boolean).join('. ')} and is no part of the plan.
    </p>
  );
}

interface StepPreviewProps {
  step: PlanStep;
  plan: InstallPlan;
  findings: ProbeFinding[];
}

function StepPreview({ step, plan, findings }: StepPreviewProps): ReactNode {
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
          Step {step.number}: {toParagraph(step.label)}
          {!own && (
            <span className="pm-soft">
              {' '}
              of {name} {version}
            </span>
          )}
        </h3>
      )}
      {several && step.summary && (
        <p className="pm-soft" dir="auto">
          {toParagraph(step.summary)}
        </p>
      )}
      {step.requests.map((request) => (
        <RequestPreview key={request.id} request={request} step={step} findings={findings} />
      ))}
      {step.handoff && (
        <details className="pm-request">
          <summary>The filled job, for the portal’s submission page</summary>
          {left.length > 0 && <p>Left out, to be typed there: {left.join(', ')}.</p>}
          <pre tabIndex={0} aria-label="The filled job">
            {toVisibleJson(step.handoff.protocol)}
          </pre>
        </details>
      )}
      {step.requests.length === 0 && !step.handoff && <p className="pm-soft">Sends nothing.</p>}
      {undo.length > 0 && (
        <p className="pm-soft" dir="auto">
          Can be undone afterwards: {undo.map(({ purpose }) => toParagraph(purpose)).join('; ')}.
        </p>
      )}
    </div>
  );
}

/** The sentence over all steps says nothing new where one step alone submits a job. */
function told({ summary, steps }: InstallPlan): readonly string[] {
  return summary.length === 2 && steps.length === 1 ? summary.slice(1) : summary;
}
