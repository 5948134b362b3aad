/** Tells the styles how high the part of the page is through which the list is seen: the portal may have bars of its own above it. */
import { useLayoutEffect } from 'react';

import { scrollParent } from '../parts/scroll-parent.ts';

import type { RefObject } from 'react';

/** Sets `--pm-sight` on the element, in pixels; nothing where nothing is laid out. */
export function useSightHeight(inside: RefObject<HTMLElement>): void {
  useLayoutEffect(() => {
    const element = inside.current;
    if (!element) return;
    const scroller = scrollParent(element);
    const measure = () => {
      const { clientHeight } = scroller;
      if (clientHeight > 0) element.style.setProperty('--pm-sight', `${clientHeight}px`);
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const sizes = new ResizeObserver(measure);
    sizes.observe(scroller);
    return () => sizes.disconnect();
  }, [inside]);
}
