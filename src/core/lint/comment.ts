/** Comments in a source that let one finding be: `# pai-market-ignore image-tag: our registry has no digests`. */
import type { SourceDocument } from './document.ts';
import type { LintFinding, TextRange } from './finding.ts';

/** In YAML and shell a hash begins it, in Markdown an HTML comment. */
const COMMENT =
  /(?:^|[\s])(?:#|<!--)[ \t]{0,9}pai-market-ignore(-file)?(?:[ \t]+([a-z0-9, \t-]{1,400}))?(?::[ \t]*([^\r\n]{0,500}))?/gm;

export interface Suppression extends TextRange {
  checks: string[];
  /** Empty where none is given: then it counts for nothing. */
  reason: string;
  /** Line that it stands on, from 1; undefined where it is for the whole file. */
  line: number | undefined;
  /** Whether nothing else stands on its line, so that it is for the next one. */
  alone: boolean;
}

export function readSuppressions(document: SourceDocument): Suppression[] {
  const { text } = document;
  if (!text.includes('pai-market-ignore')) return [];
  return [...text.matchAll(COMMENT)].map((found) => {
    const [whole, forFile, names = '', reason = ''] = found;
    const start = found.index + whole.search(/[#<]/);
    const { line } = document.position(start);
    const before = text.slice(document.line(line).start, start);
    return {
      start,
      end: found.index + whole.length,
      checks: names.split(/[,\s]+/).filter((name) => name !== ''),
      reason: reason.replace(/-->\s*$/, '').trim(),
      line: forFile === undefined ? line : undefined,
      alone: before.trim() === '',
    };
  });
}

/** Whether it is about the finding, which lies in the same file. */
export function suppresses(
  { checks, reason, line, alone }: Suppression,
  { check, line: at }: LintFinding,
): boolean {
  if (reason === '' || !checks.includes(check)) return false;
  return line === undefined || at === line || (alone && at === line + 1);
}
