/** Answers searches: text, field queries, filters with counts, order. What did not change since the last search is not done again. */
import { countFacets, toGroups } from './facets.ts';
import { allowedSlots } from './filter.ts';
import { matchWords } from './match.ts';
import { orderByName, orderByNumber } from './order.ts';
import { parseQuery } from './query.ts';
import { wantedOf } from './wanted.ts';

import type { ClusterVersions, ListQuery, Listing, SortOrder } from '../model/listing.ts';
import type { Markets } from './markets.ts';
import type { Matches } from './match.ts';
import type { ParsedQuery } from './query.ts';
import type { Stock } from './stock.ts';

type ListingWithoutCards = Omit<Listing, 'cards'>;

/** What the text alone decides. */
interface TextResult extends Omit<Matches, 'scores'> {
  /** Absent where no words were asked for. */
  scores?: Float32Array;
  remarks: ParsedQuery['remarks'];
}

/** Scores that differ by less are the same. */
const STEPS = 256;

export function createLister(
  stock: Stock,
  markets: Markets,
): (query: ListQuery, versions: ClusterVersions) => ListingWithoutCards {
  const textOf = remember((q: string) => searchText(q, stock, markets));
  const listOf = remember((key: string) => {
    const query = JSON.parse(key) as ListQuery;
    return listFor(query, textOf(query.q ?? '', stock.revision), { stock, markets });
  });
  return ({ q, facets, sort }, versions) => {
    stock.settle(versions);
    return listOf(JSON.stringify({ q, facets, sort }), stock.revision);
  };
}

function searchText(q: string, stock: Stock, markets: Markets): TextResult {
  const parsed = parseQuery(q);
  const { remarks } = parsed;
  const wanted = wantedOf(parsed.texts);
  const allowed = allowedSlots(parsed, wanted, {
    shelf: stock.shelf,
    offerOf: (slot) => stock.offerOf(slot),
    createdOf: (slot) => stock.timesOf(slot),
    marketOf(id) {
      const { name, signers } = markets.get(id);
      const words = signers.flatMap(({ fingerprint, userId = '' }) => [fingerprint, userId]);
      return { name, signers: words };
    },
  });
  if (wanted.words.length > 0) {
    const found = matchWords(stock.shelf, wanted, allowed);
    if (found.slots.length > 0) return { ...found, remarks };
    // "search engine": where the rest is nowhere, the words that usually say nothing are all there is.
    return { ...matchWords(stock.shelf, wantedOf(parsed.texts, true), allowed), remarks };
  }
  const slots: number[] = [];
  for (let slot = 0; slot < allowed.length; slot++) if (allowed[slot] === 1) slots.push(slot);
  return { slots, marks: [], loose: false, remarks };
}

function listFor(
  { facets, sort }: ListQuery,
  text: TextResult,
  { stock, markets }: { stock: Stock; markets: Markets },
): ListingWithoutCards {
  const { table, totals, shelf, values } = stock;
  const counted = countFacets(text.slots, values, { table, facets });
  const ordered = inOrder(counted.slots, { sort, text, stock });
  const order = new Uint32Array(ordered.length);
  for (let at = 0; at < order.length; at++) order[at] = stock.ids[ordered[at] ?? 0] ?? 0;
  return {
    order,
    total: shelf.live,
    facets: toGroups(
      counted,
      { table, facets },
      { totals, packages: shelf.live, wordsOf: markets.wordsOf },
    ),
    marks: text.marks,
    loose: text.loose,
    remarks: text.remarks,
  };
}

function inOrder(
  slots: readonly number[],
  { sort, text, stock }: { sort: SortOrder | undefined; text: TextResult; stock: Stock },
): number[] {
  const { scores } = text;
  const { names } = stock;
  if (sort === 'updated') {
    return orderByNumber(slots, (slot) => stock.timesOf(slot).updated ?? 0, names);
  }
  if (sort === 'newest') {
    return orderByNumber(slots, (slot) => stock.timesOf(slot).created ?? 0, names);
  }
  if (sort === 'name' || !scores) return orderByName(slots, names);
  return orderByNumber(
    slots,
    (slot) => Math.max(0, ((scores[slot] ?? 0) - (stock.demerits[slot] ?? 0)) * STEPS),
    names,
  );
}

/** The last answer is kept for as long as the packages are the same. */
function remember<Result>(
  work: (key: string) => Result,
): (key: string, revision: number) => Result {
  let last: { key: string; revision: number; result: Result } | undefined;
  return (key, revision) => {
    if (last?.key !== key || last.revision !== revision) {
      last = { key, revision, result: work(key) };
    }
    return last.result;
  };
}
