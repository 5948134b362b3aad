/** What a repository remembers of itself in `.pai-market/state/`: all of it can be made anew, none of it is trusted to be whole. */
import { MarketError } from '#core/errors.ts';
import { EMPTY_LIST, MARKER, parseList } from '#core/repository/index.ts';

import type { RepositoryFolder } from '#core/ports.ts';
import type { KeptList } from './refresh-list.ts';

/** All that can be made anew. */
export const STATE = `${MARKER}/state`;
const LIST = 'files.json';
/** Half a million files; more is no list of ours. */
const LIST_BYTES = 256 * 1024 * 1024;

export interface RepositoryState {
  /** Reads a file of `.pai-market/state/`; undefined where there is none, one past the limit, or one that cannot be read. */
  readState(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Keeps a file in `.pai-market/state/`, whole or not at all. False, and nothing done, while another command writes or where nothing can be written. */
  writeState(name: string, bytes: Uint8Array): Promise<boolean>;
  readList(): Promise<KeptList>;
  writeList(text: string): Promise<boolean>;
}

/** `locked` says that the caller has the lock. */
export function createState(folder: RepositoryFolder, locked: boolean): RepositoryState {
  const readState: RepositoryState['readState'] = (name, limit) => read(folder, name, limit);
  const writeState: RepositoryState['writeState'] = (name, bytes) =>
    locked ? write(folder, name, bytes) : writeUnlessBusy(folder, name, bytes);
  return {
    readState,
    writeState,
    async readList() {
      const stats = await statQuietly(folder, `${STATE}/${LIST}`);
      const bytes = stats && (await readState(LIST, LIST_BYTES));
      const list = bytes && parseList(new TextDecoder().decode(bytes));
      return list ? { ...list, written: stats.written } : { ...EMPTY_LIST, written: 0 };
    },
    writeList: (text) => writeState(LIST, new TextEncoder().encode(text)),
  };
}

/** Takes the lock that one writer at a time has; gives the way to give it back. Throws `repository-busy`. */
export function lockRepository(
  folder: RepositoryFolder,
  options: { waitMs: number; signal?: AbortSignal | undefined },
): Promise<() => Promise<void>> {
  return folder.lock(`${STATE}/lock`, options);
}

/** Where files are made ready before they take their place, and where they are set aside. */
export const INCOMING = `${STATE}/incoming`;
export const ASIDE = `${STATE}/aside`;

async function statQuietly(folder: RepositoryFolder, path: string) {
  // A link on the way: what it leads to is none of our state.
  return await folder.stat(path).catch(() => undefined);
}

async function read(
  folder: RepositoryFolder,
  name: string,
  limit: number,
): Promise<Uint8Array | undefined> {
  try {
    return await folder.read(`${STATE}/${name}`, limit);
  } catch (thrown) {
    // Not there, too large or not to be read: it is made anew.
    if (thrown instanceof MarketError) return undefined;
    throw thrown;
  }
}

async function writeUnlessBusy(
  folder: RepositoryFolder,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    const unlock = await lockRepository(folder, { waitMs: 0 });
    try {
      return await write(folder, name, bytes);
    } finally {
      await unlock();
    }
  } catch (thrown) {
    // Somebody else writes, or nobody may: what is kept is only there to save time.
    if (thrown instanceof MarketError) return false;
    throw thrown;
  }
}

async function write(folder: RepositoryFolder, name: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await folder.write(`${STATE}/${name}`, bytes);
    return true;
  } catch (thrown) {
    if (thrown instanceof MarketError) return false;
    throw thrown;
  }
}
