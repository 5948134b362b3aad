/** The filters over the whole page where there is no room beside the list; the list follows each choice behind it. */
import { useEffect, useId, useRef } from 'react';

import { marketTexts } from '../messages/market.ts';
import { Button } from '../parts/button.tsx';
import { useModal } from '../parts/modal.ts';
import { FacetPanel } from './facet-panel.tsx';

import type { FacetPanelProps } from './facet-panel.tsx';

export interface FiltersDialogProps extends FacetPanelProps {
  /** Packages that are found with these filters. */
  count: number;
  /** Given when a filter is chosen. */
  onClear: (() => void) | undefined;
  onClose(): void;
}

export function FiltersDialog({ count, onClear, onClose, ...panel }: FiltersDialogProps) {
  const id = useId();
  const modal = useModal(onClose);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <dialog {...modal} className="pm-sheet" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className="pm-sheet-title">
        {marketTexts.filters.title}
      </h2>
      <div className="pm-sheet-body">
        <FacetPanel {...panel} />
      </div>
      <div className="pm-sheet-buttons">
        <Button kind="primary" onClick={onClose}>
          {marketTexts.filters.show(count)}
        </Button>
        {onClear && <Button onClick={onClear}>{marketTexts.filters.clear}</Button>}
      </div>
    </dialog>
  );
}
