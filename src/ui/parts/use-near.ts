/** Whether an element came near to what can be seen: what is expensive to draw waits for that. */
import { useEffect, useRef, useState } from 'react';

import type { RefObject } from 'react';

/** How far from what can be seen, above and below. */
const NEAR = '400px 0px';

/** Stays true once it was. */
export function useNear<Element extends HTMLElement>(): [RefObject<Element>, boolean] {
  const ref = useRef<Element>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    if (typeof IntersectionObserver === 'undefined') {
      setNear(true);
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return [ref, near];
}
