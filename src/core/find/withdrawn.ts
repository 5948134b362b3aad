/** Why a version is not to be installed any more. */
import { cdapRange, isEmptyRange, parseRange } from './range.ts';

import type { PackageRow } from '../model/generated.ts';

/** The publisher's reason, or ours for a range that no cluster can match; undefined for a version in use. */
export function withdrawnReason(row: PackageRow): string | undefined {
  if (row.yanked !== undefined) return row.yanked || 'No reason was given.';
  const ranges = [row.paiVersion, cdapRange(row)];
  const empty = ranges.find((text) => {
    const range = text === undefined ? undefined : parseRange(text);
    return range !== undefined && isEmptyRange(range);
  });
  return empty === undefined ? undefined : `Its version range ${empty} matches no cluster.`;
}
