/** Where the caches of the command line tool lie: in the repository, else in the user's own folder for such things. */
import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const OF_REPOSITORY = ['.pai-market', 'state', 'cache'];

/** `root` is the folder of a repository, `home` the value of XDG_CACHE_HOME. */
export function cacheFolder(root: string | undefined, home: string | undefined): string {
  // Links in a repository of somebody else may lead anywhere.
  if (root !== undefined && OF_REPOSITORY.every((_, at) => isOurs(root, at + 1))) {
    return join(root, ...OF_REPOSITORY);
  }
  const base = home !== undefined && isAbsolute(home) ? home : join(homedir(), '.cache');
  return join(base, 'pai-market');
}

function isOurs(root: string, depth: number): boolean {
  const stats = lstatSync(join(root, ...OF_REPOSITORY.slice(0, depth)), { throwIfNoEntry: false });
  return stats === undefined || stats.isDirectory();
}
