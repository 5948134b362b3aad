/** Packages that do not say what is new, for those who have an older version. */
import { textOf } from '../fields.ts';

import type { Check } from '../model.ts';

export const changelogMissing: Check = {
  name: 'changelog-missing',
  title: 'The package does not say what is new',
  severity: 'warning',
  async package(item, tell, { files, packages }) {
    const { document, fields, entries, folder, name, version } = item;
    if (textOf(fields, 'changelog')?.trim()) return;
    const entry = entries.get('CHANGELOG.md');
    if (!entry) {
      const message = `${folder || 'This folder'} has neither CHANGELOG.md nor a field "changelog": users cannot see what is new in ${version}.`;
      tell(document, { message, path: [] });
      return;
    }
    const text = await files.text(entry.path);
    const first = !packages.some((other) => other.name === name && other !== item);
    if (!text || first || text.text.includes(version)) return;
    const message = `CHANGELOG.md does not speak of version ${version}, which is published with it.`;
    tell(text, { message, path: [], severity: 'info' });
  },
};
