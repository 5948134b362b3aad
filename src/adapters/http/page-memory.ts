/** Remembers as long as the page or the process lives: for Node, for tests, and where a browser keeps nothing. */
import type { Memory } from '#core/ports.ts';

export function createPageMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    // One step by nature: nothing else runs between reading and writing.
    async update(key, change) {
      const value = change(kept.get(key));
      kept.set(key, value);
      return value;
    },
    keys: (prefix) => Promise.resolve([...kept.keys()].filter((key) => key.startsWith(prefix))),
    async remove(key, when = () => true) {
      const value = kept.get(key);
      if (value !== undefined && when(value)) kept.delete(key);
    },
  };
}
