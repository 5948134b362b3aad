/** How much is drawn beyond the window: little while everything changes, as after a key or a jump, more once that is seen. */
import { startTransition, useEffect, useMemo, useState } from 'react';

/** Screens above and below the window, so that scrolling meets what is there already. */
const AHEAD = 1;
/** Lists of so many packages are drawn whole, so that the browser's own search finds all of them. */
const WHOLE = 200;
/** The same for what may be replaced before anybody scrolls; rows that scrolling brings into sight are drawn in the same frame. */
const NEAR = 0;
/** Milliseconds until what is shown counts as looked at; keys follow each other faster. */
const SETTLE_MS = 250;

/** In screens; `order` and `jumps` are others when nothing of what was drawn is needed any more. */
export function useAhead(order: Uint32Array, jumps: number): number {
  const isWhole = order.length <= WHOLE;
  const turn = isWhole ? 0 : jumps;
  const sight = useMemo(() => ({ order, turn }), [order, turn]);
  const [settled, setSettled] = useState<object>();
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(sight)), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [sight]);
  if (settled !== sight) return NEAR;
  return isWhole ? Number.POSITIVE_INFINITY : AHEAD;
}
