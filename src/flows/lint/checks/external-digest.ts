/** Files from elsewhere whose bytes nothing pins. */
import { MarketError } from '#core/errors.ts';
import { adviseOnAction } from '../../source-advice.ts';
import { attempt, pathOfValue } from '../ask.ts';

import type { Check } from '../model.ts';

const CODES: ReadonlySet<string> = new Set(['external-digest-missing', 'external-scheme']);

export const externalDigest: Check = {
  name: 'external-digest',
  title: 'A file from elsewhere is not pinned',
  severity: 'warning',
  package(item, tell) {
    for (const source of item.actions) {
      const { action, number } = source;
      const found = attempt(() =>
        adviseOnAction(action, { number, file: item.document.file, files: new Map() }),
      );
      if (found instanceof MarketError) continue;
      for (const { code, message, severity } of found.filter((each) => CODES.has(each.code))) {
        const argument = /its argument "(.*?)"/.exec(message)?.[1] ?? '';
        const words = message.replace(`${item.document.file}: `, '');
        tell(item.document, { message: words, path: pathOfValue(source, argument), severity });
        if (code === 'external-scheme') break;
      }
    }
  },
};
