/** Joins the trust worker, flows and browser adapters into what pages ask for; heavy flows come when they are first needed. */
import { createLocalStore } from '#adapters/browser/local-store.ts';
import { readConfig } from '#adapters/browser/host-session.ts';
import { createClock } from '#adapters/http/clock.ts';
import { createRedactor } from '#adapters/http/redact.ts';
import { MarketError, toMarketError } from '#core/errors.ts';
import { applyLimits } from '#core/limits.ts';
import { parsePluginConfig } from '#core/read/index.ts';
import { isLicenseAccepted, rememberLicense } from '#flows/licenses.ts';
import { createPageMarkets } from './page-markets.ts';
import { createTrustClient } from './trust-client.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Program } from '#adapters/worker/start.ts';
import type { Limits } from '#core/limits.ts';
import type { PlannedJob, PluginConfig } from '#core/model/generated.ts';
import type { Services } from '#ui/services.ts';
import type { InstallServices } from './install-services.ts';
import type { PageMarkets } from './page-markets.ts';
import type { TrustClient } from './trust-client.ts';

/** Put in by the build. */
declare const __VERSION__: string;

interface World {
  config: PluginConfig;
  limits: Limits;
  markets: TrustClient;
}

/** Typed by the user, kept in memory until the page goes; it is sent to CDAP only. */
let cdapToken: string | undefined;

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
    redact: (text) => createRedactor(cdapToken)(createRedactor(host.token)(text)),
    user: host.token === undefined ? undefined : host.user,
    loginUrl: '/login.html',
    keptLanguage: () => store.get('language'),
    keepLanguage: (language) => void store.set('language', language),
    config() {
      if (world instanceof MarketError) throw world;
      return world.config;
    },
    ...marketServices(world, host),
    ...installServices(world, host),
    setCdapToken(token) {
      cdapToken = token;
    },
    jobUrl: ({ user, name }: PlannedJob) =>
      `/job-detail.html?username=${encodeURIComponent(user)}&jobName=${encodeURIComponent(name)}`,
    openInPortal(protocol) {
      // The submission page reads this once, as an object in JSON, and removes it.
      localStorage.setItem('marketItem', JSON.stringify(protocol));
      location.assign('/submit.html');
    },
    licenseAccepted: (opened) => isLicenseAccepted(opened, memory),
    acceptLicense: (opened) => void rememberLicense(opened, memory),
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
        clusterOrigins: clusterOrigins(config, host),
      }),
    };
  } catch (thrown) {
    return toMarketError(thrown);
  }
}

/** From these nothing is read for a package (security I17). */
function clusterOrigins({ cdap }: PluginConfig, { cluster }: HostSession): string[] {
  const bases = cdap?.url === undefined ? [cluster] : [cluster, cdap.url];
  return bases.flatMap((base) =>
    URL.canParse(base, location.href) ? [new URL(base, location.href).origin] : [],
  );
}

/** Without a configuration that does, each says what is wrong with it. */
function marketServices(world: World | MarketError, host: HostSession): PageMarkets {
  if (world instanceof MarketError) return refusing(world);
  const { config, limits, markets } = world;
  return createPageMarkets({
    ...{ config, clock, reads: markets, portalVersion: host.portalVersion },
    user: host.token === undefined ? undefined : host.user,
    clusters: kept(async () => {
      const { createBrowserClusterServices } = await import('./browser-clusters.ts').catch(
        partMissing,
      );
      return createBrowserClusterServices({ config, limits, host, cdapToken: () => cdapToken });
    }),
  });
}

function refusing(error: MarketError): PageMarkets {
  const refuse = () => Promise.reject(error);
  return {
    ...{ shownMarkets: refuse, openMarkets: refuse, search: refuse, cards: refuse },
    ...{ entries: refuse, dependants: refuse, openPackage: refuse, packagePicture: refuse },
    clusterVersions: () => Promise.resolve({}),
    virtualClusters: refuse,
  };
}

function partMissing(cause: unknown): never {
  throw new MarketError(
    'net-unreachable',
    'A part of the marketplace plugin could not be loaded. The files of the plugin must lie next to plugin.js on its server.',
    { cause },
  );
}

/** A part that did not come may come the next time. */
function kept<T>(bring: () => Promise<T>): () => Promise<T> {
  let part: Promise<T> | undefined;
  return () => {
    if (part) return part;
    part = bring();
    part.catch(() => (part = undefined));
    return part;
  };
}

/** They come when they are first asked for; how a call fails is told by its own promise. */
function installServices(world: World | MarketError, host: HostSession): InstallServices {
  const the = kept(async () => {
    const { createBrowserInstall } = await import('./browser-install.ts').catch(partMissing);
    const { config, limits, markets } = orThrow(world);
    return createBrowserInstall({
      ...{ config, limits, markets, clock, newId, store, host },
      cdapToken: () => cdapToken,
    });
  });
  return {
    async openTree(opened, signal) {
      assertOwnWindow(world);
      return (await the()).openTree(opened, signal);
    },
    prepareInstall: async (tree, options) => (await the()).prepareInstall(tree, options),
    addFile: async (file, options) => (await the()).addFile(file, options),
    inspectFile: async (prepared, file, signal) =>
      (await the()).inspectFile(prepared, file, signal),
    probe: async (plan, signal) => (await the()).probe(plan, signal),
    async *run(prepared, plan, answers, options) {
      assertOwnWindow(world);
      yield* (await the()).run(prepared, plan, answers, options);
    },
    unfinished: async () => (await the()).unfinished(),
    discard: async (unfinished) => (await the()).discard(unfinished),
    async *undo(receipt, signal) {
      yield* (await the()).undo(receipt, signal);
    },
    async *watchJob(job, signal) {
      yield* (await the()).watchJob(job, signal);
    },
    receipts: async () => (await the()).receipts(),
    importReceipts: async (text) => (await the()).importReceipts(text),
    forgetReceipt: async (receipt) => (await the()).forgetReceipt(receipt),
    taggedJobs: async (signal) => (await the()).taggedJobs(signal),
  };
}

/** U12: another page around this one could lay its own pictures over our buttons. */
function assertOwnWindow(world: World | MarketError): void {
  if (window.top === window || orThrow(world).config.framed) return;
  throw new MarketError(
    'action-forbidden',
    'This portal is shown inside another page, which could make you press what you do not see. Open the portal in a window of its own to install.',
  );
}

function orThrow(world: World | MarketError): World {
  if (world instanceof MarketError) throw world;
  return world;
}
