/** The embedded OpenPAI REST server: CORS, bounds, rate limits and tokens around the routes. */
import { createRequestLog } from '../http/request-log.ts';
import { authenticate } from './auth.ts';
import { ApiError } from './errors.ts';
import { DEFAULT_PACE } from './lifecycle.ts';
import { createRateCounter, DEFAULT_RATES } from './rate-limit.ts';
import { matchRoute } from './routes.ts';

import type { RequestLog } from '../http/request-log.ts';
import type { Exchange, Handler } from '../http/server.ts';
import type { Answer, OpenCall } from './call.ts';
import type { Pace } from './lifecycle.ts';
import type { RateCounter, RateLimits } from './rate-limit.ts';
import type { StateStore } from './state.ts';

/** Path under which the API lives; the portal's origin and a separate one use the same. */
export const MOUNT = '/rest-server';
const API = `${MOUNT}/api/v2`;

/** An error that a test wants instead of the answer. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

export interface RestServerOptions {
  store: StateStore;
  /** Milliseconds since the epoch; the system's clock if absent. */
  now?: (() => number) | undefined;
  pace?: Partial<Pace> | undefined;
  rates?: Partial<RateLimits> | undefined;
}

export interface RestServer {
  readonly handle: Handler;
  /** The calls, whichever origin they came in by. */
  readonly log: RequestLog;
  readonly store: StateStore;
  /** May be set by tests: a refusal is answered before anything is done. */
  intercept: ((method: string, path: string) => Refusal | undefined) | undefined;
}

/** Makes the handler; answers every path below `MOUNT`. */
export function createRestServer(options: RestServerOptions): RestServer {
  const now = options.now ?? Date.now;
  const rates = createRateCounter({ ...DEFAULT_RATES, ...options.rates }, now);
  const pace = { ...DEFAULT_PACE, ...options.pace };
  const log = createRequestLog();
  const server: RestServer = {
    log,
    store: options.store,
    intercept: undefined,
    handle(exchange) {
      log.record(exchange.request, exchange.body, exchange.response);
      if (exchange.method === 'OPTIONS') return answerPreflight(exchange);
      send(
        exchange,
        settle(() => {
          const { method, path } = exchange;
          const refusal = server.intercept?.(method, path);
          if (refusal) throw new ApiError(refusal.status, refusal.code, refusal.message);
          const { store } = options;
          return run({ exchange, store, rates, pace, now: now() });
        }),
      );
    },
  };
  return server;
}

interface Context {
  exchange: Exchange;
  store: StateStore;
  rates: RateCounter;
  pace: Pace;
  now: number;
}

function run({ exchange, store, rates, pace, now }: Context): Answer {
  const { method, path, query, request } = exchange;
  if (exchange.bodyTooLarge) {
    throw new ApiError(413, 'PayloadTooLargeError', 'request entity too large');
  }
  rates.take('callsPerMinute', request.headers.authorization ?? request.socket.remoteAddress ?? '');
  const match = path.startsWith(API) ? matchRoute(method, path.slice(API.length)) : undefined;
  if (!match) throw new ApiError(404, 'NoApiError', `API ${path} is not found.`);
  const { state } = store;
  const call: OpenCall = {
    ...{ exchange, query, state, now, pace, rates },
    params: match.params,
    save: () => store.save(),
  };
  if (match.route.open) return match.route.run(call);
  return match.route.run({ ...call, user: authenticate(request.headers.authorization, state) });
}

function settle(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) {
      return { status: error.status, body: { code: error.code, message: error.message } };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { status: 500, body: { code: 'UnknownError', message } };
  }
}

function send({ response }: Exchange, { status, body }: Answer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'Access-Control-Allow-Origin': '*',
    'Content-Type': isText ? 'text/yaml; charset=utf-8' : 'application/json; charset=utf-8',
  });
  response.end(isText ? body : JSON.stringify(body));
}

/** Any origin, no credentials: what the `cors()` middleware answers by default. */
function answerPreflight({ request, response }: Exchange): void {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
    'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '',
    Vary: 'Access-Control-Request-Headers',
    'Content-Length': '0',
  });
  response.end();
}
