/** An install that was begun and not ended: what was done, and the choice to go on or to leave it; or another tab that is at it. */
import { useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { toParagraph } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Status } from '../parts/status.tsx';
import { Time } from '../parts/time.tsx';
import { RunSteps } from './progress.tsx';
import { runOfJournal } from './journal-run.ts';

import type { Problem } from '#core/errors.ts';
import type { Unfinished } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { WizardState } from './state.ts';
import type { InstallWizard } from './wizard.ts';

export interface UnfinishedViewProps {
  state: Extract<WizardState, { status: 'unfinished' }>;
  wizard: Pick<InstallWizard, 'resume' | 'discard'>;
  onClose: () => void;
}

function elsewhere(): Problem {
  const { waits } = installTexts.before.elsewhere;
  return { code: 'install-elsewhere', message: waits, details: {} };
}

export function UnfinishedView(props: UnfinishedViewProps): ReactNode {
  const { state, wizard, onClose } = props;
  const { unfinished, watching } = state;
  const { before, buttons } = installTexts;
  if (unfinished.running) {
    return (
      <>
        <ErrorAlert error={elsewhere()} />
        <BegunSteps unfinished={unfinished} />
        <div className="pm-buttons">
          <Button onClick={onClose}>{buttons.close}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <h2 className="pm-subtitle">{before.unfinished.title}</h2>
      {watching && <Status>{before.elsewhere.over}</Status>}
      <BegunSteps unfinished={unfinished} />
      <div className="pm-buttons">
        <Button kind="primary" onClick={wizard.resume}>
          {buttons.resume}
        </Button>
        <Discard onDiscard={wizard.discard} />
        <Button onClick={onClose}>{buttons.close}</Button>
      </div>
    </>
  );
}

/** When it was begun, why it stopped, and what became of each step. */
export function BegunSteps({ unfinished }: { unfinished: Unfinished }): ReactNode {
  const { journal, running } = unfinished;
  const { error } = journal;
  const words = installTexts.before.unfinished;
  return (
    <>
      <p>
        <Sentence
          words={running ? words.begun : words.begunAndLast}
          parts={{
            begun: <Time at={journal.startedAt} />,
            last: <Time at={journal.updatedAt} />,
          }}
        />
        {error && !running && (
          <>
            {' '}
            <span dir="auto">{words.stopped(toParagraph(error.message))}</span>
          </>
        )}
      </p>
      <RunSteps run={runOfJournal(journal, running)} />
    </>
  );
}

/** Asks once. */
export function Discard({ onDiscard }: { onDiscard: () => void }): ReactNode {
  const [asking, setAsking] = useState(false);
  const words = installTexts.before.unfinished;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{installTexts.buttons.discard}</Button>
      {asking && (
        <Dialog
          title={words.discardTitle}
          action={words.discard}
          onAction={() => {
            setAsking(false);
            onDiscard();
          }}
          dismiss={words.keep}
          onDismiss={() => setAsking(false)}
        >
          <p>{words.discardHint}</p>
        </Dialog>
      )}
    </>
  );
}
