/** Fields that are missing, or are not what the format asks for. */
import { sourceProblems } from '#core/read/index.ts';
import { textOf } from '../fields.ts';

import type { Check } from '../model.ts';

/** What a card cannot do without, wherever the package comes from. */
const NEEDED = ['label', 'description', 'author'];

export const packageField: Check = {
  name: 'package-field',
  title: 'A field is missing or has the wrong form',
  severity: 'error',
  package(item, tell) {
    const { document, fields, form } = item;
    if (form === 'spec') {
      const lacks = NEEDED.filter((name) => !textOf(fields, name)?.trim());
      for (const name of lacks) tell(document, { message: `${name} is missing.`, path: [name] });
      return;
    }
    for (const { path, field, problem, unknown } of sourceProblems('package', document.value)) {
      if (unknown === undefined)
        tell(document, { message: `${field || 'The file'} ${problem}.`, path });
    }
  },
  all({ market }, tell) {
    if (market?.document.file !== 'market.yaml') return;
    const { document } = market;
    for (const { path, field, problem, unknown } of sourceProblems('market', document.value)) {
      if (unknown === undefined)
        tell(document, { message: `${field || 'The file'} ${problem}.`, path });
    }
    const names = market.categories ?? [];
    const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (twice >= 0) {
      const message = `The category "${names[twice]}" stands twice.`;
      tell(document, { message, path: ['categories', twice, 'name'] });
    }
  },
};
