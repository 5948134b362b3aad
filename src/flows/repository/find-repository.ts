/** Finds the repository that a command acts on. */
import { MarketError } from '#core/errors.ts';
import { MARKER } from '#core/repository/index.ts';

import type { Repositories, RepositoryFolder } from '#core/publisher-ports.ts';

/**
 * The folder of the repository: `named` (the option `--repository`) if given, else the nearest one upwards from the
 * working folder. Throws `repository-missing`.
 */
export async function findRepository(
  repositories: Repositories,
  named?: string | undefined,
): Promise<string> {
  const found = await findAnyRepository(repositories, named);
  if (found !== undefined) return found;
  const here = repositories.here();
  throw new MarketError(
    'repository-missing',
    `Neither ${here} nor a folder above it is a repository: none has a folder .pai-market. Run "pai-market init" where the repository shall begin, or name it with --repository DIR.`,
    { details: { folder: here } },
  );
}

/** As `findRepository`, but undefined where there is none and none was named. */
export async function findAnyRepository(
  repositories: Repositories,
  named?: string | undefined,
): Promise<string | undefined> {
  if (named === undefined) return repositories.find(repositories.here());
  await assertRepository(repositories, named);
  return named;
}

/** Opens the folder of a repository. Throws `repository-missing` where it is none. */
export async function assertRepository(
  repositories: Repositories,
  root: string,
): Promise<RepositoryFolder> {
  const folder = repositories.open(root);
  const marker = await folder.stat(MARKER);
  if (marker?.kind === 'folder') return folder;
  throw new MarketError(
    'repository-missing',
    `${root} is no repository: it has no folder ${MARKER}. Run "pai-market init ${root}" to make it one.`,
    { details: { folder: root } },
  );
}
