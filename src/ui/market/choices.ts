/** Changes to what is chosen, as the next query. */
import { FACETS } from '#core/model/listing.ts';

import type { FacetName, ListQuery, SortOrder } from '#core/model/listing.ts';

export interface Choice {
  facet: FacetName;
  value: string;
}

/** All that is chosen, in the order of the filters. */
export function choicesOf({ facets = {} }: ListQuery): Choice[] {
  return FACETS.flatMap((facet) => (facets[facet] ?? []).map((value) => ({ facet, value })));
}

/** Chooses a value, or takes the choice back. */
export function toggled(query: ListQuery, { facet, value }: Choice): ListQuery {
  const { [facet]: chosen = [], ...others } = query.facets ?? {};
  const next = chosen.includes(value)
    ? chosen.filter((each) => each !== value)
    : [...chosen, value];
  return withFacets(query, next.length > 0 ? { ...others, [facet]: next } : others);
}

export function withoutFacets(query: ListQuery): ListQuery {
  return withFacets(query, {});
}

export function withText(query: ListQuery, text: string): ListQuery {
  const { q: _old, ...rest } = query;
  return text === '' ? rest : { ...rest, q: text };
}

export function withSort(query: ListQuery, sort: SortOrder): ListQuery {
  const { sort: _old, ...rest } = query;
  // The order that comes by itself needs no word in the address.
  return sort === usualSort(query) ? rest : { ...rest, sort };
}

/** The order where none is chosen. */
export function usualSort({ q }: ListQuery): SortOrder {
  return q === undefined ? 'name' : 'relevance';
}

function withFacets(query: ListQuery, facets: NonNullable<ListQuery['facets']>): ListQuery {
  const { facets: _old, ...rest } = query;
  return Object.keys(facets).length > 0 ? { ...rest, facets } : rest;
}
