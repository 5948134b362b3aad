/** Serves a built market as any static file server does: CORS, ETag, Range, cache headers; misbehaves on request of a test. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { createRequestLog } from './http/request-log.ts';
import { findFile, sendFile, sendStatus } from './http/files.ts';
import { listen } from './http/server.ts';
import { plainPath } from './plain-path.ts';

import type { FileFault, Pace } from './http/files.ts';
import type { RequestLog } from './http/request-log.ts';
import type { Exchange, RunningServer } from './http/server.ts';

/** How the server fails; may be changed while it runs. Paths are relative to the market's base, such as `packages.json`, also where a file is asked for by its digest. */
export interface MarketBehaviour {
  /** Whether CORS headers are sent; true if absent. */
  cors?: boolean | undefined;
  /** A status other than the file's own, such as 503. */
  status?: ((path: string) => number | undefined) | undefined;
  /** Bytes of the answer after which the connection is broken, the whole length having been declared. */
  truncate?: ((path: string) => number | undefined) | undefined;
  /** The answer comes in pieces with pauses between them. */
  pace?: ((path: string) => Pace | undefined) | undefined;
  /** Whether parts of files can be had; true if absent. */
  range?: boolean | undefined;
  /** Writes an answer of its own; returns false when it does not, and the rest goes on. */
  respond?: ((path: string, exchange: Exchange) => boolean) | undefined;
  /** Milliseconds before the answer. */
  delay?: ((path: string) => number | undefined) | undefined;
  /** Other bytes than the file's. */
  rewrite?: ((path: string, bytes: Uint8Array) => Uint8Array) | undefined;
}

export interface MarketServerOptions {
  folder: string;
  /** First port to try; any if absent. */
  port?: number | undefined;
  /** Path of the market's base; `/` if absent. */
  base?: string | undefined;
  /** `hosting` is what the market format asks for; `revalidate` suits a folder that is rebuilt under the same versions. */
  cache?: 'hosting' | 'revalidate' | undefined;
  behaviour?: MarketBehaviour;
}

export interface MarketServer extends RunningServer {
  /** Address of the market, ends in a slash. */
  readonly url: string;
  readonly log: RequestLog;
  /** Mutable. */
  behaviour: MarketBehaviour;
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Content-Range, Content-Encoding, Retry-After',
};
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'Range, If-None-Match',
  'Access-Control-Max-Age': '600',
};

/** Starts the server on loopback. Throws when no port is free. */
export async function startMarketServer(options: MarketServerOptions): Promise<MarketServer> {
  const log = createRequestLog();
  const settings = { ...options, base: options.base ?? '/' };
  const live = { behaviour: options.behaviour ?? {} };
  const running = await listen((exchange) => answer(exchange, live.behaviour, settings), {
    port: options.port,
    log,
  });
  return Object.assign(live, { ...running, url: running.origin + settings.base, log });
}

type Settings = MarketServerOptions & { base: string };

async function answer(
  exchange: Exchange,
  behaviour: MarketBehaviour,
  settings: Settings,
): Promise<void> {
  const { method, response } = exchange;
  const cors = behaviour.cors === false ? {} : CORS;
  if (method === 'OPTIONS') {
    const allowed = behaviour.cors === false ? {} : PREFLIGHT;
    response.writeHead(204, { ...cors, ...allowed, Allow: 'GET, HEAD' }).end();
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') return sendStatus(exchange, 405, cors);
  if (!exchange.path.startsWith(settings.base)) return sendStatus(exchange, 404, cors);
  const { folder } = settings;
  const path = exchange.path.slice(settings.base.length);
  const name = Object.keys(behaviour).length === 0 ? path : await plainPath(folder, path);
  const delay = behaviour.delay?.(name);
  if (delay !== undefined) await sleep(delay);
  const status = behaviour.status?.(name);
  if (status !== undefined) return sendStatus(exchange, status, cors);
  if (behaviour.respond?.(name, exchange)) return;
  const headers = { ...cors, 'Cache-Control': cacheControl(path, settings.cache) };
  const fault = await faultOf(behaviour, folder, { path, name });
  // What is sent in place of a file must not stay in a cache as that file.
  if (fault.bytes || fault.cut !== undefined) headers['Cache-Control'] = 'no-store';
  await sendFile(exchange, { folder, path, headers, fault });
}

async function faultOf(
  { rewrite, truncate, pace, range }: MarketBehaviour,
  folder: string,
  { path, name }: { path: string; name: string },
): Promise<FileFault> {
  const found = rewrite && (await findFile(folder, path));
  return {
    bytes: found && rewrite(name, await readFile(found.file)),
    cut: truncate?.(name),
    pace: pace?.(name),
    noRange: range === false,
  };
}

/** Files of a version and names by digest never change where markets are hosted; indexes do. */
function cacheControl(path: string, cache: MarketServerOptions['cache']): string {
  if (cache === 'revalidate') return 'no-cache';
  const isFixed = /^packages\/[^/]+\/[^/]+\/[^/]|^by-hash\/[^/]+\.json$/.test(path);
  return isFixed ? 'public, max-age=31536000, immutable' : 'public, max-age=60, must-revalidate';
}
