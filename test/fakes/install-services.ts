/** Services over a small cluster in memory: real forms, plans, runs and receipts; only the network is left out. */
import { MarketError } from '#core/errors.ts';
import { probePlan, runInstall } from '#flows/run-install.ts';
import { fakePackage, fakeServices } from './services.ts';
import { makeWizard, submitAction } from './wizard.ts';

import type { Action, Receipt } from '#core/model/generated.ts';
import type { Answers } from '#core/model/install.ts';
import type { LoadedPackage, OpenPackage } from '#core/model/market.ts';
import type { Cluster, ClusterRequest, ClusterResponse } from '#core/ports.ts';
import type { JobStatus, PreparedInstall, Services } from '#ui/services.ts';

export interface InstallWorld {
  services: Services;
  opened: OpenPackage;
  /** What reached the cluster, in order. */
  requests: ClusterRequest[];
  /** Names of jobs on the cluster. */
  jobs: Set<string>;
  handedOver: Record<string, unknown>[];
  accepted: Set<string>;
  receipts: Receipt[];
  /** Answers the next write in place of the cluster. */
  failNext(response: Partial<ClusterResponse>): void;
  /** Loses the answer to the next write on its way. */
  loseNext(): void;
  /** Holds back the answers of writes until called. */
  release(): void;
}

export interface InstallWorldOptions {
  actions?: Action[];
  opened?: Partial<OpenPackage>;
  services?: Partial<Services>;
  states?: JobStatus['state'][];
  /** Holds back every write until `release`. */
  hold?: boolean;
}

export function installWorld(options: InstallWorldOptions = {}): InstallWorld {
  const actions = options.actions ?? [submitAction()];
  const opened = fakePackage({
    spec: {
      specVersion: '1.0',
      name: 'mnist-training',
      version: '1.0.0',
      label: 'MNIST training',
      description: 'Trains a small network on handwritten digits.',
      author: 'Example authors',
      actions,
    },
    ...options.opened,
  });
  const requests: ClusterRequest[] = [];
  const jobs = new Set<string>();
  const handedOver: Record<string, unknown>[] = [];
  const accepted = new Set<string>();
  const receipts: Receipt[] = [];
  let failure: Partial<ClusterResponse> | undefined;
  let lost = false;
  let release: () => void = () => undefined;
  const held = options.hold
    ? new Promise<void>((resolve) => {
        release = resolve;
      })
    : Promise.resolve();

  const cluster: Cluster = {
    base: 'https://pai.example.org/rest-server/',
    async send(request) {
      requests.push(request);
      if (request.method === 'GET') return answerGet(request, jobs);
      await held;
      if (lost) throw new MarketError('cluster-unreachable', 'The cluster does not answer.');
      if (failure) {
        const given = failure;
        failure = undefined;
        return { status: 500, headers: {}, text: '{}', ...given };
      }
      if (request.method === 'PUT') return { status: 200, headers: {}, text: '{}' };
      jobs.add((JSON.parse(String(request.body)) as { name: string }).name);
      return { status: 202, headers: {}, text: '{"status":202,"message":"accepted"}' };
    },
  };

  const prepare = (from: OpenPackage): PreparedInstall => {
    const wizard = makeWizard({
      actions: from.spec.actions,
      name: from.name,
      version: from.version,
    });
    const loaded: LoadedPackage = { package: from, files: { entries: new Map() }, notices: [] };
    return { loaded, ...wizard };
  };

  let ids = 0;
  async function* run(
    prepared: PreparedInstall,
    plan: Parameters<Services['run']>[1],
    answers: Answers,
    signal: AbortSignal,
  ) {
    const parts = prepared.split(answers);
    const clock = { now: () => 1_763_769_600_000, sleep: () => Promise.resolve() };
    ids += 1;
    const newId = () => String(ids).padStart(32, '0');
    const input = { plan, ...parts, loaded: prepared.loaded, cluster, clock, newId, signal };
    for await (const event of runInstall(input)) {
      if (event.type === 'done' || event.type === 'failed') receipts.unshift(event.receipt);
      yield event;
    }
  }

  async function* watch(): AsyncGenerator<JobStatus> {
    for (const state of options.states ?? (['WAITING', 'RUNNING', 'SUCCEEDED'] as const)) {
      yield { state, at: 1_763_769_600_000 };
    }
  }

  const services = fakeServices({
    user: 'ada',
    openPackage: () => Promise.resolve(opened),
    prepareInstall: (from) => Promise.resolve(prepare(from)),
    probe: (plan, signal) => probePlan(plan, cluster, signal),
    run,
    watchJob: watch,
    openInPortal: (protocol) => void handedOver.push(protocol),
    licenseAccepted: (from) => accepted.has(from.license?.sha256 ?? ''),
    acceptLicense: (from) => void accepted.add(from.license?.sha256 ?? ''),
    receipts: () => receipts,
    ...options.services,
  });
  return {
    services,
    opened,
    requests,
    jobs,
    handedOver,
    accepted,
    receipts,
    failNext: (response) => {
      failure = response;
    },
    loseNext: () => {
      lost = true;
    },
    release: () => release(),
  };
}

function answerGet(request: ClusterRequest, jobs: Set<string>): ClusterResponse {
  const name = decodeURIComponent(request.url.split('~').at(-1) ?? '');
  return jobs.has(name)
    ? { status: 200, headers: {}, text: JSON.stringify({ name }) }
    : { status: 404, headers: {}, text: '{"code":"NoJobError","message":"no such job"}' };
}
