/** The port behind which a place lies that markets are published to: a folder, or a bucket of S3-compatible storage. */

/** What a target holds under one path. */
export interface TargetEntry {
  /** Relative to the target, `/` between segments. */
  path: string;
  size: number;
  /** Equal for equal bytes, and equal to `PublishTarget.tagOf` them; undefined where the target cannot tell. */
  tag(): Promise<string | undefined>;
}

export interface TargetFile {
  bytes: Uint8Array;
  /** Names this state of the file; for `PutOptions.when`. */
  version: string;
  /** Milliseconds since it was written, by the clock of the target; undefined where it does not tell. */
  age: number | undefined;
}

export interface PutOptions {
  contentType: string;
  cacheControl: string;
  /** Written only where nothing is (`absent`), or where this version is; else `publish-conflict`. Targets without `conditional` write all the same. */
  when?: 'absent' | { version: string } | undefined;
  signal?: AbortSignal | undefined;
  /** Bytes of it that left so far; begins anew when it is sent again. */
  onProgress?: ((sent: number) => void) | undefined;
}

/**
 * A place that readers see, file by file: each appears whole or not at all, and lasts once the call returned. All throw `target-unreachable`
 * (after several tries), `target-forbidden`, `target-invalid` for a place that is none, and `cancelled`.
 */
export interface PublishTarget {
  /** As the user named it, without secrets. */
  readonly base: string;
  /** Undefined where nothing is. Throws `target-invalid` above the limit. */
  read(
    path: string,
    options: { limit: number; signal?: AbortSignal | undefined },
  ): Promise<TargetFile | undefined>;
  /** Gives the version that is there now. */
  put(path: string, bytes: Uint8Array, options: PutOptions): Promise<string>;
  /** The bytes of one file under another path too, without sending them. False where `from` is not there. */
  copy(from: string, to: string, options: PutOptions): Promise<boolean>;
  /** Removes files, whether or not they are there. */
  remove(paths: readonly string[], signal?: AbortSignal): Promise<void>;
  /** All whose path begins with `prefix`, in no order. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<TargetEntry>;
  /** The tag that these bytes have in `TargetEntry`. */
  tagOf(bytes: Uint8Array): string;
  /** Lets pages of other origins read it. `kept`: that was so already; `none`: nothing is to be done here; `refused`: not with these rights. */
  allowOrigins(signal?: AbortSignal): Promise<'set' | 'kept' | 'none' | 'refused'>;
  /** How often it was asked for something so far, and how many bytes of files left and came. */
  readonly traffic: Readonly<TargetTraffic>;
}

export interface TargetTraffic {
  requests: number;
  sent: number;
  received: number;
}

/** How a target is reached; keys to it come from the environment only. */
export interface TargetOptions {
  /** Address of an S3-compatible server. */
  endpoint?: string | undefined;
  region?: string | undefined;
  /** Whether every file may be read by everybody, by its own rights. */
  publicRead?: boolean | undefined;
  /** How often a request is tried in all. */
  tries?: number | undefined;
}

/** The process of this run, and what is known of those of other runs. */
export interface OwnProcess {
  /** Tells nobody elsewhere which machine it is on. */
  name: string;
  /** True only where it is sure: a process of this machine that is there no more. */
  hasEnded(name: string): Promise<boolean>;
}
