/** What the publisher's side asks of the world besides `ports.ts`: repositories, copies in one file, serving, addresses, git. */
import type { Tree } from './ports.ts';

/** One thing below a folder, with what tells without reading it whether it is still the same. */
export interface StampedEntry {
  /** Relative, `/` between segments. */
  path: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 unless a file. */
  size: number;
  /** Differs when the bytes may: made of size, times and inode. Empty unless a file that was asked about. */
  stamp: string;
  /** By the clock of the disk, in milliseconds: when the bytes were last written, as anybody may set it. */
  written: number;
  /** When bytes, name or rights last changed, which nobody can set. */
  changed: number;
}

export interface WalkOptions {
  /** Asked about everything that is found: what is skipped is not listed, nor anything in it. */
  skip(path: string, kind: StampedEntry['kind']): boolean;
  /** Asked before a folder is entered, with the names in it; else it is listed, and nothing in it. */
  enter(folder: string, names: readonly string[]): boolean;
  /** Files whose size, stamp and times are wanted. */
  stamps(path: string): boolean;
  /** Past so many entries `repository-invalid` is thrown. */
  most: number;
}

/** The folder of a repository; relative paths never lead out of it, also not through symbolic links. Throws as `Tree` does. */
export interface RepositoryFolder extends Pick<Tree, 'base' | 'read' | 'write' | 'remove'> {
  /** Everything below, in no order; links are listed and not followed. */
  walk(options: WalkOptions): Promise<StampedEntry[]>;
  /** What stands at a path, without following a link; undefined where nothing does. */
  stat(path: string): Promise<StampedEntry | undefined>;
  /** Makes a folder and those on the way to it. */
  makeFolder(path: string): Promise<void>;
  /** Renames a file or folder to a name where nothing is; throws `usage` where something is. After a crash it is at the old name, at the new one, or (a file) at both. */
  move(from: string, to: string): Promise<void>;
  /** Removes a folder with all below it, or a file; after a crash it is there whole or not at all, but for what lies in the folder `aside`, which goes away the next time. */
  discard(path: string, aside: string): Promise<void>;
  /**
   * Takes a lock that one process at a time has; gives the way to give it back. A holder that has ended counts for nothing.
   * Waits up to `waitMs`, then throws `repository-busy`; `cancelled`.
   */
  lock(
    path: string,
    options: { waitMs: number; signal?: AbortSignal | undefined },
  ): Promise<() => Promise<void>>;
}

/** The repositories of this disk. */
export interface Repositories {
  /** The working folder, absolute. */
  here(): string;
  /** The nearest folder from `from` upwards that has a repository of its own; throws `repository-invalid` for one that another user put above. */
  find(from: string): Promise<string | undefined>;
  /** `folder` as the user named it, relative to the working folder. */
  open(folder: string): RepositoryFolder;
  /** A path as the user named it, relative to the working folder, as one below `root`; empty for the root itself, undefined when it lies outside. */
  below(root: string, named: string): Promise<string | undefined>;
}

/** Where a copy of a market is made: a folder that may be served meanwhile, or one file. */
export interface CopyTarget {
  /** As the user named it, for messages, and for reading what it holds by `Sources.open`. */
  readonly base: string;
  /** Whether what is put can be seen at once, and outlasts a kill. */
  readonly live: boolean;
  /** Paths of the files that it held when it was opened. */
  held(): Promise<ReadonlySet<string>>;
  /** Puts a file there, whole or not at all; tells whether it was not there before with these bytes. `same`: they were read from here. */
  put(path: string, bytes: Uint8Array, same: boolean): Promise<boolean>;
  /** A file that it held stays as it is; nothing happens where it held none. */
  keep(path: string): Promise<void>;
  /** Ends the copy: what was neither put nor kept is removed and told; one file now takes the place of the former. */
  finish(): Promise<string[]>;
  /** Ends it otherwise: one file stays as it was, a folder keeps what was put. */
  discard(): Promise<void>;
}

/** A folder that is served over HTTP. */
export interface ServedFolder {
  /** Ends in a slash; the port is the real one where any was asked for. */
  readonly url: string;
  /** Takes no new request, and resolves when those that run have ended, or were broken off after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

export interface ServeOptions {
  folder: string;
  host: string;
  /** 0 for any that is free. */
  port: number;
  /** What the file at a path is sent with. */
  headersOf: (path: string) => { contentType: string; cacheControl: string };
  /** Hears of every answer when it ended; `bytes` of the body left. */
  onAnswer?: (answer: {
    method: string;
    target: string;
    status: number;
    bytes: number;
    ms: number;
  }) => void;
}

/** Begins to serve; throws `usage` where address and port cannot be had. */
export type ServeFolder = (options: ServeOptions) => Promise<ServedFolder>;

/** Asks the web whether addresses lead anywhere. */
export interface LinkChecker {
  /** Undefined if it does; else why not, completing "… leads nowhere: ". Throws only `cancelled`. */
  check(url: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** The files of a folder as its version control has them. */
export interface CommittedFiles {
  /** Below the folder, `/` between segments. */
  readonly paths: readonly string[];
  /** Whether the bytes are those that were committed; false for a path that was not. */
  isSame(path: string, bytes: Uint8Array): boolean;
}
