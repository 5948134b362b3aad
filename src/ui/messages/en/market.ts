/** English words of the list of packages. */
import { countOf, formatNumber, listOf } from '../language.ts';

import type { FacetName, QueryRemark, SortOrder } from '#core/model/listing.ts';

const facetNames: Record<FacetName, string> = {
  category: 'Category',
  type: 'Type',
  by: 'Publisher',
  license: 'Licence',
  fits: 'Suits this cluster',
  signer: 'Signed by',
  market: 'Market',
  gpu: 'GPUs',
  cpu: 'CPU cores',
  memory: 'Memory',
};

const sorts: Record<SortOrder, string> = {
  relevance: 'Best match',
  name: 'Name',
  newest: 'Newest',
  updated: 'Recently updated',
};

const remarks: Record<QueryRemark['code'], (text: string) => string> = {
  'unknown-field': (text) =>
    `“${text}” begins with no field that is known, so it was searched as words.`,
  'bad-number': (text) =>
    `“${text}” has no number that can be compared, so it was searched as words. Such as gpu:>1 or memory:>=16gb.`,
  'bad-value': (text) =>
    `“${text}” has a value that its field does not know, so it was searched as words.`,
};

export const market = {
  intro: 'Ready-made jobs, data and tools for this cluster',
  search: 'Search packages',
  searchHint: 'Press / to search',
  clearText: 'Clear the text',
  list: 'Packages',
  packages: (count: number) => countOf(count, 'package', 'packages'),
  packagesWord: (count: number): string => (count === 1 ? 'package' : 'packages'),
  packagesOf: (count: number, total: number) =>
    `${formatNumber(count)} of ${countOf(total, 'package', 'packages')}`,
  packagesSoFar: (count: number) => `${countOf(count, 'package', 'packages')} so far`,
  loading: 'Loading packages…',
  loadingMarket: (name: string) => `Loading ${name}…`,
  /** `share` is such as "63%". */
  loadingShare: (share: string, name: string) => `Loading: ${share} of ${name}`,
  loadingMarkets: (count: number) => `Loading ${countOf(count, 'market', 'markets')}…`,
  by: 'by {author}',
  version: 'Version',
  versions: (count: number) => countOf(count, 'version', 'versions'),
  updated: 'Updated',
  withdrawn: 'Withdrawn',
  beta: 'Beta',
  misfit: (cluster: string) => `Not for this ${cluster}`,
  misfitReason: (cluster: string, range: string, version: string) =>
    `This cluster has ${cluster} ${version}; the package is for ${range}.`,
  noVersionHere: 'No version of it suits this cluster',
  gpus: (count: number) => countOf(count, 'GPU', 'GPUs'),
  moreTags: (count: number) => `${formatNumber(count)} more`,
  remarks: (count: number, name: string) =>
    `${countOf(count, 'remark', 'remarks')} about the index of ${name}`,
  failed: (name: string) => `${name} could not be opened`,
  /** `reason` is the title of an error, without a full stop. */
  failedBecause: (name: string, reason: string) => `${name} could not be opened: ${reason}`,
  failedDetails: 'Details',
  searchFailed: 'The search did not work',
  sort: 'Sort by',
  sorts,
  filters: {
    title: 'Filters',
    open: (chosen: number) => (chosen === 0 ? 'Filters' : `Filters (${formatNumber(chosen)})`),
    close: 'Close',
    show: (count: number) => `Show ${countOf(count, 'package', 'packages')}`,
    chosen: 'Chosen filters',
    /** Before a chosen value. */
    facet: (facet: string) => `${facet}: `,
    remove: (facet: string, value: string) => `Remove filter ${facet}: ${value}`,
    clear: 'Clear filters',
    all: (count: number) => `Show all ${formatNumber(count)}`,
    fewer: 'Show fewer',
    find: (facet: string) => `Find in ${facet}`,
    more: (count: number) => `${formatNumber(count)} more; type to find them`,
    none: 'None of these matches',
    chosenIn: (count: number) => `${formatNumber(count)} chosen`,
  },
  facets: facetNames,
  types: {
    job: 'Job',
    data: 'Data',
    script: 'Script',
    dockerimage: 'Docker image',
    output: 'Output',
  } as Record<string, string>,
  fits: { yes: 'Yes', no: 'No', unknown: 'Not known' } as Record<string, string>,
  unsigned: 'List not signed',
  noGpu: 'No GPU',
  /** `range` is such as "2–4" or "5 or more". */
  gpuSteps: (range: string) => (range === '1' ? '1 GPU' : `${range} GPUs`),
  cpuSteps: (range: string) => `${range} cores`,
  memorySteps: (range: string) => `${range} GB`,
  orMore: (least: string) => `${least} or more`,
  queryRemarks: remarks,
  knownFields: (fields: readonly string[]) => `Fields are ${listOf(fields)}.`,
  loose: 'Nothing matches all of it as typed. These packages come closest.',
  noMarkets: 'No market is configured',
  noMarketsHint:
    'The administrator of this cluster adds markets in the configuration of this plugin.',
  noMarketsForUser: 'No market is shown to you',
  noMarketsForUserHint:
    'The markets of this cluster are for certain groups. Ask its administrator to be taken into one.',
  noMarketsLogin: 'The markets of this cluster are for certain groups. Log in to see yours.',
  empty: 'No packages yet',
  emptyHint: 'The market can be reached, but it lists no packages.',
  noMatch: 'No package matches',
  noMatchHint: 'Try fewer or other words; small typing errors are forgiven.',
  noMatchFilters: 'Some packages match without the chosen filters, perhaps.',
  clear: 'Clear search',
  try: 'Searches to learn from',
  examples: [
    { query: 'type:job', means: 'packages with a job to run' },
    { query: 'gpu:>1', means: 'jobs that use several GPUs' },
    { query: 'license:MIT', means: 'packages under one licence' },
    { query: 'updated:>2025-01', means: 'packages with a version since then' },
  ],
  help: {
    open: 'Search tips and shortcuts',
    title: 'Search tips and shortcuts',
    close: 'Close',
    keys: 'Keys',
    key: 'Key',
    what: 'What it does',
    searching: 'Searching',
    searchingHint: 'Press a search to run it.',
    keyRows: [
      { keys: ['/'], does: 'Go to the search field' },
      { keys: ['↓'], does: 'From the search field to the first package' },
      { keys: ['←', '→', '↑', '↓'], does: 'From package to package' },
      { keys: ['Home', 'End'], does: 'To the first or last package' },
      { keys: ['Page Up', 'Page Down'], does: 'One screen up or down' },
      { keys: ['Enter'], does: 'Open the package' },
      { keys: ['Esc'], does: 'Empty the search field' },
      { keys: ['?'], does: 'Show this list' },
    ],
    searches: [
      {
        query: 'image classification',
        means: 'All words, anywhere; small typing errors are forgiven',
      },
      { query: '"word count"', means: 'Exactly these words, side by side' },
      { query: 'spark -streaming', means: 'Without a word' },
      {
        query: 'author:microsoft',
        means: 'By author; also org, by, tag, category, name, market, signer',
      },
      { query: 'type:job gpu:>1', means: 'Jobs that use more than one GPU; also cpu and memory' },
      { query: 'updated:>2025-01', means: 'With a version since then; also created' },
      { query: 'is:beta', means: 'Beta versions; also is:withdrawn' },
    ],
  },
};
