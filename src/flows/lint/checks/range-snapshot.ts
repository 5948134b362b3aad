/** Upper ends of ranges that let the snapshots of the next release in. */
import { compareVersions, isEmptyRange, parseRange } from '#core/find/index.ts';
import { fixOf, replaceValue } from '#core/lint/index.ts';
import { rangesOf } from '../ranges.ts';

import type { Check } from '../model.ts';

export const rangeSnapshot: Check = {
  name: 'range-snapshot',
  title: 'A version range lets snapshots of the next release in',
  severity: 'info',
  fixable: true,
  release(item, tell) {
    for (const { cluster, text, path } of rangesOf(item)) {
      const range = parseRange(text);
      const max = range?.max;
      // Only CDAP names what comes before a release so.
      if (cluster !== 'CDAP' || !range || !max || max.included || isEmptyRange(range)) continue;
      if (!/^\d+(?:\.\d+)*$/.test(max.version)) continue;
      const snapshot = `${max.version}-SNAPSHOT`;
      if (range.min && compareVersions(range.min.version, snapshot) >= 0) continue;
      const at = text.lastIndexOf(max.version);
      const better = text.slice(0, at) + snapshot + text.slice(at + max.version.length);
      const edit = replaceValue(item.document, path, better);
      const message = `${text} ends before ${max.version}, but ${snapshot} comes before it and lies in the range. Write ${better} to leave it out.`;
      tell(item.document, { message, path, ...fixOf(edit, `${text} becomes ${better}`) });
    }
  },
};
