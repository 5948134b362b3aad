/** All that pages ask for; the door gives it, pages never see adapters, the token or the network. */
import { createContext, useContext } from 'react';

import type { ErrorCode } from '#core/errors.ts';
import type {
  InstallPlan,
  MarketConfig,
  PlannedJob,
  PluginConfig,
  Receipt,
} from '#core/model/generated.ts';
import type {
  Answers,
  ClusterFacts,
  Decisions,
  EditResult,
  FileContents,
  FileValue,
  InstallEvent,
  JobState,
  PlanResult,
  ProbeFinding,
  Secrets,
  StepFile,
  StepForm,
  TaggedJob,
  UndoEvent,
  Unfinished,
  VirtualClusterFacts,
} from '#core/model/install.ts';
import type { Card, ClusterVersions, Listing, ListQuery, ListWindow } from '#core/model/listing.ts';
import type {
  Dependant,
  LoadedTree,
  MarketState,
  OpenPackage,
  PackageEntry,
  PackageIcon,
  PackageRef,
  PackageTree,
} from '#core/model/market.ts';

export interface Progress {
  /** What is going on: "archive.zip", "archive.zip.asc", "checking" … */
  what: string;
  /** `name@version` of the package that it is about, where there are several. */
  package?: string | undefined;
  /** Bytes so far and in all, where they are known. */
  read?: number;
  total?: number | undefined;
}

