/** Services over clusters in memory: real forms, plans, journals, runs and receipts; only the network and the browser's storage are left out. */
import { createHash } from 'node:crypto';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { createInstallServices } from '../../src/install-services.ts';
import { memoryClusters, unreachable } from './memory-clusters.ts';
import { fakeMarket, fakePackage, fakeServices, fakeTree } from './services.ts';
import { submitAction, trainingJob } from './wizard.ts';

import type { Action, Receipt } from '#core/model/generated.ts';
import type { LoadedTree, OpenPackage, PackageTree } from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';
import type { ClusterRequest, ClusterResponse, Memory, Store, Tabs } from '#core/ports.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { JobStatus, Services } from '#ui/services.ts';
import type { MemoryClusters } from './memory-clusters.ts';

export interface InstallWorld {
  services: Services;
  opened: OpenPackage;
  /** What reached the clusters, in order. */
  requests: ClusterRequest[];
  /** Names of jobs on the cluster. */
  jobs: Set<string>;
  clusters: MemoryClusters;
  handedOver: Record<string, unknown>[];
  accepted: Set<string>;
  receipts(): Promise<Receipt[]>;
  /** The journals and receipts: give it to another world for a page after a reload. */
  memory: Memory;
  /** Answers the next write in place of the cluster. */
  failNext(response: Partial<ClusterResponse>): void;
  /** Loses the answers to all writes from now on; the cluster hears nothing of them. */
  loseNext(): void;
  /** Holds back the answers of writes until called. */
  release(): void;
}

export interface InstallWorldOptions {
  actions?: Action[];
  opened?: Partial<OpenPackage>;
  /** Packages that it needs, installed first. */
  needs?: OpenPackage[];
  /** Texts of the files of every package by name; `job.yaml` is there anyway. */
  files?: Record<string, string>;
  services?: Partial<Services>;
  states?: JobStatus['state'][];
  /** Holds back every write until `release`. */
  hold?: boolean;
  memory?: Memory;
  tabs?: Tabs;
  clusters?: MemoryClusters;
}

const NOBODY: Tabs = {
  reaches: true,
  ask: () => Promise.resolve(false),
  answer: () => () => undefined,
};

export function installWorld(options: InstallWorldOptions = {}): InstallWorld {
  const opened = rootPackage(options);
  const clusters = options.clusters ?? memoryClusters();
  const memory = options.memory ?? createPageMemory();
  const handedOver: Record<string, unknown>[] = [];
  const accepted = new Set<string>();
  const faults = faultsOf(clusters, options.hold ?? false);
  const own = ownServices({ ...options, opened, clusters, memory, accepted });
  const services = fakeServices({
    user: 'ada',
    config: () => ({ markets: [opened.market] }),
    openPackage: () => Promise.resolve(opened),
    ...own,
    watchJob: () => watch(options.states),
    setCdapToken: (token) => {
      clusters.cdapToken.given = token;
    },
    openInPortal: (protocol) => void handedOver.push(protocol),
    licenseAccepted: ({ license }) => license === undefined || accepted.has(license.sha256),
    acceptLicense: (from) => void accepted.add(from.license?.sha256 ?? ''),
    ...options.services,
  });
  const { requests, jobs } = clusters;
  const receipts = () => own.receipts();
  return {
    ...{ services, opened, requests, jobs, clusters, handedOver, accepted, receipts, memory },
    ...faults,
  };
}

function rootPackage({ actions = [submitAction()], opened }: InstallWorldOptions): OpenPackage {
  return fakePackage({
    spec: {
      specVersion: '1.0',
      name: 'mnist-training',
      version: '1.0.0',
      label: 'MNIST training',
      description: 'Trains a small network on handwritten digits.',
      author: 'Example authors',
      actions,
    },
    ...opened,
  });
}

interface Own extends InstallWorldOptions {
  opened: OpenPackage;
  clusters: MemoryClusters;
  memory: Memory;
  accepted: Set<string>;
}

/** The installer as browsers have it, over what this world has. */
function ownServices({ opened, clusters, memory, accepted, needs, files, tabs = NOBODY }: Own) {
  const market = opened.market;
  let ids = 0;
  return createInstallServices({
    config: { markets: [market ?? fakeMarket()], cdap: { url: '/cdap' } },
    limits: DEFAULT_LIMITS,
    markets: {
      openTree: (root) => Promise.resolve(fakeTree(root, needs)),
      loadTree: (tree, work) => Promise.resolve(loadTree(tree, files, work)),
      inspectFile: () => Promise.resolve({ kind: 'text', text: 'a: 1', cut: false, lines: 1 }),
      inspectBytes: () => Promise.resolve({ kind: 'binary' }),
      letGo: () => undefined,
    },
    clusters: clusters.clusters,
    memory,
    tabs,
    clock: { now: () => Date.now(), sleep },
    newId: () => {
      ids += 1;
      return createHash('sha256').update(`${Math.random()} ${ids}`).digest('hex').slice(0, 32);
    },
    store: licenceStore(accepted),
    portalVersion: '1.8.0',
    user: 'ada',
  });
}

function licenceStore(accepted: Set<string>): Store {
  return {
    get: () => [...accepted][0],
    set: () => true,
    remove: () => undefined,
    keys: () => [],
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function loadTree(
  tree: PackageTree,
  files: Record<string, string> = {},
  { onProgress }: { onProgress: (progress: LoadProgress) => void },
): LoadedTree {
  const texts = { 'job.yaml': JSON.stringify(trainingJob()), ...files };
  const entries = Object.entries(texts).map(([name, text]) => [name, entry(name, text)] as const);
  const packages = tree.packages.map((each) => {
    onProgress({ what: 'checking', package: `${each.name}@${each.version}` });
    return { package: each, files: { entries: new Map(entries) }, notices: [] };
  });
  return { tree, packages, externals: [] };
}

function entry(name: string, text: string): FileEntry {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    read: () => Promise.resolve(bytes),
    check: () => Promise.resolve(),
    sha256: () => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
  };
}

/** What a test does to the writes of this world. */
function faultsOf(clusters: MemoryClusters, hold: boolean) {
  let failure: Partial<ClusterResponse> | undefined;
  let lost = false;
  let release: () => void = () => undefined;
  const held = hold ? new Promise<void>((resolve) => (release = resolve)) : undefined;
  const before = clusters.instead;
  clusters.instead = async (request) => {
    if (request.method === 'GET') return before?.(request);
    await held;
    if (lost) unreachable();
    const given = failure;
    failure = undefined;
    return given ? { status: 500, ...given } : before?.(request);
  };
  return {
    failNext: (response: Partial<ClusterResponse>) => {
      failure = response;
    },
    loseNext: () => {
      lost = true;
    },
    release: () => release(),
  };
}

async function* watch(
  states: readonly JobStatus['state'][] = ['WAITING', 'RUNNING', 'SUCCEEDED'],
): AsyncGenerator<JobStatus> {
  for (const state of states) yield { state, at: 1_763_769_600_000 };
}
