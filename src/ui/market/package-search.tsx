/** The search field; `/` jumps to it from anywhere on the page, the arrow down leads on to the packages. */
import { SearchBox } from '@fluentui/react/lib/SearchBox';
import { forwardRef } from 'react';

import { marketTexts } from '../messages/market.ts';
import { HelpIcon } from '../icons.tsx';

import type { ISearchBox } from '@fluentui/react/lib/SearchBox';

/** Longer texts are cut in the address, too. */
const LONGEST = 200;

export interface PackageSearchProps {
  text: string;
  onText(text: string): void;
  /** The arrow down was pressed in the field. */
  onDown(): void;
  onHelp(): void;
}

export const PackageSearch = forwardRef<ISearchBox, PackageSearchProps>(function PackageSearch(
  { text, onText, onDown, onHelp },
  box,
) {
  return (
    <div className="pm-search-row">
      <div className="pm-search">
        <SearchBox
          componentRef={box}
          value={text}
          ariaLabel={marketTexts.search}
          placeholder={marketTexts.search}
          title={marketTexts.searchHint}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          disableAnimation
          showIcon
          onChange={(_event, value) => onText(value ?? '')}
          onKeyDown={(event) => {
            // While an input method composes, its keys are its own.
            if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onDown();
          }}
        />
        {text === '' && (
          <kbd className="pm-search-key" aria-hidden="true">
            /
          </kbd>
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
});
