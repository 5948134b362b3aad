/** Artifacts for the system scope, which CDAP's interface for programs cannot write. */
import { fixOf, replaceValue } from '#core/lint/index.ts';
import { pathOfValue, valueOf } from '../ask.ts';
import { own } from '../fields.ts';

import type { Check } from '../model.ts';

export const scopeSystem: Check = {
  name: 'scope-system',
  title: 'The scope of an artifact is not right',
  severity: 'warning',
  fixable: true,
  package({ document, actions }, tell) {
    for (const action of actions) {
      const start = `Step ${action.number} (${action.type})`;
      const scope = valueOf(action, 'scope');
      if (typeof scope === 'string' && scope.toLowerCase() === 'system') {
        const path = pathOfValue(action, 'scope');
        const message = `${start} writes into CDAP's system scope, which its servers refuse, and the administrator too unless the configuration allows it. Use "user".`;
        const edit = replaceValue(document, path, 'user');
        tell(document, { message, path, ...fixOf(edit, `the scope ${scope} becomes user`) });
      }
      const asked = own(valueOf(action, 'artifact'), 'scope');
      if (typeof asked === 'string' && !/^(?:user|system)$/i.test(asked)) {
        const path = [...pathOfValue(action, 'artifact'), 'scope'];
        const message = `${start}: the scope "${asked.slice(0, 64)}" of its artifact is neither user nor system.`;
        tell(document, { message, path, severity: 'error' });
      }
    }
  },
};
