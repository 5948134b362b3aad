/** The words of the frame, the market page and the shared parts in one place; the words of errors are in core/problems. */

/** `12 packages`, `1 package`. */
function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export const texts = {
  title: 'Marketplace',
  nav: { label: 'Marketplace pages', market: 'Marketplace', installed: 'Installed' },
  actions: { login: 'Log in', retry: 'Try again', reload: 'Reload the page' },
  loadingPage: 'Loading the page…',
  badAddress: 'The address of this page was not understood, so the list of packages is shown.',
  dismiss: 'Dismiss',
  notLoggedIn: 'You are not logged in. You can look around; to install a package, log in first.',
  trust: {
    off: 'Not verified: checking is off for this market',
    pinned: 'Its digest is the one that the signed package description names',
    signedBy: (name: string) => `Signed by ${name}, fingerprint`,
    userId: (userId: string) => `Name in the certificate: ${userId}`,
  },
  market: {
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
    allOf: (count: number) => `Show all ${count.toLocaleString('en')}`,
    by: 'by',
    version: 'Version',
    withdrawn: 'Withdrawn',
    beta: 'Beta',
    remarks: (count: number, name: string) =>
      `${countOf(count, 'remark', 'remarks')} about the index of ${name}`,
    failed: (name: string) => `${name} could not be opened`,
    trustOff: (name: string) =>
      `Signature checking is off for ${name}: nothing proves who made its packages, or that they were not changed.`,
    /** The same words as the notice of flows/market-trust.ts, so that nothing moves when that comes. */
    indexUnsigned: (name: string) =>
      `The package list of ${name} is not signed: packages or newer versions may be missing. Each package is verified when it is opened.`,
    noMarkets: 'No market is configured',
    noMarketsHint:
      'The administrator of this cluster adds markets in the configuration of this plugin.',
    empty: 'No packages yet',
    emptyHint: 'The market can be reached, but it lists no packages.',
    noMatch: 'No package matches',
    noMatchHint: 'Try another word, or look in all categories.',
    clear: 'Clear search',
  },
} as const;

const DETAIL_LABELS: Readonly<Record<string, string>> = {
  key: 'Configuration key',
  path: 'File',
  file: 'File',
  url: 'Address',
  market: 'Market',
  package: 'Package',
  name: 'Name',
  version: 'Version',
  status: 'Status of the answer',
  found: 'Found',
  expected: 'Expected',
  allowed: 'Allowed',
  limit: 'Limit',
  size: 'Size in bytes',
  sha256: 'SHA-256',
  fingerprint: 'Fingerprint',
  entry: 'Entry of the archive',
  line: 'Line',
};

/** A heading for one detail of an error: `retryAfter` → `Retry after`. */
export function detailLabel(key: string): string {
  const known = Object.hasOwn(DETAIL_LABELS, key) ? DETAIL_LABELS[key] : undefined;
  if (known) return known;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
