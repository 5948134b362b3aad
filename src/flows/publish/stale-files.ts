/** Which files at a target nobody reads any more once this market is there. */
import { isLeftOver, isMarketPath } from './paths.ts';

import type { PublishTarget, TargetEntry } from '#core/model/publish-target.ts';
import type { RowChanges } from './compare-rows.ts';
import type { OwnFiles } from './own-files.ts';
import type { SignedState } from './signed-state.ts';

interface StaleInput {
  target: PublishTarget;
  own: SignedState;
  former: SignedState | undefined;
  files: OwnFiles;
  rows: RowChanges;
  listed: ReadonlyMap<string, TargetEntry> | undefined;
  /** What lies at by-hash/, at least. */
  hashed: ReadonlyMap<string, TargetEntry>;
  /** Names at by-hash/ that stay. */
  keep: ReadonlySet<string>;
  signal?: AbortSignal | undefined;
}

/** Only paths that a market has; what else lies there belongs to somebody else. */
export async function findStale(input: StaleInput): Promise<string[]> {
  const { listed, hashed, files, keep } = input;
  const there = listed ? [...listed.keys()] : [...hashed.keys(), ...(await formerPaths(input))];
  const stale = there.filter(
    (path) => isLeftOver(path) || (isMarketPath(path) && !files.sizes.has(path) && !keep.has(path)),
  );
  return [...new Set(stale)].sort();
}

/** What the index before had and this one has not: its lists, and the files of versions that went or were replaced. */
async function formerPaths({ target, former, rows, signal }: StaleInput): Promise<string[]> {
  if (!former) return [];
  const paths = [
    ...Object.keys(former.index.files),
    ...(former.index.shards ?? []).map(({ path }) => path),
    ...rows.removed.map(({ name }) => `packages/${name}/versions.json`),
  ];
  for (const { name, version } of [...rows.removed, ...rows.replaced]) {
    for await (const { path } of target.list(`packages/${name}/${version}/`, signal)) {
      paths.push(path);
    }
  }
  return paths;
}
