/** Brings the actions of a tree of packages into one order: dependencies first, `install_package` in its place, each version once. */
import { MarketError } from '../errors.ts';
import { neededPackage } from './needs.ts';

import type { Action, PackageName } from '../model/generated.ts';
import type { TreeNode } from '../model/market.ts';

/** As many as a plan may have (schema of the plan). */
const MAX_STEPS = 1024;

/** One step of the whole install. */
export interface FlatStep {
  /** From 1, over all packages. */
  number: number;
  package: PackageName & { label: string };
  action: Action;
}

/**
 * `actionsOf` gives the actions of one version. Packages of which only a component is used run none.
 * Of a package that adds no step, its `install_package` stays as the step that says so.
 * Throws `action-unknown`, `action-argument`, `dependency-missing` where the tree lacks what an action installs, and
 * `dependency-count` for more steps than a plan may have.
 */
export function flattenSteps(
  root: TreeNode,
  actionsOf: (name: PackageName) => readonly Action[],
): FlatStep[] {
  const seen = new Set<string>();
  const steps: FlatStep[] = [];
  const add = (node: TreeNode): void => {
    seen.add(key(node));
    for (const child of node.children) {
      if (child.why === 'dependency' && !seen.has(key(child))) add(child);
    }
    const { name, version, label } = node;
    for (const action of actionsOf({ name, version })) {
      const number = steps.length + 1;
      const asked = neededPackage(action, number);
      const child = asked && childFor(node, asked);
      if (child && seen.has(key(child))) continue;
      if (child) add(child);
      // Nothing came of it: neither an action nor a package that it needs.
      if (steps.length < number) steps.push({ number, package: { name, version, label }, action });
    }
  };
  add(root);
  if (steps.length <= MAX_STEPS) return steps;
  throw new MarketError(
    'dependency-count',
    `The packages of this install have ${steps.length} steps in all; at most ${MAX_STEPS} are planned.`,
    { details: { found: steps.length, allowed: MAX_STEPS } },
  );
}

function childFor(node: TreeNode, asked: PackageName): TreeNode {
  const found = node.children.find(
    ({ why, name, asked: version }) =>
      why === 'action' && name === asked.name && version === asked.version,
  );
  if (found) return found;
  throw new MarketError(
    'dependency-missing',
    `The package ${key(node)} installs ${asked.name} ${asked.version}, which was not resolved.`,
    { details: { package: key(node), dependency: asked.name, version: asked.version } },
  );
}

function key({ name, version }: PackageName): string {
  return `${name}@${version}`;
}
