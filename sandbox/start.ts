/** Starts the whole sandbox on loopback: portal, cluster and market; for `npm start` and for tests. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { cdapMounts, configureCdap, openCdap } from './cdap/place.ts';
import { createRestServer, MOUNT } from './cluster/rest-server.ts';
import { DEMO_USER } from './cluster/seed.ts';
import { openState } from './cluster/state.ts';
import { withFaults } from './http/faults.ts';
import { listen } from './http/server.ts';
import { openSigningKey } from './keys.ts';
import { configureMarket } from './market-config.ts';
import { startMarketServer } from './market-server.ts';
import { startPluginServer } from './portal/plugin-server.ts';
import { contentSecurityPolicy } from './portal/policy.ts';
import { assetsFolder, startPortal } from './portal/server.ts';
import { buildSignedMarket, readIdentity } from './sample-market.ts';

import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { SandboxCdap } from './cdap/place.ts';
import type { CdapServer } from './cdap/server.ts';
import type { RestServer, RestServerOptions } from './cluster/rest-server.ts';
import type { FaultyHandler } from './http/faults.ts';
import type { Exchange, Handler, RunningServer } from './http/server.ts';
import type { OtherMarket } from './market-config.ts';
import type { MarketServer } from './market-server.ts';
import type { PluginServer, PluginServerOptions } from './portal/plugin-server.ts';
import type { Portal } from './portal/server.ts';
import type { Account } from './portal/session.ts';

/** CORS header of the cluster's own answers, so that a page can read a fault as well. */
const CLUSTER_CORS = { 'Access-Control-Allow-Origin': '*' };

export interface SandboxOptions {
  /** The checkout; found from this file if absent. */
  root?: string;
  /** Where state, key and sample market are kept; `.sandbox` of the checkout if absent. */
  folder?: string;
  /** First port to try for the portal, the next ones for the rest; any free ones if absent. */
  port?: number;
  /** Another market instead of the sample. */
  market?: OtherMarket;
  /** Markets as in the plugin's configuration, instead of the sample; they must be served already. */
  markets?: MarketConfig[];
  /** A real cluster instead of the embedded one. */
  cluster?: { uri: string; account?: Account };
  /** Clock, pace and rates of the embedded cluster. */
  rest?: Omit<RestServerOptions, 'store'>;
  /** Whether the embedded cluster also listens on an origin of its own, which the portal then names. */
  clusterOrigin?: 'portal' | 'own';
  /** A CDAP beside the cluster; none if absent. */
  cdap?: SandboxCdap;
  /** The plugin from an origin of its own, as well hosted as said here. */
  pluginOrigin?: Omit<PluginServerOptions, 'folder'>;
  /** Whether the portal sends the strict Content-Security-Policy. */
  csp?: boolean;
  /** Whether a first visit is logged in; true if absent. */
  autoLogin?: boolean;
  /** Says what is going on, a line at a time. */
  print?: (line: string) => void;
}

export interface Sandbox {
  /** The address to open. */
  portalUrl: string;
  /** Of the first market. */
  marketUrl: string;
  /** Absolute, without trailing slash, such as `http://127.0.0.1:8600/rest-server`. */
  clusterBase: string;
  /** Whom the first visit is logged in as. */
  user: string | undefined;
  token: string | undefined;
  portal: Portal;
  /** The embedded cluster; absent with a real one. */
  cluster: RestServer | undefined;
  cdap: CdapServer | undefined;
  /** Base address of CDAP, ends in a slash; absent without one. */
  cdapBase: string | undefined;
  /** Faults of the clusters' servers, to be set while they run; with a real cluster they hit nothing. */
  faults: { cluster: FaultyHandler; cdap: FaultyHandler };
  /** The sample market's server; absent with another market. */
  market: MarketServer | undefined;
  plugin: PluginServer | undefined;
  /** Ends all servers. */
  close(): Promise<void>;
}

