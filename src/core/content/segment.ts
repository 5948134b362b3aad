/** A part of the content index in memory: many documents as columns of numbers over one dictionary. */
import { amountOf } from './numbers.ts';
import { makeDictionary, sizeOf, textAt } from './dictionary.ts';
import { unpackKey } from './keys.ts';

import type { Dictionary } from './dictionary.ts';
import type { ContentDocument, ContentLeaf } from './document.ts';
import type { ContentKey } from './keys.ts';

export interface Segment {
  /** By number of document: SHA-256 in lower-case hexadecimal. */
  digests: readonly string[];
  /** By number of document, where its leaves begin; and one more. */
  starts: Uint32Array;
  /** By leaf: number of its key, number of its text, and twice its line plus one where it is literal. */
  leafKeys: Uint32Array;
  leafTexts: Uint32Array;
  leafLines: Uint32Array;
  /** As `packKey` makes them. */
  packed: readonly string[];
  keys: readonly ContentKey[];
  texts: Dictionary;
  /** By number of text: the amount it is, or NaN. */
  amounts: Float64Array;
}

export function makeSegment(documents: readonly ContentDocument[]): Segment {
  const count = documents.reduce((sum, { leaves }) => sum + leaves.length, 0);
  const { dictionary, numbers } = makeDictionary(eachText(documents));
  const keyNumbers = new Map<string, number>();
  const segment: Segment = {
    digests: documents.map(({ digest }) => digest),
    starts: new Uint32Array(documents.length + 1),
    leafKeys: new Uint32Array(count),
    leafTexts: new Uint32Array(count),
    leafLines: new Uint32Array(count),
    packed: [],
    keys: [],
    texts: dictionary,
    amounts: new Float64Array(sizeOf(dictionary)),
  };
  let leaf = 0;
  for (const [number, { leaves }] of documents.entries()) {
    for (const { key, text, line, literal } of leaves) {
      const known = keyNumbers.get(key) ?? keyNumbers.size;
      keyNumbers.set(key, known);
      segment.leafKeys[leaf] = known;
      segment.leafTexts[leaf] = numbers.get(text) ?? 0;
      segment.leafLines[leaf] = line * 2 + (literal ? 1 : 0);
      leaf += 1;
    }
    segment.starts[number + 1] = leaf;
  }
  for (const [text, number] of numbers) segment.amounts[number] = amountOf(text);
  const packed = [...keyNumbers.keys()];
  return { ...segment, packed, keys: packed.map(unpackKey) };
}

/** The document again, for putting it into another segment. */
export function documentAt(segment: Segment, number: number): ContentDocument {
  const leaves: ContentLeaf[] = [];
  for (const leaf of leavesOf(segment, number)) leaves.push(leafAt(segment, leaf));
  return { digest: segment.digests[number] ?? '', leaves };
}

export function leafAt(segment: Segment, leaf: number): ContentLeaf {
  const line = segment.leafLines[leaf] ?? 0;
  return {
    key: segment.packed[segment.leafKeys[leaf] ?? 0] ?? '',
    text: textAt(segment.texts, segment.leafTexts[leaf] ?? 0),
    line: line >> 1,
    literal: line % 2 === 1,
  };
}

/** Numbers of the leaves of a document. */
export function* leavesOf({ starts }: Segment, number: number): Generator<number> {
  const end = starts[number + 1] ?? 0;
  for (let leaf = starts[number] ?? 0; leaf < end; leaf += 1) yield leaf;
}

function* eachText(documents: readonly ContentDocument[]): Generator<string> {
  for (const { leaves } of documents) for (const { text } of leaves) yield text;
}
