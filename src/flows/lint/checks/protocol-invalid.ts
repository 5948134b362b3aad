/** Component files that the OpenPAI server refuses. */
import { filesOf } from '../ask.ts';
import { pathOfPointer } from '../pointer.ts';

import type { Check } from '../model.ts';

export const protocolInvalid: Check = {
  name: 'protocol-invalid',
  title: 'The OpenPAI server refuses a component',
  severity: 'error',
  all({ components, packages }, tell) {
    const templates = new Set<string>();
    for (const { actions, files } of packages) {
      for (const { file, role } of actions.flatMap(filesOf)) {
        const entry = role === 'template' ? files.get(file) : undefined;
        if (entry) templates.add(entry.path);
      }
    }
    for (const { document, parsed } of components) {
      // A template is whole only with components of other packages.
      if (parsed.ok || templates.has(document.file)) continue;
      for (const { path, message } of parsed.errors) {
        tell(document, { message, path: pathOfPointer(path) });
      }
    }
  },
};
