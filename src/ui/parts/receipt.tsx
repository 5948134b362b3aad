/** A receipt in readable form: what was installed, from whom, and what the cluster answered. */
import { formatTime } from './format.ts';
import { JsonActions } from './json-actions.tsx';
import { TEXT_LIMITS, toLine } from './plain-text.ts';
import { Fact } from './fact.tsx';
import { Fingerprint } from './fingerprint.tsx';

import type { Receipt, ReceiptStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

const STEP_WORDS: Record<ReceiptStep['state'], string> = {
  done: 'done',
  failed: 'failed',
  'not-started': 'not started',
};

export function ReceiptView({ receipt }: { receipt: Receipt }): ReactNode {
  const { signers, archiveSha256, licenseSha256, steps, answers } = receipt;
  const { name, version } = receipt.package;
  return (
    <div className="pm-receipt">
      <dl className="pm-facts">
        <Fact title="Package">
          {name} {version} from {receipt.market}
        </Fact>
        <Fact title="Time">
          {timeWords(receipt.startedAt)} to {timeWords(receipt.finishedAt)}
        </Fact>
        <Fact title="Cluster">
          {receipt.cluster} as {receipt.user}
        </Fact>
        <Fact title="Signed by">
          {signers.length === 0 ? 'nobody (not verified)' : null}
          {signers.map((signer) => (
            <Fingerprint key={signer} value={signer} />
          ))}
        </Fact>
        {archiveSha256 && <Digest title="Archive, SHA-256" value={archiveSha256} />}
        {licenseSha256 && <Digest title="Licence accepted, SHA-256" value={licenseSha256} />}
        {receipt.errorCode && <Fact title="Error">{receipt.errorCode}</Fact>}
        <Fact title="Steps">
          <ol className="pm-receipt-steps">
            {steps.map((step) => (
              <li key={step.number}>
                {toLine(step.label, TEXT_LIMITS.label)}: {STEP_WORDS[step.state]}
                <ul>
                  {step.requests.map((request) => (
                    <li key={request.id}>
                      <code>
                        {request.method} {request.url}
                      </code>{' '}
                      → {request.status}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Fact>
        <Fact title="Answers">
          <pre tabIndex={0} aria-label="Answers, without secrets">
            {JSON.stringify(answers, null, 2)}
          </pre>
        </Fact>
      </dl>
      <JsonActions
        what="receipt"
        value={receipt}
        fileName={`receipt-${name}-${version}-${receipt.id.slice(0, 8)}.json`}
      />
    </div>
  );
}

function Digest({ title, value }: { title: string; value: string }): ReactNode {
  return (
    <Fact title={title}>
      <code className="pm-digest">{value}</code>
    </Fact>
  );
}

function timeWords(time: string): string {
  return formatTime(Date.parse(time)) ?? 'an unknown time';
}
