/** What a run will send, request by request, exactly as the executor has it; secrets are placeholders (Trust 8). */
import { formatBytes } from '../parts/format.ts';
import { JsonActions } from '../parts/json-actions.tsx';
import { toParagraph, toVisibleJson } from '../parts/plain-text.ts';

import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export function PlanPreview({ plan }: { plan: InstallPlan }): ReactNode {
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
      {!silent && (
        <>
          {plan.steps.map((step) => (
            <StepPreview key={step.number} step={step} several={plan.steps.length > 1} />
          ))}
          {sends && (
            <p className="pm-soft">
              All of it goes to {plan.cluster} as user {plan.user}; nothing else is sent. The token
              of your login is added on sending and is no part of the plan.
            </p>
          )}
          <JsonActions what="plan" value={plan} fileName={`plan-${name}-${version}.json`} />
        </>
      )}
    </section>
  );
}

function StepPreview({ step, several }: { step: PlanStep; several: boolean }): ReactNode {
  const left = step.handoff?.omittedSecrets ?? [];
  return (
    <div className="pm-preview-step">
      {several && (
        <h3 className="pm-preview-step-title" dir="auto">
          Step {step.number}: {toParagraph(step.label)}
        </h3>
      )}
      {step.requests.map((request) => (
        <RequestPreview key={request.id} request={request} />
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
    </div>
  );
}

function RequestPreview({ request }: { request: PlannedRequest }): ReactNode {
  const { method, url, headers, body, expect } = request;
  const names = Object.entries(headers);
  return (
    <details className="pm-request">
      <summary>
        <code className="pm-method">{method}</code> <code className="pm-url">{url}</code>
        <span className="pm-request-purpose">
          {toParagraph(request.purpose)}
          {body ? `, ${formatBytes(body.size)}` : ''}
        </span>
      </summary>
      <dl className="pm-facts">
        {names.length > 0 && (
          <div>
            <dt>Headers</dt>
            <dd>
              {names.map(([name, value]) => (
                <code key={name} className="pm-header-line">
                  {name}: {value}
                </code>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Expected answer</dt>
          <dd>{expect.join(' or ')}</dd>
        </div>
        {body && (
          <>
            <div>
              <dt>SHA-256</dt>
              <dd>
                <code className="pm-digest">{body.sha256}</code>
              </dd>
            </div>
            {body.secrets.length > 0 && (
              <div>
                <dt>Secrets put in on sending</dt>
                <dd>{body.secrets.map((secret) => secret.name).join(', ')}</dd>
              </div>
            )}
          </>
        )}
      </dl>
      {body && (
        <pre tabIndex={0} aria-label="Body of the request">
          {body.text}
        </pre>
      )}
    </details>
  );
}

/** The sentence over all steps says nothing new where one step alone submits a job. */
function told({ summary, steps }: InstallPlan): readonly string[] {
  return summary.length === 2 && steps.some((step) => step.job) ? summary.slice(1) : summary;
}
