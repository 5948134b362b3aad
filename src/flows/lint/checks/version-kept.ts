/** Versions whose content changed after they were published, or committed, and whose number did not. */
import { changesSince } from '../compare-published.ts';

import type { Severity } from '#core/lint/index.ts';
import type { CommittedFiles } from '#core/publisher-ports.ts';
import type { Check, Fields, LintPackage, LintWorld, Tell } from '../model.ts';

export interface Before {
  /** The spec of a version as it was published; undefined where it was not, or no market is known. */
  published(name: string, version: string): Promise<Fields | undefined>;
  committed: CommittedFiles | undefined;
  /** What `published` gives was signed, and may not have been published yet. */
  onlySigned: boolean;
}

const MOST_TOLD = 5;

/** Without anything before, nothing is found. */
export const versionKept: Check = {
  name: 'version-kept',
  title: 'The content changed, and the version did not',
  severity: 'error',
};

export function createVersionKept(before: Before): Check {
  return {
    ...versionKept,
    async package(item, tell, world) {
      if (item.form !== 'source') return;
      const spec = await before.published(item.name, item.version);
      const place = { item, tell };
      if (spec) {
        const changed = await changesSince(item, spec, world.files);
        const done = before.onlySigned ? 'signed' : 'published';
        const start = `${item.name} ${item.version} was ${done} with other content`;
        const end = before.onlySigned
          ? 'If it was published, give it a new version.'
          : 'What is published never changes: give it a new version.';
        const severity = before.onlySigned ? 'warning' : 'error';
        if (changed.length > 0) tellOf(place, `${start}: ${told(changed)}. ${end}`, severity);
      } else if (before.committed) {
        const changed = await changedSinceCommit(item, before.committed, world);
        const start = `${item.name} ${item.version} was committed with other content`;
        const end = 'If it was published, give it a new version.';
        if (changed.length > 0) tellOf(place, `${start}: ${told(changed)}. ${end}`, 'info');
      }
    },
  };
}

function tellOf(
  { item, tell }: { item: LintPackage; tell: Tell },
  message: string,
  severity: Severity,
): void {
  const own = item.document.has(['version']);
  const where = own ? { path: ['version'] } : { path: [] };
  tell(item.document, { message, ...where, severity });
}

function told(changed: readonly string[]): string {
  const rest = changed.length - MOST_TOLD;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return `changed are ${changed.slice(0, MOST_TOLD).join(', ')}${more}`;
}

/** Paths below the folder; empty for one that was never committed. */
async function changedSinceCommit(
  { folder, entries }: LintPackage,
  committed: CommittedFiles,
  { files }: LintWorld,
): Promise<string[]> {
  const before = committed.paths.filter((path) => path.startsWith(folder));
  if (before.length === 0) return [];
  const now = new Set([...entries.values()].map(({ path }) => path));
  const changed = before.filter((path) => !now.has(path));
  for (const { path, kind } of entries.values()) {
    const bytes = kind === 'file' ? await files.bytes(path, Number.MAX_SAFE_INTEGER) : undefined;
    if (bytes && !committed.isSame(path, bytes)) changed.push(path);
  }
  return changed.map((path) => path.slice(folder.length)).sort();
}
