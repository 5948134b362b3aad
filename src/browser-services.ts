/** Joins the trust worker, flows and browser adapters into what pages ask for; heavy flows come when they are first needed. */
import { createLocalStore } from '#adapters/browser/local-store.ts';
import { readConfig } from '#adapters/browser/host-session.ts';
import { createClock } from '#adapters/http/clock.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createRedactor } from '#adapters/http/redact.ts';
import { MarketError, toMarketError } from '#core/errors.ts';
import { applyLimits } from '#core/limits.ts';
import { parsePluginConfig } from '#core/read/index.ts';
import { isLicenseAccepted, rememberLicense } from '#flows/licenses.ts';
import { keepReceipt, listReceipts } from '#flows/receipts.ts';
import { createTrustClient } from './trust-client.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Program } from '#adapters/worker/start.ts';
import type { Limits } from '#core/limits.ts';
import type { MarketConfig, PlannedJob, PluginConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { Cluster } from '#core/ports.ts';
import type { Services, WorkOptions } from '#ui/services.ts';
import type { TrustClient } from './trust-client.ts';

/** Put in by the build. */
declare const __VERSION__: string;

interface World {
  config: PluginConfig;
  limits: Limits;
  markets: TrustClient;
  cluster: Cluster;
}

const store = createLocalStore();
const clock = createClock();
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** What lies beside plugin.js. */
export interface PluginFiles {
  /** Address of their folder, ends in a slash. */
  base: string;
  /** Brings the code of the trust worker. */
  worker(): Promise<Program>;
}

/** Reads and checks the configuration; all that fails later is told by the page that asked. `close` ends the worker. */
export function createServices(
  host: HostSession,
  files: PluginFiles,
): { services: Services; close(): void } {
  const world = createWorld(host, files);
  const close = () => {
    if (!(world instanceof MarketError)) world.markets.close();
  };
  return { services: toServices(world, host, files), close };
}

function toServices(
  world: World | MarketError,
  host: HostSession,
  { base }: PluginFiles,
): Services {
  const memory = { store, clock, user: host.user };
  return {
    about: { pluginVersion: __VERSION__, portalVersion: host.portalVersion, cluster: host.cluster },
    problemUrl: (code) => new URL(`problems/${code}.html`, base).href,
    redact: createRedactor(host.token),
    user: host.token === undefined ? undefined : host.user,
    loginUrl: '/login.html',
    config() {
      if (world instanceof MarketError) throw world;
      return world.config;
    },
    ...marketServices(world),
    ...installServices(world, host),
    jobUrl: ({ user, name }: PlannedJob) =>
      `/job-detail.html?username=${encodeURIComponent(user)}&jobName=${encodeURIComponent(name)}`,
    openInPortal(protocol) {
      // The submission page reads this once, as an object in JSON, and removes it.
      localStorage.setItem('marketItem', JSON.stringify(protocol));
      location.assign('/submit.html');
    },
    licenseAccepted: (opened) => isLicenseAccepted(opened, memory),
    acceptLicense: (opened) => void rememberLicense(opened, memory),
    receipts: () => listReceipts(host.user, store),
  };
}

function createWorld(host: HostSession, { worker }: PluginFiles): World | MarketError {
  try {
    const config = parsePluginConfig(readConfig());
    const limits = applyLimits(config.limits);
    return {
      config,
      limits,
      // Of all that the portal gave, the worker gets none: it must never know the token, not even from an address.
      markets: createTrustClient(worker, {
        config,
        limits,
        page: location.href.split(/[?#]/)[0] ?? '',
      }),
      cluster: createCluster({ base: host.cluster, token: host.token, limits }),
    };
  } catch (thrown) {
    return toMarketError(thrown);
  }
}

function marketServices(world: World | MarketError): Pick<Services, 'openMarkets' | 'openPackage'> {
  const the = () => orThrow(world);
  return {
    async openMarkets(signal, onState) {
      const openOne = async (config: MarketConfig): Promise<MarketState> => {
        try {
          const market = await the().markets.openMarket(config.id, { signal, again: true });
          return { config, status: 'ready', market };
        } catch (thrown) {
          return { config, status: 'failed', error: toMarketError(thrown) };
        }
      };
      const opening = the().config.markets.map(async (config) => onState(await openOne(config)));
      await Promise.all(opening);
      if (signal.aborted) throw new MarketError('cancelled', 'Loading the markets was cancelled.');
    },
    openPackage: async (ref, signal) => the().markets.openPackage(ref, signal),
  };
}

type InstallServices = Pick<Services, 'prepareInstall' | 'probe' | 'run' | 'watchJob'>;

function installServices(world: World | MarketError, host: HostSession): InstallServices {
  const the = () => orThrow(world);
  return {
    async prepareInstall(opened, { signal, onProgress }: WorkOptions) {
      const user = requireLogin(host);
      const [{ prepareInstall }, { readClusterFacts }] = await Promise.all([
        import('#flows/prepare-install.ts'),
        import('#flows/cluster-facts.ts'),
      ]);
      const loaded = await the().markets.loadPackage(opened, {
        signal,
        onProgress: (progress) => onProgress?.(progress),
      });
      // The cluster is asked nothing before all is verified (security rules, order for one install).
      onProgress?.({ what: 'cluster' });
      const facts = await readClusterFacts(the().cluster, user, signal);
      return { loaded, ...(await prepareInstall(loaded, facts, the().limits)) };
    },
    async probe(plan, signal) {
      const { probePlan } = await import('#flows/run-install.ts');
      await probePlan(plan, the().cluster, signal);
    },
    async *run(prepared, plan, answers, signal) {
      const { runInstall } = await import('#flows/run-install.ts');
      const { cluster } = the();
      const { loaded } = prepared;
      const split = prepared.split(answers);
      for await (const event of runInstall({
        plan,
        loaded,
        cluster,
        clock,
        newId,
        signal,
        ...split,
      })) {
        if (event.type === 'done' || event.type === 'failed') keepReceipt(event.receipt, store);
        yield event;
      }
    },
    async *watchJob(job, signal) {
      const { watchJob } = await import('#flows/watch-job.ts');
      yield* watchJob(job, { cluster: the().cluster, clock, signal });
    },
  };
}

function orThrow(world: World | MarketError): World {
  if (world instanceof MarketError) throw world;
  return world;
}

function requireLogin({ user, token }: HostSession): string {
  if (user !== undefined && token !== undefined) return user;
  throw new MarketError('login-required', 'Log in to the portal first: a job runs in your name.');
}
