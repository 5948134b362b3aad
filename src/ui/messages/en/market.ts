/** English words of the list of packages. */
import { countOf, formatNumber } from '../language.ts';

export const market = {
  intro: 'Ready-made jobs, data and tools for this cluster',
  search: 'Search packages',
  searchHint: 'Press / to search',
  categories: 'Categories',
  markets: 'Markets',
  all: 'All',
  packages: (count: number) => countOf(count, 'package', 'packages'),
  packagesWord: (count: number) => (count === 1 ? 'package' : 'packages'),
  packagesSoFar: (count: number) => `${countOf(count, 'package', 'packages')} so far`,
  loading: 'Loading packages…',
  loadingMarket: (name: string) => `Loading ${name}…`,
  more: (count: number) => `Show ${countOf(count, 'more package', 'more packages')}`,
  allOf: (count: number) => `Show all ${formatNumber(count)}`,
  by: 'by',
  version: 'Version',
  withdrawn: 'Withdrawn',
  beta: 'Beta',
  remarks: (count: number, name: string) =>
    `${countOf(count, 'remark', 'remarks')} about the index of ${name}`,
  failed: (name: string) => `${name} could not be opened`,
  noMarkets: 'No market is configured',
  noMarketsHint:
    'The administrator of this cluster adds markets in the configuration of this plugin.',
  empty: 'No packages yet',
  emptyHint: 'The market can be reached, but it lists no packages.',
  noMatch: 'No package matches',
  noMatchHint: 'Try another word, or look in all categories.',
  clear: 'Clear search',
};
