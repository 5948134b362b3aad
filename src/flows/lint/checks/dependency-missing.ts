/** Other packages that the market does not have. */
import { MarketError } from '#core/errors.ts';
import { meant, nearest } from '#core/lint/index.ts';
import { askedFor } from '../../choose-version.ts';
import { attempt } from '../ask.ts';
import { needsOf, pathOfNeed } from '../needs.ts';

import type { Check } from '../model.ts';

export const dependencyMissing: Check = {
  name: 'dependency-missing',
  title: 'A package needs another one that is not there',
  severity: 'warning',
  all({ packages, rows }, tell) {
    const releases = [...packages, ...rows];
    const versions = new Map<string, string[]>();
    for (const { name, version } of releases) {
      versions.set(name, [...(versions.get(name) ?? []), version]);
    }
    for (const item of packages) {
      const needs = needsOf(item);
      if (needs instanceof MarketError) {
        const { message } = needs;
        tell(item.document, { message, path: ['dependencies'], severity: 'error' });
        continue;
      }
      for (const need of needs) {
        const there = versions.get(need.name) ?? [];
        const fits = attempt(() => askedFor(need));
        const path = pathOfNeed(item, need);
        if (fits instanceof MarketError) {
          tell(item.document, { message: fits.message, path, severity: 'error' });
        } else if (!there.some((version) => fits(version))) {
          const has = there.length > 0 ? `it has ${there.slice(0, 8).join(', ')}` : 'it has none';
          const near = there.length > 0 ? '' : meant(nearest(need.name, versions.keys()));
          const message = `${item.name} ${item.version} needs ${need.name} ${need.version}, and the market does not have it: ${has}.${near}`;
          tell(item.document, { message, path });
        }
      }
    }
  },
};
