/** Packages without an icon. */
import type { Check } from '../model.ts';

export const iconMissing: Check = {
  name: 'icon-missing',
  title: 'The package has no icon',
  severity: 'info',
  package({ document, entries, folder }, tell) {
    if (entries.has('icon.png') || entries.has('icon.jpg')) return;
    const other = [...entries.keys()].find((path) => /^icon\.[a-z]+$/i.test(path));
    const there = other === undefined ? '' : ` ${other} is not read.`;
    const message = `${folder || 'This folder'} has no icon.png or icon.jpg, so its card shows the first letter of its label.${there}`;
    tell(document, { message, path: [] });
  },
};
