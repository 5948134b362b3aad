/** What the market has newer for an installed package: the way there, and what changed since. */
import { useState } from 'react';

import { ErrorAlert } from '../parts/error-alert.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';
import { findUpdate, readChanges } from './updates.ts';

import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { VersionSpan } from './changes.ts';

export interface UpdateLineProps {
  /** Of the market, once it is open and if it has the package. */
  entry: PackageEntry | undefined;
  market: string;
  name: string;
  /** The version that is installed now. */
  installed: string;
}

export function UpdateLine({ entry, market, name, installed }: UpdateLineProps): ReactNode {
  const { about } = useServices();
  const update = entry && findUpdate(entry, installed, about?.portalVersion ?? '');
  const install = (version: string) => formatHash({ page: 'install', market, name, version });
  return (
    <>
      {update?.withdrawn !== undefined && (
        <p className="pm-withdrawn" dir="auto">
          <span className="pm-chip pm-chip-danger">Withdrawn</span> The publisher withdrew version{' '}
          {installed}: {toLine(update.withdrawn)}
        </p>
      )}
      <p className="pm-receipt-line">
        {update?.newer !== undefined && (
          <a href={install(update.newer)}>Update to {update.newer}</a>
        )}
        {update?.withdrawn === undefined && <a href={install(installed)}>Reinstall {installed}</a>}
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
      <summary>
        What changed from {span.after} to {span.upTo}
      </summary>
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
        <p className="pm-soft">The publisher does not say what changed.</p>
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
      return <Status className="pm-soft">Reading and verifying the changelog…</Status>;
  }
}
