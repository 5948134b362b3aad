/** The download of all packages and its checks, each package by itself where there are several. */
import { formatBytes } from '../parts/format.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Reading, Stage, Verifying } from './verifying.ts';

const STAGES: readonly { stage: Stage; title: string }[] = [
  { stage: 'signature', title: 'Read the signature' },
  { stage: 'download', title: 'Download' },
  { stage: 'check', title: 'Check every byte' },
  { stage: 'cluster', title: 'Ask the cluster what you may use' },
];
const SAID = { done: '(done)', current: '(going on)', waiting: '(not yet)' } as const;

export interface PrepareProgressProps {
  verifying: Verifying | undefined;
  /** All that are installed, in order; empty where that is not known yet. */
  packages: OpenPackage[];
}

/** The steps from a package's page to its form, with bytes where they are known. */
export function PrepareProgress({ verifying, packages }: PrepareProgressProps): ReactNode {
  const at = verifying ? STAGES.findIndex(({ stage }) => stage === verifying.stage) : -1;
  return (
    <div className="pm-progress">
      <Status className="pm-progress-what">{stageWords(verifying)}…</Status>
      {packages.length > 1 ? (
        <Packages verifying={verifying} packages={packages} />
      ) : (
        <ol className="pm-stages" aria-label="Verification">
          {STAGES.map(({ stage, title }, index) => (
            <StageLine key={stage} title={title} state={stateOf(index, at)} />
          ))}
        </ol>
      )}
      <Download verifying={verifying} />
    </div>
  );
}

function Packages({ verifying, packages }: PrepareProgressProps): ReactNode {
  const known = verifying?.packages ?? {};
  const asking = verifying?.stage === 'cluster';
  const seen = packages.map((each) => known[`${each.name}@${each.version}`]);
  const last = asking ? packages.length : seen.findLastIndex((each) => each !== undefined);
  return (
    <ol className="pm-stages" aria-label="Packages">
      {packages.map((each, index) => {
        const reading = seen[index];
        const state = stateOf(index, last);
        const label = toLine(each.spec.label ?? each.name, TEXT_LIMITS.label);
        return (
          <StageLine
            key={`${each.name}@${each.version}`}
            state={state}
            title={`${label} ${each.version}${state === 'current' ? detailWords(reading) : ''}`}
          />
        );
      })}
      <StageLine title="Ask the clusters what you may use" state={asking ? 'current' : 'waiting'} />
    </ol>
  );
}

function detailWords(reading: Reading | undefined): string {
  if (!reading) return '';
  if (reading.stage === 'check') return ', checking every byte';
  const bytes = reading.read === undefined ? '' : `, ${bytesWords(reading.read, reading.total)}`;
  return `: ${toLine(reading.what, TEXT_LIMITS.label)}${bytes}`;
}

type LineState = keyof typeof SAID;

function stateOf(index: number, at: number): LineState {
  return index < at ? 'done' : index === at ? 'current' : 'waiting';
}

function StageLine({ title, state }: { title: string; state: LineState }): ReactNode {
  return (
    <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      {title} <span className="pm-hidden">{SAID[state]}</span>
    </li>
  );
}

function Download({ verifying }: { verifying: Verifying | undefined }): ReactNode {
  const { read, total } = verifying ?? {};
  return (
    <>
      {total && read !== undefined ? (
        <progress aria-label="Download" max={total} value={Math.min(read, total)} />
      ) : (
        <progress aria-label="Download" />
      )}
      {read !== undefined && <p className="pm-soft pm-progress-bytes">{bytesWords(read, total)}</p>}
      <p className="pm-soft">Nothing is sent to the cluster before all is checked.</p>
    </>
  );
}

function bytesWords(read: number, total: number | undefined): string {
  return total
    ? `${formatBytes(Math.min(read, total))} of ${formatBytes(total)}`
    : formatBytes(read);
}

function stageWords(verifying: Verifying | undefined): string {
  if (!verifying) return 'Reading the package';
  switch (verifying.stage) {
    case 'signature':
      return `Reading the signature ${toLine(verifying.what)}`;
    case 'download':
      return `Downloading ${toLine(verifying.what)}`;
    case 'check':
      return 'Checking the archive';
    case 'cluster':
      return 'Asking the cluster what you may use';
  }
}
