/** All that core and flows ask of the world; adapters implement these, tests have small real worlds behind them. */

export interface ReadOptions {
  /** The read is cut off and refused (`net-too-large`) one byte past this. */
  limit: number;
  signal?: AbortSignal | undefined;
  /** Bytes read so far and, where known, in all. */
  onProgress?: ((read: number, total: number | undefined) => void) | undefined;
  /** Size in bytes that something trusted pins, so that the read fills one buffer of that size; a hint, never a check. */
  expected?: number | undefined;
  /** Each piece in order, before the read resolves; `at` is where it begins. `at` 0 again means that the read began anew. It holds until the call returns. */
  onPiece?: ((piece: Uint8Array, at: number) => void) | undefined;
  /** Asks past every cache between here and the server (R24, R34). */
  reload?: boolean | undefined;
  /** Asks the server whether what a cache between here and it holds is still so. */
  revalidate?: boolean | undefined;
  /** Hears the ETag of the answer, where it is told and may be seen; bytes that it gives stand for the body, which is then not read. */
  onTag?: ((etag: string) => Uint8Array | undefined) | undefined;
}

/** The static files of one market. */
export interface Source {
  /** Absolute address or folder, for messages. */
  readonly base: string;
  /**
   * Reads a file below the base; `path` is relative, its segments already checked and not yet percent-encoded.
   * Throws `MarketError` net-*; a file that is not there is `net-status` with `details.status` 404.
   */
  read(path: string, options: ReadOptions): Promise<Uint8Array>;
}

/** Makes sources and fetches certificates by address. */
export interface Sources {
  open(base: string): Source;
  /** Reads one absolute address, as `Source.read` does. */
  fetch(url: string, options: ReadOptions): Promise<Uint8Array>;
}

export interface ClusterRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute; refused with `cluster-origin` unless at the cluster's origin and below its base. */
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal | undefined;
  /** Bytes of the body that left so far, where the platform tells it. */
  onProgress?: ((sent: number, total: number) => void) | undefined;
}

export interface ClusterResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Cut off at `limits.clusterBytes`. */
  text: string;
}

/** The REST server of one cluster, OpenPAI's or CDAP's. The token lives in the adapter and is added only here. */
export interface Cluster {
  /** Absolute, ends in a slash, such as `https://pai.example.org/rest-server/`. */
  readonly base: string;
  /** Throws `MarketError` only when there is no answer: cluster-unreachable, cluster-redirect, cluster-origin, net-cors, net-timeout, cancelled. */
  send(request: ClusterRequest): Promise<ClusterResponse>;
}

/** Small texts that survive a reload, per browser user. Reading what was never written gives undefined. */
export interface Store {
  get(key: string): string | undefined;
  /** Returns false where the browser keeps nothing (private window, quota). */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  /** Keys that begin with `prefix`. */
  keys(prefix: string): string[];
}

/**
 * What is remembered of markets, shared by all tabs and workers of one browser user. A change is one step: nobody
 * else reads or writes the key between its two halves. Where nothing can be kept, it lasts as long as the page.
 */
export interface Memory {
  get(key: string): Promise<string | undefined>;
  /** Gives the value now kept. `change` gets the value kept before and gives the new one; it must not await anything. */
  update(key: string, change: (kept: string | undefined) => string): Promise<string>;
  /** Keys that begin with `prefix`, in no order. */
  keys(prefix: string): Promise<string[]>;
  /** Nothing happens when it is not there, or when `when` says no to what is kept; asking and removing are one step. */
  remove(key: string, when?: (kept: string) => boolean): Promise<void>;
}

/** Bytes that were read before, kept by the browser to save reading them again; what comes out is verified like what comes from a server. */
export interface Cache {
  /** Undefined where there is none, or where nothing can be kept. */
  get(key: string): Promise<{ bytes: Uint8Array; etag?: string } | undefined>;
  /** Never fails: what cannot be kept is read again the next time. */
  put(key: string, value: { bytes: Uint8Array; etag?: string }): Promise<void>;
  /** Forgets all keys that begin with `prefix` but for these. */
  keepOnly(prefix: string, keys: ReadonlySet<string>): Promise<void>;
}

/** The clusters of an install, as far as they are configured. */
export interface Clusters {
  openpai?: Cluster | undefined;
  cdap?: Cluster | undefined;
}

/** The other tabs of this browser. Where the browser cannot reach them, nobody answers. */
export interface Tabs {
  /** False where the browser cannot reach them: silence then says nothing. */
  readonly reaches?: boolean;
  /** Whether some other tab answers for this topic within so many milliseconds. */
  ask(topic: string, ms: number): Promise<boolean>;
  /** Answers for the topic until the function that it gives is called. */
  answer(topic: string): () => void;
}

/** The only clock; times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with `cancelled` when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Random text of 32 hexadecimal digits for receipts. */
export type NewId = () => string;

/** One thing in a folder; `path` is relative with `/`. */
export interface TreeEntry {
  path: string;
  /** `link` is a symbolic link whose target was not looked at; `other` is a device, socket or pipe. */
  kind: 'file' | 'link' | 'other';
  /** Size in bytes; 0 unless a file. */
  size: number;
  /**
   * Differs when the bytes may: made of size, times and inode. Absent unless a file, and for one that changed so lately
   * that the next change could go unseen: such a file is read again.
   */
  stamp?: string | undefined;
  /**
   * Differs when the bytes were written anew: made of size, time of writing and inode. Unlike `stamp` it stays when the file gets or
   * loses a second name, and whoever may write the file can forge it: for what readers verify again anyway. Absent as `stamp` is.
   */
  written?: string | undefined;
}

