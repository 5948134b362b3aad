/** Changes a repository while nobody else does: takes its lock, clears away what killed commands left, and brings the list up to date. */
import { assertRepository } from './find-repository.ts';
import { openRepository } from './open-repository.ts';
import { ASIDE, INCOMING, lockRepository, STATE } from './repository-state.ts';

import type { RepositoryFolder } from '#core/publisher-ports.ts';
import type { OpenRepository, RepositoryWorld } from './open-repository.ts';

export interface ChangingWorld extends RepositoryWorld {
  /** How long to wait for another writer, in milliseconds. */
  waitMs: number;
}

export interface Changed<Result> {
  result: Result;
  /** The repository afterwards. */
  after: OpenRepository;
}

/** Files in the making: only who has the lock makes these, and whoever made one that is there has ended. */
const IN_THE_MAKING = /\.[0-9a-f]{12}\.new$/;

/** Throws `repository-busy` when another command writes all the time, with nothing done. */
export async function changeRepository<Result>(
  root: string,
  world: ChangingWorld,
  work: (repository: OpenRepository) => Promise<Result>,
): Promise<Changed<Result>> {
  const folder = await assertRepository(world.repositories, root);
  const unlock = await lockRepository(folder, world);
  try {
    await clearAway(folder, root, world);
    const before = await openRepository(root, world, true);
    const result = await work(before);
    return { result, after: await openRepository(root, world, true) };
  } finally {
    await unlock();
  }
}

async function clearAway(
  folder: RepositoryFolder,
  root: string,
  { repositories }: RepositoryWorld,
): Promise<void> {
  for (const left of [INCOMING, ASIDE]) {
    if (await folder.stat(left)) await folder.discard(left, ASIDE);
  }
  const state = repositories.open(`${root}/${STATE}`);
  const files = await state.walk({
    skip: (path, kind) => kind === 'file' && !IN_THE_MAKING.test(path),
    enter: (below) => below === '',
    stamps: () => false,
    most: Number.POSITIVE_INFINITY,
  });
  for (const { path, kind } of files) if (kind === 'file') await state.remove(path);
}
