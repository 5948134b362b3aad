/** What a repository says of checks: their severity, and findings that it knows and lives with. */
import { SEVERITIES } from './finding.ts';
import { meant, nearest } from './near.ts';
import { matchesGlob } from './glob.ts';

import type { LintFinding, Severity } from './finding.ts';

export type Level = Severity | 'off';

export interface Waiver {
  check: string;
  /** Which files, as a pattern. */
  pattern: string;
  reason: string;
}

export interface LintSettings {
  levels: ReadonlyMap<string, Level>;
  waivers: readonly Waiver[];
}

const LEVELS: readonly string[] = [...SEVERITIES, 'off'];

/** Reads `image-tag=error`; the sentence of a string says what is wrong with it. */
export function readLevel(text: string, checks: readonly string[]): [string, Level] | string {
  const [, check = '', level = ''] = /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  if (check === '') return `"${text}" is no CHECK=LEVEL, such as image-tag=error.`;
  if (!checks.includes(check)) {
    return `There is no check "${check}".${meant(nearest(check, checks))}`;
  }
  if (LEVELS.includes(level)) return [check, level as Level];
  return `"${level}" is no level: use ${LEVELS.join(', ')}.`;
}

/** Reads `image-tag packages/old/**: the registry has no digests`; the sentence of a string says what is wrong with it. */
export function readWaiver(text: string, checks: readonly string[]): Waiver | string {
  const [, check = '', pattern = '', reason = ''] =
    /^\s*(\S+)\s+(\S+?)\s*:\s+(\S.*)$/.exec(text.slice(0, 2000)) ?? [];
  if (check === '') {
    return `"${text}" is no "CHECK PATTERN: REASON", such as "image-tag vision/**: the registry has no digests".`;
  }
  if (checks.includes(check)) return { check, pattern, reason: reason.trim() };
  return `There is no check "${check}".${meant(nearest(check, checks))}`;
}

export function isWaived({ check, file }: LintFinding, waivers: readonly Waiver[]): boolean {
  return waivers.some((waiver) => waiver.check === check && matchesGlob(waiver.pattern, file));
}
