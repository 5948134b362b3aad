/** Keys of the list page and searches to learn from, in a dialog that comes when it is first asked for. */
import { useEffect, useId, useRef } from 'react';

import { marketTexts } from '../messages/market.ts';
import { Button } from '../parts/button.tsx';
import { useModal } from '../parts/modal.ts';
import css from '../styles/help.css?inline';
import { useStyles } from '../styles/use-styles.ts';

import type { ReactNode } from 'react';

export interface ShortcutsDialogProps {
  /** Runs one of the searches. */
  onSearch(text: string): void;
  onClose(): void;
}

export function ShortcutsDialog({ onSearch, onClose }: ShortcutsDialogProps): ReactNode {
  useStyles('help', css);
  const id = useId();
  const modal = useModal(onClose);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const { help } = marketTexts;
  return (
    <dialog {...modal} className="pm-sheet" aria-labelledby={id}>
      <h2 id={id} className="pm-sheet-title">
        {help.title}
      </h2>
      <div className="pm-sheet-body" tabIndex={0} role="group" aria-labelledby={id}>
        <h3 className="pm-help-heading">{help.searching}</h3>
        <p className="pm-soft">{help.searchingHint}</p>
        <ul className="pm-help-list">
          {help.searches.map(({ query, means }) => (
            <li key={query} className="pm-help-row">
              <button type="button" className="pm-example" onClick={() => onSearch(query)}>
                {query}
              </button>
              <span>{means}</span>
            </li>
          ))}
        </ul>
        <h3 className="pm-help-heading">{help.keys}</h3>
        <ul className="pm-help-list">
          {help.keyRows.map(({ keys, does }) => (
            <li key={keys.join(' ')} className="pm-help-row">
              <span className="pm-help-keys">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
              <span>{does}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="pm-sheet-buttons">
        <Button kind="primary" ref={close} onClick={onClose}>
          {help.close}
        </Button>
      </div>
    </dialog>
  );
}
