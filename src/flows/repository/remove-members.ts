/** Removes files and folders from a repository, but none that a package names or needs. */
import { MarketError } from '#core/errors.ts';
import { findBonds } from './bonds.ts';
import { changeRepository } from './change-repository.ts';
import { readLastChange, writeLastChange } from './last-change.ts';
import { placeIn } from './paths-in.ts';
import { refuseBonds } from './refuse-bonds.ts';
import { ASIDE } from './repository-state.ts';

import type { Member } from '#core/model/repository.ts';
import type { ChangingWorld } from './change-repository.ts';
import type { OpenRepository } from './open-repository.ts';

export interface Removing {
  /** Do it all the same, whatever names it. */
  force: boolean;
  /** Only tell what would be done. */
  dryRun: boolean;
}

export interface Removal {
  path: string;
  /** True where an earlier run of the same command had done it before it was killed. */
  already: boolean;
}

export interface Removed {
  removals: Removal[];
  /** The members that went, or would go. */
  members: Member[];
}

/** Throws `usage` for what is not there, for folders unless `recursive`, and `repository-invalid` for what packages name; then nothing was removed. */
export async function removeMembers(
  root: string,
  { paths, recursive }: { paths: readonly string[]; recursive: boolean },
  world: ChangingWorld & Removing,
): Promise<Removed> {
  const { result } = await changeRepository(root, world, async (repository) => {
    const removals = await planRemovals(repository, { paths, recursive }, world);
    const leaving = removals.filter(({ already }) => !already).map(({ path }) => ({ from: path }));
    if (!world.force) refuseBonds(await findBonds(repository, leaving, world), 'removed');
    const isGoing = ({ path }: Member) =>
      leaving.some(({ from }) => path === from || path.startsWith(`${from}/`));
    const members = repository.members.filter(isGoing);
    if (world.dryRun) return { removals, members };
    await writeLastChange(repository, { moved: [], removed: removals.map(({ path }) => path) });
    for (const { from } of leaving) await repository.folder.discard(from, ASIDE);
    return { removals, members };
  });
  return result;
}

async function planRemovals(
  repository: OpenRepository,
  { paths, recursive }: { paths: readonly string[]; recursive: boolean },
  { repositories }: ChangingWorld,
): Promise<Removal[]> {
  const last = await readLastChange(repository);
  const removals: Removal[] = [];
  for (const named of paths) {
    const path = await placeIn(repository.root, named, repositories);
    if (path === '') throw new MarketError('usage', 'The repository itself is not removed.');
    const there = await repository.folder.stat(path);
    const already = !there && last.removed.includes(path);
    if (!there && !already) {
      throw new MarketError('usage', `${named} is not there.`, { details: { file: named } });
    }
    if (there?.kind === 'folder' && !recursive) {
      const message = `${named} is a folder; say --recursive to remove it with all that is in it.`;
      throw new MarketError('usage', message, { details: { file: named } });
    }
    removals.push({ path, already });
  }
  // What lies in a folder that goes goes with it.
  return removals.filter(
    ({ path }, at) =>
      !removals.some((other, place) =>
        other.path === path ? place < at : path.startsWith(`${other.path}/`),
      ),
  );
}
