/** A question in a modal dialog, where Escape is the careful answer. */
import { useEffect, useId, useRef } from 'react';

import { Button } from './button.tsx';
import { useModal } from './modal.ts';

import type { ReactNode } from 'react';

export interface DialogProps {
  title: string;
  children: ReactNode;
  /** The button that does it. */
  action: string;
  onAction: () => void;
  /** The button that leaves all as it is; it has the focus first. */
  dismiss: string;
  onDismiss: () => void;
}

export function Dialog(props: DialogProps): ReactNode {
  const { title, children, action, onAction, dismiss, onDismiss } = props;
  const id = useId();
  const modal = useModal(onDismiss);
  const careful = useRef<HTMLButtonElement>(null);
  useEffect(() => careful.current?.focus(), []);
  return (
    <dialog
      {...modal}
      className="pm-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <h2 id={`${id}-title`} className="pm-subtitle">
        {title}
      </h2>
      <div id={`${id}-text`} className="pm-dialog-text">
        {children}
      </div>
      <div className="pm-buttons pm-dialog-buttons">
        <Button kind="primary" ref={careful} onClick={onDismiss}>
          {dismiss}
        </Button>
        <Button onClick={onAction}>{action}</Button>
      </div>
    </dialog>
  );
}
