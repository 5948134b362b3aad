/** The words of one package, each with the fields that it stands in. */
import { isStopWord } from './synonyms.ts';
import { DERIVED, FIELD, INITIALS } from './vocabulary.ts';
import { gramsOf, isRun, partsOf, rawWords, wordsOf } from './words.ts';
import { fold } from '../fold.ts';

import type { PackageEntry } from '../model/market.ts';

/** Of longer descriptions the beginning is searched. */
const LONGEST_TEXT = 4000;
/** Words whose initials are taken together: "gcp" for "Google Cloud Platform". */
const MOST_INITIALS = 5;
const [PLUS, HASH] = [0x2b, 0x23];

export interface PackageTerms {
  /** Bits of `FIELD` by term. */
  fields: Map<string, number>;
  /** Terms of the label that stand for its words, without those put together. */
  label: string[];
}

export function termsOf(entry: PackageEntry): PackageTerms {
  const fields = new Map<string, number>();
  const label = addTitle(fields, entry.label, FIELD.label);
  addTitle(fields, entry.name, FIELD.name);
  for (const tag of entry.tags) addTitle(fields, tag, FIELD.tag);
  for (const category of entry.categories) addTitle(fields, category, FIELD.category);
  for (const type of entry.latest.components ?? []) addWord(fields, type, FIELD.type);
  addText(fields, entry.author, FIELD.author);
  addText(fields, entry.org, FIELD.org);
  addText(fields, entry.description, FIELD.description);
  return { fields, label };
}

function addText(fields: Map<string, number>, text: string, field: number): void {
  for (const word of wordsOf(text.slice(0, LONGEST_TEXT))) addWord(fields, word, field);
}

/** A short text: also what its words are put together and taken apart. The words themselves are returned. */
function addTitle(fields: Map<string, number>, text: string, field: number): string[] {
  const raw = rawWords(text.slice(0, LONGEST_TEXT));
  const words = raw.map(fold);
  const runs = words.map(isRun);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    addWord(fields, word, field);
    if (runs[at]) continue;
    if (at + 1 < words.length && !runs[at + 1]) {
      note(fields, word + words[at + 1], field | FIELD.joined);
    }
    // Where folding changed nothing there are no capital letters, and so no seams.
    if (word === raw[at]) continue;
    for (const part of partsOf(raw[at] ?? '')) note(fields, part, field | FIELD.part);
  }
  if (field === FIELD.label) addInitials(fields, raw, field);
  return runs.includes(true)
    ? words.flatMap((word, at) => (runs[at] ? gramsOf(word) : [word]))
    : words;
}

function addInitials(fields: Map<string, number>, raw: readonly string[], field: number): void {
  const heads = raw
    .flatMap((word) => {
      const parts = partsOf(word);
      return parts.length > 0 ? parts : [fold(word)];
    })
    .filter((word) => !isRun(word) && !isStopWord(word))
    // Numbers stand in short names as they are: "ga360".
    .map((word) => (/^\d/.test(word) ? word : (word[0] ?? '')));
  for (let from = 0; from + 1 < heads.length; from++) {
    let initials = INITIALS + heads[from];
    for (let to = from + 1; to < Math.min(heads.length, from + MOST_INITIALS); to++) {
      initials += heads[to];
      note(fields, initials, field | FIELD.joined);
    }
  }
}

function addWord(fields: Map<string, number>, word: string, field: number): void {
  if (isRun(word)) {
    for (const gram of gramsOf(word)) note(fields, gram, field);
    return;
  }
  note(fields, word, field);
  // "c++" and "c#" are found by their letter, too.
  const last = word.charCodeAt(word.length - 1);
  if (last === PLUS || last === HASH) note(fields, word.replace(/[+#]+$/, ''), field);
}

/** A word that stands there as it is counts as such, even where it could be put together, too. */
function note(fields: Map<string, number>, term: string, field: number): void {
  const known = fields.get(term) ?? field;
  const derived = known & field & DERIVED;
  fields.set(term, ((known | field) & ~DERIVED) | derived);
}
