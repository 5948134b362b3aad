/** What lint found, as plain data: where, how grave, and how it can be repaired. */

export const SEVERITIES = ['error', 'warning', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Offsets into the text of a file in UTF-16 units; `end` is behind the last one. */
export interface TextRange {
  start: number;
  end: number;
}

/** Replaces what stands in the range; an empty range puts text in. */
export interface Edit extends TextRange {
  text: string;
}

export interface Fix {
  /** All within the file of the finding; they do not overlap. */
  edits: Edit[];
  /** What they do; completes "Fixed: …". */
  words: string;
}

/** Line and column from 1, columns in UTF-16 units, the end behind the last character. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface LintFinding extends Place {
  /** Name of the check; its page is docs/problems/lint-<check>.md. */
  check: string;
  severity: Severity;
  /** Path below the source, `/` between segments. */
  file: string;
  /** A full sentence, which never holds a secret. */
  message: string;
  fix?: Fix;
}

/** In the order of files, then of places, then of names of checks. */
export function compareFindings(a: LintFinding, b: LintFinding): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.check, b.check) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
