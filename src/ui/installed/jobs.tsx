/** Jobs that the cluster knows by their marketplace tag, from whatever browser they were submitted. */
import { useState } from 'react';

import { installedTexts } from '../messages/installed.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Status } from '../parts/status.tsx';
import { Time } from '../parts/time.tsx';
import { formatHash } from '../router.ts';

import type { PlannedJob } from '#core/model/generated.ts';
import type { TaggedJob } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { ResourceWithReload } from '../state/use-resource.ts';

const SHOWN = 20;

export interface ClusterJobsProps {
  jobs: ResourceWithReload<TaggedJob[]>;
  /** Whether a receipt of this browser has the job. */
  isKnown: (job: PlannedJob) => boolean;
  marketNames: ReadonlyMap<string, string>;
  jobUrl: (job: PlannedJob) => string;
}

export function ClusterJobs(props: ClusterJobsProps): ReactNode {
  const { jobs } = props;
  const words = installedTexts.cluster;
  return (
    <section className="pm-cluster-jobs" aria-labelledby="pm-cluster-jobs-title">
      <div className="pm-section-head">
        <h2 id="pm-cluster-jobs-title" className="pm-subtitle">
          {words.title}
        </h2>
        {jobs.status === 'ready' && (
          <Button kind="link" onClick={jobs.reload}>
            {words.again}
          </Button>
        )}
      </div>
      {jobs.status === 'loading' && <Status className="pm-soft">{words.asking}</Status>}
      {jobs.status === 'failed' && (
        <ErrorAlert error={jobs.error} level={3} context={words.failed} onRetry={jobs.reload} />
      )}
      {jobs.status === 'ready' && <JobList {...props} list={jobs.value} />}
    </section>
  );
}

function JobList({ list, ...props }: ClusterJobsProps & { list: TaggedJob[] }): ReactNode {
  const words = installedTexts.cluster;
  const [all, setAll] = useState(false);
  if (list.length === 0) {
    return <Status className="pm-soft">{words.none}</Status>;
  }
  const rest = all ? 0 : Math.max(0, list.length - SHOWN);
  return (
    <>
      <p className="pm-soft">{words.hint}</p>
      <ul className="pm-job-list">
        {list.slice(0, list.length - rest).map((each) => (
          <li key={`${each.job.user}~${each.job.name}`}>
            <JobLine each={each} {...props} />
          </li>
        ))}
      </ul>
      {rest > 0 && <Button onClick={() => setAll(true)}>{words.more(rest)}</Button>}
    </>
  );
}

function JobLine({
  each,
  isKnown,
  marketNames,
  jobUrl,
}: Omit<ClusterJobsProps, 'jobs'> & { each: TaggedJob }): ReactNode {
  const { job, market, state, submittedAt } = each;
  const { name, version } = each.package;
  const words = installedTexts.cluster;
  const packageWords = toLine(`${name} ${version}`, TEXT_LIMITS.label);
  return (
    <>
      <a className="pm-receipt-name" href={jobUrl(job)}>
        {toLine(job.name, TEXT_LIMITS.label)}
      </a>
      <span className="pm-chip" data-job-state={state}>
        {words.states[state]}
      </span>
      <span className="pm-soft">
        <Sentence
          words={submittedAt === undefined ? words.about : words.aboutAt}
          parts={{
            package: marketNames.has(market) ? (
              <a href={formatHash({ page: 'package', market, name, version })}>{packageWords}</a>
            ) : (
              packageWords
            ),
            time: submittedAt !== undefined && <Time at={submittedAt} />,
          }}
        />
        {!isKnown(job) && words.noReceipt}
      </span>
    </>
  );
}
