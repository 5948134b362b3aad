/** Keeps small texts in the browser's localStorage, under a prefix of our own; works without one, but forgets. */
import type { Store } from '#core/ports.ts';

const PREFIX = 'pai-market:';

/** R09: a private window, a full quota or blocked storage is never an error. */
export function createLocalStore(): Store {
  return {
    get: (key) => attempt((storage) => storage.getItem(PREFIX + key)) ?? undefined,
    set: (key, value) =>
      attempt((storage) => {
        storage.setItem(PREFIX + key, value);
        return true;
      }) ?? false,
    remove: (key) => void attempt((storage) => storage.removeItem(PREFIX + key)),
    keys: (prefix) => attempt((storage) => listKeys(storage, prefix)) ?? [],
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
    // Even reading `localStorage` throws where storage is blocked; nothing kept is then the truth.
    return undefined;
  }
}
