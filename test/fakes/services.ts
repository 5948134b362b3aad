/** The services of a page as plain data: markets, packages and answers are given, what was asked is kept. */
import { MarketError } from '#core/errors.ts';
import { createCatalog } from '#core/find/index.ts';

import type { MarketConfig, PackageRow, PluginConfig } from '#core/model/generated.ts';
import type {
  LoadedTree,
  MarketState,
  MarketSummary,
  OpenPackage,
  PackageEntry,
  PackageTree,
} from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

/** Services in which nothing is configured and nobody asks for packages; give what the test is about. */
export function fakeServices(given: Partial<Services> = {}): Services {
  const refuse = (what: string) => () => Promise.reject(new MarketError('internal', `no ${what}`));
  const { openMarkets = () => Promise.resolve(), ...rest } = given;
  const config = given.config ?? (() => ({ markets: [] }));
  return {
    user: 'alice',
    loginUrl: '/login.html',
    config,
    shownMarkets: () => Promise.resolve(config().markets),
    ...fakeCatalog(openMarkets),
    dependants: () => Promise.resolve([]),
    packagePicture: refuse('packagePicture'),
    clusterVersions: () => Promise.resolve({}),
    virtualClusters: () => Promise.resolve([]),
    openPackage: refuse('openPackage'),
    openTree: (opened) => Promise.resolve(fakeTree(opened)),
    prepareInstall: refuse('prepareInstall'),
    setCdapToken: () => undefined,
    addFile: refuse('addFile'),
    inspectFile: refuse('inspectFile'),
    probe: () => Promise.resolve([]),
    run: () => emptyIterable(),
    unfinished: () => Promise.resolve([]),
    discard: () => Promise.resolve(),
    undo: () => emptyIterable(),
    watchJob: () => emptyIterable(),
    jobUrl: (job) => `/job-detail.html?username=${job.user}&jobName=${job.name}`,
    openInPortal: () => undefined,
    licenseAccepted: () => false,
    acceptLicense: () => undefined,
    receipts: () => Promise.resolve([]),
    importReceipts: () => Promise.resolve({ added: 0, known: 0 }),
    forgetReceipt: () => Promise.resolve(),
    taggedJobs: () => Promise.resolve([]),
    ...rest,
  };
}

/** Entries behind the states that `readyMarket` and `readingMarket` made, as the worker holds them. */
const held = new WeakMap<MarketState, PackageEntry[]>();

/** What the worker does with open markets, over the real catalog: it learns of each state before the page does. */
function fakeCatalog(
  openMarkets: Services['openMarkets'],
): Pick<Services, 'openMarkets' | 'search' | 'cards' | 'entries'> {
  const catalog = createCatalog();
  const refused = new Set<string>();
  const learn = (state: MarketState) => {
    const { id, name = id } = state.config;
    const ready = state.status === 'ready' ? state.market : undefined;
    catalog.remove(id);
    const signers = ready?.index?.signers ?? [];
    catalog.setMarket({ id, name, categories: ready?.categories ?? [], signers });
    catalog.put(id, held.get(state) ?? []);
    if (ready?.refusal) refused.add(id);
    else refused.delete(id);
  };
  return {
    openMarkets: (signal, onState, hint) =>
      openMarkets(
        signal,
        (state) => {
          learn(state);
          onState(state);
        },
        hint,
      ),
    search: (query, window) => Promise.resolve(catalog.search(query, window)),
    cards: (ids) => Promise.resolve(catalog.cards(ids)),
    entries: (refs) =>
      Promise.resolve(
        refs.flatMap(({ market, name }) => {
          const entry = refused.has(market) ? undefined : catalog.entry(market, name);
          return entry ? [entry] : [];
        }),
      ),
  };
}

/** Services whose markets answer at once with the given states. */
export function servicesOver(states: MarketState[], given: Partial<Services> = {}): Services {
  const config: PluginConfig = { markets: states.map((state) => state.config) };
  return fakeServices({
    config: () => config,
    openMarkets: (_signal, onState) => {
      for (const state of states) onState(state);
      return Promise.resolve();
    },
    ...given,
  });
}

