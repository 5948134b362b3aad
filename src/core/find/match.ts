/** Finds the packages that have what was typed, and says how well each fits. */
import { ENOUGH, expandWord, LEVEL } from './expand.ts';
import { findApart } from './apart.ts';
import { scoreTitle } from './score-title.ts';
import { labelWeight, rarityOf, rarityOfMany } from './shelf.ts';
import { FIELD, FIELD_BITS, FIELD_MASK } from './vocabulary.ts';

import type { Level } from './expand.ts';
import type { Shelf } from './shelf.ts';
import type { Wanted, WantedWord } from './wanted.ts';

export interface Matches {
  /** Slots, in no order. */
  slots: number[];
  /** Above 0, by slot. */
  scores: Float32Array;
  marks: string[];
  /** Words were taken for mistyped ones, or fewer had to do. */
  loose: boolean;
}

/** What a word is worth by where it stands. */
const WORTH: Readonly<Record<keyof typeof FIELD, number>> = {
  label: 10,
  name: 8,
  tag: 7,
  category: 5,
  type: 5,
  author: 3.5,
  org: 3.5,
  description: 4,
  joined: 0,
  part: 0,
};
/** What remains of that for a term that does not stand there as such. */
const JOINED = 0.9;
const PART = 0.7;
/** What was put together stands for several words of the label, a part for less than one. */
const SHARES = { joined: 1.8, part: 0.5 } as const;
const WORTHS = worthTable();

/** A package in which each word is worth so much is what was meant. */
const GOOD = 4.4;
/** So few packages, none of them good, are not all that can be found. */
const FEW = 3;
/** Of the pairs of a run of unspaced writing that must occur, by level. */
const PAIRS = [1, 0.6, 0.4] as const;
/** Where not all words need occur: what a package must have of the best one's. */
const SOME = 0.6;
const MOST_MARKS = 100;

/** `allowed`: 1 by slot for packages that may be found at all. */
export function matchWords(shelf: Shelf, wanted: Wanted, allowed: Uint8Array): Matches {
  let level: Level = LEVEL.typed;
  let before = 0;
  for (;;) {
    const found = matchAt(level, wanted, { shelf, allowed });
    const enough = found.good || found.slots.length >= FEW;
    if (enough || level === LEVEL.mistyped) {
      const marks = [...found.marks].slice(0, MOST_MARKS);
      const loose = level === LEVEL.mistyped && found.slots.length > before;
      return { slots: found.slots, scores: found.scores, marks, loose };
    }
    before = found.slots.length;
    level = (level + 1) as Level;
  }
}

interface Ground {
  shelf: Shelf;
  allowed: Uint8Array;
}

interface Found {
  slots: number[];
  scores: Float32Array;
  marks: Set<string>;
  /** There is one that is surely meant. */
  good: boolean;
}

/** What is known of packages while word after word is looked for. */
interface Sums {
  score: Float32Array;
  /** Share of the label that was met. */
  label: Float32Array;
  /** Of the word that is worth the least. */
  least: Float32Array;
  /** How many words were met. */
  met: Uint8Array;
  weight: number;
}

function matchAt(level: Level, wanted: Wanted, ground: Ground): Found {
  const size = ground.shelf.entries.length;
  const sums: Sums = {
    score: new Float32Array(size),
    label: new Float32Array(size),
    least: new Float32Array(size).fill(WORTH.label),
    met: new Uint8Array(size),
    weight: 0,
  };
  const marks = new Set<string>();
  const one = new WordWorth(size);
  for (const word of wanted.words) {
    one.clear();
    for (const mark of weighWord(one, { word, level, wanted }, ground)) marks.add(mark);
    addWord(sums, one, ground);
  }
  return { ...collect(level, { wanted, sums }, ground), marks };
}

/** What one word is worth in each package. */
class WordWorth {
  readonly worth: Float32Array;
  /** How rare the term is that was met in the label. */
  readonly label: Float32Array;
  readonly slots: number[] = [];

  constructor(size: number) {
    this.worth = new Float32Array(size);
    this.label = new Float32Array(size);
  }

  clear(): void {
    for (const slot of this.slots) {
      this.worth[slot] = 0;
      this.label[slot] = 0;
    }
    this.slots.length = 0;
  }

  /** The best counts where several terms stand for the word. */
  add(postings: readonly number[], fit: number, rarity: number): void {
    for (const posting of postings) {
      const slot = posting >>> FIELD_BITS;
      const fields = posting & FIELD_MASK;
      const worth = (WORTHS[fields] ?? 0) * fit;
      const known = this.worth[slot] ?? 0;
      if (known === 0) this.slots.push(slot);
      if (worth > known) this.worth[slot] = worth;
      const share = rarity * fit * shareOf(fields);
      if (fields & FIELD.label && share > (this.label[slot] ?? 0)) this.label[slot] = share;
    }
  }
}

