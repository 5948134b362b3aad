/** Patterns of what a repository leaves out, in the manner of `.gitignore`. */
import { MarketError } from '../errors.ts';
import { matchesSegment } from './wildcard.ts';

const MOST_PATTERNS = 1000;
const MOST_LETTERS = 1024;

/** Whether a file or folder is left out; folders that are left out are not entered, so nothing in them comes back. */
export type Ignore = (path: string, isFolder: boolean) => boolean;

interface Pattern {
  segments: string[];
  negated: boolean;
  foldersOnly: boolean;
}

/**
 * `*`, `?` and `[a-z]` stand within one name, `**` for any folders. A pattern with a slash before its end counts from `base`,
 * the others at any depth; one that ends in a slash fits folders only. `!` takes back what a pattern before it left out; the
 * last one that fits decides. Throws `repository-invalid` for patterns that are too many or too long.
 */
export function createIgnore(lines: readonly string[], base = ''): Ignore {
  if (lines.length > MOST_PATTERNS) {
    throw tooMuch(`"ignore" has ${lines.length} patterns; at most ${MOST_PATTERNS} are read`);
  }
  const patterns = lines.flatMap((line) => parsePattern(line) ?? []);
  const prefix = base === '' ? '' : `${base}/`;
  return (path, isFolder) => {
    if (!path.startsWith(prefix)) return false;
    const segments = path.slice(prefix.length).split('/');
    const last = patterns.findLast(
      (pattern) => (isFolder || !pattern.foldersOnly) && fits(pattern.segments, segments),
    );
    return last !== undefined && !last.negated;
  };
}

function parsePattern(line: string): Pattern | undefined {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  if (text.length > MOST_LETTERS) {
    throw tooMuch(
      `A pattern of "ignore" has ${text.length} letters; at most ${MOST_LETTERS} are read`,
    );
  }
  const negated = text.startsWith('!');
  const wanted = negated ? text.slice(1) : text;
  const foldersOnly = wanted.endsWith('/');
  const path = wanted.replace(/\/+$/, '');
  if (path === '') return undefined;
  const segments = path.replace(/^\.?\//, '').split('/');
  // What ends so means all that is in the folder, not the folder.
  if (segments.length > 1 && segments.at(-1) === '**') segments.push('*');
  return { segments: path.includes('/') ? segments : ['**', ...segments], negated, foldersOnly };
}

/** By a table over both, so that no pattern takes long: `row[i]` says whether the first `i` parts fit what was read so far. */
function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length === 2 && pattern[0] === '**') {
    return matchesSegment(pattern[1] ?? '', segments.at(-1) ?? '');
  }
  let row = startRow(pattern);
  for (const segment of segments) {
    const next = [false];
    for (const [at, part] of pattern.entries()) {
      const fitsHere =
        part === '**'
          ? next[at] === true || row[at + 1] === true
          : row[at] === true && matchesSegment(part, segment);
      next.push(fitsHere);
    }
    row = next;
  }
  return row[pattern.length] === true;
}

function startRow(pattern: readonly string[]): boolean[] {
  const row = [true];
  for (const [at, part] of pattern.entries()) row.push(row[at] === true && part === '**');
  return row;
}

function tooMuch(sentence: string): MarketError {
  return new MarketError(
    'repository-invalid',
    `${sentence}. Put what belongs together into one folder.`,
  );
}
