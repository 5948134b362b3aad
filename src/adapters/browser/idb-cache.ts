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

type Work<Result> = (database: IDBDatabase) => Promise<Result>;

const STORE = 'files';
/** So often somebody waits for storage that does not answer. */
const MOST_SILENCES = 2;

/** One connection for all reads, as a market can have hundreds of files; it gives way to whoever wants to change or delete the database. */
export function createIdbCache({
  name = 'pai-market-files',
  patience = 3_000,
}: IdbCacheOptions = {}): Cache {
  let connection: Promise<IDBDatabase> | undefined;
  /** Keys that were there when they were first asked for, and those that came since: what is not among them is not looked for. */
  let keys: Promise<Set<string>> | undefined;
  let silences = 0;
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
  /** Undefined where the storage fails; where it does not answer in time, too, and then it is soon left alone. */
  const attempt = async <Result>(work: Work<Result>): Promise<Result | undefined> => {
    if (silences >= MOST_SILENCES) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        silences += 1;
        resolve(undefined);
      }, patience);
    });
    const working = tryTo(connect, work);
    return Promise.race([working, silence]).finally(() => clearTimeout(timer));
  };
  /** Nobody waits for a change, which on a busy computer takes its time. */
  const alter = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    if (silences < MOST_SILENCES) await tryTo(connect, (database) => change(database, work));
  };
  const known = () => (keys ??= attempt(listKeys).then((all) => new Set(all)));
  return {
    async get(key) {
      if (!(await known()).has(key)) return undefined;
      return attempt((database) => read(database, key));
    },
    async put(key, value) {
      await alter((store) => store.put(value, key));
      (await known()).add(key);
    },
    async keepOnly(prefix, wanted) {
      const all = await known();
      const old = [...all].filter((key) => key.startsWith(prefix) && !wanted.has(key));
      if (old.length === 0) return;
      for (const key of old) all.delete(key);
      await alter((store) => {
        for (const key of old) store.delete(key);
      });
    },
  };
}

async function tryTo<Result>(
  connect: () => Promise<IDBDatabase>,
  work: Work<Result>,
): Promise<Result | undefined> {
  try {
    return await work(await connect());
  } catch {
    // Blocked, full or broken storage: a cache that keeps nothing is only slower.
    return undefined;
  }
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
