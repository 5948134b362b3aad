/** Which packages pass the field queries, phrases and exclusions of a search. */
import { fold } from '../fold.ts';
import { needOf } from './needs.ts';
import { DERIVED, FIELD, FIELD_BITS } from './vocabulary.ts';
import { isRun, wordsOf } from './words.ts';
import { pairsOf } from './wanted.ts';

import type { PackageEntry } from '../model/market.ts';
import type { Offer } from './offers.ts';
import type { FieldTest, ParsedQuery, TextField } from './query.ts';
import type { Shelf } from './shelf.ts';
import type { Wanted } from './wanted.ts';

/** What filters need to know of a package besides its words. */
export interface FilterGround {
  shelf: Shelf;
  offerOf(slot: number): Offer | undefined;
  createdOf(slot: number): { updated: number | undefined; created: number | undefined };
  marketOf(id: string): { name: string; signers: readonly string[] };
}

const BITS: Readonly<Record<TextField, number>> = {
  author: FIELD.author,
  org: FIELD.org,
  by: FIELD.author | FIELD.org,
  tag: FIELD.tag,
  category: FIELD.category,
  type: FIELD.type,
  name: FIELD.name,
  label: FIELD.label,
  description: FIELD.description,
};
const ANY = Object.values(BITS).reduce((all, bits) => all | bits, 0);

/** 1 by slot for packages that may be found. */
export function allowedSlots(
  { fields }: ParsedQuery,
  wanted: Wanted,
  ground: FilterGround,
): Uint8Array {
  const { shelf } = ground;
  const allowed = new Uint8Array(shelf.entries.length);
  for (let slot = 0; slot < allowed.length; slot++) allowed[slot] = shelf.entries[slot] ? 1 : 0;
  const keep = (passes: (slot: number) => boolean, excluded = false) => {
    for (let slot = 0; slot < allowed.length; slot++) {
      if (allowed[slot] === 1 && passes(slot) === excluded) allowed[slot] = 0;
    }
  };
  for (const { test, excluded } of fields) keep(testOf(test, ground), excluded);
  for (const { words, exact } of wanted.excluded) {
    if (!exact) keep(hasAll(words, ANY, { shelf, begun: false }), true);
  }
  const textsOf = createTexts(shelf);
  const toTest = (words: readonly string[]) => hasPhrase(words, { shelf, textsOf });
  const phrases = wanted.phrases.map(toTest);
  const forbidden = wanted.excluded.flatMap(({ words, exact }) => (exact ? [toTest(words)] : []));
  if (phrases.length + forbidden.length > 0) {
    keep((slot) => phrases.every((has) => has(slot)) && !forbidden.some((has) => has(slot)));
  }
  return allowed;
}

function testOf(test: FieldTest, ground: FilterGround): (slot: number) => boolean {
  const { shelf } = ground;
  const entryTest = (passes: (entry: PackageEntry) => boolean) => (slot: number) => {
    const entry = shelf.entries[slot];
    return entry !== undefined && passes(entry);
  };
  switch (test.kind) {
    case 'words':
      return hasAll(wordsOf(test.text), BITS[test.field], { shelf, begun: true });
    case 'fits':
      return (slot) => ground.offerOf(slot)?.fits === test.value;
    case 'amount':
      return (slot) => {
        const need = needOf(ground.offerOf(slot)?.row.needs, test.field);
        return need !== undefined && need >= test.from && need <= test.to;
      };
    case 'time':
      return (slot) => {
        const time = ground.createdOf(slot)[test.field];
        return time !== undefined && time >= test.from && time < test.to;
      };
    case 'is':
      if (test.value === 'signed') {
        return entryTest(({ market }) => ground.marketOf(market).signers.length > 0);
      }
      if (test.value === 'beta') return (slot) => ground.offerOf(slot)?.row.beta === true;
      return (slot) => ground.offerOf(slot)?.withdrawn !== undefined;
    case 'value':
      return valueTest(test, ground, entryTest);
  }
}

