/** What is chosen, above the list: each goes with a press. */
import { CloseIcon } from '../icons.tsx';
import { marketTexts } from '../messages/market.ts';
import { Button } from '../parts/button.tsx';
import { chosenLabel } from './facet-words.ts';

import type { FacetGroup } from '#core/model/listing.ts';
import type { Choice } from './choices.ts';

export interface ChosenFiltersProps {
  choices: readonly Choice[];
  groups: readonly FacetGroup[];
  onRemove(choice: Choice): void;
  onClear(): void;
}

export function ChosenFilters({ choices, groups, onRemove, onClear }: ChosenFiltersProps) {
  if (choices.length === 0) return null;
  return (
    <div className="pm-chosen">
      <ul className="pm-chosen-list" aria-label={marketTexts.filters.chosen}>
        {choices.map((choice) => {
          const facet = marketTexts.facets[choice.facet];
          const label = chosenLabel(choice.facet, choice.value, groups);
          return (
            <li key={`${choice.facet} ${choice.value}`}>
              <button
                type="button"
                className="pm-chosen-filter"
                aria-label={marketTexts.filters.remove(facet, label)}
                onClick={() => onRemove(choice)}
              >
                {/* What is seen is also what is said: whoever speaks to the page says it. */}
                <span className="pm-chosen-facet">{marketTexts.filters.facet(facet)}</span>
                <span className="pm-chosen-value" dir="auto">
                  {label}
                </span>
                <CloseIcon size={14} />
              </button>
            </li>
          );
        })}
      </ul>
      <Button kind="link" onClick={onClear}>
        {marketTexts.filters.clear}
      </Button>
    </div>
  );
}
