/** Which terms of the packages a word of a query may mean, and how well each fits. */
import { stemOf } from './stem.ts';
import { synonymsOf } from './synonyms.ts';
import { INITIALS } from './vocabulary.ts';

import type { Vocabulary } from './vocabulary.ts';
import type { WantedWord } from './wanted.ts';

/**
 * How much is taken for what was meant: what was typed, other words for it, words with slips and packages without some of the words. Each
 * level includes those before it.
 */
export const LEVEL = { typed: 0, alike: 1, mistyped: 2 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** How well a term fits, 1 for the word itself. */
const FIT = {
  inflected: 0.9,
  /** Where much was cut off. */
  farInflected: 0.75,
  joined: 0.95,
  joinedBegin: 0.75,
  same: 0.75,
  initials: 0.7,
  begin: 0.6,
  /** On top, for what is typed of the term. */
  beginTyped: 0.3,
  /** Of a beginning, where the word itself occurs, too. */
  otherBegin: 0.7,
  near: 0.32,
  part: 0.4,
  oneSlip: 0.62,
  twoSlips: 0.42,
  slipAndBegin: 0.5,
  /** Of mistyped words where the word as typed occurs, too. */
  otherSlip: 0.6,
} as const;

/** Packages with the word as typed, from which on nothing is looked for inside of other words. */
export const ENOUGH = 12;
const SHORTEST_PART = 3;
const SHORTEST_SLIP = 3;
const SHORT_SLIP = 4;

export interface Expansion {
  /** How well a term fits, by its id. */
  terms: Map<number, number>;
  /** For highlighting: whole words, `begin*`, `*part*`. */
  marks: Set<string>;
}

/** Terms of one word that is no run of unspaced writing. */
export function expandWord(
  wanted: WantedWord,
  level: Level,
  { vocabulary, initials }: { vocabulary: Vocabulary; initials: string },
): Expansion {
  const found: Expansion = { terms: new Map(), marks: new Set() };
  const { word } = wanted;
  const own = vocabulary.find(word);
  if (own !== undefined) note(found, { id: own, fit: 1, mark: word });
  const has = (id: number) => found.terms.has(id);
  for (const id of vocabulary.inflected(word)) {
    const term = vocabulary.term(id);
    const fit = Math.abs(term.length - word.length) > 3 ? FIT.farInflected : FIT.inflected;
    if (!has(id)) note(found, { id, fit, mark: term });
  }
  addJoined(found, wanted, vocabulary);
  const names = [word, ...wanted.joined].flatMap((each) => synonymsOf(each, stemOf(each)).same);
  addWhole(found, names, { fit: FIT.same, vocabulary });
  addBegun(found, word, vocabulary);
  addWhole(found, [INITIALS + word], { fit: FIT.initials, vocabulary });
  if (word.length >= SHORTEST_PART && countPackages(found, vocabulary) < ENOUGH) {
    for (const id of vocabulary.containing(word)) {
      if (!has(id)) note(found, { id, fit: FIT.part, mark: `*${word}*` });
    }
  }
  if (level >= LEVEL.alike) {
    addWhole(found, synonymsOf(word, stemOf(word)).near, { fit: FIT.near, vocabulary });
    // As written in a package: two texts that only share their initials have nothing to do with each other.
    if (initials !== '') addWhole(found, [initials], { fit: FIT.near, vocabulary });
  }
  if (level >= LEVEL.mistyped) addMistyped(found, word, vocabulary);
  return found;
}

/** How many packages have one of the terms, at most. */
function countPackages({ terms }: Expansion, vocabulary: Vocabulary): number {
  let count = 0;
  for (const id of terms.keys()) count += vocabulary.postings(id).length;
  return count;
}

function note(
  { terms, marks }: Expansion,
  { id, fit, mark }: { id: number; fit: number; mark?: string },
): void {
  if ((terms.get(id) ?? 0) < fit) terms.set(id, fit);
  if (mark !== undefined && !mark.startsWith(INITIALS)) marks.add(mark);
}

function addWhole(
  found: Expansion,
  words: readonly string[],
  { fit, vocabulary }: { fit: number; vocabulary: Vocabulary },
): void {
  for (const word of words) {
    const id = vocabulary.find(word);
    if (id !== undefined) note(found, { id, fit, mark: word });
    if (word.startsWith(INITIALS)) continue;
    for (const other of vocabulary.inflected(word)) {
      note(found, { id: other, fit: fit * FIT.inflected, mark: vocabulary.term(other) });
    }
  }
}

function addJoined(found: Expansion, { joined, last }: WantedWord, vocabulary: Vocabulary): void {
  addWhole(found, joined, { fit: FIT.joined, vocabulary });
  const [together] = joined;
  if (!last || together === undefined || together.length <= SHORTEST_PART) return;
  for (const id of vocabulary.beginning(together)) {
    note(found, { id, fit: FIT.joinedBegin, mark: `${together}*` });
  }
}

function addBegun(found: Expansion, word: string, vocabulary: Vocabulary): void {
  const known = found.terms.size > 0 ? FIT.otherBegin : 1;
  for (const id of vocabulary.beginning(word)) {
    const typed = word.length / vocabulary.term(id).length;
    if (typed === 1) continue;
    note(found, { id, fit: (FIT.begin + FIT.beginTyped * typed) * known, mark: `${word}*` });
  }
}

/** Short words bear one slip, longer ones two. */
function addMistyped(found: Expansion, word: string, vocabulary: Vocabulary): void {
  if (word.length < SHORTEST_SLIP || /^\d+$/.test(word)) return;
  const known = found.terms.size > 0 ? FIT.otherSlip : 1;
  const add = (ids: readonly number[], fit: number, length = Infinity) => {
    for (const id of ids) {
      const term = vocabulary.term(id);
      // Another number is another thing.
      if (digitsOf(term.slice(0, length)) !== digitsOf(word)) continue;
      // Hands rarely fail at the first letter.
      const first = term[0] === word[0] ? 1 : 0.85;
      const mark = length < term.length ? `${term.slice(0, length)}*` : term;
      note(found, { id, fit: fit * first * known, mark });
    }
  };
  const most = word.length < 7 ? 1 : 2;
  const whole = vocabulary.near(word, { most, begun: false });
  const usable = whole.ids.filter((id) => mayBeSlip(word, vocabulary.term(id)));
  add(usable, whole.slips === 1 ? FIT.oneSlip : FIT.twoSlips);
  if (word.length < 5) return;
  const allowed = usable.length > 0 ? whole.slips : most;
  const begun = vocabulary.near(word, {
    most: Math.min(word.length < 8 ? 1 : 2, allowed),
    begun: true,
  });
  add(begun.ids, FIT.slipAndBegin, word.length);
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
}

/** In short words only two letters that changed places count, in those of four also a wrong one that is not the first: too many other words are as near. */
function mayBeSlip(word: string, term: string): boolean {
  if (word.length > SHORT_SLIP) return true;
  if (word.length > SHORTEST_SLIP && term[0] === word[0]) return true;
  return term.length === word.length && [...term].sort().join('') === [...word].sort().join('');
}
