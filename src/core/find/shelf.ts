/** Where packages stand while they are searched: a slot each, never moved, so that postings stay right. */
import { wordsOf } from './words.ts';
import { termsOf } from './terms.ts';
import { createVocabulary } from './vocabulary.ts';

import type { PackageEntry } from '../model/market.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Shelf {
  vocabulary: Vocabulary;
  /** By slot; undefined where the package is gone. */
  entries: (PackageEntry | undefined)[];
  /** Words of the label, ` one after the other `. */
  titles: string[];
  /** Ids of the terms of the label. */
  labelTerms: number[][];
  /** How many words each market brought. */
  newWords: Map<string, number>;
  /** Slots with a package. */
  live: number;
  /** What was worked out since packages last changed: how rare a term is, by id, and the rarity of a whole label, by slot. */
  rarities: Float32Array;
  labelWeights: Float32Array;
}

/** Different words that the packages of one market may bring: more than any language has, and less than fill the memory. */
const MOST_WORDS = 1_000_000;
/** Characters of a title that are compared. */
const LONGEST_TITLE = 512;

export function createShelf(): Shelf {
  return {
    newWords: new Map(),
    vocabulary: createVocabulary(),
    entries: [],
    titles: [],
    labelTerms: [],
    live: 0,
    rarities: new Float32Array(0),
    labelWeights: new Float32Array(0),
  };
}

/** To be called after packages changed and before anything is searched. */
export function weighAnew(shelf: Shelf): void {
  shelf.rarities = new Float32Array(shelf.vocabulary.size);
  shelf.labelWeights = new Float32Array(shelf.entries.length);
}

/** From 1 for a term of one package of many to nearly 0 for one that all have. */
export function rarityOf(shelf: Shelf, term: number): number {
  const known = shelf.rarities[term] ?? 0;
  if (known > 0) return known;
  const rarity = rarityOfMany(shelf.vocabulary.postings(term).length, shelf.live);
  shelf.rarities[term] = rarity;
  return rarity;
}

export function rarityOfMany(packages: number, all: number): number {
  return Math.log(1 + all / Math.max(1, packages)) / Math.log(1 + Math.max(1, all));
}

/** Rarity of all terms of the label together, above 0. */
export function labelWeight(shelf: Shelf, slot: number): number {
  const known = shelf.labelWeights[slot] ?? 0;
  if (known > 0) return known;
  let weight = 0.01;
  for (const id of shelf.labelTerms[slot] ?? []) weight += rarityOf(shelf, id);
  shelf.labelWeights[slot] = weight;
  return weight;
}

/** The slot that the package now stands in. */
export function shelve(shelf: Shelf, entry: PackageEntry): number {
  const slot = shelf.entries.length;
  const { fields, label } = termsOf(entry);
  const brought = shelf.newWords.get(entry.market) ?? 0;
  // Beyond that, packages of this market are found by words that others have: a flood hides its own, and ends no worker.
  const added = shelf.vocabulary.add(slot, fields, MOST_WORDS - brought);
  shelf.newWords.set(entry.market, brought + added);
  shelf.entries.push(entry);
  shelf.titles.push(` ${wordsOf(entry.label).join(' ').slice(0, LONGEST_TITLE)} `);
  shelf.labelTerms.push(label.flatMap((term) => shelf.vocabulary.find(term) ?? []));
  shelf.live += 1;
  return slot;
}

export function unshelve(shelf: Shelf, slot: number): void {
  if (!shelf.entries[slot]) return;
  shelf.entries[slot] = undefined;
  shelf.labelTerms[slot] = [];
  shelf.titles[slot] = '';
  shelf.live -= 1;
}

/** Whether both are found by the same words, so that one can stand where the other stood. */
export function readsAlike(a: PackageEntry, b: PackageEntry): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.author === b.author &&
    a.org === b.org &&
    sameList(a.tags, b.tags) &&
    sameList(a.categories, b.categories) &&
    sameList(a.latest.components ?? [], b.latest.components ?? [])
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
