/** Opens a repository: its list of tracked files, brought up to date with what lies on the disk now. */
import { MarketError } from '#core/errors.ts';

import type { Limits } from '#core/limits.ts';
import type { Member, MemberChanges, RepositoryNotice } from '#core/model/repository.ts';
import type { Repositories, RepositoryFolder, StampedEntry } from '#core/ports.ts';

export interface RepositoryWorld {
  repositories: Repositories;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

/** A repository as it was when it was opened. */
export interface OpenRepository {
  /** As `findRepository` gives it. */
  readonly root: string;
  readonly folder: RepositoryFolder;
  /** In byte order of paths. */
  readonly members: readonly Member[];
  /** Since the list was last brought up to date by any command. */
  readonly changes: MemberChanges;
  readonly notices: readonly RepositoryNotice[];
  /** Everything that lies in it, but for what is ignored; in byte order of paths. */
  readonly entries: readonly StampedEntry[];
  /** Folders of nested repositories, in byte order. */
  readonly nested: readonly string[];
  /**
   * The bytes and the data of a component file or package.yaml; what this access had to read anyway is not read again.
   * `value` is undefined for one that is no YAML. Throws `source-invalid` when it has changed since.
   */
  document(member: Member): Promise<{ bytes: Uint8Array; value: unknown }>;
  /** Reads a file of `.pai-market/state/`; undefined where there is none or one past the limit. */
  readState(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Keeps a file in `.pai-market/state/`, whole or not at all. False, and nothing done, while another command writes or where nothing can be written. */
  writeState(name: string, bytes: Uint8Array): Promise<boolean>;
}

/** Throws `repository-missing`, `repository-invalid`. Never waits for a writer. */
export function openRepository(_root: string, _world: RepositoryWorld): Promise<OpenRepository> {
  return Promise.reject(new MarketError('internal', 'not yet'));
}
