/** Splits a text at the words that a search met, for highlighting. */
import { normalise } from './search.ts';

export interface MarkedText {
  text: string;
  marked: boolean;
}

/** The parts of a text, in order; together they are the text. `marks` come from a `Listing`. */
export function markWords(text: string, marks: readonly string[]): MarkedText[] {
  if (marks.length === 0 || text === '') return text === '' ? [] : [{ text, marked: false }];
  const known = new Set(marks);
  return text
    .split(/([\p{L}\p{N}]+)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, marked: known.has(normalise(part)) }));
}
