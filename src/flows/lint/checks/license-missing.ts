/** Packages without the text of a licence. */
import { textOf } from '../fields.ts';
import { LICENSE } from '../package-texts.ts';

import type { Check } from '../model.ts';

const USUAL = /^(?:licen[cs]e|copying)(?:\.(?:txt|md))?$/i;

export const licenseMissing: Check = {
  name: 'license-missing',
  title: 'The licence is missing',
  severity: 'warning',
  package({ document, fields, entries, folder }, tell) {
    const named = textOf(fields, 'license');
    const file = named ?? LICENSE;
    if (entries.has(file)) return;
    const other = [...entries.keys()].find((path) => USUAL.test(path));
    const there = other === undefined ? '' : ` There is ${other}: write "license: ${other}".`;
    if (named !== undefined) {
      const message = `The licence ${folder}${file} is missing, although the package names it.${there}`;
      tell(document, { message, path: ['license'], severity: 'error' });
    } else {
      const message = `${folder}${file} is missing: users are shown no licence and nobody may use the package with certainty.${there}`;
      tell(document, { message, path: [] });
    }
  },
};
