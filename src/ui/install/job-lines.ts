/** Two texts as one list of lines: kept, added, removed; long runs of kept lines are folded. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines that are shown, or how many unchanged ones are folded away. */
export type DiffPart = { kind: 'lines'; lines: DiffLine[] } | { kind: 'fold'; lines: DiffLine[] };

/** Unchanged lines that stay beside a changed one. */
const CONTEXT = 3;
/** A fold must be worth its place. */
const LEAST_FOLD = 3;
/** More changed lines than this are not looked for: the time grows with their square. */
const MOST_CHANGES = 4000;

/** Undefined where more differs than can be compared. The library is loaded here, when it is first needed. */
export async function diffTexts(before: string, after: string): Promise<DiffLine[] | undefined> {
  const { diffLines } = await import('diff');
  const changes = diffLines(ended(before), ended(after), { maxEditLength: MOST_CHANGES });
  return changes?.flatMap(({ value, added, removed }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ kind, text }) as const);
  });
}

/** A last line without an end is no other line for that. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

export function foldLines(lines: readonly DiffLine[]): DiffPart[] {
  const near = nearChange(lines);
  const parts: DiffPart[] = [];
  lines.forEach((line, at) => {
    const kind = near[at] ? 'lines' : 'fold';
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  });
  return parts.map((part) =>
    part.kind === 'fold' && part.lines.length < LEAST_FOLD ? { ...part, kind: 'lines' } : part,
  );
}

function nearChange(lines: readonly DiffLine[]): boolean[] {
  const near = lines.map(() => false);
  lines.forEach((line, at) => {
    if (line.kind === 'same') return;
    near.fill(true, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
  });
  return near;
}

export function countChanges(lines: readonly DiffLine[]): { added: number; removed: number } {
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return { added: count('added'), removed: count('removed') };
}
