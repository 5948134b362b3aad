/** All words of the packages, and where each stands: found whole, by beginning, by a part, by stem, and mistyped. */
import { countBits, lettersOf, slipsBetween } from './distance.ts';
import { stemOf } from './stem.ts';

/** Where a word stands in a package, a bit each. */
export const FIELD = {
  label: 1,
  name: 2,
  tag: 4,
  category: 8,
  type: 16,
  author: 32,
  org: 64,
  description: 128,
  /** It was put together: "wordcount" for "Word Count". */
  joined: 256,
  /** It is a part of a word: "query" of "BigQuery". */
  part: 512,
} as const;

export const FIELD_BITS = 10;
/** Of terms that do not stand there as such. */
export const DERIVED = FIELD.joined | FIELD.part;
export const FIELD_MASK = (1 << FIELD_BITS) - 1;

/** Terms that stand for the initials of several words; only ever found whole. */
export const INITIALS = '\u0001';

/** So many terms are looked for at most when a beginning or a part of a word fits many. */
const MOST_TERMS = 20_000;
const MOST_SEGMENTS = 6;
/** Beginnings of so many characters lead to their terms at once. */
const HEAD = 2;

export interface Vocabulary {
  /** How many terms there are. */
  readonly size: number;
  /** Adds the terms of one package, each with the fields it stands in; gives how many were new, of which at most `room` are taken. */
  add(slot: number, terms: ReadonlyMap<string, number>, room: number): number;
  find(term: string): number | undefined;
  term(id: number): string;
  /** `slot << FIELD_BITS | fields`, in ascending order; also of packages that are gone. */
  postings(id: number): readonly number[];
  /** Terms that begin so, the term itself among them. */
  beginning(text: string): readonly number[];
  /** Terms that contain it anywhere. */
  containing(text: string): number[];
  /** Terms with the same stem as the word. */
  inflected(word: string): readonly number[];
  /** Terms at the least number of slips, at most `most`; `begun`: that begin with something so near. */
  near(word: string, options: { most: number; begun: boolean }): { ids: number[]; slips: number };
}

/** A stretch of terms one after the other in one text, so that one pass of the engine finds them all. */
interface Segment {
  first: number;
  /** Where each term begins in the text, and where one more would. */
  starts: Uint32Array;
  text: string;
}

export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>();
  const terms: string[] = [];
  const lists: number[][] = [];
  const stems = new Map<string, number[]>();
  /** By their first character, and by their first two. */
  const heads = new Map<string, number[]>();
  const letters: number[] = [];
  let segments: Segment[] = [];
  let prepared = 0;

  /** New terms are made ready for being found by parts when somebody first searches after they came. */
  const prepare = () => {
    if (prepared === terms.length) return;
    for (let id = prepared; id < terms.length; id++) {
      const term = terms[id] ?? '';
      letters[id] = lettersOf(term);
      if (!term.startsWith(INITIALS)) fileTerm(id, term, { stems, heads });
    }
    if (segments.length >= MOST_SEGMENTS) segments = [toSegment(terms, 0)];
    else segments.push(toSegment(terms, prepared));
    prepared = terms.length;
  };
  return {
    get size() {
      return terms.length;
    },
    add: (slot, words, room) => addTerms({ ids, terms, lists }, { slot, words, room }),
    find: (term) => ids.get(term),
    term: (id) => terms[id] ?? '',
    postings: (id) => lists[id] ?? [],
    beginning(text) {
      prepare();
      const known = heads.get(text.slice(0, HEAD)) ?? [];
      return text.length <= HEAD ? known : known.filter((id) => terms[id]?.startsWith(text));
    },
    containing(text) {
      prepare();
      return segments.flatMap((segment) => scanSegment(segment, text));
    },
    inflected(word) {
      prepare();
      return stems.get(stemOf(word)) ?? [];
    },
    near(word, options) {
      prepare();
      return findNear(word, { terms, letters }, options);
    },
  };
}

function addTerms(
  { ids, terms, lists }: { ids: Map<string, number>; terms: string[]; lists: number[][] },
  { slot, words, room }: { slot: number; words: ReadonlyMap<string, number>; room: number },
): number {
  let added = 0;
  for (const [term, fields] of words) {
    const posting = slot * (FIELD_MASK + 1) + fields;
    const id = ids.get(term);
    if (id !== undefined) {
      lists[id]?.push(posting);
      continue;
    }
    if (added >= room) continue;
    added += 1;
    ids.set(term, terms.length);
    terms.push(term);
    lists.push([posting]);
  }
  return added;
}

function fileTerm(
  id: number,
  term: string,
  { stems, heads }: { stems: Map<string, number[]>; heads: Map<string, number[]> },
): void {
  addTo(stems, stemOf(term), id);
  addTo(heads, term.slice(0, 1), id);
  if (term.length > 1) addTo(heads, term.slice(0, HEAD), id);
}

function addTo(lists: Map<string, number[]>, key: string, id: number): void {
  const known = lists.get(key);
  if (known) known.push(id);
  else lists.set(key, [id]);
}

function toSegment(terms: readonly string[], first: number): Segment {
  const starts = new Uint32Array(terms.length - first + 1);
  let at = 1;
  for (let id = first; id < terms.length; id++) {
    starts[id - first] = at;
    at += (terms[id]?.length ?? 0) + 1;
  }
  starts[terms.length - first] = at;
  return { first, starts, text: `\n${terms.slice(first).join('\n')}\n` };
}

/** Ids of the terms in which the needle stands. */
function scanSegment({ first, starts, text }: Segment, needle: string): number[] {
  const found: number[] = [];
  let term = 0;
  let at = text.indexOf(needle);
  while (at >= 0 && found.length < MOST_TERMS) {
    term = lastAtOrBefore(starts, at, term);
    if (text[starts[term] ?? 0] !== INITIALS) found.push(first + term);
    // On from the end of this term: it is found once, however often the needle stands in it.
    at = text.indexOf(needle, (starts[term + 1] ?? 1) - 1);
  }
  return found;
}

/** Index of the last start that is not after the place; `from` is one that is not. */
function lastAtOrBefore(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

function findNear(
  word: string,
  { terms, letters }: { terms: readonly string[]; letters: readonly number[] },
  { most, begun }: { most: number; begun: boolean },
): { ids: number[]; slips: number } {
  const wanted = lettersOf(word);
  let slips = most;
  let ids: number[] = [];
  for (let id = 0; id < terms.length; id++) {
    const own = letters[id] ?? 0;
    // Of what a word begins with, its further letters say nothing.
    if (countBits(begun ? wanted & ~own : wanted ^ own) > (begun ? slips : slips * 2)) continue;
    const term = terms[id] ?? '';
    if (!begun && Math.abs(term.length - word.length) > slips) continue;
    const found = slipsBetween(word, term, { most: slips, begun });
    if (found > slips || found === 0 || term.startsWith(INITIALS)) continue;
    if (found < slips) ids = [];
    slips = found;
    ids.push(id);
  }
  return { ids, slips };
}
