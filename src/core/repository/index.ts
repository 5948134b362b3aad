/** Door of the stage that knows what a repository is: which files it tracks, how its list is kept and compared. */
export { compareMembers, hasChanges } from './compare.ts';
export { createIgnore } from './ignore.ts';
export { EMPTY_LIST, formatList, parseList, parseMembers } from './list.ts';
export { toMembers } from './members.ts';
export {
  folderOf,
  innermost,
  isBuiltMarket,
  isPackageFile,
  MARKER,
  namedByFolders,
  packageFolders,
  sortByPath,
} from './places.ts';
export {
  claimsComponent,
  componentType,
  isCandidate,
  mayBeComponent,
  textOf,
} from './recognise.ts';

export type { Ignore } from './ignore.ts';
export type { FileList, ListedFile } from './list.ts';
