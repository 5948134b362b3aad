/** The search field; `/` jumps to it from anywhere on the page. */
import { SearchBox } from '@fluentui/react/lib/SearchBox';
import { useEffect, useRef } from 'react';

import { marketTexts } from '../messages/market.ts';

import type { ISearchBox } from '@fluentui/react/lib/SearchBox';

export interface PackageSearchProps {
  text: string;
  onText(text: string): void;
}

export function PackageSearch({ text, onText }: PackageSearchProps) {
  const box = useRef<ISearchBox>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="pm-search">
      <SearchBox
        componentRef={box}
        value={text}
        ariaLabel={marketTexts.search}
        placeholder={marketTexts.search}
        title={marketTexts.searchHint}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        disableAnimation
        showIcon
        onChange={(_event, value) => onText(value ?? '')}
      />
      {text === '' && (
        <kbd className="pm-search-key" aria-hidden="true">
          /
        </kbd>
      )}
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
