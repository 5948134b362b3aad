/** The CDAP stand-in: the routes that packages need, with the statuses and plain-text errors of the real router, and no CORS. */
import { createRequestLog } from '../http/request-log.ts';
import { listen } from '../http/server.ts';
import { CdapError } from './call.ts';
import { matchCdapRoute } from './routes.ts';
import { seedCdap } from './seed.ts';
import { openCdapState, snapshotOf } from './state.ts';

import type { FaultyHandler } from '../http/faults.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Exchange, Handler, RunningServer } from '../http/server.ts';
import type { CdapAnswer, CdapCall } from './call.ts';
import type { CdapState, CdapStore } from './state.ts';

/** Jars of plugins are large. */
const BODY_LIMIT = 600 * 1024 * 1024;

export interface CdapServerOptions {
  /** Of CDAP: streams up to 5.x, drafts of pipelines from 6.3; 5.1.0 if absent. */
  version?: string | undefined;
  /** A token that every call must carry, and one that only reads: 403 for the rest. None is asked if absent. */
  auth?: { token: string; readerToken?: string } | undefined;
  /** Beside `system`; `default` if absent. */
  namespaces?: string[] | undefined;
  /** Milliseconds since the epoch; the system's clock if absent. */
  now?: (() => number) | undefined;
  /** File in which the state is kept; in memory if absent. */
  file?: string | undefined;
  /** Path that a reverse proxy would take off, such as `/cdap`; none if absent. */
  mount?: string | undefined;
}

export interface CdapServer {
  readonly handle: Handler;
  readonly log: RequestLog;
  readonly state: CdapState;
  /** All that is there, as text that is equal for equal states; counts and times left out. */
  snapshot(): string;
}

export interface RunningCdap extends RunningServer {
  readonly cdap: CdapServer;
  /** Base address, ends in a slash. */
  readonly url: string;
}

/** Makes the handler; answers every path below `mount`. Throws for a file that is not a state. */
export function createCdapServer(options: CdapServerOptions = {}): CdapServer {
  const seed = seedCdap(options.version ?? '5.1.0', options.namespaces ?? ['default']);
  const store = openCdapState(seed, options.file);
  const log = createRequestLog();
  const context = { options, store };
  const handle = async (exchange: Exchange) => {
    log.record(exchange.request, exchange.body, exchange.response);
    const refusal = refuse(exchange, options);
    if (refusal) return sendRefusal(exchange, refusal);
    send(exchange, await settle(() => run(exchange, context)));
  };
  return {
    handle: Object.assign(handle, { begin: () => ({ bodyLimit: BODY_LIMIT }) }),
    log,
    state: store.state,
    snapshot: () => snapshotOf(store.state),
  };
}

/** The stand-in on an origin of its own; `wrap` may put faults around it. Throws when no port is free. */
export async function startCdap(
  options: CdapServerOptions = {},
  wrap: (handler: Handler) => Handler | FaultyHandler = (handler) => handler,
): Promise<RunningCdap> {
  const cdap = createCdapServer(options);
  const server = await listen(wrap(cdap.handle));
  return { ...server, cdap, url: `${server.origin}${options.mount ?? ''}/` };
}

interface Context {
  options: CdapServerOptions;
  store: CdapStore;
}

async function run(exchange: Exchange, { options, store }: Context): Promise<CdapAnswer> {
  const { method, request, query } = exchange;
  const mount = options.mount ?? '';
  const path = exchange.path.startsWith(mount) ? exchange.path.slice(mount.length) : '';
  const { state } = store;
  const match = matchCdapRoute(method, path, state.cdapVersion);
  // What the real router says: no word of CORS in either, and OPTIONS is a method like any other.
  const problem = `Problem accessing: ${request.url ?? ''}. Reason:`;
  if (match === 'path') throw new CdapError(404, `${problem} Not Found`);
  if (match === 'method') throw new CdapError(405, `${problem} Method Not Allowed`);
  if (exchange.bodyTooLarge) throw new CdapError(413, 'Request Entity Too Large');
  const changed: CdapCall['changed'] = (key, how) => {
    if (how === 'created') count(state.created, key);
    if (how !== 'removed') count(state.written, key);
    store.save();
  };
  const now = (options.now ?? Date.now)();
  return match.run({ exchange, params: match.params, query, state, now, changed });
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

async function settle(work: () => Promise<CdapAnswer>): Promise<CdapAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CdapError) return { status: error.status, body: error.message };
    return { status: 500, body: error instanceof Error ? error.message : String(error) };
  }
}

type Token = 'missing' | 'invalid' | 'forbidden';

/** What is wrong with the token of a call, if one is asked for and something is. */
function refuse({ request, method }: Exchange, { auth }: CdapServerOptions): Token | undefined {
  if (!auth) return undefined;
  const header = (request.headers.authorization ?? '').trim();
  const token = header.includes(' ') ? header.slice(header.indexOf(' ') + 1).trim() : '';
  if (token === '') return 'missing';
  if (token === auth.token) return undefined;
  if (token !== auth.readerToken) return 'invalid';
  return method === 'GET' ? undefined : 'forbidden';
}

/** 401 is the only answer of the real router that speaks JSON about an error. */
function sendRefusal({ response, request }: Exchange, refusal: Token): void {
  if (refusal === 'forbidden') {
    const body = "Principal 'reader' is not authorized to perform actions on the entity.";
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(body);
    return;
  }
  const realm = 'Bearer realm="cask"';
  const words = { error: 'invalid_token', error_description: 'Invalid token signature.' };
  const fault = refusal === 'invalid' ? words : undefined;
  const auth_uri = [`http://${request.headers.host ?? 'localhost'}/token`];
  response.writeHead(401, {
    'Content-Type': 'application/json;charset=UTF-8',
    'WWW-Authenticate': fault
      ? `${realm} error="${fault.error}" error_description="${fault.error_description}"`
      : realm,
  });
  response.end(JSON.stringify({ ...fault, auth_uri }));
}

function send({ response }: Exchange, { status, body }: CdapAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    ...(body === undefined
      ? {}
      : { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json' }),
  });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
}
