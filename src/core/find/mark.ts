/** Splits a text at the words that a search met, for highlighting. */
import { fold } from '../fold.ts';
import { isRun, placedWords, seamsOf } from './words.ts';

export interface MarkedText {
  text: string;
  marked: boolean;
}

/** The parts of a text, in order; together they are the text. `marks` come from a `Listing`. */
export function markWords(text: string, marks: readonly string[]): MarkedText[] {
  if (text === '') return [];
  const known = sortMarks(marks);
  const marked = new Uint8Array(text.length);
  const words = foldedWords(text);
  words.forEach((word, at) => {
    markWord(marked, word, known);
    const next = words[at + 1];
    if (next && isMet(word.folded + next.folded, known)) {
      fill(marked, word, 0, word.text.length);
      fill(marked, next, 0, next.text.length);
    }
  });
  return cutAt(text, marked);
}

/** At each key mostly the same texts are marked again; so many are remembered. */
const MOST_TEXTS = 500;
const foldedTexts = new Map<string, PlacedWord[]>();

function foldedWords(text: string): PlacedWord[] {
  const known = foldedTexts.get(text);
  if (known) return known;
  const words = placedWords(text).map((word) => ({ ...word, folded: fold(word.text) }));
  if (foldedTexts.size >= MOST_TEXTS) foldedTexts.clear();
  foldedTexts.set(text, words);
  return words;
}

interface Marks {
  whole: Set<string>;
  /** `begin*` */
  begins: string[];
  /** `*part*` */
  parts: string[];
}

interface PlacedWord {
  text: string;
  folded: string;
  at: number;
}

function sortMarks(marks: readonly string[]): Marks {
  const known: Marks = { whole: new Set(), begins: [], parts: [] };
  for (const mark of marks) {
    if (mark.startsWith('*') && mark.length > 2) known.parts.push(mark.slice(1, -1));
    else if (mark.endsWith('*') && mark.length > 1) known.begins.push(mark.slice(0, -1));
    else known.whole.add(mark);
  }
  return known;
}

function markWord(marked: Uint8Array, word: PlacedWord, known: Marks): void {
  const { text, folded } = word;
  if (known.whole.has(folded)) {
    fill(marked, word, 0, text.length);
    return;
  }
  let from = 0;
  for (const seam of seamsOf(text)) {
    if (known.whole.has(fold(seam))) fill(marked, word, from, from + seam.length);
    from += seam.length;
  }
  const begin = known.begins.filter((each) => folded.startsWith(each));
  if (begin.length > 0) fill(marked, word, 0, Math.max(...begin.map(({ length }) => length)));
  for (const part of known.parts) {
    for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1)) {
      fill(marked, word, at, at + part.length);
    }
  }
}

function isMet(joined: string, { whole, begins }: Marks): boolean {
  return !isRun(joined) && (whole.has(joined) || begins.includes(joined));
}

/** All of a word where folding changed its length, as then nobody knows which letters are meant. */
function fill(
  marked: Uint8Array,
  { text, folded, at }: PlacedWord,
  from: number,
  to: number,
): void {
  const same = text.length === folded.length;
  marked.fill(1, at + (same ? from : 0), at + (same ? to : text.length));
}

function cutAt(text: string, marked: Uint8Array): MarkedText[] {
  const parts: MarkedText[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && marked[at] === marked[from]) continue;
    parts.push({ text: text.slice(from, at), marked: marked[from] === 1 });
    from = at;
  }
  return parts;
}
