/** The steps of a receipt, each with its requests: what they were for, what became of them, and what the cluster said. */
import { texts } from '../messages/frame.ts';
import { partTexts } from '../messages/parts.ts';
import { told } from '../messages/sentences.ts';
import { formatBytes, formatTimeOfDay } from './format.ts';
import { Digest } from './fingerprint.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from './plain-text.ts';
import { Sentence } from './sentence.tsx';
import { Time } from './time.tsx';

import type { ReceiptRequest, ReceiptStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export function ReceiptSteps({ steps }: { steps: ReceiptStep[] }): ReactNode {
  return (
    <ol className="pm-receipt-steps">
      {steps.map((step) => (
        <li key={step.number} value={step.number}>
          <Sentence
            words={partTexts.receipt.step(partTexts.receipt.stepState[step.state])}
            parts={{ label: <span dir="auto">{toLine(told(step.label), TEXT_LIMITS.label)}</span> }}
          />
          <span className="pm-soft">
            {texts.withMore('', `${step.package.name} ${step.package.version}`)}
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
  const words = partTexts.receipt;
  return (
    <>
      <span>
        <Sentence
          words={words.request(id, words.outcome[outcome])}
          parts={{ purpose: <span dir="auto">{toLine(told(purpose))}</span> }}
        />
        {status !== undefined && words.status(status)}
        <Moments request={request} />
      </span>
      <br />
      <code>
        {method} {toLine(url, TEXT_LIMITS.message)}
      </code>
      {bodySha256 !== undefined && (
        <>
          <br />
          <Sentence
            words={words.body(bodySize === undefined ? undefined : formatBytes(bodySize))}
            parts={{ digest: <Digest value={bodySha256} /> }}
          />
        </>
      )}
      {answer && (
        <pre className="pm-receipt-answer" tabIndex={0} aria-label={words.answerTo(id)}>
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
      {sentAt !== undefined && <Moment words={partTexts.receipt.sent} at={sentAt} />}
      {answeredAt !== undefined && <Moment words={partTexts.receipt.answered} at={answeredAt} />}
    </>
  );
}

function Moment({ words, at }: { words: string; at: string }): ReactNode {
  const time = <Time at={at}>{formatTimeOfDay(Date.parse(at))}</Time>;
  return <Sentence words={words} parts={{ time }} />;
}
