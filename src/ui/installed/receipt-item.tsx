/** One receipt in the list: version, outcome, time and jobs; it opens to all that is known, to undo and to forget. */
import { installedTexts } from '../messages/installed.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { ReceiptView } from '../parts/receipt.tsx';
import { Sentence } from '../parts/sentence.tsx';
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
          {installedTexts.outcomes[outcome]}
        </span>
        {importedAt !== undefined && <span className="pm-chip">{installedTexts.imported}</span>}
        <span className="pm-soft">
          <Time at={receipt.startedAt} />
          {others > 0 && installedTexts.withOthers(others)}
        </span>
      </div>
      <Jobs receipt={receipt} jobUrl={jobUrl} />
      <details className="pm-request">
        <summary>{installedTexts.receipt}</summary>
        <ReceiptView receipt={receipt} />
        {undo(receipt)}
        <AskOnce
          word={installedTexts.forget}
          about={line}
          title={installedTexts.forgetQuestion(name, version)}
          onYes={() => onForget(receipt)}
        >
          {installedTexts.forgetMeans}
        </AskOnce>
      </details>
    </>
  );
}

function Jobs({ receipt, jobUrl }: Pick<ReceiptItemProps, 'receipt' | 'jobUrl'>): ReactNode {
  const jobs = receipt.steps.map((step) => step.job).filter((job) => job !== undefined);
  if (jobs.length === 0) return null;
  const links = jobs.map((job, index) => (
    <span key={job.name}>
      {index > 0 && installedTexts.between}
      <a href={jobUrl(job)}>{toLine(job.name, TEXT_LIMITS.label)}</a>
    </span>
  ));
  return (
    <p>
      <Sentence words={installedTexts.jobs(jobs.length)} parts={{ jobs: links }} />
    </p>
  );
}
