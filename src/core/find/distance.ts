/** How many slips of the hand lie between two words: a letter too many, too few, another one, or two in the wrong order. */

/** No word is longer (words.ts). */
const WIDTH = 64;
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/**
 * Slips from `typed` to `word`, or to what the word begins with where `begun` is true; `most + 1` for anything
 * further. Damerau's distance, in which no letter is changed twice.
 */
export function slipsBetween(
  typed: string,
  word: string,
  { most, begun = false }: { most: number; begun?: boolean },
): number {
  const far = most + 1;
  const width = begun ? Math.min(word.length, typed.length + most) : word.length;
  if (Math.abs(typed.length - width) > most || width >= WIDTH || typed.length >= WIDTH) return far;
  let [before, above, row] = rows;
  for (let at = 0; at <= width; at++) above[at] = at;
  for (let line = 1; line <= typed.length; line++) {
    const least = fillRow({ typed, word, line, width }, [before, above, row]);
    if (least > most) return far;
    [before, above, row] = [above, row, before];
  }
  if (!begun) return Math.min(above[width] ?? far, far);
  let best = far;
  for (let at = 0; at <= width; at++) best = Math.min(best, above[at] ?? far);
  return best;
}

interface Line {
  typed: string;
  word: string;
  line: number;
  width: number;
}

/** The least number in the new row: it can only grow from there. */
function fillRow(
  { typed, word, line, width }: Line,
  [before, above, row]: [Uint8Array, Uint8Array, Uint8Array],
): number {
  const letter = typed.charCodeAt(line - 1);
  const former = typed.charCodeAt(line - 2);
  row[0] = line;
  let least = line;
  for (let at = 1; at <= width; at++) {
    const other = word.charCodeAt(at - 1);
    let slips = (above[at - 1] ?? 0) + (letter === other ? 0 : 1);
    slips = Math.min(slips, (above[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1);
    if (line > 1 && at > 1 && letter === word.charCodeAt(at - 2) && former === other) {
      slips = Math.min(slips, (before[at - 2] ?? 0) + 1);
    }
    row[at] = slips;
    if (slips < least) least = slips;
  }
  return least;
}

/** A bit for each letter in a word; a slip changes at most two of them, so most words need no closer look. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

export function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
