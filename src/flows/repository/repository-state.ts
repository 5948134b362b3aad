/** What a repository remembers of itself in `.pai-market/state/`: all of it can be made anew, none of it is trusted to be whole. */
import { MarketError } from '#core/errors.ts';
import { EMPTY_LIST, formatList, MARKER, parseList } from '#core/repository/index.ts';

import type { RepositoryFolder } from '#core/publisher-ports.ts';
import type { FileList, ListedFile } from '#core/repository/index.ts';

/** All that can be made anew. */
export const STATE = `${MARKER}/state`;
const LIST = 'files.json';
/** Written only to ask the disk for its time. */
const CLOCK = 'clock';
/** Half a million files; more is no list of ours. */
const LIST_BYTES = 256 * 1024 * 1024;

export interface RepositoryState {
  /** Reads a file of `.pai-market/state/`; undefined where there is none, one past the limit, or one that cannot be read. */
  readState(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Keeps a file in `.pai-market/state/`, whole or not at all. False, and nothing done, while another command writes or where nothing can be written. */
  writeState(name: string, bytes: Uint8Array): Promise<boolean>;
  readList(): Promise<FileList>;
  /** `begun` is when the disk was looked at, by the clock that `now` asks. */
  writeList(
    files: readonly ListedFile[],
    time: { begun: number; now: () => number },
  ): Promise<boolean>;
}

/** `locked` says that the caller has the lock. */
export function createState(folder: RepositoryFolder, locked: boolean): RepositoryState {
  const readState: RepositoryState['readState'] = (name, limit) => read(folder, name, limit);
  const writeState: RepositoryState['writeState'] = (name, bytes) =>
    locked ? write(folder, name, bytes) : unlessBusy(folder, () => write(folder, name, bytes));
  return {
    readState,
    writeState,
    async readList() {
      const bytes = await readState(LIST, LIST_BYTES);
      return (bytes && parseList(new TextDecoder().decode(bytes))) ?? EMPTY_LIST;
    },
    writeList: (files, time) => {
      const save = () => saveList(folder, files, time);
      return locked ? save() : unlessBusy(folder, save);
    },
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

/** The disk may be that of another machine, whose clock tells another time. */
async function saveList(
  folder: RepositoryFolder,
  files: readonly ListedFile[],
  { begun, now }: { begun: number; now: () => number },
): Promise<boolean> {
  if (!(await write(folder, CLOCK, new Uint8Array()))) return false;
  const clock = await folder.stat(`${STATE}/${CLOCK}`);
  if (!clock) return false;
  const looked = begun + clock.written - now();
  return await write(folder, LIST, new TextEncoder().encode(formatList({ files, looked })));
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

async function unlessBusy(
  folder: RepositoryFolder,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    const unlock = await lockRepository(folder, { waitMs: 0 });
    try {
      return await work();
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
