/** An install that was begun and not ended: what was done, and the choice to go on or to leave it; or another tab that is at it. */
import { useState } from 'react';

import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { toParagraph } from '../parts/plain-text.ts';
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

const ELSEWHERE: Problem = {
  code: 'install-elsewhere',
  message: 'This package is being installed in another tab of this browser. This tab waits for it.',
  details: {},
};

export function UnfinishedView(props: UnfinishedViewProps): ReactNode {
  const { state, wizard, onClose } = props;
  const { unfinished, watching } = state;
  if (unfinished.running) {
    return (
      <>
        <ErrorAlert error={ELSEWHERE} />
        <BegunSteps unfinished={unfinished} />
        <div className="pm-buttons">
          <Button onClick={onClose}>Close</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <h2 className="pm-subtitle">This install was begun and not ended</h2>
      {watching && <Status>The other tab is not at it any more. You can go on here.</Status>}
      <BegunSteps unfinished={unfinished} />
      <div className="pm-buttons">
        <Button kind="primary" onClick={wizard.resume}>
          Resume
        </Button>
        <Discard onDiscard={wizard.discard} />
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}

/** When it was begun, why it stopped, and what became of each step. */
export function BegunSteps({ unfinished }: { unfinished: Unfinished }): ReactNode {
  const { journal, running } = unfinished;
  const { error } = journal;
  return (
    <>
      <p>
        Begun <Time at={journal.startedAt} />
        {running ? '.' : ', last at work '}
        {!running && <Time at={journal.updatedAt} />}
        {!running && '.'}
        {error && !running && (
          <>
            {' '}
            <span dir="auto">It stopped: {toParagraph(error.message)}</span>
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
  return (
    <>
      <Button onClick={() => setAsking(true)}>Discard</Button>
      {asking && (
        <Dialog
          title="Discard this install?"
          action="Discard it"
          onAction={() => {
            setAsking(false);
            onDiscard();
          }}
          dismiss="Keep it"
          onDismiss={() => setAsking(false)}
        >
          <p>
            It cannot be resumed then. What it created on the cluster stays there; its receipt on
            the page “Installed” says what that is and can undo it.
          </p>
        </Dialog>
      )}
    </>
  );
}
