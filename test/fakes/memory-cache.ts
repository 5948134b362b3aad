/** Keeps files as the plugin does, but in memory, where tests can see and change them. */
import type { Cache } from '#core/ports.ts';

export interface MemoryCache extends Cache {
  files: Map<string, { bytes: Uint8Array; etag?: string }>;
}

export function createMemoryCache(): MemoryCache {
  const files: MemoryCache['files'] = new Map();
  return {
    files,
    get: (key) => Promise.resolve(files.get(key)),
    put: async (key, value) => void files.set(key, value),
    async keepOnly(prefix, keys) {
      for (const key of files.keys()) {
        if (key.startsWith(prefix) && !keys.has(key)) files.delete(key);
      }
    },
  };
}
