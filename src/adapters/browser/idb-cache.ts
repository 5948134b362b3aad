/** Keeps files of markets in IndexedDB, which pages on plain HTTP have, too; where it fails, nothing is kept and nothing breaks. */
import type { Cache } from '#core/ports.ts';

export interface IdbCacheOptions {
  /** Name of the database; `pai-market-files` if absent. */
  name?: string;
  /** Milliseconds after which storage that does not answer is asked no more. */
  patience?: number;
}

interface Kept {
  bytes: Uint8Array;
  etag?: string;
}

const STORE = 'files';

/** One connection for all reads, as a market can have hundreds of files; it gives way to whoever wants to change or delete the database. */
export function createIdbCache({
  name = 'pai-market-files',
  patience = 3_000,
}: IdbCacheOptions = {}): Cache {
  let connection: Promise<IDBDatabase> | undefined;
  /** Keys that were there when they were first asked for, and those that came since: what is not among them is not looked for. */
  let keys: Promise<Set<string>> | undefined;
  let isSilent = false;
  const connect = (): Promise<IDBDatabase> => {
    const opening = (connection ??= open(name));
    const forget = () => {
      if (connection === opening) connection = undefined;
    };
    opening.then((database) => {
      database.onclose = forget;
      database.onversionchange = () => {
        forget();
        database.close();
      };
    }, forget);
    return opening;
  };
  /** Undefined where the storage fails, or does not answer in time: then it is left alone. */
  const attempt = async <Result>(work: (database: IDBDatabase) => Promise<Result>) => {
    if (isSilent) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(void (isSilent = true)), patience);
    });
    try {
      return await Promise.race([connect().then(work), silence]);
    } catch {
      // Blocked, full or broken storage: a cache that keeps nothing is only slower.
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  const known = () => (keys ??= attempt(listKeys).then((all) => new Set(all)));
  return {
    async get(key) {
      if (!(await known()).has(key)) return undefined;
      return attempt((database) => read(database, key));
    },
    async put(key, value) {
      await attempt((database) => change(database, (store) => store.put(value, key)));
      (await known()).add(key);
    },
    async keepOnly(prefix, wanted) {
      const all = await known();
      const old = [...all].filter((key) => key.startsWith(prefix) && !wanted.has(key));
      if (old.length === 0) return;
      for (const key of old) all.delete(key);
      await attempt((database) =>
        change(database, (store) => {
          for (const key of old) store.delete(key);
        }),
      );
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Even reading `indexedDB` throws where storage is blocked, and that rejects.
    const opening = globalThis.indexedDB.open(name, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('the storage does not open'));
  });
}

function listKeys(database: IDBDatabase): Promise<string[]> {
  const transaction = database.transaction(STORE, 'readonly');
  const reading = transaction.objectStore(STORE).getAllKeys();
  return ended(transaction, () => reading.result.map(String));
}

function read(database: IDBDatabase, key: string): Promise<Kept | undefined> {
  const transaction = database.transaction(STORE, 'readonly');
  const reading = transaction.objectStore(STORE).get(key);
  return ended(transaction, () => toKept(reading.result));
}

function change(database: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = database.transaction(STORE, 'readwrite');
  work(transaction.objectStore(STORE));
  return ended(transaction, () => undefined);
}

function ended<Result>(transaction: IDBTransaction, result: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(result());
    transaction.onabort = () => reject(transaction.error ?? new Error('the storage gave up'));
  });
}

/** Whatever else stands there was not written by us and counts as nothing. */
function toKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return undefined;
  if (!(value.bytes instanceof Uint8Array)) return undefined;
  const etag = 'etag' in value && typeof value.etag === 'string' ? value.etag : undefined;
  return { bytes: value.bytes, ...(etag === undefined ? {} : { etag }) };
}
