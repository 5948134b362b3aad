/** Packages that are shown to clusters which their plugin cannot extend. */
import { isEmptyRange, matchesRange, parseRange } from '#core/find/index.ts';
import { filesOf } from '../ask.ts';
import { listOf } from '../fields.ts';
import { rangesOf } from '../ranges.ts';

import type { Check } from '../model.ts';

const PARENT =
  /^(?:[A-Za-z0-9_]{1,64}:)?(?:cdap-data-pipeline|cdap-data-streams|cdap-etl-[a-z]+)([[(].*)$/;

export const rangeParents: Check = {
  name: 'range-parents',
  title: 'The package is shown to clusters that its plugin does not fit',
  severity: 'warning',
  async package(item, tell, { files }) {
    const own = rangesOf(item).find(({ cluster }) => cluster === 'CDAP');
    const range = own && parseRange(own.text);
    const lowest = range && !isEmptyRange(range) ? range.min : undefined;
    if (!own || !lowest) return;
    for (const action of item.actions) {
      const config = filesOf(action).find(({ argument }) => argument === 'config')?.file;
      const entry = config === undefined ? undefined : item.files.get(config);
      const document = entry && (await files.data(entry.path));
      const parents = rangesOfParents(document?.value);
      if (parents.length === 0 || parents.some((text) => mayFit(text, lowest))) continue;
      const extended = [...new Set(parents)].join(' and ');
      const message = `The package is for CDAP ${own.text}, but ${config} of step ${action.number} extends only ${extended}: with ${lowest.version} the plugin cannot be deployed.`;
      tell(item.document, { message, path: own.path });
    }
  },
};

/** Of the applications that run pipelines, which every cluster has in its own version. */
function rangesOfParents(config: unknown): string[] {
  return listOf(config, 'parents').flatMap((text) =>
    typeof text === 'string' ? (PARENT.exec(text.trim())?.[1] ?? []) : [],
  );
}

/** Whether the lowest version of the package lies in the parent's range; yes where nobody can tell. */
function mayFit(text: string, lowest: { version: string; included: boolean }): boolean {
  const range = parseRange(text);
  if (!range || matchesRange(range, lowest.version)) return true;
  return !lowest.included && range.min?.version === lowest.version;
}