export function fakeMarket(given: Partial<MarketConfig> = {}): MarketConfig {
  return {
    id: 'example-market',
    name: 'Example market',
    url: 'https://market.example.org/',
    trust: 'signatures',
    ...given,
  };
}

export function readyMarket(
  entries: PackageEntry[],
  given: Partial<MarketSummary> = {},
): Extract<MarketState, { status: 'ready' }> {
  const config = given.config ?? fakeMarket();
  const market: MarketSummary = {
    config,
    categories: [
      { name: 'training', label: 'Training' },
      { name: 'serving', label: 'Serving' },
    ],
    notices: [],
    packages: entries.length,
    rows: rowsOf(entries),
    ...given,
  };
  const state = { config, status: 'ready', market } as const;
  hold(state, entries);
  return state;
}

/** A market whose first packages are there while the rest is on its way. */
export function readingMarket(
  entries: PackageEntry[],
  config: MarketConfig = fakeMarket(),
): Extract<MarketState, { status: 'reading' }> {
  const rows = rowsOf(entries);
  const state = { config, status: 'reading', packages: entries.length, rows } as const;
  hold(state, entries);
  return state;
}

function rowsOf(entries: PackageEntry[]): number {
  return entries.reduce((sum, { rows }) => sum + rows.length, 0);
}

function hold(state: MarketState, entries: PackageEntry[]): void {
  const market = state.config.id;
  held.set(
    state,
    entries.map((entry) => ({ ...entry, market })),
  );
}

export function failedMarket(
  error: MarketError,
  config: MarketConfig = fakeMarket(),
): Extract<MarketState, { status: 'failed' }> {
  return { config, status: 'failed', error };
}

/** A package of the list; the rows follow from the other fields. */
export function fakeEntry(given: Partial<PackageEntry> = {}): PackageEntry {
  const versions = given.versions ?? ['1.0.0'];
  const name = given.name ?? 'mnist-training';
  const row = (version: string): PackageRow => ({ name, version });
  const rows = given.rows ?? versions.map(row);
  return {
    market: 'example-market',
    name,
    label: 'MNIST training',
    description: 'Trains a small network on handwritten digits.',
    author: 'Example authors',
    org: 'Example organisation',
    categories: ['training'],
    tags: ['pytorch'],
    versions,
    rows,
    latest: rows[0] ?? row('1.0.0'),
    ...given,
  };
}

/** A verified package without texts or actions. */
export function fakePackage(given: Partial<OpenPackage> = {}): OpenPackage {
  return {
    market: fakeMarket(),
    name: 'mnist-training',
    version: '1.0.0',
    versions: ['1.0.0'],
    releases: given.versions?.map((version) => ({ version })) ?? [{ version: '1.0.0' }],
    spec: { specVersion: '1.0', name: 'mnist-training', version: '1.0.0', actions: [] },
    evidence: {
      level: 'signatures',
      signers: [
        {
          fingerprint: '638D6D08B114988946D54C293D6DC91CF110FE74',
          signingFingerprint: '638D6D08B114988946D54C293D6DC91CF110FE74',
          userId: 'Example publisher <publisher@example.org>',
          created: '2025-11-22T00:00:00Z',
          hash: 'SHA-512',
        },
      ],
      sha256: '0'.repeat(64),
      pinned: false,
    },
    notices: [],
    ...given,
  };
}

/** A tree of the package alone, or with packages that it needs, those first. */
export function fakeTree(opened: OpenPackage, needs: OpenPackage[] = []): PackageTree {
  const node = (each: OpenPackage, why: 'root' | 'dependency') => ({
    name: each.name,
    version: each.version,
    label: each.spec.label ?? each.name,
    asked: each.version,
    why,
    children: [],
  });
  return {
    root: { ...node(opened, 'root'), children: needs.map((each) => node(each, 'dependency')) },
    packages: [...needs, opened],
  };
}

/** The packages of a tree as if loaded, without files. */
export function fakeLoaded(tree: PackageTree): LoadedTree {
  const packages = tree.packages.map((each) => ({
    package: each,
    files: { entries: new Map() },
    notices: [],
  }));
  return { tree, packages, externals: [] };
}

async function* emptyIterable(): AsyncGenerator<never> {
  // Nothing happens in services that were not told what should.
}
