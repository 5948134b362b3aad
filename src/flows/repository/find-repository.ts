/** Finds the repository that a command acts on. */
import { MarketError } from '#core/errors.ts';

import type { Repositories } from '#core/ports.ts';

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
  const marker = await repositories.open(named).stat('.pai-market');
  if (marker?.kind === 'folder') return named;
  throw new MarketError(
    'repository-missing',
    `${named} is no repository: it has no folder .pai-market. Run "pai-market init ${named}" to make it one.`,
    { details: { folder: named } },
  );
}
