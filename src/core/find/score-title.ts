/** How much of a package's title a query is: whole, its beginning, in the same order. */
import type { Shelf } from './shelf.ts';
import type { Wanted } from './wanted.ts';

const POINTS = { share: 4, same: 6, begin: 2.5, within: 1.5, order: 2, name: 6 } as const;

/** Points on top of what the words are worth; `share` of the label that they cover, 0 to 1. */
export function scoreTitle(
  slot: number,
  { wanted, shelf, share }: { wanted: Wanted; shelf: Shelf; share: number },
): number {
  const title = shelf.titles[slot] ?? '';
  const typed = wanted.title;
  let points = share * POINTS.share;
  if (share > 0) {
    if (title === typed) points += POINTS.same;
    else if (title.startsWith(typed.slice(0, -1))) points += POINTS.begin;
    else if (title.includes(typed.slice(0, -1))) points += POINTS.within;
    if (share >= 1 && title !== typed && together(title) === together(typed)) points += POINTS.same;
    if (wanted.words.length > 1) points += POINTS.order * orderShare(title, wanted);
  }
  if (isName(shelf.entries[slot]?.name ?? '', typed)) points += POINTS.name;
  return points;
}

/** Share of the pairs of neighbours that stand in the title in the order in which they were typed. */
function orderShare(title: string, { words, title: typed }: Wanted): number {
  const all = typed.trim().split(' ');
  let right = 0;
  for (let at = 1; at < all.length; at++) {
    if (title.includes(` ${all[at - 1]} ${all[at]}`)) right += 1;
  }
  let before = -1;
  let ordered = 0;
  for (const { word } of words) {
    const at = title.indexOf(` ${word}`);
    if (at > before && before >= 0) ordered += 1;
    before = at;
  }
  return (right / Math.max(1, all.length - 1) + ordered / Math.max(1, words.length - 1)) / 2;
}

function isName(name: string, typed: string): boolean {
  if (name.length + 2 !== typed.length) return false;
  return name.toLowerCase().replace(/[^a-z0-9]+/g, ' ') === typed.slice(1, -1);
}

function together(title: string): string {
  return title.replaceAll(' ', '');
}
