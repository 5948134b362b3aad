/** Keeps where a list was left by entry of the history, and brings it back: scrolled as it was, with the focus where it was. */
import { useCallback, useLayoutEffect, useRef } from 'react';

import { scrollParent } from '../parts/scroll-parent.ts';
import { createPlaces } from '../state/places.ts';

import type { RefObject } from 'react';
import type { Place } from '../state/places.ts';

/** One for the page: a list is left and found again by different visits. */
const places = createPlaces(() => window.sessionStorage);

export interface PlaceOptions {
  page: RefObject<HTMLElement>;
  /** Of the history. */
  entry: string;
  /** What is drawn, as one word for each search; undefined before the search of this entry was answered. */
  shown: string | undefined;
  /** Another value whenever more of the list, or of its cards, came. */
  found: unknown;
  /** More may follow, so that a place further down may be reached later. */
  loading: boolean;
  /** Gives the focus to a package; false while it is not known where it stands. */
  onFocus(focus: NonNullable<Place['focus']>): boolean;
}

export function usePlace(options: PlaceOptions): void {
  const { page, entry, shown, found, loading } = options;
  const latest = useRef(options);
  latest.current = options;
  const restoring = useRef<Place>();
  /** Scrolled already, but its card is on its way. */
  const refocusing = useRef<Place['focus']>();
  /** Where the list is scrolled to, and where its first packages are, as far as they were looked for. */
  const scroll = useRef({ top: 0, first: 0 });
  const last = useRef<{ entry: string; shown: string | undefined }>();

  const refocus = useCallback(() => {
    const focus = refocusing.current;
    if (focus && (!isFocusFree() || latest.current.onFocus(focus))) refocusing.current = undefined;
  }, []);
  const restore = useCallback(() => {
    const place = restoring.current;
    if (!page.current || !place) return;
    const scroller = scrollParent(page.current);
    scroller.scrollTop = place.top;
    const reached = Math.abs(scroller.scrollTop - place.top) < 2;
    if (!reached && latest.current.loading) return;
    restoring.current = undefined;
    refocusing.current = place.focus;
    refocus();
  }, [page, refocus]);

  useLayoutEffect(() => {
    restoring.current = places.get(entry);
  }, [entry]);

  useLayoutEffect(() => {
    if (!page.current || shown === undefined) return;
    const before = last.current;
    last.current = { entry, shown };
    // The list has its height only once it was measured, which is done by then and still before it is painted.
    if (restoring.current) queueMicrotask(restore);
    else if (refocusing.current) queueMicrotask(refocus);
    else if (before && before.shown !== shown && scroll.current.top > scroll.current.first) {
      // Only then: to ask where things are takes a layout of the page.
      scroll.current.first = toFirst(page.current);
    }
  }, [page, entry, shown, found, loading, restore, refocus]);

  useLayoutEffect(() => {
    const element = page.current;
    if (!element) return;
    const scroller = scrollParent(element);
    return keep(element, scroller, {
      entry: () => latest.current.entry,
      onScroll: (top) => (scroll.current.top = top),
      isRestoring: () => restoring.current !== undefined,
      // Whoever scrolls or types is not taken elsewhere.
      onTouch: () => {
        restoring.current = undefined;
        refocusing.current = undefined;
      },
    });
  }, [page]);
}

interface Keeping {
  entry(): string;
  onScroll(top: number): void;
  isRestoring(): boolean;
  onTouch(): void;
}

const TOUCHES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Notes the place at each change; the function that comes back ends it. */
function keep(element: HTMLElement, scroller: Element, keeping: Keeping): () => void {
  const { documentElement, defaultView } = element.ownerDocument;
  const target = scroller === documentElement ? element.ownerDocument : scroller;
  const note = (focus: Place['focus']) => {
    if (keeping.isRestoring()) return;
    const { scrollTop: top } = scroller;
    places.set(keeping.entry(), focus ? { top, focus } : { top });
  };
  const onScroll = () => {
    keeping.onScroll(scroller.scrollTop);
    note(focusedCard(document.activeElement));
  };
  const onFocus = (event: FocusEvent) => note(focusedCard(event.target));
  // A pressed link need not get the focus in every browser.
  const onClick = (event: Event) => {
    if (event.target instanceof Element) note(focusedCard(event.target.closest('a')));
  };
  const { save } = places;
  target.addEventListener('scroll', onScroll, { passive: true });
  element.addEventListener('focusin', onFocus);
  element.addEventListener('click', onClick);
  for (const touch of TOUCHES) target.addEventListener(touch, keeping.onTouch, { passive: true });
  defaultView?.addEventListener('pagehide', save);
  return () => {
    save();
    target.removeEventListener('scroll', onScroll);
    element.removeEventListener('focusin', onFocus);
    element.removeEventListener('click', onClick);
    for (const touch of TOUCHES) target.removeEventListener(touch, keeping.onTouch);
    defaultView?.removeEventListener('pagehide', save);
  };
}

function focusedCard(element: EventTarget | null): Place['focus'] {
  const { key, at } = element instanceof HTMLElement ? element.dataset : {};
  return key === undefined || at === undefined ? undefined : { key, at: Number(at) };
}

/** Nobody has it but the page that was just opened. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || activeElement.matches('.pm-main');
}

/** Another search: its first packages come into sight, nothing above them moves more than it must. Gives where that is. */
function toFirst(page: HTMLElement): number {
  const scroller = scrollParent(page);
  const results = page.querySelector('.pm-results');
  if (!results) return 0;
  const top = scroller.ownerDocument.documentElement === scroller ? 0 : topOf(scroller);
  const above = topOf(results) - top;
  if (above < 0) scroller.scrollTop += above;
  return scroller.scrollTop;
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}
