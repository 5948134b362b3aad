/** Fits one name to a pattern with `*`, `?` and `[a-z]`, in a time of pattern times name at most. */

/** One letter of the pattern, as what it fits. */
type Part = '*' | ((letter: string) => boolean);

const known = new Map<string, string | Part[]>();
/** Patterns are few and asked about often; more than so many are none of a user's. */
const MOST_KNOWN = 2000;

/** Whether the whole name fits. */
export function matchesSegment(pattern: string, name: string): boolean {
  const parts = partsOf(pattern);
  if (typeof parts === 'string') return parts === name;
  let [at, mark] = [0, -1];
  let back = 0;
  const letters = [...name];
  for (let place = 0; place < letters.length; ) {
    const part = parts[at];
    if (part === '*') {
      mark = at;
      back = place;
      at += 1;
    } else if (part?.(letters[place] as string)) {
      at += 1;
      place += 1;
    } else if (mark >= 0) {
      // The last star takes one letter more.
      back += 1;
      place = back;
      at = mark + 1;
    } else {
      return false;
    }
  }
  return parts.slice(at).every((part) => part === '*');
}

/** A pattern without wildcards is its own text. */
function partsOf(pattern: string): string | Part[] {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const parts = /[*?[\\]/.test(pattern) ? parse([...pattern]) : pattern;
  known.set(pattern, parts);
  return parts;
}

function parse(letters: string[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string;
    const end = letter === '[' ? letters.indexOf(']', at + 2) : -1;
    if (letter === '*') {
      if (parts.at(-1) !== '*') parts.push('*');
    } else if (letter === '?') {
      parts.push(() => true);
    } else if (end > 0) {
      parts.push(oneOf(letters.slice(at + 1, end)));
      at = end;
    } else {
      if (letter === '\\' && at + 1 < letters.length) at += 1;
      const wanted = letters[at];
      parts.push((found) => found === wanted);
    }
  }
  return parts;
}

/** What stands between brackets: letters, ranges, and `!` or `^` before them for all others. */
function oneOf(inside: string[]): (letter: string) => boolean {
  const negated = inside[0] === '!' || inside[0] === '^';
  const letters = negated ? inside.slice(1) : inside;
  const ranges: [string, string][] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const first = letters[at] as string;
    const last = letters[at + 1] === '-' ? letters[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  return (letter) => ranges.some(([from, to]) => letter >= from && letter <= to) !== negated;
}
