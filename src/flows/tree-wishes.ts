/** What of a tree must be loaded: the files of each package, and files from elsewhere. It knows all kinds of action, so that what loads need not. */
import { MarketError } from '#core/errors.ts';
import { neededExternal, neededFiles } from '#core/plan/index.ts';
import { actionFiles } from '#core/read/index.ts';
import { keyOf } from './tree-names.ts';
import { viewTree } from './tree-nodes.ts';

import type { Action, PackageSpec } from '#core/model/generated.ts';
import type { PackageTree } from '#core/model/market.ts';
import type { NeededExternal } from '#core/plan/index.ts';
import type { NamedFile } from './load-package.ts';

/** Plain data, which the trust worker is given. */
export interface TreeWishes {
  /** By `name@version`. */
  files: ReadonlyMap<string, NamedFile[]>;
  /** In the order of the steps; `owner` is `name@version`. */
  externals: { owner: string; need: NeededExternal }[];
}

/** Throws `action-unknown`, `action-argument`, `dependency-missing`. */
export function treeWishes(tree: PackageTree): TreeWishes {
  const { steps, uses } = viewTree(tree);
  const files = new Map(
    tree.packages.map((each) => {
      const use = uses.get(keyOf(each));
      const taken = (use?.files ?? []).map((file) => ({ file, optional: false }));
      return [keyOf(each), [...(use?.actions ? namedFiles(each.spec) : []), ...taken]];
    }),
  );
  const externals = steps.flatMap((step) => {
    const need = neededExternal(step.action, step.number);
    return need ? [{ owner: keyOf(step.package), need }] : [];
  });
  return { files, externals };
}

/** The files that the actions of one package name. Throws `action-argument`. */
export function namedFiles({ actions }: Pick<PackageSpec, 'actions'>): NamedFile[] {
  return actions.flatMap(filesOf);
}

function filesOf(action: Action, index: number): NamedFile[] {
  try {
    return neededFiles(action, index + 1).map(({ file, optional = false }) => ({ file, optional }));
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'action-unknown') throw error;
    // A newer kind of action: what it may name is checked all the same, so that a market can be.
    const files = actionFiles({ specVersion: '1.0', actions: [action] });
    return files.map((file) => ({ file, optional: false }));
  }
}
