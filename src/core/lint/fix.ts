/** Repairs of text: each changes the fewest characters, so that comments, order and quotes of the rest stay. */
import type { Path, SourceDocument } from './document.ts';
import type { Edit, Fix } from './finding.ts';

/** Plain text that every reader of YAML takes for the same text. */
const PLAIN = /^[A-Za-z_./][A-Za-z0-9_./@+-]*$/;
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan|\.+)$/i;

/** Puts another text or number in the place of one scalar; undefined where it stands behind an alias, an anchor or in a block. */
export function replaceValue(
  document: SourceDocument,
  path: Path,
  value: string | number,
): Edit | undefined {
  const scalar = document.scalar(path);
  if (!scalar || /^[|>]/.test(scalar.source)) return undefined;
  return { ...scalar, text: write(value, scalar.source) };
}

export function renameKey(document: SourceDocument, path: Path, name: string): Edit | undefined {
  const scalar = document.scalar(path, 'key');
  return scalar && { ...scalar, text: write(name, scalar.source) };
}

/** A fix of one edit, or none where there is no edit. */
export function fixOf(edit: Edit | undefined, words: string): { fix?: Fix } {
  if (!edit) return {};
  const { start, end, text } = edit;
  return { fix: { edits: [{ start, end, text }], words } };
}

/** In the quotes that were there. */
function write(value: string | number, source: string): string {
  if (typeof value === 'number') return String(value);
  if (source.startsWith('"')) return JSON.stringify(value);
  if (source.startsWith("'") && !/[\n\r]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return PLAIN.test(value) && !NOT_TEXT.test(value) ? value : JSON.stringify(value);
}

export interface FixedText {
  text: string;
  /** Those that were done, in the order of places. */
  done: Fix[];
}

/** Does all fixes that do not touch each other; of two that do, the first one given wins and the other waits for another round. */
export function applyFixes(text: string, fixes: readonly Fix[]): FixedText {
  const done: Fix[] = [];
  const taken: Edit[] = [];
  for (const fix of fixes) {
    if (fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    done.push(fix);
    taken.push(...fix.edits);
  }
  taken.sort((a, b) => b.start - a.start || b.end - a.end);
  let fixed = text;
  for (const edit of taken) fixed = fixed.slice(0, edit.start) + edit.text + fixed.slice(edit.end);
  done.sort((a, b) => (a.edits[0]?.start ?? 0) - (b.edits[0]?.start ?? 0));
  return { text: fixed, done };
}

function touches(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
