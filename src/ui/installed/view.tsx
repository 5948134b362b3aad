/** Receipts, newest first: package, time, outcome, jobs; each opens to all that is known of it. */
import { formatTime } from '../parts/format.ts';
import { ReceiptView } from '../parts/receipt.tsx';
import { formatHash } from '../router.ts';

import type { PlannedJob, Receipt } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export interface InstalledViewProps {
  receipts: Receipt[];
  jobUrl: (job: PlannedJob) => string;
}

export function InstalledView({ receipts, jobUrl }: InstalledViewProps): ReactNode {
  return (
    <div className="pm-page pm-installed">
      <h1 className="pm-title">Installed</h1>
      {receipts.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <p className="pm-soft">
            Installs from this browser. Jobs that you submitted elsewhere are on the portal’s job
            page.
          </p>
          <ul className="pm-receipts">
            {receipts.map((receipt) => (
              <li key={receipt.id} className="pm-receipt-item">
                <ReceiptItem receipt={receipt} jobUrl={jobUrl} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Nothing(): ReactNode {
  return (
    <div className="pm-nothing">
      <p>
        <strong>Nothing was installed from this browser yet.</strong>
      </p>
      <p>
        Every install leaves a receipt here: the package and who signed it, what was sent to the
        cluster, and the jobs that came of it.
      </p>
      <p>
        <a href={formatHash({ page: 'list', query: {} })}>Look for a package</a>
      </p>
    </div>
  );
}

const OUTCOMES: Record<Receipt['outcome'], string> = {
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

function ReceiptItem({
  receipt,
  jobUrl,
}: Omit<InstalledViewProps, 'receipts'> & { receipt: Receipt }) {
  const { market, outcome } = receipt;
  const { name, version } = receipt.package;
  const jobs = receipt.steps.map((step) => step.job).filter((job) => job !== undefined);
  const time = formatTime(Date.parse(receipt.startedAt));
  return (
    <>
      <div className="pm-receipt-line">
        <a
          className="pm-receipt-name"
          href={formatHash({ page: 'package', market, name, version })}
        >
          {name} {version}
        </a>
        <span className="pm-chip" data-outcome={outcome}>
          {OUTCOMES[outcome]}
        </span>
        <span className="pm-soft">
          from {market}
          {time && (
            <>
              , <time dateTime={receipt.startedAt}>{time}</time>
            </>
          )}
        </span>
      </div>
      {jobs.length > 0 && (
        <p>
          {jobs.length === 1 ? 'Job' : 'Jobs'}{' '}
          {jobs.map((job, index) => (
            <span key={job.name}>
              {index > 0 && ', '}
              <a href={jobUrl(job)}>{job.name}</a>
            </span>
          ))}
        </p>
      )}
      <details className="pm-request">
        <summary>Receipt</summary>
        <ReceiptView receipt={receipt} />
      </details>
    </>
  );
}
