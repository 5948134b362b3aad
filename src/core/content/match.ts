/** Which documents of a segment a search finds, each question answered over all of them at once. */
import { eachHolding, foldedAt, sizeOf } from './dictionary.ts';
import { HIDDEN } from './secrets.ts';
import { fold } from '../fold.ts';
import { fitsPattern } from './query-value.ts';

import type { AmountTest, Range } from './numbers.ts';
import type { TermTest } from './query.ts';
import type { ValueTest } from './query-value.ts';
import type { Segment } from './segment.ts';

/** Amounts count as they stand, */
const PLAIN = 1;
/** or in MiB, where the key says so. */
const MEBI = 2;
const BOTH = 3;

/**
 * Which keys and which texts answer a question, by number: bits of `PLAIN` and `MEBI`. A leaf answers it when both have a bit in common, or, for
 * words, when either has one.
 */
export interface Answers {
  keys: Uint8Array;
  texts: Uint8Array;
  either: boolean;
}

/** What of a segment answers; `member` questions are none of the segment. */
export function answersOf(segment: Segment, test: Exclude<TermTest, { kind: 'member' }>): Answers {
  if (test.kind === 'text') {
    const keys = keyBits(segment, (each) => each.some((key) => key.includes(test.text)));
    return { keys, texts: textsHolding(segment, test.text), either: true };
  }
  const keys =
    test.kind === 'alias'
      ? keyBits(segment, (_, alias) => alias === test.alias)
      : keyBits(segment, (each) => leadsThrough(each, test.keys));
  return { keys, texts: textBits(segment, test.value), either: false };
}

export function isAnswer(
  { leafKeys, leafTexts }: Segment,
  leaf: number,
  answers: Answers,
): boolean {
  const key = answers.keys[leafKeys[leaf] ?? 0] ?? 0;
  const text = answers.texts[leafTexts[leaf] ?? 0] ?? 0;
  return (answers.either ? key | text : key & text) !== 0;
}

/** By number of document: 1 where a leaf of it answers. */
export function documentsAnswering(segment: Segment, { keys, texts, either }: Answers): Uint8Array {
  const { starts, leafKeys, leafTexts } = segment;
  const found = new Uint8Array(segment.digests.length);
  for (let number = 0; number < found.length; number += 1) {
    const end = starts[number + 1] ?? 0;
    for (let leaf = starts[number] ?? 0; leaf < end; leaf += 1) {
      const key = keys[leafKeys[leaf] ?? 0] ?? 0;
      const text = texts[leafTexts[leaf] ?? 0] ?? 0;
      if ((either ? key | text : key & text) === 0) continue;
      found[number] = 1;
      break;
    }
  }
  return found;
}

/** Whether any document has a key that is asked for. */
export function knowsKeys({ keys }: Answers): boolean {
  return keys.some((bits) => bits !== 0);
}

/** Folded, those with dots in their name as several. */
function foldedKeys(keys: readonly string[]): string[] {
  return fold(keys.join('.')).split('.');
}

function keyBits(
  { keys }: Segment,
  fits: (keys: readonly string[], alias: string) => boolean,
): Uint8Array {
  return Uint8Array.from(keys, ({ keys: names, alias }) => {
    if (!fits(foldedKeys(names), alias)) return 0;
    return /mi?b$/i.test(names.at(-1) ?? '') ? MEBI : PLAIN;
  });
}

/** Whether the wanted keys occur in this order, with any others between them. */
function leadsThrough(keys: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  for (const key of keys) {
    const want = wanted[at];
    if (want === undefined) return true;
    if (key === want || (want.includes('*') && fitsPattern(key, want.split('*')))) at += 1;
  }
  return at === wanted.length;
}

function textsHolding(segment: Segment, needle: string): Uint8Array {
  const bits = new Uint8Array(sizeOf(segment.texts));
  if (needle === '') return bits.fill(BOTH);
  eachHolding(segment.texts, needle, (number) => void (bits[number] = BOTH));
  return bits;
}

function textBits(segment: Segment, value: ValueTest): Uint8Array {
  const bits = new Uint8Array(sizeOf(segment.texts));
  switch (value.kind) {
    case 'any':
      return bits.fill(BOTH);
    case 'amount':
      return addAmounts(segment, value.amount, bits);
    case 'texts':
      return addTexts(segment, value, bits);
    case 'whole':
    case 'pattern': {
      const parts = value.kind === 'whole' ? [value.text] : value.parts;
      const longest = parts.reduce((a, b) => (b.length > a.length ? b : a), '');
      const check = (number: number) => {
        const text = foldedAt(segment.texts, number);
        if (text !== HIDDEN && fitsPattern(text, parts)) bits[number] = BOTH;
      };
      if (longest === '') for (let number = 0; number < bits.length; number += 1) check(number);
      else eachHolding(segment.texts, longest, check);
      return bits;
    }
  }
}

/** A number that is asked for is the whole amount where the value is one: `gpu:2` does not find 12. */
function addTexts(
  segment: Segment,
  { texts, amounts }: Extract<ValueTest, { kind: 'texts' }>,
  bits: Uint8Array,
): Uint8Array {
  for (const text of texts) {
    const isAmount = amounts.length > 0;
    const add = (number: number) => {
      if (!isAmount || Number.isNaN(segment.amounts[number])) bits[number] = BOTH;
    };
    if (text !== '') eachHolding(segment.texts, text, add);
  }
  for (const amount of amounts) addAmounts(segment, amount, bits);
  return bits;
}

function addAmounts({ amounts }: Segment, amount: AmountTest, bits: Uint8Array): Uint8Array {
  const { plain, mebi = plain } = amount;
  for (let number = 0; number < bits.length; number += 1) {
    const value = amounts[number] ?? Number.NaN;
    const found = (within(value, plain) ? PLAIN : 0) | (within(value, mebi) ? MEBI : 0);
    bits[number] = (bits[number] ?? 0) | found;
  }
  return bits;
}

function within(value: number, { from, to }: Range): boolean {
  return value >= from && value <= to;
}
