/** Which version of each package is offered, judged once for all packages and the versions of the clusters. */
import { judgeCompatibility, cdapRange } from './range.ts';
import { withdrawnReason } from './withdrawn.ts';

import type { PackageRow } from '../model/generated.ts';
import type { ClusterVersions, Misfit } from '../model/listing.ts';
import type { PackageEntry } from '../model/market.ts';
import type { Compatibility } from './range.ts';

export interface Offer {
  row: PackageRow;
  fits: 'yes' | 'no' | 'unknown';
  misfit?: Misfit;
  withdrawn?: string;
}

/** As `pickRelease` says; ranges that occur often are judged once. */
export function createOfferer(versions: ClusterVersions): (entry: PackageEntry) => Offer {
  const pai = createJudge(versions.pai);
  const cdap = createJudge(versions.cdap);
  const withdrawals = new Map<string, string | undefined>();
  const reasonOf = (row: PackageRow): string | undefined => {
    if (row.yanked !== undefined) return withdrawnReason(row);
    if (row.paiVersion === undefined && cdapRange(row) === undefined) return undefined;
    const key = `${row.paiVersion}\n${cdapRange(row)}`;
    if (!withdrawals.has(key)) withdrawals.set(key, withdrawnReason(row));
    return withdrawals.get(key);
  };
  const judge = (row: PackageRow): Compatibility[] => [pai(row.paiVersion), cdap(cdapRange(row))];
  const toOffer = (row: PackageRow, withdrawn: string | undefined): Offer => {
    const judged = judge(row);
    const bad = judged.indexOf('incompatible');
    const misfit: Misfit | undefined =
      bad === 0
        ? toMisfit('OpenPAI', row.paiVersion, versions.pai)
        : bad === 1
          ? toMisfit('CDAP', cdapRange(row), versions.cdap)
          : undefined;
    return {
      row,
      fits: bad >= 0 ? 'no' : judged.includes('unknown') ? 'unknown' : 'yes',
      ...(misfit ? { misfit } : {}),
      ...(withdrawn === undefined ? {} : { withdrawn }),
    };
  };
  return ({ rows, latest }) => {
    let used: PackageRow | undefined;
    for (const row of rows) {
      if (reasonOf(row) !== undefined) continue;
      if (!judge(row).includes('incompatible')) return toOffer(row, undefined);
      used ??= row;
    }
    const row = used ?? rows[0] ?? latest;
    return toOffer(row, reasonOf(row));
  };
}

function createJudge(version: string | undefined): (range: string | undefined) => Compatibility {
  const known = new Map<string, Compatibility>();
  return (range) => {
    if (range === undefined) return 'compatible';
    const judged = known.get(range) ?? judgeCompatibility(range, version);
    known.set(range, judged);
    return judged;
  };
}

/** An empty range is withdrawn and fits nothing, whatever the cluster has. */
function toMisfit(
  cluster: Misfit['cluster'],
  range: string | undefined,
  version: string | undefined,
): Misfit | undefined {
  return range === undefined || version === undefined ? undefined : { cluster, range, version };
}
