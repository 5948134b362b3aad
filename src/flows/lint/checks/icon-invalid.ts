/** Icons and pictures of the wrong kind or size. */
import { MarketError } from '#core/errors.ts';
import { readIcon, readPackagePicture } from '#core/read/index.ts';
import { shownPictures } from '../package-texts.ts';

import type { Check } from '../model.ts';

const ICONS = ['icon.png', 'icon.jpg'];

export const iconInvalid: Check = {
  name: 'icon-invalid',
  title: 'An icon or a picture cannot be shown',
  severity: 'error',
  async package(item, tell, { files, limits }) {
    const pictures = [...(await shownPictures(item, files))].filter(
      (name) => !ICONS.includes(name),
    );
    for (const name of [...ICONS, ...pictures]) {
      const entry = item.entries.get(name);
      if (entry?.kind !== 'file') continue;
      const most = ICONS.includes(name) ? limits.iconBytes : limits.pictureBytes;
      if (entry.size > most) {
        const message = `${entry.path} has ${entry.size} bytes; at most ${most} are shown. Make it smaller.`;
        tell(entry.path, { message });
        continue;
      }
      const bytes = await files.bytes(entry.path, most);
      if (!bytes) continue;
      try {
        if (ICONS.includes(name)) readIcon(bytes, limits);
        else readPackagePicture(bytes, name, limits);
      } catch (thrown) {
        if (!(thrown instanceof MarketError)) throw thrown;
        tell(entry.path, { message: thrown.message });
      }
    }
  },
};
