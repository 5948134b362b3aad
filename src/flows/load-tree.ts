/** Downloads, verifies and opens all packages of a tree, and the files from elsewhere that their actions name; nothing is sent to a cluster. */
import { MarketError } from '#core/errors.ts';
import { neededExternal } from '#core/plan/index.ts';
import { loadExternal } from './external-file.ts';
import { loadPackage } from './load-package.ts';
import { keyOf, viewTree } from './tree-nodes.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig, PackageName } from '#core/model/generated.ts';
import type {
  ExternalFile,
  LoadedPackage,
  LoadedTree,
  OpenPackage,
  PackageTree,
} from '#core/model/market.ts';
import type { FlatStep } from '#core/plan/index.ts';
import type { ExternalDeps } from './external-file.ts';

/** What is going on: a file's name or `checking`, with bytes so far and in all where they are known. */
export interface LoadProgress {
  what: string;
  /** `name@version` of the package that it is about. */
  package: string;
  read?: number;
  total?: number;
}

export interface LoadTreeDeps extends Omit<ExternalDeps, 'onProgress' | 'use' | 'complete'> {
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Security rules, steps 9 to 13: one refusal refuses the whole tree (I15). Throws `action-unknown`, `action-argument`, and what
 * `loadPackage` and `loadExternal` throw.
 */
export async function loadTree(tree: PackageTree, deps: LoadTreeDeps): Promise<LoadedTree> {
  const view = viewTree(tree);
  const { market } = rootOf(tree);
  const packages: LoadedPackage[] = [];
  let left = deps.limits.zipTotalBytes;
  for (const opened of tree.packages) {
    const limits = withRoom(deps.limits, left, opened);
    const use = view.uses.get(keyOf(opened));
    const loaded = await loadPackage(opened, { ...depsFor(opened, deps), limits, use });
    left -= bytesOf(loaded);
    packages.push(loaded);
  }
  return { tree, packages, externals: await loadExternals(view.steps, { market, left, deps }) };
}

/** The package that was asked for. */
export function rootOf({ packages }: PackageTree): OpenPackage {
  const root = packages.at(-1);
  if (!root) throw new MarketError('internal', 'The tree holds no package.');
  return root;
}

/** The archives of all packages are held at once, so that together they have the room that one may inflate to. */
function withRoom(limits: Limits, left: number, { name, version, spec }: OpenPackage): Limits {
  const archiveBytes = Math.min(limits.archiveBytes, left);
  const size = spec.archive?.size ?? 0;
  if (size <= archiveBytes) return { ...limits, archiveBytes };
  throw new MarketError(
    'net-too-large',
    `The archive of ${name} ${version} is given with ${size} bytes; at most ${archiveBytes} more are read for this install.`,
    { details: { package: `${name} ${version}`, found: size, allowed: archiveBytes } },
  );
}

function bytesOf({ package: { spec }, archive, files }: LoadedPackage): number {
  if (archive && spec.archive) return spec.archive.size;
  return [...files.entries.values()].reduce((sum, { size }) => sum + size, 0);
}

/** Each file once, also where several packages name it. */
async function loadExternals(
  steps: readonly FlatStep[],
  { market, left, deps }: { market: MarketConfig; left: number; deps: LoadTreeDeps },
): Promise<ExternalFile[]> {
  const externals: ExternalFile[] = [];
  const known = new Map<string, ExternalFile>();
  let room = left;
  for (const step of steps) {
    const need = neededExternal(step.action, step.number);
    if (!need) continue;
    const owner = keyOf(step.package);
    const limits = { ...deps.limits, externalBytes: Math.min(deps.limits.externalBytes, room) };
    const key = JSON.stringify([need.url, need.jar, need.sha256, need.size, need.key]);
    const file =
      known.get(key) ??
      (await loadExternal(need, { owner, market }, { ...depsFor(step.package, deps), limits }));
    if (!known.has(key)) room -= file.size;
    known.set(key, file);
    externals.push({ ...file, package: owner });
  }
  return externals;
}

function depsFor(name: PackageName, { onProgress, ...deps }: LoadTreeDeps): ExternalDeps {
  return {
    ...deps,
    onProgress: (what, read, total) =>
      onProgress?.({
        what,
        package: keyOf(name),
        ...(read === undefined ? {} : { read }),
        ...(total === undefined ? {} : { total }),
      }),
  };
}
