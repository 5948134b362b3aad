/** Steps without a label of their own. */
import { own } from '../fields.ts';

import type { Check } from '../model.ts';

export const actionLabel: Check = {
  name: 'action-label',
  title: 'A step has no label',
  severity: 'info',
  package({ document, actions }, tell) {
    // One step alone is told by the package's own label.
    if (actions.length < 2) return;
    for (const { action, number, path, type } of actions) {
      if (own(action, 'label')) continue;
      const message = `Step ${number} (${type}) has no label, so users read the name of its type. Say what it does.`;
      tell(document, { message, path });
    }
  },
};
