/** Work that users do by hand and the package could do. */
import { findAddresses } from '../addresses.ts';
import { eachText } from '../fields.ts';

import type { Check } from '../model.ts';

/** The step that takes what was downloaded, and the one that needs no hand. */
const INSTEAD: Readonly<Record<string, string>> = {
  deploy_app: 'one_step_deploy_app',
  create_app: 'one_step_deploy_app',
  create_plugin_artifact: 'one_step_deploy_plugin',
};

export const actionManual: Check = {
  name: 'action-manual',
  title: 'Users are told to download and upload a file by hand',
  severity: 'info',
  package({ document, actions }, tell) {
    for (const [at, action] of actions.entries()) {
      const next = actions[at + 1];
      const instead = next && Object.hasOwn(INSTEAD, next.type) ? INSTEAD[next.type] : undefined;
      if (action.type !== 'informational' || !next || instead === undefined) continue;
      for (const { value, path } of action.arguments) {
        eachText(value, (text, below) => {
          const file = findAddresses(text).find(({ url }) => /\.(?:jar|zip)$/i.test(url));
          if (!file) return;
          const message = `Users download ${file.url.slice(0, 200)} and upload it in step ${next.number}. Put the jar into the package and use ${instead}, where its licence allows that.`;
          tell(document, { message, path: [...path, ...below] });
        });
      }
    }
  },
};
