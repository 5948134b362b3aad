/** What files are put in order by: a field of theirs. */
import { placeOf } from './content-index.ts';
import { answersOf, isAnswer } from './match.ts';
import { leavesOf } from './segment.ts';
import { foldedAt } from './dictionary.ts';
import { parseSearch } from './query.ts';

import type { Shelf } from './content-index.ts';

/** A number is before a text; undefined where the file has no such field. */
export type SortValue = number | string | undefined;

/** By member: the greatest amount of the field, else its first text. `name` is a field as in a search. */
export function sortValues(shelf: Shelf, name: string): (member: number) => SortValue {
  const test = parseSearch([`${name}:*`])[0]?.test;
  if (!test || test.kind === 'member' || test.kind === 'text') return () => undefined;
  const { index, documents } = shelf;
  const answers = new Map(
    index.segments.map((segment) => [segment, answersOf(segment, test)] as const),
  );
  return (member) => {
    const document = documents[member] ?? -1;
    const place = document < 0 ? undefined : placeOf(index, document);
    const own = place && answers.get(place.segment);
    if (!place || !own) return undefined;
    const { segment, number } = place;
    let amount = Number.NaN;
    let text: string | undefined;
    for (const leaf of leavesOf(segment, number)) {
      if (!isAnswer(segment, leaf, own)) continue;
      const at = segment.leafTexts[leaf] ?? 0;
      const value = segment.amounts[at] ?? Number.NaN;
      if (Number.isNaN(value)) text ??= foldedAt(segment.texts, at);
      else amount = Number.isNaN(amount) ? value : Math.max(amount, value);
    }
    return Number.isNaN(amount) ? text : amount;
  };
}

/** What has no value comes last, whatever the direction. */
export function compareSortValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}
