/** Categories or markets at the side, each with its count; on narrow pages a row that scrolls. */
import { useId, useState } from 'react';

import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { marketTexts } from '../messages/market.ts';

import type { Facet } from './facets.ts';

export interface FacetNavProps {
  title: string;
  facets: Facet[];
  /** Count of "All". */
  all: number;
  /** Name of the chosen facet; all if absent. */
  selected: string | undefined;
  onSelect(name: string | undefined): void;
  /** Shows grey shapes in the place of facets that are not known yet. */
  loading?: boolean;
}

/** A market may name up to 1,000 categories; this many are shown at once. */
const FIRST = 20;
const BONES = 5;

export function FacetNav({ title, facets, all, selected, onSelect, loading }: FacetNavProps) {
  const [open, setOpen] = useState(false);
  const heading = useId();
  const chosen = facets.findIndex(({ name }) => name === selected);
  const shown = open || chosen >= FIRST ? facets : facets.slice(0, FIRST);
  return (
    <nav className="pm-facets" aria-labelledby={heading}>
      <h2 className="pm-facets-title" id={heading}>
        {title}
      </h2>
      <ul className="pm-facet-list">
        <Choice
          label={marketTexts.all}
          count={loading ? undefined : all}
          selected={selected === undefined}
          onSelect={() => onSelect(undefined)}
        />
        {shown.map((facet) => (
          <Choice
            key={facet.name}
            label={toLine(facet.label, TEXT_LIMITS.label) || facet.name}
            description={facet.description}
            count={facet.count}
            selected={facet.name === selected}
            onSelect={() => onSelect(facet.name)}
          />
        ))}
        {selected !== undefined && chosen < 0 && !loading && (
          <Choice label={toLine(selected)} count={0} selected onSelect={() => undefined} />
        )}
        {loading && facets.length === 0 && <Bones />}
      </ul>
      {shown.length < facets.length && (
        <Button kind="link" onClick={() => setOpen(true)}>
          {marketTexts.allOf(facets.length)}
        </Button>
      )}
    </nav>
  );
}

interface ChoiceProps {
  label: string;
  description?: string | undefined;
  count: number | undefined;
  selected: boolean;
  onSelect(): void;
}

function Choice({ label, description, count, selected, onSelect }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        className="pm-facet"
        aria-current={selected ? 'true' : undefined}
        title={description && toLine(description)}
        onClick={onSelect}
      >
        <span className="pm-facet-label" dir="auto">
          {label}
        </span>
        {count !== undefined && (
          <span className="pm-facet-count">
            {' '}
            {count.toLocaleString('en')}
            <span className="pm-hidden"> {marketTexts.packagesWord(count)}</span>
          </span>
        )}
      </button>
    </li>
  );
}

function Bones() {
  return Array.from({ length: BONES }, (_, at) => (
    <li key={at} className="pm-facet-bone" aria-hidden="true">
      <span className="pm-bone" />
    </li>
  ));
}
