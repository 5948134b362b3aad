/** One receipt in the list: version, outcome, time and jobs; it opens to all that is known, to undo and to forget. */
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { ReceiptView } from '../parts/receipt.tsx';
import { Time } from '../parts/time.tsx';
import { AskOnce } from './ask-once.tsx';

import type { PlannedJob, Receipt } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export interface ReceiptItemProps {
  receipt: Receipt;
  jobUrl: (job: PlannedJob) => string;
  onForget: (receipt: Receipt) => void;
  /** What takes back what the install did; undefined where nothing can be. */
  undo: (receipt: Receipt) => ReactNode;
}

const OUTCOMES: Record<Receipt['outcome'], string> = {
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  undone: 'Undone',
};

export function ReceiptItem({ receipt, jobUrl, onForget, undo }: ReceiptItemProps): ReactNode {
  const { id, outcome, importedAt } = receipt;
  const { name, version } = receipt.package;
  const others = receipt.packages.filter(
    (each) => each.name !== name || each.version !== version,
  ).length;
  const line = `pm-receipt-${id}`;
  return (
    <>
      <div className="pm-receipt-line" id={line}>
        <span>
          {name} {version}
        </span>
        <span className="pm-chip" data-outcome={outcome}>
          {OUTCOMES[outcome]}
        </span>
        {importedAt !== undefined && <span className="pm-chip">Imported</span>}
        <span className="pm-soft">
          <Time at={receipt.startedAt} />
          {others > 0 && `, with ${others} more ${others === 1 ? 'package' : 'packages'}`}
        </span>
      </div>
      <Jobs receipt={receipt} jobUrl={jobUrl} />
      <details className="pm-request">
        <summary>Receipt</summary>
        <ReceiptView receipt={receipt} />
        {undo(receipt)}
        <AskOnce
          word="Forget"
          about={line}
          title={`Forget the receipt of ${name} ${version}?`}
          onYes={() => onForget(receipt)}
        >
          Nothing changes on the cluster, but what this install did can then not be undone from
          here.
        </AskOnce>
      </details>
    </>
  );
}

function Jobs({ receipt, jobUrl }: Pick<ReceiptItemProps, 'receipt' | 'jobUrl'>): ReactNode {
  const jobs = receipt.steps.map((step) => step.job).filter((job) => job !== undefined);
  if (jobs.length === 0) return null;
  return (
    <p>
      {jobs.length === 1 ? 'Job' : 'Jobs'}{' '}
      {jobs.map((job, index) => (
        <span key={job.name}>
          {index > 0 && ', '}
          <a href={jobUrl(job)}>{toLine(job.name, TEXT_LIMITS.label)}</a>
        </span>
      ))}
    </p>
  );
}
