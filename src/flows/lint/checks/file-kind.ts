/** Links and special files, which no package may hold. */
import type { Check } from '../model.ts';

export const fileKind: Check = {
  name: 'file-kind',
  title: 'A package holds something that is no plain file',
  severity: 'error',
  package({ entries }, tell) {
    for (const { path, kind } of entries.values()) {
      if (kind === 'file') continue;
      const what = kind === 'link' ? 'a symbolic link' : 'no plain file';
      const message = `${path} is ${what}; a package holds plain files only. Copy the file to its place.`;
      tell(path, { message });
    }
  },
};