function weighWord(
  one: WordWorth,
  { word, level, wanted }: { word: WantedWord; level: Level; wanted: Wanted },
  ground: Ground,
): Iterable<string> {
  const { vocabulary } = ground.shelf;
  if (word.grams && word.grams.join('').length > 1) {
    weighRun(one, { word, level }, ground);
    return word.grams.map((gram) => `*${gram}*`).concat(`*${word.word}*`);
  }
  const { terms, marks } = expandWord(word, level, { vocabulary, initials: wanted.initials });
  for (const [id, fit] of terms) {
    one.add(vocabulary.postings(id), fit, rarityOf(ground.shelf, id));
  }
  if (one.slots.length >= ENOUGH) return marks;
  const apart = findApart(word.word, ground.shelf);
  one.add(apart.postings, apart.fit, 0.5);
  for (const mark of apart.marks) marks.add(mark);
  return marks;
}

/** Packages that have enough pairs of the run. */
function weighRun(
  one: WordWorth,
  { word, level }: { word: WantedWord; level: Level },
  { shelf }: Ground,
): void {
  const grams = [...new Set(word.grams)];
  const counts = new Map<number, { met: number; worth: number; label: number }>();
  for (const gram of grams) {
    const id = shelf.vocabulary.find(gram);
    if (id === undefined) continue;
    const rarity = rarityOf(shelf, id);
    for (const posting of shelf.vocabulary.postings(id)) {
      const slot = posting >>> FIELD_BITS;
      const known = counts.get(slot) ?? { met: 0, worth: 0, label: 0 };
      known.met += 1;
      known.worth += WORTHS[posting & FIELD_MASK] ?? 0;
      if (posting & FIELD.label) known.label += rarity;
      counts.set(slot, known);
    }
  }
  const least = grams.length * PAIRS[level];
  for (const [slot, { met, worth, label }] of counts) {
    if (met < least) continue;
    one.slots.push(slot);
    one.worth[slot] = worth / grams.length;
    one.label[slot] = label;
  }
}

function addWord(sums: Sums, one: WordWorth, { shelf }: Ground): void {
  // Of several words, those that few packages have say the most.
  const weight = 0.1 + rarityOfMany(one.slots.length, shelf.live);
  sums.weight += weight;
  for (const slot of one.slots) {
    const worth = one.worth[slot] ?? 0;
    sums.score[slot] = (sums.score[slot] ?? 0) + worth * weight;
    sums.label[slot] = (sums.label[slot] ?? 0) + (one.label[slot] ?? 0);
    if (worth < (sums.least[slot] ?? 0)) sums.least[slot] = worth;
    sums.met[slot] = (sums.met[slot] ?? 0) + 1;
  }
}

function collect(
  level: Level,
  { wanted, sums }: { wanted: Wanted; sums: Sums },
  { shelf, allowed }: Ground,
): Omit<Found, 'marks'> {
  const { score, met } = sums;
  const all = wanted.words.length;
  const least = level < LEVEL.mistyped ? 0 : bestOf(score, allowed) * SOME;
  const slots: number[] = [];
  let good = false;
  for (let slot = 0; slot < met.length; slot++) {
    const words = allowed[slot] === 1 ? (met[slot] ?? 0) : 0;
    const worth = score[slot] ?? 0;
    if (words === 0 || (words < all && (level < LEVEL.mistyped || worth < least))) continue;
    slots.push(slot);
    good ||= words === all && (sums.least[slot] ?? 0) >= GOOD;
    const label = sums.label[slot] ?? 0;
    const share = label === 0 ? 0 : label / labelWeight(shelf, slot);
    const points = scoreTitle(slot, { wanted, shelf, share: Math.min(1, share) });
    // Without some of the words the rest is worth less, too.
    score[slot] = (worth / sums.weight + points) * (words / all) ** 2;
  }
  return { slots, scores: score, good };
}

function bestOf(score: Float32Array, allowed: Uint8Array): number {
  let best = 0;
  for (let slot = 0; slot < score.length; slot++) {
    const worth = score[slot] ?? 0;
    if (worth > best && allowed[slot] === 1) best = worth;
  }
  return best;
}

function shareOf(fields: number): number {
  if (fields & FIELD.joined) return SHARES.joined;
  return fields & FIELD.part ? SHARES.part : 1;
}

/** The best place counts, others add a little. */
function worthTable(): Float32Array {
  const table = new Float32Array(FIELD_MASK + 1);
  const fields = Object.entries(FIELD) as [keyof typeof FIELD, number][];
  for (let bits = 0; bits <= FIELD_MASK; bits++) {
    const worths = fields.filter(([, bit]) => bits & bit).map(([name]) => WORTH[name]);
    const most = Math.max(0, ...worths);
    const rest = worths.reduce((sum, worth) => sum + worth, -most);
    table[bits] =
      (most + rest * 0.05) * (bits & FIELD.joined ? JOINED : 1) * (bits & FIELD.part ? PART : 1);
  }
  return table;
}
