/** The line above the packages: how many there are, what is still being read, and in which order they stand. */
import { useEffect, useId, useState } from 'react';

import { SORTS } from '#core/model/listing.ts';
import { FilterIcon } from '../icons.tsx';
import { marketTexts } from '../messages/market.ts';
import { Button } from '../parts/button.tsx';
import { Status } from '../parts/status.tsx';

import type { SortOrder } from '#core/model/listing.ts';

/** Milliseconds without a change before a count is announced: nobody wants to hear one for each letter. */
const ANNOUNCE_MS = 700;

export interface ResultBarProps {
  /** "12 of 400 packages"; empty where an alert says what happened. */
  count: string;
  /** "Loading Example market…", where something is on its way and packages are there already. */
  reading: string | undefined;
  /** There is a list, or one is on its way. */
  shown: boolean;
  sort: SortOrder;
  /** Whether there is anything that matches better than something else. */
  searching: boolean;
  onSort(sort: SortOrder): void;
  /** Given where the filters are behind a button. */
  filters: { chosen: number; open(): void } | undefined;
}

export function ResultBar(props: ResultBarProps) {
  const { count, reading, shown, sort, searching, onSort, filters } = props;
  const id = useId();
  const announced = useSettled(count);
  return (
    <div className="pm-bar">
      <div className="pm-bar-words">
        <span className="pm-count">{count}</span>
        {reading !== undefined && <span className="pm-reading">{reading}</span>}
      </div>
      <Status hidden>{announced}</Status>
      <div className="pm-bar-controls">
        {filters && (
          <Button className="pm-filters-button" aria-haspopup="dialog" onClick={filters.open}>
            <FilterIcon size={16} />
            {marketTexts.filters.open(filters.chosen)}
          </Button>
        )}
        {shown && (
          <span className="pm-sort-choice">
            <label className="pm-sort-label" htmlFor={id}>
              {marketTexts.sort}
            </label>
            <select
              id={id}
              className="pm-sort"
              value={sort}
              onChange={(event) => onSort(event.target.value as SortOrder)}
            >
              {SORTS.filter((each) => each !== 'relevance' || searching || sort === each).map(
                (each) => (
                  <option key={each} value={each}>
                    {marketTexts.sorts[each]}
                  </option>
                ),
              )}
            </select>
          </span>
        )}
      </div>
    </div>
  );
}

/** The text once it stands still. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ANNOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
