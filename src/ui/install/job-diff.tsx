/** What was changed of a job against the one of the package, line by line. */
import { useDeferredValue, useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { toPiece } from '../parts/plain-text.ts';
import { useResource } from '../state/use-resource.ts';
import { countChanges, diffTexts, foldLines } from './job-lines.ts';

import type { ReactNode } from 'react';
import type { JobDiffProps } from './form-props.ts';
import type { DiffLine, DiffPart } from './job-lines.ts';

/** Opens on demand, and compares only then. */
export function JobDiff(props: JobDiffProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="pm-request pm-diff" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{installTexts.form.diff.title}</summary>
      {open && <Changes {...props} />}
    </details>
  );
}

function Changes({ before, after }: JobDiffProps): ReactNode {
  // Typing goes first; the comparison follows.
  const now = useDeferredValue(after);
  const diff = useResource(() => diffTexts(before, now), [before, now]);
  const [last, setLast] = useState<DiffLine[]>();
  if (diff.status === 'ready' && diff.value !== last) setLast(diff.value);
  if (diff.status === 'failed') {
    return <ErrorAlert error={diff.error} level={4} onRetry={diff.reload} />;
  }
  if (diff.status === 'ready' && diff.value === undefined) {
    return <p className="pm-soft">{installTexts.form.diff.tooMuch}</p>;
  }
  // The former comparison stays until the next one is there, so that nothing flickers at each key.
  const lines = diff.status === 'ready' ? diff.value : last;
  if (lines === undefined) return <p className="pm-soft">{installTexts.form.diff.comparing}</p>;
  return <Lines lines={lines} />;
}

function Lines({ lines }: { lines: DiffLine[] }): ReactNode {
  const { added, removed } = countChanges(lines);
  const { diff } = installTexts.form;
  if (added + removed === 0) return <p className="pm-soft">{diff.none}</p>;
  return (
    <>
      <p className="pm-soft">{diff.counts(added, removed)}</p>
      <div className="pm-diff-scroll" role="region" aria-label={diff.lines} tabIndex={0}>
        <ul className="pm-diff-lines" role="list">
          {foldLines(lines).map((part, at) => (
            <Part key={`${at} ${part.kind} ${part.lines.length}`} part={part} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Part({ part }: { part: DiffPart }): ReactNode {
  const [open, setOpen] = useState(false);
  if (part.kind === 'fold' && !open) {
    return (
      <li className="pm-diff-fold">
        <button type="button" className="pm-button pm-button-link" onClick={() => setOpen(true)}>
          {installTexts.form.diff.unfold(part.lines.length)}
        </button>
      </li>
    );
  }
  return part.lines.map((line, at) => (
    // Lines can stand twice; the place is what tells them apart.
    <li key={at} className="pm-diff-line" data-kind={line.kind}>
      <span className="pm-diff-sign" aria-hidden="true">
        {SIGNS[line.kind]}
      </span>
      {line.kind !== 'same' && (
        <span className="pm-hidden">{installTexts.form.diff[line.kind]}</span>
      )}
      <code>{toPiece(line.text) || ' '}</code>
    </li>
  ));
}

const SIGNS: Record<DiffLine['kind'], string> = { same: ' ', added: '+', removed: '−' };
