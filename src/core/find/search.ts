/** Search over the list: all words must occur somewhere; matches in the label come first. */
import type { PackageEntry } from '../model/market.ts';

export interface PackageQuery {
  text?: string;
  /** Name of a category. */
  category?: string;
  /** `id` of a market. */
  market?: string;
}

interface SearchText {
  label: string;
  name: string;
  tags: string;
  all: string;
}

/** Derived from an entry that never changes, so that a key press does not normalise a whole market again. */
const searchTexts = new WeakMap<PackageEntry, SearchText>();

/** Entries that fit, the best first and otherwise in the order given. */
export function searchPackages(entries: PackageEntry[], query: PackageQuery): PackageEntry[] {
  const { category, market } = query;
  const fitting = entries.filter(
    (entry) =>
      (category === undefined || entry.categories.includes(category)) &&
      (market === undefined || entry.market === market),
  );
  const text = normalise(query.text ?? '').trim();
  if (text === '') return fitting;
  const words = text.split(/\s+/);
  return fitting
    .map((entry) => ({ entry, rank: rankOf(searchTextOf(entry), text, words) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ entry }) => entry);
}

/** 0 is best; undefined when a word occurs nowhere. */
function rankOf(found: SearchText, text: string, words: string[]): number | undefined {
  if (!words.every((word) => found.all.includes(word))) return undefined;
  if (found.label === text) return 0;
  if (found.label.startsWith(text)) return 1;
  if (words.every((word) => ` ${found.label}`.includes(` ${word}`))) return 2;
  if (words.every((word) => found.label.includes(word))) return 3;
  if (words.every((word) => found.name.includes(word))) return 4;
  if (words.every((word) => found.tags.includes(word))) return 5;
  return 6;
}

function searchTextOf(entry: PackageEntry): SearchText {
  const known = searchTexts.get(entry);
  if (known) return known;
  const label = normalise(entry.label);
  const name = normalise(entry.name);
  const tags = normalise(entry.tags.join('\n'));
  const rest = normalise([entry.description, entry.author, entry.org].join('\n'));
  const made = { label, name, tags, all: [label, name, tags, rest].join('\n') };
  searchTexts.set(entry, made);
  return made;
}

/** Case, accents and compatibility forms do not matter. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
