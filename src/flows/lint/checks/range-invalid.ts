/** Version ranges that cannot be read. */
import { parseRange } from '#core/find/index.ts';
import { fixOf, replaceValue } from '#core/lint/index.ts';
import { oldBounds, rangesOf } from '../ranges.ts';

import type { Check } from '../model.ts';

export const rangeInvalid: Check = {
  name: 'range-invalid',
  title: 'A version range cannot be read',
  severity: 'error',
  fixable: true,
  release(item, tell) {
    for (const { cluster, text, path } of rangesOf(item)) {
      if (text.trim() === '' || parseRange(text)) continue;
      // A version alone is what people write who mean just that one.
      const single = /^\s*\d[\w.+-]*\s*$/.test(text)
        ? `[${text.trim()},${text.trim()}]`
        : undefined;
      const edit = single === undefined ? undefined : replaceValue(item.document, path, single);
      const meaning = single === undefined ? '' : ` For this version alone write ${single}.`;
      const message = `"${text.slice(0, 80)}" is no range such as [1.0.0,2.0.0), so nobody can tell which ${cluster} clusters it fits, and older readers fail at it.${meaning}`;
      tell(item.document, { message, path, ...fixOf(edit, `${text} becomes ${single}`) });
    }
    const old = oldBounds(item);
    if (old && !parseRange(old.text)) {
      tell(item.document, { message: `The bounds ${old.text} are no versions.`, path: old.path });
    }
  },
};
