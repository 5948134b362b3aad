/** Jars that are none. */
import { filesOf } from '../ask.ts';

import type { Check } from '../model.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Larger ones are looked at by build. */
const LARGEST = 16 * 1024 * 1024;

export const jarKind: Check = {
  name: 'jar-kind',
  title: 'A jar is no jar',
  severity: 'error',
  async package(item, tell, { files }) {
    for (const action of item.actions) {
      for (const { argument, file } of filesOf(action)) {
        const entry = argument === 'jar' ? item.files.get(file) : undefined;
        const bytes = entry && (await files.bytes(entry.path, LARGEST));
        if (!entry || !bytes || ZIP.every((byte, at) => bytes[at] === byte)) continue;
        const page =
          bytes[0] === 0x3c ? ' It looks like a page of a server that did not have the file.' : '';
        const message = `${entry.path} is no jar: it does not begin as a zip archive does, and CDAP takes nothing else.${page}`;
        tell(entry.path, { message });
      }
    }
  },
};
