/** How much is drawn beyond the window: little while everything changes, as after a key or a jump, more once that is seen. */
import { startTransition, useEffect, useMemo, useState } from 'react';

/** Screens above and below the window, so that scrolling meets what is there already. */
const AHEAD = 1;
/** The same for what may be replaced before anybody scrolls; rows that scrolling brings into sight are drawn in the same frame. */
const NEAR = 0;
/** Screens that hold all packages of a small market, on the narrowest window. */
const ALL = 50;
/** Milliseconds until what is shown counts as looked at; keys follow each other faster. */
const SETTLE_MS = 250;
/** Milliseconds between two screens more, so that no drawing takes long. */
const STEP_MS = 40;

/**
 * In screens; `order` and `jumps` are others when nothing of what was drawn is needed any more. A small market is drawn
 * whole in the end, screen by screen, so that the browser's own search finds all of it.
 */
export function useAhead(order: Uint32Array, jumps: number, isSmall: boolean): number {
  const turn = isSmall ? 0 : jumps;
  const sight = useMemo(() => ({ order, turn }), [order, turn]);
  const [drawn, setDrawn] = useState<{ sight: object; screens: number }>();
  const screens = drawn?.sight === sight ? drawn.screens : NEAR;
  const isDone = screens >= (isSmall ? Math.min(ALL, order.length) : AHEAD);
  useEffect(() => {
    if (isDone) return;
    const widen = () => startTransition(() => setDrawn({ sight, screens: screens + 1 }));
    const timer = setTimeout(widen, screens < AHEAD ? SETTLE_MS : STEP_MS);
    return () => clearTimeout(timer);
  }, [sight, screens, isDone]);
  return screens;
}
