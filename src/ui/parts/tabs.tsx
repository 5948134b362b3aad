/** A row of tabs over one panel, as the ARIA practices have them: arrows move, one tab is in the tab order. */
import { useId, useRef } from 'react';

import type { KeyboardEvent, ReactNode } from 'react';

export interface TabItem<Key extends string = string> {
  /** Of ours, never out of a package. */
  key: Key;
  title: string;
  /** Drawn only while its tab is chosen. */
  panel: () => ReactNode;
}

export interface TabsProps<Key extends string> {
  label: string;
  items: readonly TabItem<Key>[];
  /** Key of the tab that is shown; the first where there is none of that key. */
  chosen: Key | undefined;
  onChoose: (key: Key) => void;
}

export function Tabs<Key extends string>(props: TabsProps<Key>): ReactNode {
  const { label, items, chosen, onChoose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === chosen),
  );
  const current = items[at];
  if (!current) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = targetOf(event.key, at, items.length);
    if (to === undefined) return;
    event.preventDefault();
    const next = items[to];
    if (next) onChoose(next.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };
  return (
    <div className="pm-tabset">
      <div
        ref={list}
        className="pm-tablist"
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-tab-${item.key}`}
            aria-selected={item === current}
            aria-controls={`${id}-panel`}
            tabIndex={item === current ? 0 : -1}
            onClick={() => onChoose(item.key)}
          >
            {item.title}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        className="pm-tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${current.key}`}
        tabIndex={0}
      >
        {current.panel()}
      </div>
    </div>
  );
}

function targetOf(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % length;
    case 'ArrowLeft':
      return (at + length - 1) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
