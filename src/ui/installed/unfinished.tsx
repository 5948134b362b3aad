/** Installs that were begun and not ended, first of all: go on with them, or end them. */
import { PROBLEMS } from '#core/problems.ts';
import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Time } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { AskOnce } from './ask-once.tsx';

import type { InstallJournal } from '#core/model/generated.ts';
import type { Unfinished } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { Route } from '../router.ts';

export interface UnfinishedListProps {
  unfinished: Unfinished[];
  /** By `id` of the market; installs of others cannot go on. */
  marketNames: ReadonlyMap<string, string>;
  onResume: (route: Extract<Route, { page: 'install' }>) => void;
  onDiscard: (unfinished: Unfinished) => void;
}

export function UnfinishedList({ unfinished, ...props }: UnfinishedListProps): ReactNode {
  if (unfinished.length === 0) return null;
  return (
    <section className="pm-unfinished" aria-labelledby="pm-unfinished-title">
      <h2 id="pm-unfinished-title" className="pm-subtitle">
        Not finished
      </h2>
      <p className="pm-soft">
        What was done stays done and is not done twice. Secrets are asked again: they are kept
        nowhere.
      </p>
      <ul className="pm-receipts">
        {unfinished.map((each) => (
          <li key={each.journal.id} className="pm-receipt-item">
            <Item each={each} {...props} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({
  each,
  marketNames,
  onResume,
  onDiscard,
}: Omit<UnfinishedListProps, 'unfinished'> & { each: Unfinished }): ReactNode {
  const { journal, running } = each;
  const { market } = journal.plan;
  const { name, version } = journal.plan.package;
  const id = `pm-unfinished-${journal.id}`;
  const known = marketNames.get(market);
  return (
    <>
      <div className="pm-receipt-line" id={id}>
        <a
          className="pm-receipt-name"
          href={formatHash({ page: 'package', market, name, version })}
        >
          {name} {version}
        </a>
        <span className="pm-soft">
          from {known ?? market}, begun <Time at={journal.startedAt} />, {progressWords(journal)}
        </span>
      </div>
      <Stopped error={journal.error} />
      {known === undefined && (
        <p>Its market is not configured any more, so it cannot go on from here.</p>
      )}
      {running ? (
        <p className="pm-chip">Running in another tab</p>
      ) : (
        <div className="pm-buttons">
          {known !== undefined && (
            <Button
              kind="primary"
              aria-describedby={id}
              onClick={() => onResume({ page: 'install', market, name, version })}
            >
              Resume
            </Button>
          )}
          <AskOnce
            word="Discard"
            about={id}
            title={`Discard the install of ${name} ${version}?`}
            onYes={() => onDiscard(each)}
          >
            It can then not be resumed. What was done stays on the cluster; a receipt will say how
            far it came.
          </AskOnce>
        </div>
      )}
    </>
  );
}

function Stopped({ error }: { error: InstallJournal['error'] }): ReactNode {
  if (!error) return null;
  const title = Object.entries(PROBLEMS).find(([code]) => code === error.code)?.[1].title;
  return (
    <p className="pm-soft" dir="auto">
      It stopped{error.step === undefined ? '' : ` in step ${error.step}`}:{' '}
      {title ?? toLine(error.code, TEXT_LIMITS.label)}. {toLine(error.message)}
    </p>
  );
}

function progressWords({ plan, doneSteps = [] }: InstallJournal): string {
  const all = plan.steps.length;
  return `${doneSteps.length} of ${all} ${all === 1 ? 'step' : 'steps'} done`;
}
