/** What the cache's test runs in pages. */
import { createIdbCache } from '#adapters/browser/idb-cache.ts';

export interface CacheHost {
  createIdbCache: typeof createIdbCache;
}

Object.assign(globalThis, { cacheHost: { createIdbCache } satisfies CacheHost });
