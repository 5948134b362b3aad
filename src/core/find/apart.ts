/** Finds what was typed together where a package has it apart: "bigtable" for "Big Table". */
import { FIELD_BITS, FIELD_MASK } from './vocabulary.ts';
import { squeeze } from './words.ts';

import type { Shelf } from './shelf.ts';

export interface Apart {
  /** As of a vocabulary. */
  postings: number[];
  fit: number;
  marks: string[];
}

const SHORTEST = 2;
const FIT = 0.75;
/** So many packages are looked into closely. */
const MOST_LOOKED_AT = 500;

/** Packages that have both halves of the word one after the other, wherever it can be halved. */
export function findApart(word: string, shelf: Shelf): Apart {
  const found: Apart = { postings: [], fit: FIT, marks: [] };
  const { vocabulary } = shelf;
  for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    const first = vocabulary.find(left);
    const second = vocabulary.find(right);
    if (first === undefined || second === undefined) continue;
    const both = inBoth(vocabulary.postings(first), vocabulary.postings(second));
    const together = both.filter((posting) => hasTogether(shelf, posting >>> FIELD_BITS, word));
    if (together.length > 0) found.marks.push(word);
    found.postings.push(...together);
  }
  return found;
}

/** With the fields in which both stand; both lists ascend. */
function inBoth(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let other = 0;
  for (const posting of a) {
    const slot = posting >>> FIELD_BITS;
    while (other < b.length && (b[other] ?? 0) >>> FIELD_BITS < slot) other += 1;
    const beside = b[other];
    if (beside === undefined) break;
    const fields = posting & beside & FIELD_MASK;
    if (beside >>> FIELD_BITS === slot && fields !== 0) both.push((slot << FIELD_BITS) | fields);
    if (both.length >= MOST_LOOKED_AT) break;
  }
  return both;
}

function hasTogether(shelf: Shelf, slot: number, word: string): boolean {
  const entry = shelf.entries[slot];
  if (!entry) return false;
  return [entry.label, entry.description, entry.name].some((text) => squeeze(text).includes(word));
}
