/** Small ends of the wizard: cancelling, refusals before the form, nothing to install, ended in another tab. */
import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';

import type { MarketError } from '#core/errors.ts';
import type { ReactNode } from 'react';

export function CancelOnly(props: { onCancel: () => void; stopping?: boolean }): ReactNode {
  return (
    <div className="pm-buttons">
      <Button disabled={props.stopping === true} onClick={props.onCancel}>
        {installTexts.buttons.cancel}
      </Button>
      {props.stopping && <span className="pm-soft">{installTexts.run.stopping}</span>}
    </div>
  );
}

export function PrepareFailure(props: {
  error: MarketError;
  onRetry: () => void;
  onClose: () => void;
}): ReactNode {
  const { error } = props;
  // What was refused stays refused (N4); only trouble on the way, or a worker that ended, may be gone next time.
  const passing =
    /^(?:net-|cluster-(?!lacks)|internal$)/.test(error.code) ||
    // Other versions are needed than were shown: they are chosen and shown at another try.
    (error.code === 'dependency-conflict' && 'cdap' in error.details);
  return (
    <>
      <ErrorAlert error={error} onRetry={passing ? props.onRetry : undefined} />
      <p className="pm-soft">{installTexts.before.nothingSent}</p>
      <div className="pm-buttons">
        <Button onClick={props.onClose}>{installTexts.buttons.close}</Button>
      </div>
    </>
  );
}

export function EmptyWizard({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <>
      <p>{installTexts.before.noSteps}</p>
      <div className="pm-buttons">
        <Button onClick={onClose}>{installTexts.buttons.close}</Button>
      </div>
    </>
  );
}

export function EndedElsewhere(props: { onAgain: () => void; onClose: () => void }): ReactNode {
  const { elsewhere } = installTexts.before;
  return (
    <>
      <h2 className="pm-subtitle">{elsewhere.ended}</h2>
      <p>{elsewhere.endedHint}</p>
      <div className="pm-buttons">
        <Button kind="primary" onClick={props.onClose}>
          {installTexts.buttons.close}
        </Button>
        <Button onClick={props.onAgain}>{elsewhere.again}</Button>
      </div>
    </>
  );
}
