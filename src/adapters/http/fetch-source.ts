/** Markets and certificates over HTTP, in browsers and in Node; one of the two ways out (security rule 5.1). */
import { joinPath, pageAddress, toAddress, toBaseAddress, toPageAddress } from './address.ts';
import { download } from './download.ts';
import { WAITS } from './retry.ts';

import type { Sources } from '#core/ports.ts';
import type { WatchLimits } from './watch.ts';

export interface FetchOptions {
  limits: WatchLimits;
  /** Address of the page for which is read; a worker must be told, as its own is blob:. Where it runs, if absent. */
  page?: string | URL | undefined;
  /** Milliseconds before each further try after a fault that may pass; `WAITS` if absent. */
  waits?: readonly number[];
}

/**
 * No cookies, no referrer, no header but Range, no redirect, never a token. `open` and `fetch` throw `config-invalid`
 * and `config-insecure-base`; reading throws net-* and `cancelled`. Faults that may pass are tried again.
 */
export function createFetchSources({ limits, page: given, waits = WAITS }: FetchOptions): Sources {
  const pageNow = () => (given === undefined ? pageAddress() : toPageAddress(given));
  return {
    open(text) {
      const page = pageNow();
      const base = toBaseAddress(text, page);
      return {
        base: base.href,
        read: (path, options) => download(joinPath(base, path), options, { limits, page, waits }),
      };
    },
    async fetch(text, options) {
      const page = pageNow();
      return download(toAddress(text, page), options, { limits, page, waits });
    },
  };
}
