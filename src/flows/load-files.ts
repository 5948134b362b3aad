/** Downloads, verifies and opens what of a tree is wished for: packages, and files from elsewhere. The trust worker does this; it knows no actions. */
import { MarketError } from '#core/errors.ts';
import { loadExternal } from './external-file.ts';
import { loadPackage } from './load-package.ts';
import { keyOf, rootOf } from './tree-names.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type {
  ExternalFile,
  LoadedPackage,
  LoadedTree,
  OpenPackage,
  PackageTree,
} from '#core/model/market.ts';
import type { ExternalDeps } from './external-file.ts';
import type { TreeWishes } from './tree-wishes.ts';

/** What is going on: a file's name or `checking`, with bytes so far and in all where they are known. */
export interface LoadProgress {
  what: string;
  /** `name@version` of the package that it is about. */
  package: string;
  read?: number;
  total?: number;
}

export interface LoadTreeDeps extends Omit<ExternalDeps, 'onProgress' | 'files' | 'complete'> {
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Security rules, steps 9 to 13: one refusal refuses the whole tree (I15). Throws what `loadPackage` and `loadExternal` throw. */
export async function loadFiles(
  tree: PackageTree,
  wishes: TreeWishes,
  deps: LoadTreeDeps,
): Promise<LoadedTree> {
  const packages: LoadedPackage[] = [];
  let left = deps.limits.zipTotalBytes;
  for (const opened of tree.packages) {
    const limits = withRoom(deps.limits, left, opened);
    const files = wishes.files.get(keyOf(opened)) ?? [];
    const loaded = await loadPackage(opened, { ...depsFor(keyOf(opened), deps), limits, files });
    left -= bytesOf(loaded);
    packages.push(loaded);
  }
  const { market } = rootOf(tree);
  const externals = await loadExternals(wishes.externals, { market, left, deps });
  return { tree, packages, externals };
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
  wishes: TreeWishes['externals'],
  { market, left, deps }: { market: MarketConfig; left: number; deps: LoadTreeDeps },
): Promise<ExternalFile[]> {
  const externals: ExternalFile[] = [];
  const known = new Map<string, ExternalFile>();
  let room = left;
  for (const { owner, need } of wishes) {
    const limits = { ...deps.limits, externalBytes: Math.min(deps.limits.externalBytes, room) };
    const key = JSON.stringify([need.url, need.jar, need.sha256, need.size, need.key]);
    const file =
      known.get(key) ??
      (await loadExternal(need, { owner, market }, { ...depsFor(owner, deps), limits }));
    if (!known.has(key)) room -= file.size;
    known.set(key, file);
    externals.push({ ...file, package: owner });
  }
  return externals;
}

function depsFor(owner: string, { onProgress, ...deps }: LoadTreeDeps): ExternalDeps {
  return {
    ...deps,
    onProgress: (what, read, total) =>
      onProgress?.({
        what,
        package: owner,
        ...(read === undefined ? {} : { read }),
        ...(total === undefined ? {} : { total }),
      }),
  };
}
