/** Repairs what lint found and can repair: whole files are written, each only where its text is still what was judged. */
import { MarketError } from '#core/errors.ts';
import { applyFixes } from '#core/lint/index.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';

import type { Fix, LintFinding } from '#core/lint/index.ts';
import type { Limits } from '#core/limits.ts';
import type { Tree } from '#core/ports.ts';

export interface FixedFile {
  file: string;
  /** In the order of their places. */
  fixes: { check: string; line: number; words: string; before: string; after: string }[];
}

/** One round: fixes that touch each other wait for the next one. With `dryRun` nothing is written. */
export async function fixSource(
  tree: Tree,
  {
    findings,
    limits,
    dryRun,
  }: { findings: readonly LintFinding[]; limits: Limits; dryRun: boolean },
): Promise<FixedFile[]> {
  const byFile = new Map<string, LintFinding[]>();
  for (const finding of findings) {
    if (finding.fix) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  }
  const fixed: FixedFile[] = [];
  for (const [file, found] of byFile) {
    const bytes = await tree.read(file, limits.configBytes);
    const text = decodeText(bytes, file);
    const owner = new Map(found.map((finding) => [finding.fix as Fix, finding]));
    const { text: after, done } = applyFixes(text, [...owner.keys()]);
    if (after === text || !isReadable(after, limits)) continue;
    if (!dryRun) await tree.write(file, new TextEncoder().encode(after));
    fixed.push({ file, fixes: done.map((fix) => describe(fix, owner.get(fix), text)) });
  }
  return fixed;
}

/** A repair that would spoil its file is none. */
function isReadable(text: string, limits: Limits): boolean {
  try {
    parseYaml(text, { ...limits, protocolBytes: limits.configBytes });
    return true;
  } catch (thrown) {
    if (thrown instanceof MarketError) return false;
    throw thrown;
  }
}

function describe(
  fix: Fix,
  finding: LintFinding | undefined,
  text: string,
): FixedFile['fixes'][number] {
  const { start = 0, end = 0, text: after = '' } = fix.edits[0] ?? {};
  const { check = '', line = 1 } = finding ?? {};
  return { check, line, words: fix.words, before: text.slice(start, end), after };
}
