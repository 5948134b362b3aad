/** A portal that treats the plugin as the real one does, with the clusters' APIs on the same origin. */
import { join } from 'node:path';

import { sendFile, sendStatus } from '../http/files.ts';
import { createRequestLog } from '../http/request-log.ts';
import { listen } from '../http/server.ts';
import { renderPage } from './pages.ts';
import { firstVisitCookies, isTrustedHost, loginCookies, logoutCookies } from './session.ts';

import type { IncomingMessage } from 'node:http';
import type { RequestLog } from '../http/request-log.ts';
import type { Exchange, Handler, RunningServer } from '../http/server.ts';
import type { Account } from './session.ts';

export interface PluginEntry {
  title: string;
  uri: string;
  config: unknown;
}

/** What the pages get as globals and headers; read anew for each request, so tests may change it while it runs. */
export interface PortalSettings {
  /** `window.PAI_PLUGINS`. */
  plugins: PluginEntry[];
  /** Root-relative or absolute. */
  restServerUri: string;
  accounts: Account[];
  /** Logged in at the first visit; nobody if absent. */
  demo?: Account | undefined;
  /** Value of a Content-Security-Policy header; none if absent. */
  contentSecurityPolicy?: string | undefined;
}

export interface PortalOptions {
  settings: PortalSettings;
  /** Folder with the portal's own scripts and styles. */
  assets: string;
  /** Folder with the plugin's build, served under `/plugin/`. */
  plugin: string;
  /** Handlers by the path that they answer everything below of, such as `/rest-server`. */
  mounts?: Readonly<Record<string, Handler>> | undefined;
  port?: number | undefined;
}

export interface Portal extends RunningServer {
  readonly log: RequestLog;
  readonly settings: PortalSettings;
}

/** Starts the portal on loopback. Throws when no port is free. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const log = createRequestLog();
  const handler: Handler = Object.assign((exchange: Exchange) => answer(exchange, options), {
    begin: (request: IncomingMessage) =>
      mountOf(options, request.url ?? '/')?.begin?.(request) ?? {},
  });
  const server = await listen(handler, { port: options.port, log });
  return { ...server, log, settings: options.settings };
}

async function answer(exchange: Exchange, options: PortalOptions): Promise<void> {
  const { path, method } = exchange;
  const mounted = mountOf(options, path);
  if (mounted) return mounted(exchange);
  if (path === '/session') return answerSession(exchange, options.settings);
  if (method !== 'GET' && method !== 'HEAD') return sendStatus(exchange, 405);
  if (path === '/env.js') return sendEnv(exchange, options.settings);
  const page = renderPage(path);
  if (page) return sendPage(exchange, options.settings, page);
  const folder = { assets: options.assets, plugin: options.plugin }[path.split('/')[1] ?? ''];
  if (folder === undefined) return sendStatus(exchange, 404);
  const file = path.split('/').slice(2).join('/');
  await sendFile(exchange, { folder, path: file, headers: { 'Cache-Control': 'no-cache' } });
}

function mountOf({ mounts = {} }: PortalOptions, path: string): Handler | undefined {
  return Object.entries(mounts).find(([base]) => path.startsWith(`${base}/`))?.[1];
}

function sendPage(exchange: Exchange, settings: PortalSettings, page: string): void {
  const policy = settings.contentSecurityPolicy;
  const cookies = firstVisitCookies(exchange, settings.accounts, settings.demo);
  exchange.response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
    ...(cookies.length === 0 ? {} : { 'Set-Cookie': cookies }),
  });
  exchange.response.end(page);
}

/** The globals that the real portal gives its pages. */
function sendEnv({ response }: Exchange, settings: PortalSettings): void {
  const globals = {
    ENV: {
      restServerUri: settings.restServerUri,
      marketplaceUri: '',
      webHDFSUri: '',
      launcherType: 'k8s',
      authnMethod: 'basic',
    },
    PAI_PLUGINS: settings.plugins,
    PAI_VERSION: '1.8.0',
  };
  const lines = Object.entries(globals).map(
    ([name, value]) => `window.${name} = ${JSON.stringify(value)};\n`,
  );
  response.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(lines.join(''));
}

/** GET: who may log in. POST {"user"}: log in. DELETE: log out. JSON only, so no foreign page's form gets here. */
function answerSession(exchange: Exchange, settings: PortalSettings): void {
  const { method, response, request } = exchange;
  if (method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify({ users: settings.accounts.map((each) => each.user) }));
    return;
  }
  if (!isTrustedHost(exchange)) return sendStatus(exchange, 403);
  if (method === 'DELETE') {
    response.writeHead(204, { 'Set-Cookie': logoutCookies() }).end();
    return;
  }
  const isJson = request.headers['content-type'] === 'application/json';
  if (method !== 'POST' || !isJson) return sendStatus(exchange, 405);
  const account = settings.accounts.find((each) => each.user === readUser(exchange.body));
  if (!account) return sendStatus(exchange, 404);
  response.writeHead(204, { 'Set-Cookie': loginCookies(account) }).end();
}

function readUser(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString('utf8')) as { user?: unknown } | null)?.user;
  } catch {
    // Not JSON names no user: answered as one who does not exist.
    return undefined;
  }
}

/** Where the portal's own scripts and styles lie in a checkout. */
export function assetsFolder(root: string): string {
  return join(root, 'sandbox', 'portal', 'public');
}
