/** Two versions of one package for the same clusters: pages that do not group versions show both. */
import { compareVersions, isEmptyRange, parseRange } from '#core/find/index.ts';
import { rangesOf } from '../ranges.ts';
import { textOf } from '../fields.ts';

import type { Check, Release } from '../model.ts';

type Range = NonNullable<ReturnType<typeof parseRange>>;

interface Ranged {
  cluster: 'OpenPAI' | 'CDAP';
  release: Release;
  range: Range;
  text: string;
  path: readonly (string | number)[];
}

export const rangeOverlap: Check = {
  name: 'range-overlap',
  title: 'Versions of a package are for the same clusters',
  severity: 'warning',
  all({ packages, rows }, tell) {
    const groups = new Map<string, Ranged[]>();
    for (const release of [...packages, ...rows]) {
      if (textOf(release.fields, 'yanked') !== undefined) continue;
      for (const { cluster, text, path } of rangesOf(release)) {
        const range = parseRange(text);
        if (!range || isEmptyRange(range)) continue;
        const key = `${cluster} ${release.name}`;
        groups.set(key, [...(groups.get(key) ?? []), { cluster, release, range, text, path }]);
      }
    }
    for (const group of groups.values()) {
      group.sort((a, b) => compareVersions(b.release.version, a.release.version));
      for (const [at, older] of group.entries()) {
        const newer = group.slice(0, at).find((other) => overlaps(other.range, older.range));
        if (!newer) continue;
        const { release, cluster, text, path } = older;
        const start = `${release.name} ${release.version} is for ${text}, which overlaps ${newer.text} of version ${newer.release.version}`;
        // This marketplace groups versions and offers the newest that fits; CDAP's own page does not.
        const message =
          cluster === 'CDAP'
            ? `${start}: the market page of CDAP shows clusters in both two packages.`
            : `${start}: where both fit, only the newer one is offered at first.`;
        const severity = cluster === 'CDAP' ? 'warning' : 'info';
        tell(release.document, { message, path, severity });
      }
    }
  },
};

function overlaps(a: Range, b: Range): boolean {
  return !endsBefore(a, b) && !endsBefore(b, a);
}

/** Whether all of the one is below all of the other. */
function endsBefore({ max }: Range, { min }: Range): boolean {
  if (!max || !min) return false;
  const order = compareVersions(max.version, min.version);
  return order < 0 || (order === 0 && !(max.included && min.included));
}
