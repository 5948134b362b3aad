/** Component files that the OpenPAI server refuses. */
import { parseComponent } from '#core/protocol/index.ts';
import { filesOf } from '../ask.ts';
import { pathOfPointer } from '../pointer.ts';

import type { Check } from '../model.ts';

export const protocolInvalid: Check = {
  name: 'protocol-invalid',
  title: 'The OpenPAI server refuses a component',
  severity: 'error',
  all({ components, packages, limits }, tell) {
    const templates = new Set<string>();
    for (const { actions, files } of packages) {
      for (const { file, role } of actions.flatMap(filesOf)) {
        const entry = role === 'template' ? files.get(file) : undefined;
        if (entry) templates.add(entry.path);
      }
    }
    for (const { document } of components) {
      const parsed = parseComponent(document.text, limits);
      // A template is whole only with components of other packages.
      if (parsed.ok || templates.has(document.file)) continue;
      for (const { path, message } of parsed.errors) {
        tell(document, { message, path: pathOfPointer(path) });
      }
    }
  },
};
