/** One group of filters: its values as checkboxes, each with the number of packages that it would show. */
import { memo, useId, useState } from 'react';

import { ChevronIcon } from '../icons.tsx';
import { formatNumber } from '../messages/language.ts';
import { marketTexts } from '../messages/market.ts';
import { Button } from '../parts/button.tsx';
import { toLine } from '../parts/plain-text.ts';
import { valueLabel } from './facet-words.ts';

import type { FacetGroup, FacetName, FacetValue } from '#core/model/listing.ts';

/** Values that a group shows at once, that it shows unfolded, and from which on it has a field to find one. */
const FIRST = 6;
const MOST = 100;
const FIND_FROM = 20;

export interface FacetGroupViewProps {
  group: FacetGroup;
  chosen: readonly string[];
  /** Unfolded at first. */
  open: boolean;
  onToggle(facet: FacetName, value: string): void;
}

export function FacetGroupView({ group, chosen, open, onToggle }: FacetGroupViewProps) {
  const id = useId();
  const [unfolded, setUnfolded] = useState(open || chosen.length > 0);
  const { facet, values } = group;
  return (
    <section className="pm-facet-group">
      <h2 className="pm-facet-heading" id={`${id}-title`}>
        <button
          type="button"
          className="pm-facet-fold"
          aria-expanded={unfolded}
          aria-controls={`${id}-values`}
          onClick={() => setUnfolded(!unfolded)}
        >
          <span>{marketTexts.facets[facet]}</span>
          {chosen.length > 0 && !unfolded && (
            <span className="pm-facet-chosen">{marketTexts.filters.chosenIn(chosen.length)}</span>
          )}
          <ChevronIcon size={16} />
        </button>
      </h2>
      <div
        id={`${id}-values`}
        role="group"
        aria-labelledby={`${id}-title`}
        className="pm-facet-values"
        hidden={!unfolded}
      >
        {unfolded && <Values facet={facet} values={values} chosen={chosen} onToggle={onToggle} />}
      </div>
    </section>
  );
}

interface ValuesProps extends Pick<FacetGroupViewProps, 'chosen' | 'onToggle'> {
  facet: FacetName;
  values: FacetValue[];
}

function Values({ facet, values, chosen, onToggle }: ValuesProps) {
  const [all, setAll] = useState(false);
  const [text, setText] = useState('');
  const found = all && text !== '' ? values.filter((each) => isFound(facet, each, text)) : values;
  const shown = all ? found.slice(0, MOST) : firstValues(values, chosen);
  const left = found.length - shown.length;
  return (
    <>
      {all && values.length >= FIND_FROM && (
        <input
          type="search"
          className="pm-facet-find"
          value={text}
          aria-label={marketTexts.filters.find(marketTexts.facets[facet])}
          placeholder={marketTexts.filters.find(marketTexts.facets[facet])}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul className={all ? 'pm-facet-list pm-facet-list-all' : 'pm-facet-list'}>
        {shown.map((each) => (
          <Value
            key={each.value}
            facet={facet}
            value={each.value}
            label={valueLabel(facet, each)}
            description={each.description}
            count={each.count}
            chosen={chosen.includes(each.value)}
            onToggle={onToggle}
          />
        ))}
      </ul>
      {all && found.length === 0 && <p className="pm-soft">{marketTexts.filters.none}</p>}
      {all && left > 0 && <p className="pm-soft">{marketTexts.filters.more(left)}</p>}
      {values.length > FIRST + 1 && (
        <Button kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? marketTexts.filters.fewer : marketTexts.filters.all(values.length)}
        </Button>
      )}
    </>
  );
}

/** The first ones, and every chosen one. */
function firstValues(values: FacetValue[], chosen: readonly string[]): FacetValue[] {
  // One more is shown rather than a button for it.
  if (values.length <= FIRST + 1) return values;
  return values.filter(({ value }, at) => at < FIRST || chosen.includes(value));
}

function isFound(facet: FacetName, value: FacetValue, text: string): boolean {
  const label = valueLabel(facet, value).toLocaleLowerCase();
  return label.includes(text.trim().toLocaleLowerCase());
}

interface ValueProps {
  facet: FacetName;
  value: string;
  label: string;
  description: string | undefined;
  count: number;
  chosen: boolean;
  onToggle(facet: FacetName, value: string): void;
}

/** A label that may be cut off, in characters. */
const LONG = 18;

function titleOf(label: string, description: string | undefined): string | undefined {
  if (description !== undefined && description !== '') return toLine(description);
  return label.length > LONG ? label : undefined;
}

const Value = memo(function Value(props: ValueProps) {
  const { facet, value, label, description, count, chosen, onToggle } = props;
  return (
    <li>
      <label
        className={count === 0 ? 'pm-facet pm-facet-none' : 'pm-facet'}
        title={titleOf(label, description)}
      >
        <input type="checkbox" checked={chosen} onChange={() => onToggle(facet, value)} />
        <span className="pm-facet-label" dir="auto">
          {label}
        </span>
        <span className="pm-facet-count">
          {' '}
          {formatNumber(count)}
          <span className="pm-hidden"> {marketTexts.packagesWord(count)}</span>
        </span>
      </label>
    </li>
  );
});
