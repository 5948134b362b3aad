/** All that happened in a run, line by line, to be copied or saved; nothing secret is in it. */
import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { CopyOutcome } from '../parts/copy-outcome.tsx';
import { formatExact } from '../parts/format.ts';
import { toLine } from '../parts/plain-text.ts';
import { createRedact } from '../parts/redact.ts';
import { saveText } from '../parts/save-text.ts';
import { useCopy } from '../parts/use-copy.ts';
import { useServices } from '../services.ts';

import type { ReactNode } from 'react';
import type { RunState } from './state-run.ts';

export function LogView({ run }: { run: RunState }): ReactNode {
  const services = useServices();
  const redact = createRedact(services.redact);
  const lines = run.log.map(({ at, text }) => ({ at, text: toLine(redact(text), 2000) }));
  const all = () => `${lines.map(({ at, text }) => `${isoOf(at)} ${text}`).join('\n')}\n`;
  const copying = useCopy(all);
  const { name, version } = run.plan.package;
  const { log } = installTexts.run;
  return (
    <details className="pm-request">
      <summary>{log.title}</summary>
      <ol className="pm-log" aria-label={log.title}>
        {lines.map(({ at, text }, index) => (
          <li key={index}>
            <time dateTime={isoOf(at)}>{formatExact(at)?.slice(11, 19)}</time> {text}
          </li>
        ))}
      </ol>
      <div className="pm-buttons">
        <Button onFocus={copying.arm} onClick={() => void copying.copy()}>
          {log.copy}
        </Button>
        <Button onClick={() => saveText(`log-${name}-${version}.txt`, all())}>{log.save}</Button>
      </div>
      <CopyOutcome copying={copying} />
    </details>
  );
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
