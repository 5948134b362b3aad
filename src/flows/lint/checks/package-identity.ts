/** Names and versions that no market takes, or that contradict their folder. */
import { MarketError } from '#core/errors.ts';
import { isSegment } from '#core/read/index.ts';
import { identify } from '../../market-source.ts';
import { attempt } from '../ask.ts';
import { textOf } from '../fields.ts';

import type { Check, Release } from '../model.ts';

const RULES = {
  name: 'at most 128 letters, digits, ".", "_" and "-", a letter or digit first and last',
  version: 'at most 64 letters, digits, ".", "+", "~" and "-", a letter or digit first',
} as const;

export const packageIdentity: Check = {
  name: 'package-identity',
  title: 'The name or version of a package is not right',
  severity: 'error',
  release(item, tell) {
    for (const key of ['name', 'version'] as const) {
      const value = item[key];
      if (isSegment(key, value)) continue;
      const message = `"${value.slice(0, 128)}" is no ${key} of a package: use ${RULES[key]}.`;
      tell(item.document, { message, path: [...item.at, key] });
    }
  },
  package(item, tell) {
    const { folder, form, fields, document } = item;
    // What is checked by itself has no folder that could say it.
    if (folder === '' || form === 'spec') return;
    const said = { name: textOf(fields, 'name'), version: textOf(fields, 'version') };
    const problem = attempt(() => identify(folder, said));
    if (!(problem instanceof MarketError)) return;
    const message = problem.message.replace(document.file, 'package.yaml');
    tell(document, { message, path: [said.name === undefined ? 'version' : 'name'], part: 'key' });
  },
  all({ packages }, tell) {
    const seen = new Map<string, Release & { folder: string }>();
    for (const item of packages) {
      const key = `${item.name}/${item.version}`;
      const other = seen.get(key);
      if (!other) {
        seen.set(key, item);
        continue;
      }
      const message = `${item.name} ${item.version} is in ${other.folder} already: one version is published once.`;
      tell(item.document, { message, path: ['name'] });
    }
  },
};
