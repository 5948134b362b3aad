/** Joins flows and browser adapters into what pages ask for; heavy flows come when they are first needed. */
import { createLocalStore } from '#adapters/browser/local-store.ts';
import { readConfig } from '#adapters/browser/host-session.ts';
import { createClock } from '#adapters/http/clock.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { MarketError, toMarketError } from '#core/errors.ts';
import { applyLimits } from '#core/limits.ts';
import { parsePluginConfig } from '#core/read/index.ts';
import { isLicenseAccepted, rememberLicense } from '#flows/licenses.ts';
import { openMarket } from '#flows/open-market.ts';
import { keepReceipt, listReceipts } from '#flows/receipts.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Limits } from '#core/limits.ts';
import type { MarketConfig, PlannedJob, PluginConfig } from '#core/model/generated.ts';
import type { MarketState, OpenMarket } from '#core/model/market.ts';
import type { Cluster, Sources } from '#core/ports.ts';
import type { Services, WorkOptions } from '#ui/services.ts';

interface World {
  config: PluginConfig;
  limits: Limits;
  sources: Sources;
  cluster: Cluster;
  /** Opens a market, or gives the one that was opened before unless asked to read it again. */
  open(config: MarketConfig, signal: AbortSignal, again?: boolean): Promise<OpenMarket>;
}

const store = createLocalStore();
const clock = createClock();
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Reads and checks the configuration; all that fails later is told by the page that asked. */
export function createServices(host: HostSession): Services {
  const world = createWorld(host);
  const memory = { store, clock, user: host.user };
  return {
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

function createWorld(host: HostSession): World | MarketError {
  try {
    const config = parsePluginConfig(readConfig());
    const limits = applyLimits(config.limits);
    const sources = createFetchSources({ limits });
    const opened = new Map<string, OpenMarket>();
    return {
      config,
      sources,
      limits,
      cluster: createCluster({ base: host.cluster, token: host.token, limits }),
      async open(config, signal, again = false) {
        const known = again ? undefined : opened.get(config.id);
        if (known) return known;
        const market = await openMarket(config, { sources, clock, limits, signal });
        opened.set(config.id, market);
        return market;
      },
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
          return { config, status: 'ready', market: await the().open(config, signal, true) };
        } catch (thrown) {
          return { config, status: 'failed', error: toMarketError(thrown) };
        }
      };
      const opening = the().config.markets.map(async (config) => onState(await openOne(config)));
      await Promise.all(opening);
      if (signal.aborted) throw new MarketError('cancelled', 'Loading the markets was cancelled.');
    },
    async openPackage(ref, signal) {
      const { openPackage } = await import('#flows/open-package.ts');
      const config = the().config.markets.find(({ id }) => id === ref.market);
      if (!config) {
        throw new MarketError(
          'package-unknown',
          `There is no market "${ref.market}" in the configuration of this plugin.`,
        );
      }
      const market = await the().open(config, signal);
      return openPackage(market, ref, { ...the(), clock, signal });
    },
  };
}

type InstallServices = Pick<Services, 'prepareInstall' | 'probe' | 'run' | 'watchJob'>;

function installServices(world: World | MarketError, host: HostSession): InstallServices {
  const the = () => orThrow(world);
  return {
    async prepareInstall(opened, { signal, onProgress }: WorkOptions) {
      const user = requireLogin(host);
      const [{ loadPackage }, { prepareInstall }, { readClusterFacts }] = await Promise.all([
        import('#flows/load-package.ts'),
        import('#flows/prepare-install.ts'),
        import('#flows/cluster-facts.ts'),
      ]);
      const loaded = await loadPackage(opened, {
        ...the(),
        clock,
        signal,
        onProgress: (what, read, total) =>
          onProgress?.({ what, ...(read === undefined ? {} : { read, total }) }),
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
