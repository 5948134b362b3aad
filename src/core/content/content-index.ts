/** Many documents by their digest, in a few segments, and the files that hold them. */
import { fold } from '../fold.ts';
import { documentAt, leavesOf, makeSegment } from './segment.ts';
import { keyText } from './keys.ts';

import type { Member } from '../model/repository.ts';
import type { ContentDocument } from './document.ts';
import type { Segment } from './segment.ts';

/** Characters of one segment: a text of the platform has an end. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** Where a document is. */
export interface DocumentPlace {
  segment: Segment;
  number: number;
}

export interface ContentIndex {
  segments: readonly Segment[];
  /** By digest, the number of the document over all segments. */
  numbers: ReadonlyMap<string, number>;
}

/** A document that is in several counts once. */
export function openContent(segments: readonly Segment[]): ContentIndex {
  const numbers = new Map<string, number>();
  let first = 0;
  for (const { digests } of segments) {
    for (const [number, digest] of digests.entries()) {
      if (!numbers.has(digest)) numbers.set(digest, first + number);
    }
    first += digests.length;
  }
  return { segments, numbers };
}

export function placeOf({ segments }: ContentIndex, document: number): DocumentPlace | undefined {
  let number = document;
  for (const segment of segments) {
    if (number < segment.digests.length) return { segment, number };
    number -= segment.digests.length;
  }
  return undefined;
}

/** As few segments as may be. */
export function makeSegments(documents: Iterable<ContentDocument>): Segment[] {
  const segments: Segment[] = [];
  let batch: ContentDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    batch.push(document);
    for (const { text } of document.leaves) characters += text.length;
    if (characters < MOST_CHARACTERS) continue;
    segments.push(makeSegment(batch));
    batch = [];
    characters = 0;
  }
  return batch.length > 0 ? [...segments, makeSegment(batch)] : segments;
}

/** The documents of a segment that are wanted. */
export function* documentsOf(
  segment: Segment,
  wanted: (digest: string) => boolean,
): Generator<ContentDocument> {
  for (const [number, digest] of segment.digests.entries()) {
    if (wanted(digest)) yield documentAt(segment, number);
  }
}

/** The files of a repository, ready to be asked about often. */
export interface Shelf {
  index: ContentIndex;
  members: readonly Member[];
  /** By member, the number of its document; -1 where its content is not known, as it is broken. */
  documents: Int32Array;
  /** By member, folded. */
  paths: readonly string[];
  names: readonly string[];
}

export function makeShelf(index: ContentIndex, members: readonly Member[]): Shelf {
  return {
    index,
    members,
    documents: Int32Array.from(members, ({ digest }) => index.numbers.get(digest) ?? -1),
    paths: members.map(({ path }) => fold(path)),
    names: members.map(({ name }) => fold(name)),
  };
}

/** A field that occurs: how it is written, and in how many files. */
export interface KnownField {
  field: string;
  files: number;
}

/** All that the files on the shelf have, in the order of the letters. */
export function knownFields({ index, documents }: Shelf): KnownField[] {
  const files = new Map<string, number>();
  const names = new Map(
    index.segments.map((each) => [each, each.keys.map(({ keys }) => keyText(keys))]),
  );
  for (const document of documents) {
    const place = document < 0 ? undefined : placeOf(index, document);
    if (!place) continue;
    const { segment, number } = place;
    // One field may have several short names, such as the addresses of an image and of data.
    const fields = new Set<string>();
    for (const leaf of leavesOf(segment, number)) {
      fields.add(names.get(segment)?.[segment.leafKeys[leaf] ?? 0] ?? '');
    }
    for (const field of fields) files.set(field, (files.get(field) ?? 0) + 1);
  }
  files.delete('');
  return [...files]
    .map(([field, count]) => ({ field, files: count }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}
