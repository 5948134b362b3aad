/** The repositories of the local disk: found upwards from a folder, opened by name. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { createRepositoryFolder } from './repository-folder.ts';

import type { Repositories } from '#core/publisher-ports.ts';

const MARKER = '.pai-market';

/** `here` gives the working folder, to which the paths that a user names are relative. */
export function createRepositories(here: () => string = () => process.cwd()): Repositories {
  return {
    here,
    find: findUpwards,
    open: (folder) => createRepositoryFolder(resolve(here(), folder)),
    below: (root, named) => pathBelow(resolve(here(), root), resolve(here(), named)),
  };
}

async function findUpwards(from: string): Promise<string | undefined> {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    const marker = await lstat(join(folder, MARKER)).catch(() => undefined);
    if (marker?.isDirectory()) {
      await assertOwn(folder, start);
      return folder;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * On a machine with several users anybody may put a repository into /tmp, and everybody working below would act on its
 * settings. One in the working folder itself, or of whoever owns the working folder, is where the user went.
 */
async function assertOwn(folder: string, start: string): Promise<void> {
  if (folder === start || !process.getuid) return;
  const own = new Set([process.getuid(), (await stat(start)).uid]);
  const places = [folder, join(folder, MARKER)];
  for (const place of places) {
    if (own.has((await stat(place)).uid)) continue;
    throw new MarketError(
      'repository-invalid',
      `${folder} is a repository of another user, so it is not taken without being asked for. Name it with --repository ${folder} to use it.`,
      { details: { folder } },
    );
  }
}

/** Links in the folders on the way are followed on both sides, so that two names of one place are one. */
async function pathBelow(root: string, named: string): Promise<string | undefined> {
  const inside = relative(await realOf(root), await realOf(named, true));
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    return undefined;
  }
  return inside.split(sep).join('/');
}

/** The real place of what may not be there yet; a link at the very end stays one with `keepLast`. */
async function realOf(path: string, keepLast = false): Promise<string> {
  if (dirname(path) === path) return path;
  if (!keepLast) {
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined) return real;
  }
  return join(await realOf(dirname(path)), basename(path));
}
