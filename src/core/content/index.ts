/** Door of the content stage: what files of a repository say, kept so that any field of all of them is searched at once. */
export { ALIASES } from './aliases.ts';
export { documentsOf, knownFields, makeSegments, makeShelf, openContent } from './content-index.ts';
export { makeDocument } from './document.ts';
export { evidenceOf, marksOf } from './evidence.ts';
export { MEMBER_FIELDS, parseSearch } from './query.ts';
export { searchShelf } from './search.ts';
export { withoutSecretValues } from './secrets.ts';
export { packSegment, unpackSegment } from './segment-bytes.ts';
export { compareSortValues, sortValues } from './sort-value.ts';

export type { ContentIndex, KnownField, Shelf } from './content-index.ts';
export type { ContentDocument } from './document.ts';
export type { Evidence, Mark } from './evidence.ts';
export type { Term } from './query.ts';
export type { AskedTerm, SearchAnswer } from './search.ts';
export type { FindSecrets } from './secrets.ts';
export type { Segment } from './segment.ts';