/** A folder for reading and writing; relative paths never lead out of it, also not through symbolic links. */
export interface Tree {
  /** The folder as the user named it, for messages. */
  readonly base: string;
  /** Everything below, in byte order of paths, folders left out, links not followed; of folders only those for which `enter` says yes. Empty when the folder is not there. */
  list(enter?: (folder: string) => boolean): Promise<TreeEntry[]>;
  /** Throws `source-invalid` when it is not a plain file, `net-too-large` above the limit. */
  read(path: string, limit: number): Promise<Uint8Array>;
  /** Writes one file whole or not at all, making folders; never through a link. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes one file; nothing happens when it is not there. Never through a link. */
  remove(path: string): Promise<void>;
  /** Keeps others from locking and staging it until what it gives is called. Throws `repository-busy` while another process does either. */
  lock(): Promise<() => Promise<void>>;
  /**
   * Begins a new folder beside this one that shall take its place. `spare` is where the former one is laid by, as the begin of the next:
   * what did not change then needs neither be made nor removed. Throws `repository-busy` while another process does the same.
   */
  stage(options?: { spare?: string | undefined }): Promise<StagedTree>;
}

/** A folder in the making; it is no part of the tree until `commit`. */
export interface StagedTree {
  /** Where it is meanwhile, for reading it as a market. */
  readonly base: string;
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Takes files of the tree over as they are, without reading them where the disk can name one file twice. Throws `source-invalid` as `Tree.read`. */
  keep(paths: readonly string[]): Promise<void>;
  /** Names a file of this folder a second time. */
  alias(path: string, name: string): Promise<void>;
  /** Says that files were written on another thread. */
  claim(paths: Iterable<string>): void;
  /** Removes what was neither written nor kept; nothing is written afterwards. `commit` does it, too. */
  settle(): Promise<void>;
  /** Puts it in the place of the tree in one step, so that a reader sees the old or the new; the old one is removed. */
  commit(): Promise<void>;
  /** Removes it; the tree stays as it was. */
  discard(): Promise<void>;
}

/** A `Cache` in a folder of the disk, bounded in size, whose bytes are held against their digest when they are read. */
export interface FolderCache extends Cache {
  /** For opening it on another thread. */
  readonly folder: string;
  /** Version of the program: what another one concluded counts for nothing. */
  readonly program: string;
  /** Removes what was not used for the longest time until the rest is within the bound. Never fails. */
  trim(): Promise<void>;
}

/**
 * Runs calls of one program side by side, on other threads; input and output are plain data. Rejects with the `MarketError` that
 * the other side threw.
 */
export interface Workers {
  /** How many calls run at the same time. */
  readonly size: number;
  call(name: string, input: unknown): Promise<unknown>;
  /** Ends all threads; what was not answered is `cancelled`. */
  close(): Promise<void>;
}

/** An unlocked secret key; it makes detached binary signatures (type 0x00, SHA-512), armored. */
export interface Signer {
  /** Fingerprint of the primary key, upper-case hexadecimal. */
  readonly fingerprint: string;
  /** The public certificate, armored, for checking the own output. */
  readonly certificate: string;
  /** With `beside`, a signature file, the signatures by other keys in it stay, before the new one. Throws `signature-malformed` when it is none. */
  sign(bytes: Uint8Array, beside?: Uint8Array): Promise<string>;
  /** Fingerprints, or key IDs where there is no more, of the other keys that made the signatures of a file; empty when it is none. */
  others(signature: Uint8Array): Promise<string[]>;
}

/** A key for signing a market, as it is wished for. */
export interface KeyWish {
  /** For people; part of its user ID. */
  name: string;
  email?: string | undefined;
  algorithm: 'ed25519' | 'rsa4096';
  /** Until it expires. */
  days: number;
  /** None leaves the secret files unlocked. */
  passphrase: string | undefined;
}

/** What was made; all parts are armored. */
export interface NewKey {
  /** Of the primary key and of the subkey that signs, upper-case hexadecimal. */
  fingerprint: string;
  signingFingerprint: string;
  /** RFC 3339, UTC. */
  expires: string;
  certificate: string;
  /** The certificate with its revocation, for the day on which the secret is in wrong hands. */
  revoked: string;
  /** The whole secret key, and one that only can sign. */
  secret: string;
  signing: string;
}

/** One file of a folder that is made. */
export interface NewFile {
  /** Without a folder. */
  name: string;
  bytes: Uint8Array;
  /** Whether its own rights keep everybody else out, too, wherever it is copied. */
  isPrivate: boolean;
}

/** Files that the user names on the command line. All throw `usage` with the path when it cannot be read or written. */
export interface Files {
  /** What stands at a path; links are followed; undefined if nothing does. */
  kind(path: string): Promise<'file' | 'folder' | 'other' | undefined>;
  /** Reads a whole file; `net-too-large` above `limit` bytes. */
  read(path: string, limit: number): Promise<Uint8Array>;
  /** Writes a whole file, making its folders; replaces one that is there. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes a folder, which only its owner looks into, with all of these files or not at all; `usage` where something but an empty folder is. */
  createFolder(path: string, files: readonly NewFile[]): Promise<void>;
  /** A folder with all below it; names below it never lead out of it. */
  tree(path: string): Tree;
}
