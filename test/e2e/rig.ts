/** The world of a browser test: sandbox portal and cluster, a signed market on another origin, and Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

import { findBrowser } from '../../scripts/browser.mjs';
import { startMarketServer } from '../../sandbox/market-server.ts';
import { startSandbox } from '../../sandbox/start.ts';
import { makeMarket } from './made-market.ts';
import { record } from './recorder.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { RequestLog } from '../../sandbox/http/request-log.ts';
import type { MarketBehaviour, MarketServer } from '../../sandbox/market-server.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/start.ts';
import type { MadeMarket, SourceFiles } from './made-market.ts';
import type { Recorder } from './recorder.ts';

/** Resolves to 127.0.0.1 in the rig's browser and is no secure context there: a portal on plain HTTP by host name. */
export const PLAIN_HOST = 'pai.test';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

export interface WorldOptions {
  /** Source of the market; the package `hello` if absent. */
  source?: SourceFiles;
  /** A market that exists already, instead of one that is built. */
  folder?: string;
  behaviour?: MarketBehaviour;
  /** Changes the market's configuration; whole plugin configurations: `world.sandbox.portal.settings.plugins`. */
  config?: (config: MarketConfig) => MarketConfig;
  /** Everything else of the sandbox: csp, pluginOrigin, clusterOrigin, rest … */
  sandbox?: Omit<SandboxOptions, 'markets' | 'market' | 'folder' | 'autoLogin'>;
}

export interface OpenOptions {
  /** Hash route such as `#/p/test-market/hello`. */
  hash?: string;
  /** Host name of the portal; 127.0.0.1 if absent. */
  host?: string;
  /** One of the sandbox's users; `demo` if absent, nobody if null. */
  user?: string | null;
  /** Instead of the user's valid token. */
  token?: string;
  /** Further options of the browser context: viewport, colorScheme … */
  context?: BrowserContextOptions;
  /** What is to be done with the context before its page opens: scripts, routes … */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

export interface OpenedPage extends Recorder {
  page: Page;
  /** Closes the page with its context. */
  close(): Promise<void>;
}

export interface World {
  sandbox: Sandbox;
  market: MarketServer;
  /** Absent when the world was given a folder. */
  made: MadeMarket | undefined;
  browser: Browser;
  /** Opens the plugin's page in a fresh browser context. */
  open(options?: OpenOptions): Promise<OpenedPage>;
  /** Valid token of a user of the sandbox. */
  tokenOf(user: string): string;
  /**
   * Which servers saw this text in an address, header or body: cluster, cdap, market, plugin, portal. The portal's own
   * cookies do not count, as any portal gets them.
   */
  whoSaw(text: string): string[];
  close(): Promise<void>;
}

/** Chromium as every browser test uses it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: ARGUMENTS });
}

/** Starts everything on free ports; needs dist/. Ends what it started when it cannot. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const endings: (() => unknown)[] = [];
  const close = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return { ...(await build(options, endings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  options: WorldOptions,
  endings: (() => unknown)[],
): Promise<Omit<World, 'close'>> {
  const made = options.folder === undefined ? await makeMarket(options.source) : undefined;
  if (made) endings.push(made.remove);
  const market = await startMarketServer({
    folder: options.folder ?? made?.folder ?? '',
    behaviour: options.behaviour ?? {},
  });
  endings.push(market.close);
  const folder = mkdtempSync(join(tmpdir(), 'pai-sandbox-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const markets = [configOf(market, made, options.config)];
  const pace = { waitingMs: 500, runningMs: 1_500, stoppingMs: 200 };
  const { rest, ...others } = options.sandbox ?? {};
  const sandbox = await startSandbox({
    ...{ ...others, folder, markets, autoLogin: false },
    rest: { pace, ...rest },
  });
  endings.push(sandbox.close);
  const browser = await launchBrowser();
  endings.push(() => browser.close());
  return {
    ...{ sandbox, market, made, browser },
    open: (open = {}) => openPage(browser, sandbox, open),
    tokenOf: (user) => tokenOf(sandbox, user),
    whoSaw: (text) => whoSaw({ sandbox, market }, text),
  };
}

function configOf(
  market: MarketServer,
  made: MadeMarket | undefined,
  change: WorldOptions['config'] = (config) => config,
): MarketConfig {
  const pinned = made && { keys: [made.key.certificate], fingerprints: [made.key.fingerprint] };
  const own = { id: 'test-market', name: 'Test market', url: market.url };
  return change({ ...own, ...pinned, trust: 'signatures' });
}

async function openPage(
  browser: Browser,
  sandbox: Sandbox,
  {
    hash = '',
    host = '127.0.0.1',
    user = 'demo',
    token,
    context: extra = {},
    prepare,
  }: OpenOptions,
): Promise<OpenedPage> {
  const context = await browser.newContext(extra);
  const recorder = record(context);
  const url = `http://${host}:${sandbox.portal.port}`;
  if (user !== null) {
    const values = { user, token: token ?? tokenOf(sandbox, user) };
    await context.addCookies(Object.entries(values).map(([name, value]) => ({ name, value, url })));
  }
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${url}/plugin.html?index=0${hash}`);
  return { ...recorder, page, close: () => context.close() };
}

function tokenOf(sandbox: Sandbox, user: string): string {
  const account = sandbox.portal.settings.accounts.find((each) => each.user === user);
  if (!account) throw new Error(`the sandbox has no user ${user}`);
  return account.token;
}

function whoSaw({ sandbox, market }: Pick<World, 'sandbox' | 'market'>, text: string): string[] {
  const logs: Record<string, RequestLog | undefined> = {
    cluster: sandbox.cluster?.log,
    cdap: sandbox.cdap?.log,
    market: market.log,
    plugin: sandbox.plugin?.log,
  };
  const seen = Object.keys(logs).filter((name) => (logs[name]?.having(text).length ?? 0) > 0);
  const portal = sandbox.portal.log.entries.filter(
    ({ url }) => !/^\/(rest-server|cdap)\//.test(url),
  );
  const inPortal = portal.some(({ url, body, headers: { cookie: _, ...headers } }) =>
    [url, body, ...Object.values(headers)].some((each) => each.includes(text)),
  );
  return inPortal ? [...seen, 'portal'] : seen;
}
