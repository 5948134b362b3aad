/** Paths that a user names, as places in a repository. */
import { MarketError } from '#core/errors.ts';
import { MARKER } from '#core/repository/index.ts';

import type { Repositories } from '#core/publisher-ports.ts';

/** Below the root, empty for the root itself. Throws `usage` for a place outside, or in the repository's own folder. */
export async function placeIn(
  root: string,
  named: string,
  repositories: Repositories,
): Promise<string> {
  const path = await repositories.below(root, named);
  if (path === undefined) throw refused(named, `lies outside of the repository ${root}`);
  if (path.split('/').includes(MARKER)) throw refused(named, `belongs to pai-market itself`);
  return path;
}

/** As `placeIn`, for a name that shall come into being: it must be one that the repository sees and everybody can write. */
export async function newPlaceIn(
  root: string,
  named: string,
  repositories: Repositories,
): Promise<string> {
  const path = await placeIn(root, named, repositories);
  assertSeen(path, named);
  return path;
}

/** Throws `usage` for a path with folders that are never looked into, or names that are no good anywhere. */
export function assertSeen(path: string, named = path): void {
  for (const segment of path === '' ? [] : path.split('/')) {
    if (segment.startsWith('.') || segment === 'node_modules') {
      throw refused(named, `cannot be made: "${segment}" is never looked into`);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    if (/[\u0000-\u001f\u007f-\u009f\\]/.test(segment)) {
      throw refused(named, 'cannot be made: a name has no control characters and no backslash');
    }
  }
}

function refused(named: string, problem: string): MarketError {
  return new MarketError('usage', `${named} ${problem}.`, { details: { file: named } });
}
