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
  const attempt = createAttempt(name, patience);
  /** Keys whose newest state could not be stored: for them the page knows better than the storage. */
  const unsaved = new Set<string>();
  /** Should the storage fail later, what it last said is still known. */
  const remember = async (key: string, value: string | undefined) => {
    if (unsaved.has(key)) return;
    if (value === undefined) await page.remove(key);
    else await page.update(key, () => value);
  };
  /** Changes the storage; where that fails, the page alone. */
  const alter = async <Result>(key: string, work: Work<Result>, instead: () => Promise<Result>) => {
    let isSaved = true;
    const result = await attempt(work, () => {
      isSaved = false;
      unsaved.add(key);
      return instead();
    });
    if (isSaved && result !== false) unsaved.delete(key);
    return result;
  };
  return {
    async get(key) {
      if (unsaved.has(key)) return page.get(key);
      const value = await attempt(read(key), () => page.get(key));
      await remember(key, value);
      return value;
    },
    async update(key, change) {
      const own = await page.get(key);
      const next: Change = (kept) => change(unsaved.has(key) ? own : kept);
      const value = await alter(key, write(key, next), () => page.update(key, change));
      await remember(key, value);
      return value;
    },
    async keys(prefix) {
      const own = await page.keys(prefix);
      const stored = await attempt(list(prefix), () => Promise.resolve(own));
      const kept = stored.filter((key) => !unsaved.has(key));
      return [...kept, ...own.filter((key) => unsaved.has(key))];
    },
    async remove(key, when = () => true) {
      const own = await page.get(key);
      const isUnwanted = (kept: string | undefined) => {
        const current = unsaved.has(key) ? own : kept;
        return current === undefined || when(current);
      };
      const isGone = await alter(key, erase(key, isUnwanted), async () => {
        await page.remove(key, when);
        return false;
      });
      if (isGone) await page.remove(key);
    },
  };
}

/** Works with the storage, or does `instead` where that fails; a storage that was silent too often is asked no more. */
function createAttempt(name: string, patience: number) {
  let silences = 0;
  return async <Result>(work: Work<Result>, instead: () => Promise<Result>): Promise<Result> => {
    if (silences >= MOST_SILENCES) return instead();
    try {
      return await withDatabase(name, work, patience);
    } catch (error) {
      if (error instanceof ChangeError) throw error.cause;
      if (error instanceof SilenceError) silences += 1;
      return instead();
    }
  };
}

type Change = Parameters<Memory['update']>[1];

interface Settle<Result> {
  resolve(value: Result): void;
  reject(error: unknown): void;
}

type Work<Result> = (database: IDBDatabase, settle: Settle<Result>) => void;

/** Tells an error of the caller's own function from one of the storage. */
class ChangeError extends Error {}

/** The storage neither worked nor failed in time. */
class SilenceError extends Error {}

/** Opened for each work and closed after it: no connection of ours stands in the way of anybody, or goes stale. */
function withDatabase<Result>(name: string, work: Work<Result>, patience: number): Promise<Result> {
  let database: IDBDatabase | undefined;
  let over = false;
  const working = new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SilenceError('the storage does not answer')),
      patience,
    );
    const settle: Settle<Result> = {
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

function read(key: string): Work<string | undefined> {
  return (database, { resolve, reject }) => {
    const transaction = database.transaction(STORE, 'readonly');
    const reading = transaction.objectStore(STORE).get(key);
    transaction.oncomplete = () => resolve(toText(reading.result));
    transaction.onabort = () => reject(transaction.error);
  };
}

function list(prefix: string): Work<string[]> {
  return (database, { resolve, reject }) => {
    const transaction = database.transaction(STORE, 'readonly');
    // Behind every text that begins so there is none of ours: U+FFFF is no character.
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const reading = transaction.objectStore(STORE).getAllKeys(range);
    transaction.oncomplete = () => resolve(reading.result.map(String));
    transaction.onabort = () => reject(transaction.error);
  };
}

function write(key: string, change: Change): Work<string> {
  return (database, settle) =>
    changeKept(database, { key, settle }, (kept, store) => {
      const value = change(kept);
      store.put(value, key);
      return value;
    });
}

/** Gives whether nothing stands there any more. */
function erase(key: string, when: (kept: string | undefined) => boolean): Work<boolean> {
  return (database, settle) =>
    changeKept(database, { key, settle }, (kept, store) => {
      if (!when(kept)) return false;
      store.delete(key);
      return true;
    });
}

/** One transaction: until it ends, no other tab reads or writes the key. What `work` throws comes as `ChangeError`. */
function changeKept<Result>(
  database: IDBDatabase,
  { key, settle }: { key: string; settle: Settle<Result> },
  work: (kept: string | undefined, store: IDBObjectStore) => Result,
): void {
  const transaction = database.transaction(STORE, 'readwrite');
  const store = transaction.objectStore(STORE);
  const reading = store.get(key);
  let done: { value: Result } | undefined;
  let failure: unknown;
  reading.onsuccess = () => {
    try {
      done = { value: work(toText(reading.result), store) };
    } catch (cause) {
      failure =
        cause instanceof DOMException ? cause : new ChangeError('the change failed', { cause });
      transaction.abort();
    }
  };
  transaction.oncomplete = () => {
    if (done) settle.resolve(done.value);
    else settle.reject(new Error('the storage ended without the change'));
  };
  transaction.onabort = () => settle.reject(failure ?? transaction.error);
}

/** Whatever else stands there was not written by us and counts as nothing. */
function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
