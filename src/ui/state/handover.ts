/** What one page leaves for the next without an address: which package's Install was pressed, and a word on what happened. */
import { formatHash, useRouter } from '../router.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { Route, Router } from '../router.ts';

export interface Handover {
  /** Remembers that Install was pressed on the page of this package (U13: an address alone starts nothing). */
  intend(opened: OpenPackage): void;
  /** The package as it was when Install was pressed, if that was this one. */
  intended(ref: { market: string; name: string; version: string }): OpenPackage | undefined;
  /** Leaves words for the page at this route. */
  tell(route: Route, words: string): void;
  /** The words left for this route; they stay until others are left or `forget` is called. */
  told(route: Route): string | undefined;
  forget(): void;
}

const handovers = new WeakMap<Router, Handover>();

/** The one of this router; kept in memory only, so a reload forgets it. */
export function useHandover(): Handover {
  const router = useRouter();
  const known = handovers.get(router);
  if (known) return known;
  const made = createHandover();
  handovers.set(router, made);
  return made;
}

function createHandover(): Handover {
  let opened: OpenPackage | undefined;
  let words: { hash: string; text: string } | undefined;
  return {
    intend(next) {
      opened = next;
    },
    intended({ market, name, version }) {
      const same =
        opened?.market.id === market && opened.name === name && opened.version === version;
      return same ? opened : undefined;
    },
    tell(route, text) {
      words = { hash: formatHash(route), text };
    },
    told(route) {
      return words?.hash === formatHash(route) ? words.text : undefined;
    },
    forget() {
      words = undefined;
    },
  };
}
