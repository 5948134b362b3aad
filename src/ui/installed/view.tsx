/** What is installed, as a function of its props: unfinished installs, packages with their receipts, jobs on the cluster. */
import { useState } from 'react';

import { MarketError } from '#core/errors.ts';
import { installedTexts } from '../messages/installed.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Status } from '../parts/status.tsx';
import { formatHash } from '../router.ts';
import { groupReceipts, matchesSearch } from './group.ts';
import { ClusterJobs } from './jobs.tsx';
import { PackageItem } from './packages.tsx';
import { Transfer } from './transfer.tsx';
import { UnfinishedList } from './unfinished.tsx';

import type { PlannedJob, Receipt } from '#core/model/generated.ts';
import type { Unfinished } from '#core/model/install.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { ClusterJobsProps } from './jobs.tsx';
import type { ReceiptItemProps } from './receipt-item.tsx';
import type { TransferProps } from './transfer.tsx';
import type { UnfinishedListProps } from './unfinished.tsx';

export interface InstalledViewProps extends Omit<ReceiptItemProps, 'receipt'> {
  /** Receipts are a user's: without one there is nothing to show, and no cluster to ask. */
  loggedIn: boolean;
  receipts: Receipt[];
  unfinished: Unfinished[];
  /** What is kept in this browser cannot be read, or could not be changed. */
  failed: MarketError | undefined;
  jobs: ClusterJobsProps['jobs'];
  /** Of a market that is open. */
  entryOf: (market: string, name: string) => PackageEntry | undefined;
  /** Which versions suit is judged by these. */
  versions: ClusterVersions;
  /** The markets that this user is shown, by `id`. */
  marketNames: ReadonlyMap<string, string>;
  onResume: UnfinishedListProps['onResume'];
  onDiscard: UnfinishedListProps['onDiscard'];
  onImport: TransferProps['onImport'];
}

export function InstalledView(props: InstalledViewProps): ReactNode {
  const { receipts, unfinished, failed, jobs, marketNames, jobUrl } = props;
  if (!props.loggedIn) return <NobodyLoggedIn />;
  const known = new Set(
    receipts.flatMap(({ steps }) => steps.flatMap(({ job }) => (job ? [keyOf(job)] : []))),
  );
  return (
    <div className="pm-page pm-installed">
      <h1 className="pm-title">{installedTexts.title}</h1>
      {failed && <ErrorAlert error={failed} />}
      <UnfinishedList {...props} unfinished={unfinished} />
      {receipts.length === 0 ? <Nothing /> : <Packages {...props} />}
      <Transfer receipts={receipts} onImport={props.onImport} />
      <ClusterJobs
        jobs={jobs}
        isKnown={(job) => known.has(keyOf(job))}
        marketNames={marketNames}
        jobUrl={jobUrl}
      />
    </div>
  );
}

function NobodyLoggedIn(): ReactNode {
  const error = new MarketError('login-required', installedTexts.notLoggedIn);
  return (
    <div className="pm-page pm-installed">
      <h1 className="pm-title">{installedTexts.title}</h1>
      <ErrorAlert error={error} />
    </div>
  );
}

function keyOf({ user, name }: PlannedJob): string {
  return `${user}~${name}`;
}

/** From so many packages on there is a search, and so many are shown at once. */
const SEARCHED_FROM = 6;
const SHOWN = 50;

function Packages(props: InstalledViewProps): ReactNode {
  const { receipts, entryOf, versions, marketNames, jobUrl, onForget, undo } = props;
  const [text, setText] = useState('');
  const groups = groupReceipts(receipts);
  const found = groups.filter((group) => matchesSearch(group, text));
  return (
    <section aria-labelledby="pm-installed-packages">
      <h2 id="pm-installed-packages" className="pm-subtitle">
        {installedTexts.packages}
      </h2>
      {groups.length >= SEARCHED_FROM && (
        <>
          <input
            type="search"
            className="pm-installed-search"
            aria-label={installedTexts.search}
            placeholder={installedTexts.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Status className="pm-soft">
            {found.length === groups.length
              ? installedTexts.count(groups.length)
              : installedTexts.countOf(found.length, groups.length)}
            {found.length > SHOWN && installedTexts.newest(SHOWN)}
          </Status>
        </>
      )}
      <ul className="pm-receipts">
        {found.slice(0, SHOWN).map((group) => (
          <li key={`${group.market}/${group.name}`} className="pm-receipt-item">
            <PackageItem
              group={group}
              entry={entryOf(group.market, group.name)}
              versions={versions}
              marketNames={marketNames}
              jobUrl={jobUrl}
              onForget={onForget}
              undo={undo}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nothing(): ReactNode {
  return (
    <div className="pm-nothing">
      <p>
        <strong>{installedTexts.nothing}</strong>
      </p>
      <p>{installedTexts.nothingHint}</p>
      <p>
        <a href={formatHash({ page: 'list', query: {} })}>{installedTexts.look}</a>
      </p>
    </div>
  );
}
