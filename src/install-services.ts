/** All that pages ask for once something is to be installed: prepared, probed, run, resumed, undone, kept; it comes when it is first needed. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { neededFacts } from '#core/plan/index.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { loadFitting, versionsOf } from '#flows/fit-tree.ts';
import { createJournals } from '#flows/install-journal.ts';
import { isLicenseAccepted } from '#flows/licenses.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { probePlan } from '#flows/probe-plan.ts';
import { createReceipts } from '#flows/receipts.ts';
import { resumePlan } from '#flows/resume-plan.ts';
import { runInstall } from '#flows/run-install.ts';
import { readTaggedJobs } from '#flows/tagged-jobs.ts';
import { toldVersion } from '#flows/told-version.ts';
import { viewTree } from '#flows/tree-nodes.ts';
import { undoInstall } from '#flows/undo-install.ts';
import { watchJob } from '#flows/watch-job.ts';
import { formerAnswers } from './former-answers.ts';
import { findFile } from './loaded-files.ts';
import { createUserFiles } from './user-files.ts';

import type { Limits } from '#core/limits.ts';
import type { InstallJournal, InstallPlan, PluginConfig } from '#core/model/generated.ts';
import type { ClusterFacts } from '#core/model/install.ts';
import type { LoadedTree, OpenPackage, PackageTree } from '#core/model/market.ts';
import type { Clock, Cluster, Clusters, Memory, NewId, Store, Tabs } from '#core/ports.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { InstallName, Journals } from '#flows/install-journal.ts';
import type { FindBytes } from '#flows/planned-request.ts';
import type { Receipts } from '#flows/receipts.ts';
import type { PreparedInstall, Services, WorkOptions } from '#ui/services.ts';
import type { MarketServices } from './market-services.ts';

export interface InstallWorld {
  config: PluginConfig;
  limits: Limits;
  markets: Pick<MarketServices, 'openTree' | 'loadTree' | 'inspectFile' | 'inspectBytes' | 'letGo'>;
  clock: Clock;
  newId: NewId;
  /** Licences, and receipts of former versions. */
  store: Store;
  clusters: Clusters & { openpai: Cluster };
  /** Journals, receipts and leases, shared by all tabs. */
  memory: Memory;
  tabs: Tabs;
  /** Of the portal, such as 1.8.0; empty if not told. */
  portalVersion: string;
  /** Undefined when nobody is logged in. */
  user: string | undefined;
}

export type InstallServices = Pick<
  Services,
  | 'openTree'
  | 'prepareInstall'
  | 'addFile'
  | 'inspectFile'
  | 'probe'
  | 'run'
  | 'unfinished'
  | 'discard'
  | 'undo'
  | 'watchJob'
  | 'receipts'
  | 'importReceipts'
  | 'forgetReceipt'
  | 'taggedJobs'
>;

export function createInstallServices(world: InstallWorld): InstallServices {
  const { clock, newId, limits, store, markets, clusters, memory, tabs, user } = world;
  const receipts = createReceipts({ memory, store, clock });
  const journals = createJournals({ memory, clock, newId, tabs, receipts });
  const files = createUserFiles(limits);
  const own = () => (user === undefined ? Promise.resolve([]) : receipts.list(user));
  const preparing = createPreparing(world);
  /** The journal with which an install goes on; what is planned is planned upon it. */
  const begun = new WeakMap<PreparedInstall, { journal?: InstallJournal | undefined }>();

  return {
    openTree: (opened, signal) => preparing.openTree(opened, signal),
    async prepareInstall(tree, options) {
      const name = requireLogin(user);
      const { loaded, facts } = await preparing.load(tree, options);
      const wizard = await prepareInstall(loaded, facts, { limits });
      const root = rootOf(tree);
      const install = { user: name, market: root.market.id, package: toName(root) };
      const unfinished = await journals.load(install);
      const former = formerAnswers(await own(), install, wizard.forms);
      const held = { journal: unfinished?.journal };
      const prepared: PreparedInstall = {
        loaded,
        facts,
        ...wizard,
        plan: (answers) => upon(held.journal, wizard.plan(answers)),
        ...(unfinished ? { unfinished } : {}),
        ...(former ? { former } : {}),
      };
      begun.set(prepared, held);
      return prepared;
    },
    addFile: files.add,
    async inspectFile({ loaded }, file, signal) {
      const { file: name, sha256 } = file;
      if (sha256 === undefined) return markets.inspectFile(loaded, file, signal);
      return markets.inspectBytes(name, await files.read(name, sha256), signal);
    },
    async probe(plan, signal) {
      const journal = await journals.read(nameOf(plan));
      return probePlan({ plan, clusters, known: await own(), journal, signal });
    },
    async *run(prepared, plan, answers, { signal, decisions }) {
      const { loaded } = prepared;
      const { packages } = loaded;
      const market = rootOf(loaded.tree).market;
      const known = await own();
      try {
        yield* runInstall({
          ...{ plan, ...prepared.split(answers), decisions, packages, market, clusters },
          ...{ journals, known, clock, newId, signal },
          bodies: bodiesOf(loaded, files.find),
        });
      } finally {
        const held = begun.get(prepared);
        if (held) held.journal = await journals.read(nameOf(plan));
      }
    },
    ...keptServices({ world, receipts, journals }),
  };
}

