/** All that pages ask for; the door gives it, pages never see adapters, the token or the network. */
import { createContext, useContext } from 'react';

import type { ErrorCode } from '#core/errors.ts';
import type { PluginConfig, PlannedJob, InstallPlan, Receipt } from '#core/model/generated.ts';
import type { Answers, InstallEvent, PlanResult, Secrets, StepForm } from '#core/model/install.ts';
import type { JobState } from '#core/model/install.ts';
import type { LoadedPackage, MarketState, OpenPackage, PackageRef } from '#core/model/market.ts';

export interface Progress {
  /** What is going on: "archive.zip", "archive.zip.asc", "checking" … */
  what: string;
  /** Bytes so far and in all, where they are known. */
  read?: number;
  total?: number | undefined;
}

export interface WorkOptions {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** A verified package with its wizard; `plan` is pure and may be called at each key press. */
export interface PreparedInstall {
  loaded: LoadedPackage;
  forms: StepForm[];
  plan(answers: Answers): PlanResult;
  /** Splits secrets off the answers, so that what is kept and shown never has them. */
  split(answers: Answers): { answers: Answers; secrets: Secrets };
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
  /** The validated configuration; throws `MarketError` config-*. */
  config(): PluginConfig;
  /** Opens all configured markets side by side; calls back once for each, in the order they end. Never rejects but for `cancelled`. */
  openMarkets(signal: AbortSignal, onState: (state: MarketState) => void): Promise<void>;
  /** Reads and verifies one package. Rejects with `MarketError`. */
  openPackage(ref: PackageRef, signal: AbortSignal): Promise<OpenPackage>;
  /** Downloads, verifies and opens the archive, and asks the cluster for its facts. Rejects with `MarketError` (login-required …). */
  prepareInstall(opened: OpenPackage, options: WorkOptions): Promise<PreparedInstall>;
  /** Probes only: whether the plan could run now (a job name that exists: `cluster-conflict`). Rejects with `MarketError`. */
  probe(plan: InstallPlan, signal: AbortSignal): Promise<void>;
  /** Runs exactly the plan. Failures come as the event `failed`; never throws but for bugs. */
  run(
    prepared: PreparedInstall,
    plan: InstallPlan,
    answers: Answers,
    signal: AbortSignal,
  ): AsyncIterable<InstallEvent>;
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
  receipts(): Receipt[];
}

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

/** The services of this page. Throws when a view is rendered outside the provider. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('no ServicesProvider above this view');
  return services;
}