/** Starts everything. Throws when a port, the build or the market is not to be had; nothing is left running then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const started: RunningServer[] = [];
  const close = async () => {
    await Promise.all(started.splice(0).map((server) => server.close()));
  };
  try {
    return { ...(await startAll(options, started)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  options: SandboxOptions,
  started: RunningServer[],
): Promise<Omit<Sandbox, 'close'>> {
  const root = options.root ?? findRoot(import.meta.dirname);
  const folder = options.folder ?? join(root, '.sandbox');
  const opened = openCluster(options, folder);
  const { cluster, demo } = opened;
  const cdap = openCdap(options.cdap, join(folder, 'cdap.json'));
  const faults = {
    cluster: withFaults(cluster?.handle ?? sendNotFound, [], CLUSTER_CORS),
    cdap: withFaults(cdap?.handle ?? sendNotFound),
  };
  const portal = await openPortal(options, { root, opened, faults });
  started.push(portal);
  const served = await openMarkets(options, { root, folder, nextPort: portal.port + 1 });
  if (served.server) started.push(served.server);
  const plugin = await openPlugin(options, root);
  if (plugin) started.push(plugin);
  const restServerUri = await openClusterOrigin(options, cluster && faults.cluster, started);
  const cdapConfig = await configureCdap(options.cdap, faults.cdap, started);
  const config = { markets: served.markets, cdap: cdapConfig };
  const uri = `${plugin?.origin ?? '/plugin'}/plugin.js`;
  portal.settings.restServerUri = restServerUri;
  portal.settings.plugins = [{ title: 'Marketplace', uri, config }];
  if (options.csp) portal.settings.contentSecurityPolicy = policyOf(portal, plugin);
  return {
    portalUrl: `${portal.origin}/plugin.html?index=0`,
    marketUrl: served.markets[0]?.url ?? '',
    clusterBase: baseOf(restServerUri, portal).slice(0, -1),
    cdapBase: cdapConfig && baseOf(cdapConfig.url, portal),
    ...{ user: undefined, token: undefined, ...demo },
    ...{ portal, cluster, cdap, faults, market: served.server, plugin },
  };
}

interface PortalParts {
  root: string;
  opened: OpenedCluster;
  faults: Sandbox['faults'];
}

async function openPortal(
  options: SandboxOptions,
  { root, opened, faults }: PortalParts,
): Promise<Portal> {
  const { cluster, accounts, demo } = opened;
  const demoUser = options.autoLogin === false ? undefined : demo;
  const portal = await startPortal({
    settings: { plugins: [], restServerUri: MOUNT, accounts, demo: demoUser },
    assets: assetsFolder(root),
    plugin: join(root, 'dist', 'plugin'),
    mounts: {
      ...(cluster ? { [MOUNT]: faults.cluster } : {}),
      ...cdapMounts(options.cdap, faults.cdap),
    },
    port: options.port,
  });
  reportPort(options, options.port, portal.port);
  return portal;
}

interface OpenedCluster {
  cluster: RestServer | undefined;
  accounts: Account[];
  demo: Account | undefined;
}

function openCluster(options: SandboxOptions, folder: string): OpenedCluster {
  if (options.cluster) {
    const { account } = options.cluster;
    return { cluster: undefined, accounts: account ? [account] : [], demo: account };
  }
  const store = openState(join(folder, 'cluster.json'));
  const cluster = createRestServer({ ...options.rest, store });
  const accounts = store.state.users.map(({ username, token }) => ({ user: username, token }));
  return { cluster, accounts, demo: accounts.find((each) => each.user === DEMO_USER) };
}

function sendNotFound({ response }: Exchange): void {
  response.writeHead(404).end();
}

interface Places {
  root: string;
  folder: string;
  nextPort: number;
}

interface ServedMarkets {
  markets: MarketConfig[];
  server?: MarketServer;
}

async function openMarkets(options: SandboxOptions, places: Places): Promise<ServedMarkets> {
  if (options.markets) return { markets: options.markets };
  if (options.market) return { markets: [await configureMarket(options.market)] };
  const { root, folder, nextPort } = places;
  const source = join(root, 'public', 'market-source');
  const key = await openSigningKey(join(folder, 'keys'));
  const out = join(folder, 'market');
  options.print?.('Building and signing the sample market where it changed …');
  await buildSignedMarket({ source, out, key, cli: join(root, 'dist', 'cli.js') });
  // Versions of the sample are rebuilt while somebody works on them, so nothing may be cached for good.
  const port = options.port === undefined ? undefined : nextPort;
  const server = await startMarketServer({ folder: out, port, cache: 'revalidate' });
  reportPort(options, port, server.port);
  const { id, name } = readIdentity(source);
  const { certificate, fingerprint } = key;
  const pinned = { keys: [certificate], fingerprints: [fingerprint] };
  return { markets: [{ id, name, url: server.url, ...pinned, trust: 'strict' }], server };
}

async function openPlugin(
  options: SandboxOptions,
  root: string,
): Promise<PluginServer | undefined> {
  if (!options.pluginOrigin) return undefined;
  return startPluginServer({ ...options.pluginOrigin, folder: join(root, 'dist', 'plugin') });
}

/** What the portal names as `pai-rest-server-uri`. */
async function openClusterOrigin(
  options: SandboxOptions,
  handler: Handler | undefined,
  started: RunningServer[],
): Promise<string> {
  if (!handler) return options.cluster?.uri ?? MOUNT;
  if (options.clusterOrigin !== 'own') return MOUNT;
  const server = await listen(handler);
  started.push(server);
  return server.origin + MOUNT;
}

/** Absolute, ends in one slash. */
function baseOf(url: string, portal: Portal): string {
  return new URL(url, portal.origin).href.replace(/\/?$/, '/');
}

function policyOf(portal: Portal, plugin: PluginServer | undefined): string {
  const { plugins, restServerUri } = portal.settings;
  const markets = plugins.flatMap((each) => (each.config as PluginConfig).markets);
  const keys = markets.flatMap((each) => each.keys ?? []).filter((key) => /^https?:/.test(key));
  const elsewhere = markets.flatMap((each) => each.externalOrigins ?? []);
  const clusters = plugins.flatMap(({ config }) => (config as PluginConfig).cdap?.url ?? []);
  const urls = [...markets.map((each) => each.url), ...keys, ...elsewhere, ...clusters];
  const origins = [...urls, restServerUri].map((url) => new URL(url, portal.origin).origin);
  return contentSecurityPolicy({
    scripts: plugin ? [plugin.origin] : [],
    connections: [...new Set(origins)].filter((origin) => origin !== portal.origin),
  });
}

function reportPort({ print }: SandboxOptions, wanted: number | undefined, got: number): void {
  if (wanted === undefined || wanted === 0 || wanted === got) return;
  print?.(`Port ${wanted} is in use; taking ${got}.`);
}

/** The folder with package.json above this file, which is a source or a part of the build. */
function findRoot(from: string): string {
  const folder = dirname(from);
  if (existsSync(join(folder, 'package.json')) || folder === from) return folder;
  return findRoot(folder);
}
