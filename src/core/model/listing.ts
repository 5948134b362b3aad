/** What is asked of the list of packages and what comes back; plain data that goes between the worker, the page and its address. */
import type { PackageNeeds } from './generated.ts';

/** Groups of filters beside the list, in the order in which they are shown; also keys of the address. */
export const FACETS = [
  'category',
  'type',
  'by',
  'license',
  'fits',
  'signer',
  'market',
  'gpu',
  'cpu',
  'memory',
] as const;

/**
 * `category`, `type` (component: job, data …), `by` (organisation, else author), `license` (SPDX expression), `fits` (yes, no,
 * unknown: whether the version that is offered suits the clusters), `signer` (fingerprint of who signed the index, or
 * `none`), `market` (id), `gpu`, `cpu`, `memory` (of the package's largest job, in steps; see core/find).
 */
export type FacetName = (typeof FACETS)[number];

export const SORTS = ['relevance', 'name', 'newest', 'updated'] as const;

/** `newest`: by the first version; `updated`: by the last. */
export type SortOrder = (typeof SORTS)[number];

/** One search; all of it stands in the address. */
export interface ListQuery {
  /** As typed, with field queries; all packages if absent. */
  q?: string;
  /** Chosen values; those of one facet are alternatives, facets must all be met. */
  facets?: Partial<Record<FacetName, readonly string[]>>;
  /** By relevance where something is searched for, else by name, if absent. */
  sort?: SortOrder;
}

/** Versions of the clusters, as far as they are known. */
export interface ClusterVersions {
  pai?: string | undefined;
  cdap?: string | undefined;
}

/** Which part of a listing is wanted as cards at once. */
export interface ListWindow {
  from: number;
  count: number;
  /** Decides which version of a package is offered. */
  versions: ClusterVersions;
}

/** One package as the list shows it; never changes: a package that does gets a card with another id. */
export interface Card {
  id: number;
  /** `id` of the market. */
  market: string;
  name: string;
  label: string;
  /** At most 400 characters of it. */
  description: string;
  author: string;
  org: string;
  /** The one that is offered: the newest that suits the clusters and is not withdrawn, else the newest. */
  version: string;
  /** How many versions there are. */
  versions: number;
  /** Seconds since the epoch: of the version that is offered, of the first one. */
  updated?: number;
  created?: number;
  categories: string[];
  tags: string[];
  types: string[];
  license?: string;
  needs?: PackageNeeds;
  beta: boolean;
  /** Why it is not to be installed any more. */
  withdrawn?: string;
  /** Why it does not suit the clusters: names the cluster, the range and the version that is there. */
  misfit?: Misfit;
}

/** A range that the version of a cluster does not lie in. */
export interface Misfit {
  cluster: 'OpenPAI' | 'CDAP';
  range: string;
  version: string;
}

export interface FacetValue {
  value: string;
  /** Packages that would be shown with it, under the search and the other facets. */
  count: number;
  /** Title from a market: of a category, a market, a signer. Pages have words of their own for the rest. */
  label?: string;
  description?: string;
}

/** Values that occur, and chosen ones that do not; categories and markets in their own order, others the most frequent first. */
export interface FacetGroup {
  facet: FacetName;
  values: FacetValue[];
}

/** Something in a search text that could not be used as it stands; it was searched as words instead. */
export interface QueryRemark {
  code: 'unknown-field' | 'bad-number' | 'bad-value';
  /** The part of the text. */
  text: string;
}

export interface Listing {
  /** Ids of cards in the order to show. */
  order: Uint32Array;
  /** Packages of all markets that are open, whatever the search. */
  total: number;
  /** In the order of `FACETS`; those with nothing to choose are left out. */
  facets: FacetGroup[];
  /** Words of the packages that the search met, normalised as `markWords` of core/find does: for highlighting. */
  marks: string[];
  /** Fewer words than were typed had to do, or words were taken for mistyped ones. */
  loose: boolean;
  remarks: QueryRemark[];
  /** Of the window that was asked for, in its order. */
  cards: Card[];
}
