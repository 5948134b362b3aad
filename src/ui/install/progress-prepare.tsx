/** The download of all packages and its checks, each package by itself where there are several. */
import { installTexts } from '../messages/install.ts';
import { formatBytes } from '../parts/format.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Reading, Stage, Verifying } from './verifying.ts';

const STAGES: readonly Stage[] = ['signature', 'download', 'check', 'cluster'];

export interface PrepareProgressProps {
  verifying: Verifying | undefined;
  /** All that are installed, in order; empty where that is not known yet. */
  packages: OpenPackage[];
}

/** The steps from a package's page to its form, with bytes where they are known. */
export function PrepareProgress({ verifying, packages }: PrepareProgressProps): ReactNode {
  const at = verifying ? STAGES.indexOf(verifying.stage) : -1;
  return (
    <div className="pm-progress">
      <Status className="pm-progress-what">{nowWords(verifying)}</Status>
      {packages.length > 1 ? (
        <Packages verifying={verifying} packages={packages} />
      ) : (
        <ol className="pm-stages" aria-label={installTexts.before.verify.label}>
          {STAGES.map((stage, index) => (
            <StageLine
              key={stage}
              title={installTexts.before.verify.stages[stage]}
              state={stateOf(index, at)}
            />
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
  const { verify } = installTexts.before;
  const seen = packages.map((each) => known[`${each.name}@${each.version}`]);
  const last = asking ? packages.length : seen.findLastIndex((each) => each !== undefined);
  return (
    <ol className="pm-stages" aria-label={verify.packages}>
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
      <StageLine title={verify.askClusters} state={asking ? 'current' : 'waiting'} />
    </ol>
  );
}

function detailWords(reading: Reading | undefined): string {
  if (!reading) return '';
  const { verify } = installTexts.before;
  if (reading.stage === 'check') return verify.checking;
  const file = toLine(reading.what, TEXT_LIMITS.label);
  if (reading.read === undefined) return verify.reading(file);
  return verify.readingBytes(file, bytesWords(reading.read, reading.total));
}

type LineState = 'done' | 'current' | 'waiting';

function stateOf(index: number, at: number): LineState {
  return index < at ? 'done' : index === at ? 'current' : 'waiting';
}

function StageLine({ title, state }: { title: string; state: LineState }): ReactNode {
  return (
    <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      {title} <span className="pm-hidden">{installTexts.before.verify.state[state]}</span>
    </li>
  );
}

function Download({ verifying }: { verifying: Verifying | undefined }): ReactNode {
  const { read, total } = verifying ?? {};
  const { verify } = installTexts.before;
  return (
    <>
      {total && read !== undefined ? (
        <progress aria-label={verify.download} max={total} value={Math.min(read, total)} />
      ) : (
        <progress aria-label={verify.download} />
      )}
      {read !== undefined && <p className="pm-soft pm-progress-bytes">{bytesWords(read, total)}</p>}
      <p className="pm-soft">{verify.nothingYet}</p>
    </>
  );
}

function bytesWords(read: number, total: number | undefined): string {
  return total
    ? installTexts.before.verify.bytes(formatBytes(Math.min(read, total)), formatBytes(total))
    : formatBytes(read);
}

function nowWords(verifying: Verifying | undefined): string {
  const { now } = installTexts.before.verify;
  if (!verifying) return now.package;
  const words = now[verifying.stage];
  return typeof words === 'string' ? words : words(toLine(verifying.what));
}
