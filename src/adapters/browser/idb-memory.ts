/** Remembers in IndexedDB, which pages and workers of one origin share and which keeps each change one step between tabs. */
import { createPageMemory } from '../http/page-memory.ts';

import type { Memory } from '#core/ports.ts';

export interface IdbMemoryOptions {
  /** Name of the database; `pai-market` if absent. */
  name?: string;
  /** Milliseconds after which storage that does not answer counts as blocked. */
  patience?: number;
}

const STORE = 'memory';
/** So often a page waits for storage that does not answer; what fails at once is asked again each time. */
const MOST_SILENCES = 2;

/**
 * R09: where the browser keeps nothing (private window, blocked or full storage, a database that does not open), it
 * remembers as long as the page; never an error. What `change` throws is passed on, and nothing is changed.
 */
export function createIdbMemory({
  name = 'pai-market',
  patience = 3_000,
}: IdbMemoryOptions = {}): Memory {
  const page = createPageMemory();
  let silences = 0;
  const attempt = async (
    key: string,
    work: Work,
    instead: () => Promise<string | undefined>,
  ): Promise<string | undefined> => {
    if (silences >= MOST_SILENCES) return instead();
    try {
      const value = await withDatabase(name, work, patience);
      // Should the storage fail later, what it last said is still known.
      if (value !== undefined) await page.update(key, () => value);
      return value;
    } catch (error) {
      if (error instanceof ChangeError) throw error.cause;
      if (error instanceof SilenceError) silences += 1;
      return instead();
    }
  };
  /** Keys whose newest value could not be stored: for them the page knows better than the storage. */
  const unsaved = new Set<string>();
  return {
    get: async (key) =>
      unsaved.has(key)
        ? page.get(key)
        : attempt(
            key,
            (open, settle) => read(open, key, settle),
            () => page.get(key),
          ),
    async update(key, change) {
      const own = unsaved.has(key) ? await page.get(key) : undefined;
      const next: Change = (kept) => change(own ?? kept);
      unsaved.delete(key);
      const value = await attempt(
        key,
        (open, settle) => write(open, { key, change: next, settle }),
        () => {
          unsaved.add(key);
          return page.update(key, change);
        },
      );
      return value ?? '';
    },
  };
}

type Change = Parameters<Memory['update']>[1];

interface Settle {
  resolve(value: string | undefined): void;
  reject(error: unknown): void;
}

type Work = (database: IDBDatabase, settle: Settle) => void;

/** Tells an error of the caller's own function from one of the storage. */
class ChangeError extends Error {}

/** The storage neither worked nor failed in time. */
class SilenceError extends Error {}

/** Opened for each work and closed after it: no connection of ours stands in the way of anybody, or goes stale. */
function withDatabase(name: string, work: Work, patience: number): Promise<string | undefined> {
  let database: IDBDatabase | undefined;
  let over = false;
  const working = new Promise<string | undefined>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SilenceError('the storage does not answer')),
      patience,
    );
    const settle: Settle = {
      resolve: (value) => (clearTimeout(timer), resolve(value)),
      reject: (error) => (clearTimeout(timer), reject(error as Error)),
    };
    // Even reading `indexedDB` throws where storage is blocked, and that rejects.
    const opening = globalThis.indexedDB.open(name, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
    opening.onerror = () => settle.reject(opening.error);
    opening.onsuccess = () => {
      database = opening.result;
      if (over) return database.close();
      try {
        work(database, settle);
      } catch (error) {
        settle.reject(error);
      }
    };
  });
  return working.finally(() => {
    over = true;
    database?.close();
  });
}

function read(database: IDBDatabase, key: string, { resolve, reject }: Settle): void {
  const transaction = database.transaction(STORE, 'readonly');
  const reading = transaction.objectStore(STORE).get(key);
  transaction.oncomplete = () => resolve(toText(reading.result));
  transaction.onabort = () => reject(transaction.error);
}

/** One transaction: until it ends, no other tab reads or writes the key. */
function write(
  database: IDBDatabase,
  { key, change, settle }: { key: string; change: Change; settle: Settle },
): void {
  const transaction = database.transaction(STORE, 'readwrite');
  const store = transaction.objectStore(STORE);
  const reading = store.get(key);
  let value: string | undefined;
  let failure: unknown;
  reading.onsuccess = () => {
    try {
      value = change(toText(reading.result));
    } catch (cause) {
      failure = new ChangeError('the change failed', { cause });
      transaction.abort();
      return;
    }
    store.put(value, key);
  };
  transaction.oncomplete = () => settle.resolve(value);
  transaction.onabort = () => settle.reject(failure ?? transaction.error);
}

/** Whatever else stands there was not written by us and counts as nothing. */
function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
