/** Types of actions that this version does not know. */
import { fixOf, meant, nearest, replaceValue } from '#core/lint/index.ts';
import { ACTION_TYPES } from '#core/plan/index.ts';

import type { Check } from '../model.ts';

export const actionUnknown: Check = {
  name: 'action-unknown',
  title: 'An action is of an unknown type',
  severity: 'warning',
  fixable: true,
  package({ document, actions }, tell) {
    const known = ACTION_TYPES.map(({ type }) => type);
    for (const { type, number, path } of actions) {
      if (known.includes(type)) continue;
      const near = nearest(type, known);
      const place = [...path, 'type'];
      const edit = near === undefined ? undefined : replaceValue(document, place, near);
      const message = `Step ${number} is of type "${type.slice(0, 64)}", which this version cannot install.${meant(near)}`;
      tell(document, { message, path: place, ...fixOf(edit, `the type ${type} becomes ${near}`) });
    }
  },
};
