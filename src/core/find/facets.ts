/** Filters beside the list: which values packages have, how many packages each, and who passes the chosen ones. */
import { FACETS } from '../model/listing.ts';
import { NEED_STEPS } from './needs.ts';

import type { FacetGroup, FacetName, FacetValue, ListQuery } from '../model/listing.ts';

/** Values by number, so that a package's are a few numbers. */
export interface FacetTable {
  /** The number of a value; a new one if it was not there, and undefined once this market brought too many of its own. */
  intern(facet: FacetName, value: string, market: string): number | undefined;
  find(facet: FacetName, value: string): number | undefined;
  /** How many values there are. */
  readonly size: number;
  /** Place of its facet in `FACETS`, by the number of a value. */
  facetOf(value: number): number;
  valueOf(value: number): string;
}

/** Values that one market may bring: rows may have millions, and nobody chooses among so many. */
const MOST_OF_MARKET = 200_000;
/** Facets whose values publishers choose as they like. */
const OPEN: ReadonlySet<FacetName> = new Set<FacetName>(['category', 'by', 'license']);

export function createFacetTable(): FacetTable {
  const brought = new Map<string, number>();
  const numbers = FACETS.map(() => new Map<string, number>());
  const facets: number[] = [];
  const values: string[] = [];
  return {
    intern(facet, value, market) {
      const at = FACETS.indexOf(facet);
      const known = numbers[at]?.get(value);
      if (known !== undefined) return known;
      if (OPEN.has(facet)) {
        const before = brought.get(market) ?? 0;
        if (before >= MOST_OF_MARKET) return undefined;
        brought.set(market, before + 1);
      }
      numbers[at]?.set(value, values.length);
      facets.push(at);
      values.push(value);
      return values.length - 1;
    },
    find: (facet, value) => numbers[FACETS.indexOf(facet)]?.get(value),
    get size() {
      return values.length;
    },
    facetOf: (value) => facets[value] ?? 0,
    valueOf: (value) => values[value] ?? '',
  };
}

export interface Counted {
  /** Slots that pass all that was chosen, in the order given. */
  slots: number[];
  /** Packages by number of a value: under all other facets. */
  counts: Int32Array;
}

/** One pass: `candidates` met the text; `valuesOf` gives the numbers of a slot's values. */
export function countFacets(
  candidates: readonly number[],
  valuesOf: readonly (readonly number[])[],
  { table, facets }: { table: FacetTable; facets: ListQuery['facets'] },
): Counted {
  const counts = new Int32Array(table.size);
  const bits = chosenBits(table, facets);
  const slots: number[] = [];
  for (const slot of candidates) {
    const values = valuesOf[slot] ?? [];
    let lacking = bits.all;
    for (const value of values) lacking &= ~(bits.byValue[value] ?? 0);
    if (lacking === 0) {
      slots.push(slot);
      for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
      continue;
    }
    // A package that fails one facet only would be shown if that had its value chosen.
    if (lacking & (lacking - 1)) continue;
    for (const value of values) {
      if (1 << table.facetOf(value) === lacking) counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return { slots, counts };
}

/** A bit for each facet with something chosen, and by number of a value the bit that it satisfies. */
function chosenBits(
  table: FacetTable,
  facets: ListQuery['facets'] = {},
): { all: number; byValue: Uint16Array } {
  const byValue = new Uint16Array(table.size);
  let all = 0;
  for (const [at, facet] of FACETS.entries()) {
    const chosen = facets[facet] ?? [];
    if (chosen.length > 0) all |= 1 << at;
    for (const value of chosen) {
      const number = table.find(facet, value);
      if (number !== undefined) byValue[number] = 1 << at;
    }
  }
  return { all, byValue };
}

/** Words for values, and the order of those that have one of their own. */
export interface FacetWords {
  label?: string;
  description?: string;
  /** The least first; after these come values without one. */
  place?: number;
}

/** Of a facet with more values the most frequent ones are told, and chosen ones. */
const MOST_VALUES = 300;
const FIT_ORDER = ['yes', 'unknown', 'no'];

/**
 * `totals`: packages by number of a value in the whole catalog of `packages`. A facet that all packages have the same single value of
 * is left out, so that groups do not come and go while somebody types.
 */
export function toGroups(
  { counts }: Counted,
  { table, facets = {} }: { table: FacetTable; facets: ListQuery['facets'] },
  catalog: {
    totals: readonly number[];
    packages: number;
    wordsOf: (facet: FacetName, value: string) => FacetWords;
  },
): FacetGroup[] {
  const byFacet: FacetValue[][] = FACETS.map(() => []);
  const differing = FACETS.map(() => false);
  for (let number = 0; number < table.size; number++) {
    const at = table.facetOf(number);
    const total = catalog.totals[number] ?? 0;
    if (total > 0 && total < catalog.packages) differing[at] = true;
    const count = counts[number] ?? 0;
    if (count > 0) byFacet[at]?.push({ value: table.valueOf(number), count });
  }
  return FACETS.flatMap((facet, at) => {
    const chosen = facets[facet] ?? [];
    const occurring = byFacet[at] ?? [];
    const missing = chosen.filter((value) => !counts[table.find(facet, value) ?? -1]);
    const values = [...occurring, ...missing.map((value) => ({ value, count: 0 }))];
    if (values.length === 0 || (!differing[at] && chosen.length === 0)) return [];
    return [{ facet, values: arrange(facet, values, { chosen, wordsOf: catalog.wordsOf }) }];
  });
}

function arrange(
  facet: FacetName,
  values: readonly FacetValue[],
  {
    chosen,
    wordsOf,
  }: { chosen: readonly string[]; wordsOf: (facet: FacetName, value: string) => FacetWords },
): FacetValue[] {
  const worded = values.map((each) => ({ each, words: wordsOf(facet, each.value) }));
  const place = ({ each, words }: (typeof worded)[number]) =>
    words.place ?? ownPlace(facet, each.value) ?? Infinity;
  const order = (a: (typeof worded)[number], b: (typeof worded)[number]) => {
    const [left, right] = [place(a), place(b)];
    if (left !== right) return left < right ? -1 : 1;
    return b.each.count - a.each.count || (a.each.value < b.each.value ? -1 : 1);
  };
  const first = firstOf(worded, MOST_VALUES, order);
  const known = new Set(first);
  const others = worded.filter((item) => !known.has(item) && chosen.includes(item.each.value));
  return [...first, ...others.sort(order)].map(({ each, words: { label, description } }) => ({
    ...each,
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
  }));
}

/** The first so many in order, without sorting all: a facet may have a hundred thousand values. */
function firstOf<Item>(
  items: readonly Item[],
  most: number,
  order: (a: Item, b: Item) => number,
): Item[] {
  let first = items.slice(0, most * 2).sort(order);
  for (let at = most * 2; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (order(item, first[most - 1] as Item) < 0) first.push(item);
    if (first.length >= most * 3) first = first.sort(order).slice(0, most);
  }
  return first.sort(order).slice(0, most);
}

/** Steps go from small to large, whatever their counts. */
function ownPlace(facet: FacetName, value: string): number | undefined {
  if (facet === 'fits') return FIT_ORDER.indexOf(value);
  if (facet !== 'gpu' && facet !== 'cpu' && facet !== 'memory') return undefined;
  const at = NEED_STEPS[facet].findIndex((step) => step.value === value);
  return at < 0 ? undefined : at;
}
