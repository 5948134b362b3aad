/** A native modal dialog that is open as long as it is drawn: the page behind it is inert, and the focus goes back afterwards. */
import { useEffect, useRef } from 'react';

import type { KeyboardEvent, RefObject, SyntheticEvent } from 'react';

export interface Modal {
  ref: RefObject<HTMLDialogElement>;
  onCancel: (event: SyntheticEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What a `dialog` element is given. `onDismiss` is what Escape means; it is the owner's to draw the dialog no more. */
export function useModal(onDismiss: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = ref.current;
    if (shown && !shown.open) shown.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const onCancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onDismiss();
  };
  return {
    ref,
    onCancel,
    onKeyDown(event) {
      if (event.key === 'Escape') onCancel(event);
    },
  };
}
