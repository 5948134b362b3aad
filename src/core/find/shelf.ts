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
  /** Slots with a package. */
  live: number;
}

export function createShelf(): Shelf {
  return {
    vocabulary: createVocabulary(),
    entries: [],
    titles: [],
    labelTerms: [],
    live: 0,
  };
}

/** The slot that the package now stands in. */
export function shelve(shelf: Shelf, entry: PackageEntry): number {
  const slot = shelf.entries.length;
  const { fields, label } = termsOf(entry);
  shelf.vocabulary.add(slot, fields);
  shelf.entries.push(entry);
  shelf.titles.push(` ${wordsOf(entry.label).join(' ')} `);
  shelf.labelTerms.push(label.map((term) => shelf.vocabulary.find(term) ?? 0));
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
