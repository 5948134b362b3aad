/** Ranges that nothing lies in. */
import { isEmptyRange, parseRange } from '#core/find/index.ts';
import { rangesOf } from '../ranges.ts';
import { textOf } from '../fields.ts';

import type { Check } from '../model.ts';

export const rangeEmpty: Check = {
  name: 'range-empty',
  title: 'A version range matches nothing',
  severity: 'warning',
  release(item, tell) {
    if (textOf(item.fields, 'yanked') !== undefined) return;
    for (const { cluster, text, path } of rangesOf(item)) {
      const range = parseRange(text);
      if (!range || !isEmptyRange(range)) continue;
      const message = `No ${cluster} version lies in ${text}, so nobody is shown ${item.name} ${item.version}. To withdraw a version write "yanked: <reason>", which tells users why.`;
      tell(item.document, { message, path });
    }
  },
};
