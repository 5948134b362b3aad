/** Measures the list and follows its scrolling, so that only cards near the window are drawn. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { scrollParent } from '../parts/scroll-parent.ts';
import { heightOf, layoutOf, partInSight } from './grid-layout.ts';
import { useAhead } from './use-ahead.ts';

import type { RefObject } from 'react';
import type { GridLayout, Part, Sight } from './grid-layout.ts';

/** Cards drawn before anything was measured, and where nothing is laid out at all. */
const UNMEASURED = 24;
export interface Grid {
  list: RefObject<HTMLUListElement>;
  /** Of the size of the smallest card; drawn unseen inside the list. */
  probe: RefObject<HTMLLIElement>;
  layout: GridLayout | undefined;
  part: Part;
  /** The first card in sight. */
  first: number;
  /** Of the list, in pixels; undefined before it was measured. */
  height: number | undefined;
  /** Cards on one screen; at least one row. */
  perScreen: number;
  /** Scrolls as little as brings a card into sight. */
  reveal(at: number): void;
}

interface Measured {
  layout: GridLayout | undefined;
  gap: number;
  sight: Sight;
  /** Another number when nothing stayed in sight. */
  jumps: number;
}

/** `isSmall`: of a market that may be drawn whole. */
export function useGrid(order: Uint32Array, isSmall: boolean): Grid {
  const count = order.length;
  const list = useRef<HTMLUListElement>(null);
  const probe = useRef<HTMLLIElement>(null);
  const [measured, setMeasured] = useState<Measured>(NOTHING);
  const latest = useRef({ measured, count });
  latest.current.count = count;

  const scroller = useRef<Element>();
  const measure = useCallback(() => {
    if (!list.current || !probe.current) return;
    scroller.current ??= scrollParent(list.current);
    const next = measureGrid(list.current, probe.current, scroller.current);
    const { measured: before } = latest.current;
    if (isSame(before, next, latest.current.count)) return;
    next.jumps = before.jumps + (isJump(before.sight, next.sight) ? 1 : 0);
    latest.current.measured = next;
    setMeasured(next);
  }, []);

  useLayoutEffect(() => {
    measure();
    if (!list.current || !probe.current) return;
    return follow(list.current, probe.current, measure);
  }, [measure]);

  const { layout, gap, sight, jumps } = measured;
  const ahead = useAhead(order, jumps, isSmall);
  const reveal = useCallback((at: number) => {
    if (list.current) revealCard(list.current, latest.current.measured.layout, at);
  }, []);
  if (!layout) {
    const part = { from: 0, to: Math.min(count, UNMEASURED) };
    return { list, probe, layout, part, first: 0, height: undefined, perScreen: 1, reveal };
  }
  const screens = Math.max(1, Math.floor(sight.height / layout.rowHeight));
  return {
    ...{ list, probe, layout, reveal },
    part: partInSight(layout, sight, { count, ahead }),
    first: Math.min(
      Math.max(0, Math.ceil(sight.top / layout.rowHeight)) * layout.columns,
      Math.max(0, count - 1),
    ),
    height: heightOf(layout, count, gap),
    perScreen: screens * layout.columns,
  };
}

const NOTHING: Measured = { layout: undefined, gap: 0, sight: { top: 0, height: 0 }, jumps: 0 };

function isJump(before: Sight, next: Sight): boolean {
  return Math.abs(next.top - before.top) >= before.height;
}

function measureGrid(list: HTMLElement, probe: HTMLElement, scroller: Element): Measured {
  const card = probe.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  const gap = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
  const sizes = { width: box.width, cardWidth: card.width, cardHeight: card.height, gap };
  const window = windowOf(scroller);
  const sight = { top: window.top - box.top, height: window.height };
  return { layout: layoutOf(sizes), gap, sight, jumps: 0 };
}

/** The part of the page through which the list is seen. */
function windowOf(scroller: Element): { top: number; height: number } {
  const view = scroller.ownerDocument.defaultView;
  if (isDocument(scroller)) return { top: 0, height: view?.innerHeight ?? 0 };
  return { top: scroller.getBoundingClientRect().top, height: scroller.clientHeight };
}

function isDocument(scroller: Element): boolean {
  const { documentElement, body } = scroller.ownerDocument;
  return scroller === documentElement || scroller === body;
}

/** Whether the same cards would be drawn in the same places. */
function isSame(before: Measured, next: Measured, count: number): boolean {
  const { layout } = next;
  if (!layout || !before.layout) return layout === before.layout;
  if (layout.columns !== before.layout.columns) return false;
  if (layout.rowHeight !== before.layout.rowHeight || next.gap !== before.gap) return false;
  const [a, b] = [before, next].map(({ sight }) =>
    partInSight(layout, sight, { count, ahead: 0 }),
  ) as [Part, Part];
  return a.from === b.from && a.to === b.to && before.sight.height === next.sight.height;
}

/** Listens to all that may bring other cards into sight; the function that comes back ends it. */
function follow(list: HTMLElement, probe: HTMLElement, measure: () => void): () => void {
  const scroller = scrollParent(list);
  const view = list.ownerDocument.defaultView;
  const target = isDocument(scroller) ? list.ownerDocument : scroller;
  // Drawn within the event, so that the frame that shows the new position has its cards.
  const onScroll = () => flushSync(measure);
  target.addEventListener('scroll', onScroll, { passive: true });
  view?.addEventListener('resize', measure);
  // Told after the layout of a frame, so that no drawing has to wait for one. The page grows and shrinks with what stands above the list.
  const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(onScroll);
  const page = list.closest('.pm-page') ?? list;
  for (const each of [list, probe, scroller, page]) sizes?.observe(each);
  return () => {
    target.removeEventListener('scroll', onScroll);
    view?.removeEventListener('resize', measure);
    sizes?.disconnect();
  };
}

function revealCard(list: HTMLElement, layout: GridLayout | undefined, at: number): void {
  if (!layout) return;
  const scroller = scrollParent(list);
  const window = windowOf(scroller);
  const row = Math.floor(at / layout.columns);
  const top = list.getBoundingClientRect().top - window.top + row * layout.rowHeight;
  const margin = Math.min(layout.rowHeight / 4, 24);
  const below = top + layout.rowHeight + margin - window.height;
  if (top < margin) scroller.scrollTop += top - margin;
  else if (below > 0) scroller.scrollTop += Math.min(below, top - margin);
}
