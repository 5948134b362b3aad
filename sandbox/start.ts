/** Starts the whole sandbox on loopback: portal, cluster and market; for `npm start` and for tests. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createRestServer, MOUNT } from './cluster/rest-server.ts';
import { DEMO_USER } from './cluster/seed.ts';
import { openState } from './cluster/state.ts';
import { listen } from './http/server.ts';
import { openSigningKey } from './keys.ts';
import { configureMarket } from './market-config.ts';
import { startMarketServer } from './market-server.ts';
import { startPluginServer } from './portal/plugin-server.ts';
import { contentSecurityPolicy } from './portal/policy.ts';
import { assetsFolder, startPortal } from './portal/server.ts';
import { buildSignedMarket, readIdentity } from './sample-market.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { RestServer, RestServerOptions } from './cluster/rest-server.ts';
import type { RunningServer } from './http/server.ts';
import type { OtherMarket } from './market-config.ts';
import type { MarketServer } from './market-server.ts';
import type { PluginServer, PluginServerOptions } from './portal/plugin-server.ts';
import type { Portal } from './portal/server.ts';
import type { Account } from './portal/session.ts';

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
  const { cluster, accounts, demo } = openCluster(options, folder);
  const demoUser = options.autoLogin === false ? undefined : demo;
  const portal = await startPortal({
    settings: { plugins: [], restServerUri: MOUNT, accounts, demo: demoUser },
    assets: assetsFolder(root),
    plugin: join(root, 'dist', 'plugin'),
    restServer: cluster?.handle,
    port: options.port,
  });
  started.push(portal);
  reportPort(options, options.port, portal.port);
  const served = await openMarkets(options, { root, folder, nextPort: portal.port + 1 });
  if (served.server) started.push(served.server);
  const plugin = await openPlugin(options, root);
  if (plugin) started.push(plugin);
  const restServerUri = await openClusterOrigin(options, cluster, started);
  const uri = `${plugin?.origin ?? '/plugin'}/plugin.js`;
  portal.settings.restServerUri = restServerUri;
  portal.settings.plugins = [{ title: 'Marketplace', uri, config: { markets: served.markets } }];
  if (options.csp) portal.settings.contentSecurityPolicy = policyOf(portal, plugin);
  return {
    portalUrl: `${portal.origin}/plugin.html?index=0`,
    marketUrl: served.markets[0]?.url ?? '',
    clusterBase: new URL(restServerUri, portal.origin).href.replace(/\/$/, ''),
    user: demo?.user,
    token: demo?.token,
    ...{ portal, cluster, market: served.server, plugin },
  };
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
  cluster: RestServer | undefined,
  started: RunningServer[],
): Promise<string> {
  if (!cluster) return options.cluster?.uri ?? MOUNT;
  if (options.clusterOrigin !== 'own') return MOUNT;
  const server = await listen(cluster.handle);
  started.push(server);
  return server.origin + MOUNT;
}

function policyOf(portal: Portal, plugin: PluginServer | undefined): string {
  const { plugins, restServerUri } = portal.settings;
  const markets = plugins.flatMap((each) => (each.config as { markets: MarketConfig[] }).markets);
  const keys = markets.flatMap((each) => each.keys ?? []).filter((key) => /^https?:/.test(key));
  const urls = [...markets.map((each) => each.url), ...keys, restServerUri];
  const origins = urls.map((url) => new URL(url, portal.origin).origin);
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
