/** Loads all that the actions of a tree need; nothing is sent to a cluster. */
import { loadFiles } from './load-files.ts';
import { treeWishes } from './tree-wishes.ts';

import type { LoadedTree, PackageTree } from '#core/model/market.ts';
import type { LoadTreeDeps } from './load-files.ts';

/** Throws `action-unknown`, `action-argument`, and what `loadFiles` throws. */
export async function loadTree(tree: PackageTree, deps: LoadTreeDeps): Promise<LoadedTree> {
  return loadFiles(tree, treeWishes(tree), deps);
}
