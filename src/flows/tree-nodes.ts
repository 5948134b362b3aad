/** Finds its way in a resolved tree: the steps of all packages, what each package is needed for, and which version a wish came to. */
import { MarketError } from '#core/errors.ts';
import { flattenSteps } from '#core/plan/index.ts';
import { packageNeeds } from '#core/read/index.ts';
import { keyOf } from './tree-names.ts';

import type { PackageName } from '#core/model/generated.ts';
import type { OpenPackage, PackageTree, TreeNode } from '#core/model/market.ts';
import type { FlatStep } from '#core/plan/index.ts';

/** What a package is needed for. */
export interface PackageUse {
  /** Whether its actions are run. */
  actions: boolean;
  /** Files that other packages take from it. */
  files: readonly string[];
}

export interface TreeView {
  /** Actions of all packages in the order of the install, numbered from 1. */
  steps: FlatStep[];
  /** By `name@version`. */
  uses: ReadonlyMap<string, PackageUse>;
  /** The version from which a package takes a component. Throws `dependency-missing`. */
  component(owner: PackageName, asked: PackageName): TreeNode;
}

/** Throws `action-unknown`, `action-argument`, and `dependency-missing` where the tree is not whole. */
export function viewTree({ root, packages }: PackageTree): TreeView {
  const byKey = new Map(packages.map((each) => [keyOf(each), each]));
  const steps = flattenSteps(root, (name) => findPackage(byKey, name).spec.actions);
  const children = componentsByOwner(root);
  const component: TreeView['component'] = (owner, { name, version }) => {
    const found = children.get(keyOf(owner))?.get(keyOf({ name, version }));
    if (found) return found;
    throw new MarketError(
      'dependency-missing',
      `${keyOf(owner)} takes a component from ${name} ${version}, which was not resolved.`,
      { details: { package: keyOf(owner), dependency: name, version } },
    );
  };
  const running = new Set([keyOf(root), ...steps.map((step) => keyOf(step.package))]);
  const files = new Map<string, Set<string>>(packages.map((each) => [keyOf(each), new Set()]));
  for (const opened of packages.filter((each) => running.has(keyOf(each)))) {
    for (const need of packageNeeds(opened.spec)) {
      if (need.file !== undefined) files.get(keyOf(component(opened, need)))?.add(need.file);
    }
  }
  const uses = new Map(
    [...files].map(([key, names]) => [key, { actions: running.has(key), files: [...names] }]),
  );
  return { steps, uses, component };
}

/** By owner, then by what it asked for. */
function componentsByOwner(
  node: TreeNode,
  found = new Map<string, Map<string, TreeNode>>(),
): Map<string, Map<string, TreeNode>> {
  const own = found.get(keyOf(node)) ?? new Map<string, TreeNode>();
  found.set(keyOf(node), own);
  for (const child of node.children) {
    if (child.why === 'component') {
      own.set(keyOf({ name: child.name, version: child.asked }), child);
    } else componentsByOwner(child, found);
  }
  return found;
}

function findPackage(byKey: ReadonlyMap<string, OpenPackage>, name: PackageName): OpenPackage {
  const found = byKey.get(keyOf(name));
  if (found) return found;
  throw new MarketError('internal', `The tree does not hold ${keyOf(name)}.`);
}
