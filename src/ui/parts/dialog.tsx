/** A question in a native modal dialog: the page behind it is inert, Escape is the careful answer, and the focus goes back afterwards. */
import { useEffect, useId, useRef } from 'react';

import { Button } from './button.tsx';

import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';

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
  const dialog = useRef<HTMLDialogElement>(null);
  const careful = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    careful.current?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onDismiss();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel(event);
  };
  return (
    <dialog
      ref={dialog}
      className="pm-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={cancel}
      onKeyDown={onKeyDown}
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
