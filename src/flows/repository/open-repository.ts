/** Opens a repository: its list of tracked files, brought up to date with what lies on the disk now. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { compareMembers, isPackageFile, toMembers } from '#core/repository/index.ts';
import { assertRepository } from './find-repository.ts';
import { lookAround } from './look-around.ts';
import { refreshList } from './refresh-list.ts';
import { createState } from './repository-state.ts';

import type { Limits } from '#core/limits.ts';
import type { Member, MemberChanges, RepositoryNotice } from '#core/model/repository.ts';
import type { Clock } from '#core/ports.ts';
import type { Repositories, RepositoryFolder, StampedEntry } from '#core/publisher-ports.ts';
import type { FileList } from '#core/repository/index.ts';
import type { RefreshedList } from './refresh-list.ts';
import type { RepositoryState } from './repository-state.ts';

export interface RepositoryWorld {
  repositories: Repositories;
  limits: Limits;
  clock: Clock;
  signal?: AbortSignal | undefined;
  /** Files read so far, and in all, where files had to be read. */
  onProgress?: ((read: number, total: number) => void) | undefined;
}

/** A repository as it was when it was opened. */
export interface OpenRepository extends Pick<RepositoryState, 'readState' | 'writeState'> {
  /** As `findRepository` gives it. */
  readonly root: string;
  readonly folder: RepositoryFolder;
  /** In byte order of paths. */
  readonly members: readonly Member[];
  /** Since the list was last brought up to date by any command. */
  readonly changes: MemberChanges;
  readonly notices: readonly RepositoryNotice[];
  /** Everything that lies in it, but for what is left out; in byte order of paths. Only YAML and JSON files have a size and a stamp. */
  readonly entries: readonly StampedEntry[];
  /** Folders of nested repositories, in byte order. */
  readonly nested: readonly string[];
  /**
   * The bytes of a component file or package.yaml; what this access had to read anyway is not read again.
   * Throws `source-invalid` when the file has changed since.
   */
  read(member: Member): Promise<Uint8Array>;
}

/**
 * Throws `repository-missing`, `repository-invalid`. Never waits for a writer; where the list cannot be kept, the next
 * access reads the same files again. `locked` says that the caller has the lock.
 */
export async function openRepository(
  root: string,
  world: RepositoryWorld,
  locked = false,
): Promise<OpenRepository> {
  const folder = await assertRepository(world.repositories, root);
  const state = createState(folder, locked);
  const begun = world.clock.now();
  const kept = await state.readList();
  const { entries, nested, notices } = await lookAround(folder, world.limits);
  const list = await refreshList(entries, kept, { ...world, folder });
  if (!list.same || kept.looked === 0) {
    await state.writeList(list.files, { begun, now: () => world.clock.now() });
  }
  const members = toMembers(list.files, new Set(nested));
  return {
    ...{ root, folder, members, entries, nested },
    changes: list.same ? NO_CHANGES : changesOf(kept, members),
    notices: [...notices, ...list.notices],
    read: (member) => readMember(member, { folder, list, limits: world.limits }),
    readState: state.readState,
    writeState: state.writeState,
  };
}

const NO_CHANGES: MemberChanges = { added: [], changed: [], moved: [], removed: [] };

function changesOf(kept: FileList, members: readonly Member[]): MemberChanges {
  return compareMembers(toMembers(kept.files, new Set()), members);
}

async function readMember(
  { path, digest: sum }: Member,
  { folder, list, limits }: { folder: RepositoryFolder; list: RefreshedList; limits: Limits },
): Promise<Uint8Array> {
  const read = list.read.get(path);
  if (read) return read;
  const limit = isPackageFile(path) ? limits.specBytes : limits.protocolBytes;
  const bytes = await folder.read(path, limit);
  if ((await digest(bytes)) === sum) return bytes;
  throw new MarketError(
    'source-invalid',
    `${path} was changed while it was looked at. Run the command again.`,
    { details: { file: path } },
  );
}
