/** The beginning of a long list, and a button that shows more of it. */
import { useState } from 'react';

import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';

import type { ReactNode } from 'react';

export interface Shown<Item> {
  shown: readonly Item[];
  /** Undefined once all is shown. */
  button: ReactNode;
}

/** `step` are shown at first, and so many more at each press. */
export function useShowMore<Item>(items: readonly Item[], step = 100): Shown<Item> {
  const [count, setCount] = useState(step);
  const rest = items.length - count;
  return {
    shown: items.slice(0, count),
    button:
      rest > 0 ? (
        <Button kind="link" className="pm-show-more" onClick={() => setCount(count + step)}>
          {packageTexts.showMore(Math.min(rest, step))}
        </Button>
      ) : undefined,
  };
}
