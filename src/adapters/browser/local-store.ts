/** Keeps small texts in the browser's localStorage, under a prefix of our own; without one, for as long as the page lasts. */
import type { Store } from '#core/ports.ts';

const PREFIX = 'pai-market:';

/**
 * R09: a private window, a full quota or blocked storage is never an error. What the browser does not keep lasts as
 * long as the page, or an accepted licence would be asked for without end.
 */
export function createLocalStore(): Store {
  const unkept = new Map<string, string>();
  return {
    get: (key) =>
      unkept.get(key) ?? attempt((storage) => storage.getItem(PREFIX + key)) ?? undefined,
    set(key, value) {
      const isKept = attempt((storage) => {
        storage.setItem(PREFIX + key, value);
        return true;
      });
      if (isKept) unkept.delete(key);
      else unkept.set(key, value);
      return isKept ?? false;
    },
    remove(key) {
      unkept.delete(key);
      attempt((storage) => storage.removeItem(PREFIX + key));
    },
    keys(prefix) {
      const kept = attempt((storage) => listKeys(storage, prefix)) ?? [];
      const others = [...unkept.keys()].filter((key) => key.startsWith(prefix));
      return [...new Set([...kept, ...others])];
    },
  };
}

function listKeys(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
    .filter((key) => key.startsWith(PREFIX + prefix))
    .map((key) => key.slice(PREFIX.length));
}

function attempt<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(globalThis.localStorage);
  } catch {
    // Even reading `localStorage` throws where storage is blocked; the page's own copy is then all there is.
    return undefined;
  }
}
