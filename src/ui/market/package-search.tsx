/** The search field; the arrow down leads on to the packages. A plain one, as Fluent's would be a fifth of the first load. */
import { forwardRef } from 'react';

import { marketTexts } from '../messages/market.ts';
import { CloseIcon, HelpIcon, SearchIcon } from '../icons.tsx';

import type { KeyboardEvent } from 'react';

/** Longer texts are cut in the address, too. */
const LONGEST = 200;

export interface PackageSearchProps {
  text: string;
  onText(text: string): void;
  /** The arrow down was pressed in the field. */
  onDown(): void;
  onHelp(): void;
}

export const PackageSearch = forwardRef<HTMLInputElement, PackageSearchProps>(
  function PackageSearch({ text, onText, onDown, onHelp }, field) {
    const onKeyDown = (event: KeyboardEvent) => {
      // While an input method composes, its keys are its own.
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'ArrowDown') onDown();
      else if (event.key === 'Escape' && text !== '') onText('');
      else return;
      event.preventDefault();
    };
    return (
      <div className="pm-search-row">
        <div className="pm-search">
          <SearchIcon size={16} />
          <input
            ref={field}
            type="search"
            className="pm-search-field"
            value={text}
            aria-label={marketTexts.search}
            aria-keyshortcuts="/"
            placeholder={marketTexts.search}
            title={marketTexts.searchHint}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={LONGEST}
            enterKeyHint="search"
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {text === '' ? (
            <kbd className="pm-search-key" aria-hidden="true">
              /
            </kbd>
          ) : (
            <button
              type="button"
              className="pm-search-clear"
              aria-label={marketTexts.clearText}
              title={marketTexts.clearText}
              onClick={(event) => {
                onText('');
                event.currentTarget.parentElement?.querySelector('input')?.focus();
              }}
            >
              <CloseIcon size={14} />
            </button>
          )}
        </div>
        <button
          type="button"
          className="pm-search-help"
          aria-label={marketTexts.help.open}
          title={marketTexts.help.open}
          aria-keyshortcuts="?"
          onClick={onHelp}
        >
          <HelpIcon />
        </button>
      </div>
    );
  },
);
