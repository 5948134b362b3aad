/** Runs the checks over a source and makes findings of what they tell, with severities and suppressions as the source has them. */
import {
  compareFindings,
  isWaived,
  meant,
  nearest,
  readSuppressions,
  suppresses,
} from '#core/lint/index.ts';
import { clip } from './fields.ts';
import { toTeller } from './tell.ts';

import type { LintFinding, LintSettings, SourceDocument } from '#core/lint/index.ts';
import type { Check, LintWorld } from './model.ts';

export interface Checked {
  findings: LintFinding[];
  /** How many were let be by comments and settings. */
  suppressed: number;
}

/** The name of the check that tells of comments that suppress nothing. */
const SUPPRESSION = 'suppression';

export async function runChecks(
  world: LintWorld,
  { checks, settings }: { checks: readonly Check[]; settings: LintSettings },
): Promise<Checked> {
  const found: LintFinding[] = [];
  const documents = new Map<string, SourceDocument>();
  const active = checks.filter(({ name }) => settings.levels.get(name) !== 'off');
  for (const check of active) {
    const tell = toTeller(check, { found, documents });
    for (const item of world.packages) await check.package?.(item, tell, world);
    for (const item of world.components) await check.component?.(item, tell, world);
    for (const item of [...world.packages, ...world.rows]) check.release?.(item, tell, world);
    await check.all?.(world, tell);
    world.signal?.throwIfAborted();
  }
  for (const { document } of [...world.packages, ...world.components]) {
    documents.set(document.file, document);
  }
  return judge(found, { documents: [...documents.values()], checks, settings });
}

function judge(
  found: readonly LintFinding[],
  {
    documents,
    checks,
    settings,
  }: { documents: readonly SourceDocument[]; checks: readonly Check[]; settings: LintSettings },
): Checked {
  const comments = documents.flatMap((document) =>
    readSuppressions(document).map((comment) => ({ document, comment, used: false })),
  );
  const byFile = groupByFile(comments);
  const kept = found.filter((finding) => {
    const known = (byFile.get(finding.file) ?? []).filter(({ comment }) =>
      suppresses(comment, finding),
    );
    for (const each of known) each.used = true;
    return known.length === 0 && !isWaived(finding, settings.waivers);
  });
  const suppressed = found.length - kept.length;
  const check = checks.find(({ name }) => name === SUPPRESSION);
  if (check && settings.levels.get(SUPPRESSION) !== 'off') {
    const names = checks.map(({ name }) => name);
    const silent = new Set(names.filter((name) => settings.levels.get(name) === 'off'));
    const tell = toTeller(check, { found: kept, documents: new Map() });
    for (const { document, comment, used } of comments) {
      const problem = problemOf(comment, { used, names, silent });
      if (problem) tell(document, { message: problem, range: comment });
    }
  }
  const levelled = kept.map((finding) => {
    const level = settings.levels.get(finding.check);
    return level === undefined || level === 'off' ? finding : { ...finding, severity: level };
  });
  return { findings: levelled.sort(compareFindings), suppressed };
}

type Comment = ReturnType<typeof readSuppressions>[number];

function groupByFile<T extends { document: SourceDocument }>(
  items: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.document.file);
    if (group) group.push(item);
    else groups.set(item.document.file, [item]);
  }
  return groups;
}

function problemOf(
  { checks, reason }: Comment,
  { used, names, silent }: { used: boolean; names: readonly string[]; silent: ReadonlySet<string> },
): string | undefined {
  if (checks.length === 0) {
    return 'This comment names no check, so it suppresses nothing: write pai-market-ignore CHECK: REASON.';
  }
  if (reason === '') {
    return `This comment gives no reason, so it suppresses nothing: write pai-market-ignore ${checks.join(', ')}: REASON.`;
  }
  const unknown = checks.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return `This comment names the check "${clip(unknown)}", which there is none of.${meant(nearest(unknown, names))}`;
  }
  // One that is switched off may be there for another run.
  if (used || checks.some((name) => silent.has(name))) return undefined;
  return `This comment suppresses nothing any more: there is no finding of ${checks.join(', ')} here. Remove it.`;
}
