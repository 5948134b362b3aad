/** Makes the members of a repository from its list: what the files say, and what their places add. */
import { folderOf, innermost, namedByFolders, packageFolders } from './places.ts';

import type { Member } from '../model/repository.ts';
import type { ListedFile } from './list.ts';

/** `nested` are the folders of nested repositories. In the order of the files. */
export function toMembers(files: readonly ListedFile[], nested: ReadonlySet<string>): Member[] {
  const packages = packageFolders(files.map(({ path }) => path));
  const members: Member[] = [];
  for (const file of files) {
    const { path, type, size, digest } = file;
    const folder = folderOf(path);
    if (type === undefined || (type === 'package' && !packages.has(folder))) continue;
    const named = type === 'package' ? packageName(file, folder) : { name: file.name, version: '' };
    const inPackage = innermost(folder, packages);
    const repository = innermost(folder, nested);
    // A package says where such components come from; it is judged as a whole, when it is checked and built.
    const invalid = file.lacks && inPackage !== undefined ? undefined : file.invalid;
    members.push({
      ...{ path, type, ...named, size, digest },
      ...(invalid !== undefined && { invalid }),
      ...(inPackage !== undefined && { package: inPackage }),
      ...(repository !== undefined && { repository }),
    });
  }
  return members;
}

function packageName({ name, version }: ListedFile, folder: string) {
  const byFolders = namedByFolders(folder);
  return { name: name || byFolders.name, version: version || byFolders.version };
}