export interface WorkOptions {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** A verified package with all that it needs, and its wizard; `plan` and what stands beside it are pure and may be called at each key press. */
export interface PreparedInstall {
  loaded: LoadedTree;
  facts: ClusterFacts;
  forms: StepForm[];
  /** With the fields of edited protocols. */
  formsOf(answers: Answers): StepForm[];
  plan(answers: Answers): PlanResult;
  /** Splits secrets off the answers, so that what is kept and shown never has them. */
  split(answers: Answers): { answers: Answers; secrets: Secrets };
  /** The job of a step as YAML, filled, secrets as placeholders; undefined for steps without one. */
  document(step: number, answers: Answers): string | undefined;
  /** The same as the package has it. */
  defaultDocument(step: number): string | undefined;
  /** Answers from an edited job. */
  edit(step: number, answers: Answers, yaml: string): EditResult;
  /** An install of this package that was begun and not ended: to be resumed or discarded. */
  unfinished?: Unfinished;
  /** Answers of the last install of this package, of whatever version, without secrets; for the fields that are still there. */
  former?: { version: string; answers: Answers };
}

export interface RunOptions {
  signal: AbortSignal;
  decisions: Decisions;
}

export interface ReadFileOptions {
  signal: AbortSignal;
  /** Hears of the bytes so far. */
  onRead?: (bytes: number) => void;
}

export interface JobStatus {
  state: JobState;
  /** When the state was read, milliseconds since the epoch. */
  at: number;
}

/** What an administrator wants to know of a report; none of it is secret. */
export interface About {
  /** Of this plugin, such as 0.1.0. */
  pluginVersion: string;
  /** Of the portal, such as 1.8.0; empty if not told. */
  portalVersion: string;
  /** Address of the cluster's REST server. */
  cluster: string;
}

export interface Services {
  readonly about?: About;
  /** Address of the page that explains a code; undefined where the plugin lies without its pages. */
  problemUrl?(code: ErrorCode): string | undefined;
  /** Takes the token of this session out of a text that leaves the page. */
  redact?(text: string): string;
  /** Undefined when nobody is logged in. */
  readonly user: string | undefined;
  /** Address of the portal's login page. */
  readonly loginUrl: string;
  /** The language that this user chose in this browser, as it was kept. */
  keptLanguage?(): string | undefined;
  keepLanguage?(language: string): void;
  /** The validated configuration; throws `MarketError` config-*. */
  config(): PluginConfig;
  /** Configured markets that this user is shown; those for groups only come where the user is in one. Rejects with `cancelled` only: where the cluster does not tell the groups, `openMarkets` says so for the market. */
  shownMarkets(signal: AbortSignal): Promise<MarketConfig[]>;
  /**
   * Opens all markets that are shown side by side; calls back as their packages come, and once more for each when it is ready
   * or failed. `hint` names what is looked at first, so that it may come first. Never rejects but for `cancelled`.
   */
  openMarkets(
    signal: AbortSignal,
    onState: (state: MarketState) => void,
    hint?: { category?: string | undefined },
  ): Promise<void>;
  /** Searches all that is open by now, off the page's thread. Rejects with `MarketError`. */
  search(query: ListQuery, window: ListWindow, signal: AbortSignal): Promise<Listing>;
  /** Cards by their ids; those that are no more are left out. */
  cards(ids: readonly number[]): Promise<Card[]>;
  /** What the open markets say of these packages; those they do not have, or that nothing may be installed of, are left out. */
  entries(refs: readonly PackageRef[]): Promise<PackageEntry[]>;
  /** Packages that need this one, by label. Rejects with `MarketError`. */
  dependants(ref: PackageRef, signal: AbortSignal): Promise<Dependant[]>;
  /** A picture beside the spec, checked against its digest. Rejects with `MarketError`. */
  packagePicture(opened: OpenPackage, file: string, signal: AbortSignal): Promise<PackageIcon>;
  /** Versions of the clusters; asked once, and again where nothing answered. Never rejects: what is not known is left out. */
  clusterVersions(): Promise<ClusterVersions>;
  /** What the virtual clusters of the user have. Rejects with `MarketError` (login-required, cluster-* …). */
  virtualClusters(signal: AbortSignal): Promise<VirtualClusterFacts[]>;
  /** Reads and verifies one package. Rejects with `MarketError`. */
  openPackage(ref: PackageRef, signal: AbortSignal): Promise<OpenPackage>;
  /** Resolves and opens all that a package needs; the cluster is asked nothing. Rejects with `MarketError` (dependency-* …). */
  openTree(opened: OpenPackage, signal: AbortSignal): Promise<PackageTree>;
  /** Downloads, verifies and opens all packages of the tree, and asks the clusters for their facts. Rejects with `MarketError` (login-required, cdap-auth …). */
  prepareInstall(tree: PackageTree, options: WorkOptions): Promise<PreparedInstall>;
  /** CDAP's token, kept in memory until the page goes; undefined forgets it. */
  setCdapToken(token: string | undefined): void;
  /** Reads a file that the user gives; its bytes are held for the run. Rejects with `MarketError`. */
  addFile(file: Blob & { name: string }, options: ReadFileOptions): Promise<FileValue>;
  /** What is inside a file of a step. Rejects with `MarketError`. */
  inspectFile(
    prepared: PreparedInstall,
    file: StepFile,
    signal: AbortSignal,
  ): Promise<FileContents>;
  /** Probes only: what of the plan is there already. Rejects with `MarketError` (`cluster-conflict` for a job name that exists …). */
  probe(plan: InstallPlan, signal: AbortSignal): Promise<ProbeFinding[]>;
  /** Runs exactly the plan, and goes on where its journal says. Failures come as the event `failed`; never throws but for bugs. */
  run(
    prepared: PreparedInstall,
    plan: InstallPlan,
    answers: Answers,
    options: RunOptions,
  ): AsyncIterable<InstallEvent>;
  /** Installs of this user that were begun and not ended, newest first. */
  unfinished(): Promise<Unfinished[]>;
  /** Ends an unfinished install with a receipt that says how far it came. */
  discard(unfinished: Unfinished): Promise<void>;
  /** Takes back what an install created, the last first; never throws but for bugs. */
  undo(receipt: Receipt, signal: AbortSignal): AsyncIterable<UndoEvent>;
  /** The job's state, each time it is read, until it ended or the signal fires. Rejects with `MarketError`. */
  watchJob(job: PlannedJob, signal: AbortSignal): AsyncIterable<JobStatus>;
  /** Address of the job in the portal. */
  jobUrl(job: PlannedJob): string;
  /** Hands a filled job to the portal's submission page and goes there. */
  openInPortal(protocol: Record<string, unknown>): void;
  /** Whether this user accepted exactly this licence text for this version. */
  licenseAccepted(opened: OpenPackage): boolean;
  acceptLicense(opened: OpenPackage): void;
  /** Newest first. */
  receipts(): Promise<Receipt[]>;
  /** Keeps receipts out of a file; gives how many were new. Rejects with `receipt-invalid`. */
  importReceipts(text: string): Promise<{ added: number; known: number }>;
  forgetReceipt(receipt: Receipt): Promise<void>;
  /** Jobs of this user on the cluster that carry a marketplace tag, from whatever browser. Rejects with `MarketError`. */
  taggedJobs(signal: AbortSignal): Promise<TaggedJob[]>;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

/** The services of this page. Throws when a view is rendered outside the provider. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('no ServicesProvider above this view');
  return services;
}
