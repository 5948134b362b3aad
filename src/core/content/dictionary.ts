/** Texts, each kept once, in one long text, so that all of them are searched at once. */
import { fold, isAscii } from '../fold.ts';

/** Stands between two texts; none holds it. */
const BETWEEN = '\u0000';

/** Texts one behind the other. */
export interface Joined {
  text: string;
  /** Where each begins, and where one more would. */
  starts: Uint32Array;
}

/**
 * Texts by number: first those in ASCII, then the others, so that the many are kept and searched with one byte for each
 * character. `folded` are the same texts in small letters and without accents.
 */
export interface Dictionary {
  plain: Joined;
  plainFolded: string;
  wide: Joined;
  wideFolded: Joined;
}

/** Puts those in ASCII first; `numbers` gives each text its number. */
export function makeDictionary(texts: Iterable<string>): {
  dictionary: Dictionary;
  numbers: Map<string, number>;
} {
  const plain: string[] = [];
  const wide: string[] = [];
  for (const text of new Set(texts)) (isAscii(text) ? plain : wide).push(text);
  const joined = join(plain);
  return {
    dictionary: {
      plain: joined,
      plainFolded: joined.text.toLowerCase(),
      wide: join(wide),
      wideFolded: join(wide.map(fold)),
    },
    numbers: new Map([...plain, ...wide].map((text, number) => [text, number])),
  };
}

export function sizeOf({ plain, wide }: Dictionary): number {
  return plain.starts.length - 1 + wide.starts.length - 1;
}

export function textAt({ plain, wide }: Dictionary, number: number): string {
  const count = plain.starts.length - 1;
  return number < count ? pick(plain, number) : pick(wide, number - count);
}

/** As `textAt`, folded. */
export function foldedAt(dictionary: Dictionary, number: number): string {
  const { plain, plainFolded, wideFolded } = dictionary;
  const count = plain.starts.length - 1;
  return number < count
    ? pick({ text: plainFolded, starts: plain.starts }, number)
    : pick(wideFolded, number - count);
}

/** Calls `found` with the number of each text that holds the folded `needle`, which is not empty. */
export function eachHolding(
  dictionary: Dictionary,
  needle: string,
  found: (number: number) => void,
): void {
  const { plain, plainFolded, wideFolded } = dictionary;
  if (isAscii(needle)) scan({ text: plainFolded, starts: plain.starts }, needle, found);
  const count = plain.starts.length - 1;
  scan(wideFolded, needle, (number) => found(number + count));
}

function scan({ text, starts }: Joined, needle: string, found: (number: number) => void): void {
  let number = 0;
  for (let at = text.indexOf(needle); at >= 0; ) {
    number = numberAt(starts, at, number);
    found(number);
    at = text.indexOf(needle, starts[number + 1] ?? text.length);
  }
}

/** The last that begins at or before the place; it is not before `from`. */
function numberAt(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  let step = 1;
  // Where many are found the next one is near.
  while (low + step < starts.length - 1 && (starts[low + step] ?? 0) <= place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

function pick({ text, starts }: Joined, number: number): string {
  return text.slice(starts[number], (starts[number + 1] ?? 1) - 1);
}

function join(texts: readonly string[]): Joined {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  for (const [number, text] of texts.entries()) {
    length += text.length + 1;
    starts[number + 1] = length;
  }
  return { text: texts.map((text) => text + BETWEEN).join(''), starts };
}
