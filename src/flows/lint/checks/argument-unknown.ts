/** Arguments that the type of their action does not know. */
import { fixOf, meant, nearest, replaceValue } from '#core/lint/index.ts';
import { ACTION_TYPES } from '#core/plan/index.ts';

import type { Check } from '../model.ts';

export const argumentUnknown: Check = {
  name: 'argument-unknown',
  title: 'An action has an argument that its type does not know',
  severity: 'warning',
  fixable: true,
  package({ document, actions }, tell) {
    for (const { type, number, arguments: given } of actions) {
      const known = ACTION_TYPES.find((each) => each.type === type);
      if (!known) continue;
      const names = known.arguments.map(({ name }) => name);
      for (const { name, path } of given) {
        if (names.includes(name)) continue;
        const free = names.filter((each) => !given.some((other) => other.name === each));
        const near = nearest(name, free);
        const refused = known.unknownArguments === 'refuse';
        const effect = refused ? 'and is refused' : 'and does nothing';
        const takes = meant(near) || ` It takes ${names.join(', ')}.`;
        const place = [...path.slice(0, -1), 'name'];
        const edit = near === undefined ? undefined : replaceValue(document, place, near);
        tell(document, {
          message: `Step ${number} (${type}): the argument "${name}" is not known ${effect}.${takes}`,
          path: place,
          severity: refused ? 'error' : 'warning',
          ...fixOf(edit, `the argument ${name} becomes ${near}`),
        });
      }
    }
  },
};
