/** Searches the component files and packages of a repository. */
import {
  compareSortValues,
  evidenceOf,
  makeShelf,
  marksOf,
  searchShelf,
  sortValues,
} from '#core/content/index.ts';

import type { AskedTerm, ContentIndex, Evidence, Mark, Shelf, Term } from '#core/content/index.ts';
import type { Member } from '#core/model/repository.ts';

export interface SearchOptions {
  /** Results told of; Infinity for all. */
  limit: number;
  /** `path`, `size`, or a field as in a query. */
  sort: string;
  reverse: boolean;
}

export interface SearchHit {
  member: Member;
  /** Where the path says what was asked for. */
  pathMarks: Mark[];
  evidence: Evidence[];
}

export interface SearchResult {
  /** Files found, told of or not. */
  total: number;
  hits: SearchHit[];
  /** Terms whose field no file has; they were searched as words. */
  unknown: readonly Term[];
}

/** Fields shown for each word of the query. */
const EVIDENCE_EACH = 3;

/** The members as they can be asked about often. */
export function openShelf(index: ContentIndex, members: readonly Member[]): Shelf {
  return makeShelf(index, members);
}

/** Results are in byte order of paths where nothing else is asked for or decides. */
export function searchRepository(
  shelf: Shelf,
  terms: readonly Term[],
  options: SearchOptions,
): SearchResult {
  const { found, asked, unknown } = searchShelf(shelf, terms);
  const told = inOrder(shelf, found, options).slice(0, options.limit);
  return {
    total: found.length,
    hits: told.flatMap((at) => toHit(shelf, at, asked) ?? []),
    unknown,
  };
}

function toHit(shelf: Shelf, at: number, asked: readonly AskedTerm[]): SearchHit | undefined {
  const member = shelf.members[at];
  if (!member) return undefined;
  const evidence = evidenceOf(shelf, at, { asked, most: EVIDENCE_EACH });
  return { member, pathMarks: marksOf(member.path, pathWords(asked)), evidence };
}

function pathWords(asked: readonly AskedTerm[]): string[] {
  return asked.flatMap(({ term: { test, excluded } }) => {
    if (excluded) return [];
    if (test.kind === 'text') return [test.text];
    const isPath = test.kind === 'member' && test.field === 'path';
    return isPath && test.value.kind === 'texts' ? test.value.texts : [];
  });
}

function inOrder(
  shelf: Shelf,
  found: readonly number[],
  { sort, reverse }: SearchOptions,
): readonly number[] {
  if (sort === 'path') return reverse ? found.toReversed() : found;
  const valueOf = memberValue(shelf, sort);
  const values = new Map(found.map((at) => [at, valueOf(at)]));
  return found.toSorted((a, b) => {
    const [one, other] = [values.get(a), values.get(b)];
    const order = compareSortValues(one, other);
    const isTurned = reverse && one !== undefined && other !== undefined;
    return (isTurned ? -order : order) || a - b;
  });
}

function memberValue(
  shelf: Shelf,
  sort: string,
): (at: number) => ReturnType<ReturnType<typeof sortValues>> {
  const { members } = shelf;
  if (sort === 'size') return (at) => members[at]?.size;
  if (sort === 'type') return (at) => members[at]?.type;
  if (sort === 'name') return (at) => shelf.names[at];
  return sortValues(shelf, sort);
}
