/** One stop of the Tab key for the whole list: arrows lead on from it, whatever of the list is drawn. */
import { useLayoutEffect, useRef, useState } from 'react';

import { stepFrom } from './grid-layout.ts';

import type { FocusEvent, KeyboardEvent } from 'react';
import type { Grid } from './use-grid.ts';

export interface CardFocus {
  /** The card that Tab leads to. */
  stop: number;
  /** Whether the focus is on a card: then it stays drawn, however far it was scrolled away. */
  inside: boolean;
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: FocusEvent): void;
  onBlur(event: FocusEvent): void;
  /** Gives a card the focus once it is drawn, and brings it into sight unless the list stays where it is. */
  focus(at: number, options?: { still?: boolean }): void;
}

export function useCardFocus(grid: Grid, count: number, onLeaveUp: () => void): CardFocus {
  const [active, setActive] = useState(0);
  const [inside, setInside] = useState(false);
  const wanted = useRef<number>();
  const { first, part } = grid;
  const inPart = active >= part.from && active < part.to && active < count;
  const stop = inside ? Math.min(active, Math.max(0, count - 1)) : inPart ? active : first;

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const link = linkAt(grid, wanted.current);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  });

  const focus = (at: number, { still = false } = {}) => {
    const to = Math.min(Math.max(0, at), count - 1);
    if (to < 0) return;
    wanted.current = to;
    setActive(to);
    setInside(true);
    if (!still) grid.reveal(to);
  };

  return {
    stop,
    inside,
    focus,
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const at = positionOf(event.target);
      if (at === undefined) return;
      const columns = grid.layout?.columns ?? 1;
      const to = stepFrom(at, event.key, { columns, perScreen: grid.perScreen, count });
      if (to === undefined) return;
      event.preventDefault();
      if (event.key === 'ArrowUp' && at < columns) onLeaveUp();
      else if (to !== at) focus(to);
      else grid.reveal(at);
    },
    onFocus(event) {
      const at = positionOf(event.target);
      if (at === undefined) return;
      setActive(at);
      setInside(true);
    },
    onBlur(event) {
      if (positionOf(event.relatedTarget) === undefined) setInside(false);
    },
  };
}

function linkAt({ list }: Grid, at: number): HTMLElement | null {
  return list.current?.querySelector<HTMLElement>(`a[data-at="${at}"]`) ?? null;
}

function positionOf(target: EventTarget | null): number | undefined {
  const text = target instanceof HTMLElement ? target.dataset['at'] : undefined;
  return text === undefined ? undefined : Number(text);
}
