/** Which version of a package is offered: the newest that suits the clusters, and why others do not. */
import { cdapRange, judgeCompatibility } from './range.ts';
import { withdrawnReason } from './withdrawn.ts';

import type { PackageRow } from '../model/generated.ts';
import type { ClusterVersions, Misfit } from '../model/listing.ts';

/** What rows and specs say of the clusters that they are for. */
export type ForClusters = Pick<PackageRow, 'paiVersion' | 'cdapVersion' | 'dependencies'>;

/** The first range that the version of a cluster does not lie in; undefined if it suits or nobody can tell. */
export function clusterMisfit(row: ForClusters, versions: ClusterVersions): Misfit | undefined {
  for (const { cluster, range, version } of rangesOf(row, versions)) {
    if (range === undefined || version === undefined) continue;
    if (judgeCompatibility(range, version) === 'incompatible') return { cluster, range, version };
  }
  return undefined;
}

/**
 * The row that is offered; `rows` come newest first and are not empty. The newest that suits and is not withdrawn, else the newest that is
 * not withdrawn, else the newest.
 */
export function pickRelease<Row extends PackageRow>(
  rows: readonly Row[],
  versions: ClusterVersions,
): Row {
  const used = rows.filter((row) => withdrawnReason(row) === undefined);
  const suiting = used.find((row) => clusterMisfit(row, versions) === undefined);
  const picked = suiting ?? used[0] ?? rows[0];
  if (!picked) throw new RangeError('A package has at least one version.');
  return picked;
}

function rangesOf(row: ForClusters, { pai, cdap }: ClusterVersions) {
  return [
    { cluster: 'OpenPAI' as const, range: row.paiVersion, version: pai },
    { cluster: 'CDAP' as const, range: cdapRange(row), version: cdap },
  ];
}