function valueTest(
  { field, text }: FieldTest & { kind: 'value' },
  ground: FilterGround,
  entryTest: (passes: (entry: PackageEntry) => boolean) => (slot: number) => boolean,
): (slot: number) => boolean {
  if (field === 'version') {
    return entryTest(({ versions }) => versions.some((version) => fold(version).startsWith(text)));
  }
  // Licences, markets and signers are few: each is looked at once.
  const known = new Map<string, boolean>();
  const once = (value: string, passes: () => boolean) => {
    const found = known.get(value) ?? passes();
    known.set(value, found);
    return found;
  };
  if (field === 'license') {
    return (slot) => {
      const license = ground.offerOf(slot)?.row.licenseId;
      return license !== undefined && once(license, () => beginsWord(license, text));
    };
  }
  return entryTest(({ market }) =>
    once(market, () => {
      const { name, signers } = ground.marketOf(market);
      const values = field === 'market' ? [market, name] : signers;
      if (field === 'signer' && text === 'none') return signers.length === 0;
      return values.some((value) => beginsWord(value, text));
    }),
  );
}

/** Whether the text stands at the beginning of the value or of a word in it. */
function beginsWord(value: string, text: string): boolean {
  const folded = fold(value);
  return folded.startsWith(text) || wordsOf(folded).some((word) => word.startsWith(text));
}

/** `begun`: the beginning of a word is enough. */
function hasAll(
  words: readonly string[],
  fields: number,
  { shelf, begun }: { shelf: Shelf; begun: boolean },
): (slot: number) => boolean {
  const met = new Uint8Array(shelf.entries.length);
  const asked = words.flatMap((word) => (isRun(word) ? pairsOf(word) : [word]));
  if (asked.length === 0) return () => false;
  for (const [at, word] of asked.entries()) {
    for (const id of termsFor(word, { shelf, begun })) {
      for (const posting of shelf.vocabulary.postings(id)) {
        const slot = posting >>> FIELD_BITS;
        if ((posting & fields) !== 0 && met[slot] === at) met[slot] = at + 1;
      }
    }
  }
  return (slot) => met[slot] === asked.length;
}

function termsFor(
  word: string,
  { shelf, begun }: { shelf: Shelf; begun: boolean },
): readonly number[] {
  const { vocabulary } = shelf;
  // One character of a run is only found as the beginning of a pair.
  if (begun || isRun(word)) return [...vocabulary.beginning(word), ...vocabulary.inflected(word)];
  return vocabulary.inflected(word);
}

/** Words of each text of a package; of the last one that was asked for, as all phrases are looked for in one before the next. */
function createTexts(shelf: Shelf): (slot: number) => string[][] {
  let last: { slot: number; texts: string[][] } | undefined;
  return (slot) => {
    if (last?.slot === slot) return last.texts;
    const entry = shelf.entries[slot];
    const { label, name, description, author, org, tags, categories } = entry ?? NOTHING;
    const texts = [label, name, description, author, org, ...tags, ...categories].map(wordsOf);
    last = { slot, texts };
    return texts;
  };
}

const NOTHING = {
  ...{ label: '', name: '', description: '', author: '', org: '' },
  ...{ tags: [] as string[], categories: [] as string[] },
};

function hasPhrase(
  words: readonly string[],
  { shelf, textsOf }: { shelf: Shelf; textsOf: (slot: number) => string[][] },
): (slot: number) => boolean {
  const has = hasExact(words, shelf);
  if (words.length < 2 && !words.some(isRun)) return has;
  // Runs have no spaces between them, and what stands between words of others is no matter.
  const phrase = words.some(isRun) ? words.join('') : ` ${words.join(' ')} `;
  const glue = words.some(isRun) ? '' : ' ';
  return (slot) =>
    has(slot) && textsOf(slot).some((text) => `${glue}${text.join(glue)}${glue}`.includes(phrase));
}

function hasExact(words: readonly string[], shelf: Shelf): (slot: number) => boolean {
  const lists = words.flatMap((word) => (isRun(word) ? pairsOf(word) : [word]));
  const met = new Uint8Array(shelf.entries.length);
  for (const [at, term] of lists.entries()) {
    const own = shelf.vocabulary.find(term);
    const ids = isRun(term) ? shelf.vocabulary.beginning(term) : own === undefined ? [] : [own];
    for (const id of ids) {
      for (const posting of shelf.vocabulary.postings(id)) {
        // "wordcount" put together from "Word Count" was not written so.
        if (posting & DERIVED) continue;
        const slot = posting >>> FIELD_BITS;
        if (met[slot] === at) met[slot] = at + 1;
      }
    }
  }
  return (slot) => lists.length > 0 && met[slot] === lists.length;
}