interface Kept {
  world: InstallWorld;
  receipts: Receipts;
  journals: Journals;
}

type KeptServices = Omit<
  InstallServices,
  'openTree' | 'prepareInstall' | 'addFile' | 'inspectFile' | 'probe' | 'run'
>;

/** What became of installs: in this browser and on the clusters. */
function keptServices({ world, receipts, journals }: Kept): KeptServices {
  const { clock, clusters, user } = world;
  return {
    unfinished: async () => (user === undefined ? [] : journals.list(user)),
    async discard({ journal }) {
      await journals.discard(journal);
    },
    undo: (receipt, signal) =>
      undoInstall({ receipt, clusters, receipts, journals, clock, signal }),
    watchJob: (job, signal) => watchJob(job, { cluster: clusters.openpai, clock, signal }),
    receipts: async () => (user === undefined ? [] : receipts.list(user)),
    importReceipts: async (text) => receipts.import(requireLogin(user), text),
    forgetReceipt: async (receipt) => receipts.forget(requireLogin(user), receipt),
    taggedJobs: async (signal) => readTaggedJobs(clusters.openpai, requireLogin(user), signal),
  };
}

interface Preparing {
  openTree(opened: OpenPackage, signal: AbortSignal): Promise<PackageTree>;
  load(
    tree: PackageTree,
    options: WorkOptions,
  ): Promise<{ loaded: LoadedTree; facts: ClusterFacts }>;
}

/** Trees and their files; what was loaded is not loaded again where only a cluster refused. */
function createPreparing(world: InstallWorld): Preparing {
  const { markets, clusters, config, portalVersion, store, clock, user } = world;
  const kept = new WeakMap<PackageTree, LoadedTree>();
  // CDAP's version is known once it was asked.
  const told = toldVersion(portalVersion);
  let versions: ClusterVersions = told === undefined ? {} : { pai: told };
  return {
    openTree: (opened, signal) => markets.openTree(opened, versions, signal),
    load: (tree, { signal, onProgress }) =>
      loadFitting(tree, {
        openTree: (root, known) => markets.openTree(root, known, signal),
        async loadTree(each) {
          const known = kept.get(each);
          if (known) return known;
          const loaded = await markets.loadTree(each, {
            signal,
            onProgress: (progress) => onProgress?.(progress),
          });
          kept.set(each, loaded);
          return loaded;
        },
        async readFacts(loaded) {
          // The clusters are asked nothing before all is verified (security rules, order of one install).
          onProgress?.({ what: 'cluster' });
          const actions = viewTree(loaded.tree).steps.map(({ action }) => action);
          const facts = await readClusterFacts({
            ...{ clusters, user: requireLogin(user), needs: neededFacts(actions) },
            ...{ cdap: config.cdap, portalVersion, signal },
          });
          versions = { ...versions, ...versionsOf(facts) };
          return facts;
        },
        accepted: (opened) => isLicenseAccepted(opened, { store, clock, user }),
        letGo(loaded) {
          kept.delete(loaded.tree);
          markets.letGo(loaded);
        },
      }),
  };
}

function upon(
  journal: InstallJournal | undefined,
  result: ReturnType<PreparedInstall['plan']>,
): ReturnType<PreparedInstall['plan']> {
  if (!result.ok || !journal) return result;
  try {
    return { ok: true, plan: resumePlan(journal, result.plan) };
  } catch (thrown) {
    const { code, message, details } = toMarketError(thrown);
    return {
      ok: false,
      errors: [{ step: Number(details['step'] ?? 0), field: '', message, code }],
    };
  }
}

/** Bytes of a package or from elsewhere out of the worker, a user's own out of this page. */
function bodiesOf(loaded: LoadedTree, ofUser: FindBytes): FindBytes {
  return async (body, signal) => {
    const { from, package: owner = '', file, url } = body.source;
    if (from === 'user') return ofUser(body, signal);
    return findFile(loaded, { package: owner, file, url }).read();
  };
}

function rootOf({ packages }: PackageTree): OpenPackage {
  const root = packages.at(-1);
  if (!root) throw new MarketError('internal', 'The tree holds no package.');
  return root;
}

function toName({ name, version }: OpenPackage) {
  return { name, version };
}

function nameOf(plan: InstallPlan): InstallName {
  return { user: plan.user, market: plan.market, package: plan.package };
}

function requireLogin(user: string | undefined): string {
  if (user !== undefined) return user;
  throw new MarketError('login-required', 'Log in to the portal first: a job runs in your name.');
}
