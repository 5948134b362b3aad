/** The place on the disk of a relative path that stays below its folder: no name that climbs, no symbolic link on the way. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

import { assertPlainPath, refusedPath } from './disk-errors.ts';

/** Throws `source-invalid` for a path that climbs or is reached through a link. */
export async function innerPath(folder: string, path: string): Promise<string> {
  assertPlainPath(path);
  const segments = path.split('/');
  for (let depth = 1; depth < segments.length; depth++) {
    const stats = await lstat(join(folder, ...segments.slice(0, depth))).catch(() => undefined);
    if (!stats) break;
    if (stats.isSymbolicLink()) throw refusedPath(path, 'is reached through a symbolic link');
  }
  return join(folder, ...segments);
}
