/** What the market has newer for an installed package: the way there, and what changed since. */
import { useState } from 'react';

import { installedTexts } from '../messages/installed.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Status } from '../parts/status.tsx';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';
import { findUpdate, readChanges } from './updates.ts';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { VersionSpan } from './changes.ts';

export interface UpdateLineProps {
  /** Of the market, once it is open and if it has the package. */
  entry: PackageEntry | undefined;
  versions: ClusterVersions;
  market: string;
  name: string;
  /** The version that is installed now. */
  installed: string;
}

export function UpdateLine(props: UpdateLineProps): ReactNode {
  const { entry, versions, market, name, installed } = props;
  const update = entry && findUpdate(entry, installed, versions);
  const install = (version: string) => formatHash({ page: 'install', market, name, version });
  return (
    <>
      {update?.withdrawn !== undefined && (
        <p className="pm-withdrawn" dir="auto">
          <span className="pm-chip pm-chip-danger">{installedTexts.withdrawn}</span>{' '}
          <Sentence
            words={installedTexts.withdrawnWhy(installed)}
            parts={{ reason: toLine(update.withdrawn) }}
          />
        </p>
      )}
      <p className="pm-receipt-line">
        {update?.newer !== undefined && (
          <a href={install(update.newer)}>{installedTexts.update(update.newer)}</a>
        )}
        {update?.withdrawn === undefined && (
          <a href={install(installed)}>{installedTexts.reinstall(installed)}</a>
        )}
      </p>
      {entry && update?.newer !== undefined && (
        <Changes entry={entry} span={{ after: installed, upTo: update.newer }} />
      )}
    </>
  );
}

interface ChangesProps {
  entry: PackageEntry;
  span: VersionSpan;
}

/** Read when it is first opened. */
function Changes({ entry, span }: ChangesProps): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="pm-request"
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true);
      }}
    >
      <summary>{installedTexts.changes(span.after, span.upTo)}</summary>
      {opened && <ChangesText entry={entry} span={span} />}
    </details>
  );
}

function ChangesText({ entry, span }: ChangesProps): ReactNode {
  const services = useServices();
  const changes = useResource(
    (signal) => readChanges(entry, span, { services, signal }),
    [services, entry, span.after, span.upTo],
  );
  switch (changes.status) {
    case 'ready':
      return changes.value === undefined ? (
        <p className="pm-soft">{installedTexts.noChanges}</p>
      ) : (
        <Markdown text={changes.value} below={3} />
      );
    case 'failed':
      return (
        <ErrorAlert
          error={changes.error}
          level={4}
          market={entry.market}
          onRetry={changes.reload}
        />
      );
    default:
      return <Status className="pm-soft">{installedTexts.readingChanges}</Status>;
  }
}
