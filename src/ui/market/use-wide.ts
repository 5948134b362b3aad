/** Whether there is room for the filters beside the list; the styles know the same width. */
import { useLayoutEffect, useState } from 'react';

import type { RefObject } from 'react';

/** Pixels of the plugin's own width; as in styles/market.css. */
const WIDE = 720;

export function useWide(inside: RefObject<HTMLElement>): boolean {
  const [wide, setWide] = useState(true);
  useLayoutEffect(() => {
    const frame = inside.current?.closest<HTMLElement>('.pm-frame');
    if (!frame) return;
    // Without layout all is wide.
    const measure = () => setWide(frame.clientWidth === 0 || frame.clientWidth >= WIDE);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const sizes = new ResizeObserver(measure);
    sizes.observe(frame);
    return () => sizes.disconnect();
  }, [inside]);
  return wide;
}
