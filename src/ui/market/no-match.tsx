/** Nothing was found: takes back what was chosen, and shows searches that teach how to ask. */
import { marketTexts } from '../messages/market.ts';
import { EmptyState } from './empty-state.tsx';

export interface NoMatchProps {
  /** Filters are chosen. */
  filtered: boolean;
  onClearFilters(): void;
  /** Takes back text and filters. */
  onClear(): void;
  onSearch(text: string): void;
}

export function NoMatch({ filtered, onClearFilters, onClear, onSearch }: NoMatchProps) {
  const clear = { label: marketTexts.clear, run: onClear };
  const clearFilters = { label: marketTexts.filters.clear, run: onClearFilters };
  return (
    <EmptyState
      title={marketTexts.noMatch}
      hint={filtered ? marketTexts.noMatchFilters : marketTexts.noMatchHint}
      actions={filtered ? [clearFilters, clear] : [clear]}
    >
      <h3 className="pm-examples-title">{marketTexts.try}</h3>
      <ul className="pm-examples">
        {marketTexts.examples.map(({ query, means }) => (
          <li key={query}>
            <button type="button" className="pm-example" onClick={() => onSearch(query)}>
              {query}
            </button>
            <span>{means}</span>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
