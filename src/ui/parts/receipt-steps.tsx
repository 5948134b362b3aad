/** The steps of a receipt, each with its requests: what they were for, what became of them, and what the cluster said. */
import { formatBytes } from './format.ts';
import { Digest } from './fingerprint.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from './plain-text.ts';
import { Time } from './time.tsx';

import type { ReceiptRequest, ReceiptStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

const STEP_WORDS: Record<ReceiptStep['state'], string> = {
  done: 'done',
  failed: 'failed',
  'not-started': 'not started',
};

const OUTCOME_WORDS: Record<ReceiptRequest['outcome'], string> = {
  done: 'done',
  found: 'done; its answer was lost, the cluster has it',
  skipped: 'not sent, the same was there already',
  adopted: 'not sent, what was there is used',
  absent: 'not there',
  present: 'there',
  failed: 'failed',
  unknown: 'unknown: the answer was lost',
  undone: 'undone since',
};

export function ReceiptSteps({ steps }: { steps: ReceiptStep[] }): ReactNode {
  return (
    <ol className="pm-receipt-steps">
      {steps.map((step) => (
        <li key={step.number} value={step.number}>
          <span dir="auto">{toLine(step.label, TEXT_LIMITS.label)}</span>: {STEP_WORDS[step.state]}
          <span className="pm-soft">
            {' '}
            ({step.package.name} {step.package.version})
          </span>
          {step.requests.length > 0 && (
            <ul>
              {step.requests.map((request) => (
                <li key={request.id}>
                  <RequestLine request={request} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function RequestLine({ request }: { request: ReceiptRequest }): ReactNode {
  const { id, purpose, method, url, status, outcome, bodySha256, bodySize, answer } = request;
  return (
    <>
      <span>
        {id} <span dir="auto">{toLine(purpose)}</span>: {OUTCOME_WORDS[outcome]}
        {status !== undefined && `, status ${status}`}
        <Moments request={request} />
      </span>
      <br />
      <code>
        {method} {toLine(url, TEXT_LIMITS.message)}
      </code>
      {bodySha256 !== undefined && (
        <>
          <br />
          {bodySize !== undefined && `${formatBytes(bodySize)}, `}SHA-256{' '}
          <Digest value={bodySha256} />
        </>
      )}
      {answer && (
        <pre className="pm-receipt-answer" tabIndex={0} aria-label={`Answer to ${id}`}>
          {toParagraph(answer)}
        </pre>
      )}
    </>
  );
}

/** The time of day of both ends; the whole of each is its title. */
function Moments({ request: { sentAt, answeredAt } }: { request: ReceiptRequest }): ReactNode {
  return (
    <>
      {sentAt !== undefined && (
        <>
          , sent <Time at={sentAt}>{timeOfDay(sentAt)}</Time>
        </>
      )}
      {answeredAt !== undefined && (
        <>
          , answered <Time at={answeredAt}>{timeOfDay(answeredAt)}</Time>
        </>
      )}
    </>
  );
}

function timeOfDay(time: string): string {
  return new Date(time).toLocaleTimeString(undefined, { timeStyle: 'medium' });
}
