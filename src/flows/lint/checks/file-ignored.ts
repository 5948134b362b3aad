/** Files that lie where none is read, and leftovers that are left out. */
import { excludedByName } from '#core/compose/index.ts';
import { textOf } from '../fields.ts';
import { LICENSE, shownPictures } from '../package-texts.ts';

import type { Check, LintPackage } from '../model.ts';

const READ = new Set(['package.yaml', 'icon.png', 'icon.jpg', 'README.md', 'CHANGELOG.md']);

export const fileIgnored: Check = {
  name: 'file-ignored',
  title: 'A file is left out of the package',
  severity: 'warning',
  async package(item, tell, world) {
    if (item.form === 'spec') return;
    const shown = await shownPictures(item, world.files);
    const told = new Set<string>();
    for (const [path, { kind }] of item.entries) {
      const exclusion = excludedByName(path);
      if (exclusion) {
        if (told.has(exclusion.path)) continue;
        told.add(exclusion.path);
        const message = `${item.folder}${exclusion.path} is left out: ${exclusion.reason}.`;
        tell(`${item.folder}${path}`, { message });
      } else if (kind === 'file' && !isRead(path, item, shown)) {
        const message = `${item.folder}${path} is left out: files for the actions belong into ${item.folder}archive/, pictures are published where README.md, CHANGELOG.md or screenshots show them.`;
        tell(`${item.folder}${path}`, { message });
      }
    }
  },
};

function isRead(path: string, item: LintPackage, shown: ReadonlySet<string>): boolean {
  if (READ.has(path) || path.startsWith('archive/') || shown.has(path)) return true;
  return path === (textOf(item.fields, 'license') ?? LICENSE) || item.files.has(path);
}
