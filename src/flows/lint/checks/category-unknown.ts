/** Categories that the market does not have. */
import { fixOf, meant, nearest, replaceValue } from '#core/lint/index.ts';
import { listOf } from '../fields.ts';

import type { Check } from '../model.ts';

export const categoryUnknown: Check = {
  name: 'category-unknown',
  title: 'A category is not one of the market',
  severity: 'error',
  fixable: true,
  release({ document, at, fields }, tell, { market }) {
    const known = market?.categories;
    if (!market || !known) return;
    for (const [number, category] of listOf(fields, 'categories').entries()) {
      if (typeof category !== 'string' || known.includes(category)) continue;
      const path = [...at, 'categories', number];
      const near = nearest(category, known);
      const edit = near === undefined ? undefined : replaceValue(document, path, near);
      const message = `The category "${category.slice(0, 64)}" is not in ${market.document.file}.${meant(near)}`;
      tell(document, { message, path, ...fixOf(edit, `${category} becomes ${near}`) });
    }
  },
};
