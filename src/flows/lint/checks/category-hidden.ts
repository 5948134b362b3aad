/** Categories whose packages the page of CDAP itself never shows. */
import { listOf, textOf } from '../fields.ts';

import type { Check, Fields } from '../model.ts';

/** Hard-coded there. */
const HIDDEN = ['datapack', 'gcp', 'usecase'];

export const categoryHidden: Check = {
  name: 'category-hidden',
  title: "CDAP's own page hides packages of this category",
  severity: 'info',
  release({ document, at, fields }, tell) {
    // Only CDAP's packages are on that page.
    if (!isForCdap(fields, document.file)) return;
    for (const [number, category] of listOf(fields, 'categories').entries()) {
      if (typeof category !== 'string' || !HIDDEN.includes(category)) continue;
      const message = `The market page of CDAP shows no package of the category "${category}". This one does.`;
      tell(document, { message, path: [...at, 'categories', number] });
    }
  },
};

/** Old markets, which are JSON, have packages of CDAP only. */
function isForCdap(fields: Fields, file: string): boolean {
  if (textOf(fields, 'paiVersion') !== undefined) return false;
  return textOf(fields, 'cdapVersion') !== undefined || file.endsWith('.json');
}
