/** Finds a file of a loaded tree by the package and the name that a step gives. */
import { MarketError } from '#core/errors.ts';

import type { LoadedTree } from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';

/** What a file of a package and one from elsewhere have in common. */
export type LoadedFile = Pick<FileEntry, 'name' | 'size' | 'read'>;

export interface FileName {
  /** `name@version`. */
  package: string;
  file: string;
  /** Of a file from elsewhere; without it a file of the package goes before one from elsewhere. */
  url?: string | undefined;
}

/** Throws `internal` for a file that is not loaded. */
export function findFile(loaded: LoadedTree, name: FileName): LoadedFile {
  const entry = name.url === undefined ? entryOf(loaded, name) : undefined;
  if (entry) return entry;
  const external = loaded.externals.find(
    (each) =>
      each.package === name.package &&
      each.file === name.file &&
      (name.url === undefined || each.url === name.url),
  );
  if (external) return { name: external.file, size: external.size, read: external.read };
  throw notLoaded(name.file);
}

/** A file of a package. Throws `internal` as well. */
export function findEntry(loaded: LoadedTree, name: FileName): FileEntry {
  const entry = entryOf(loaded, name);
  if (entry) return entry;
  throw notLoaded(name.file);
}

function entryOf({ packages }: LoadedTree, name: FileName): FileEntry | undefined {
  const owner = packages.find(
    (each) => `${each.package.name}@${each.package.version}` === name.package,
  );
  return owner?.files.entries.get(name.file);
}

export function notLoaded(file: string): MarketError {
  return new MarketError(
    'internal',
    'The files of this package are not loaded any more. Begin the installation anew.',
    { details: { file } },
  );
}
