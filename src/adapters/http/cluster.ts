/** The cluster's REST server, in browsers and in Node; the other way out, and the only one that knows the token (security rules 5.1 and 5.2). */
import { MarketError } from '#core/errors.ts';
import { isBelow, pageAddress, toBaseAddress } from './address.ts';
import { readBody } from './body.ts';
import { createFill } from './fill.ts';
import { createRedactor } from './redact.ts';
import { letGo } from './request.ts';
import { createWatch } from './watch.ts';

import type { Limits } from '#core/limits.ts';
import type { Cluster, ClusterRequest, ClusterResponse } from '#core/ports.ts';
import type { Watch, WatchLimits } from './watch.ts';

export interface ClusterOptions {
  /** Absolute, or relative to the page; with or without a slash at its end. */
  base: string;
  /** Undefined when nobody is logged in: calls then carry no `Authorization`. */
  token: string | undefined;
  limits: WatchLimits & Pick<Limits, 'clusterBytes'>;
}

interface Way {
  base: URL;
  token: string | undefined;
  redact: (text: string) => string;
  limits: ClusterOptions['limits'];
}

/** Throws `config-invalid` and `config-insecure-base` for a base that cannot be used. */
export function createCluster({ base, token, limits }: ClusterOptions): Cluster {
  const page = pageAddress();
  const url = toBaseAddress(page ? resolve(base, page) : base, page);
  const way: Way = { base: url, token, redact: createRedactor(token), limits };
  return { base: url.href, send: (request) => clusterFetch(request, way) };
}

async function clusterFetch(request: ClusterRequest, way: Way): Promise<ClusterResponse> {
  const url = toClusterAddress(request.url, way);
  const watch = createWatch(way.limits, request.signal);
  try {
    const response = await fetch(url.href, requestInit(request, { way, watch }));
    if (isRedirect(response)) {
      await letGo(response);
      throw redirected(url);
    }
    watch.touch();
    const bytes = await readAll(response, way, watch);
    return {
      status: response.status,
      headers: redactHeaders(response.headers, way),
      text: way.redact(new TextDecoder().decode(bytes)),
    };
  } catch (cause) {
    if (cause instanceof MarketError) throw cause;
    throw watch.reason(url.href) ?? unreachable(url, cause);
  } finally {
    watch.end();
  }
}

/** Up to the limit; a longer answer is cut off. Rejects as the connection does. */
async function readAll(response: Response, { limits }: Way, watch: Watch): Promise<Uint8Array> {
  const fill = createFill(0);
  const end = await readBody(response, {
    limit: limits.clusterBytes,
    onPiece(piece) {
      fill.add(piece);
      watch.touch(fill.total);
    },
  });
  if (end.kind === 'broken') throw end.cause;
  return fill.take();
}

/** T03: compared as parsed addresses; the token goes to nothing else. */
function toClusterAddress(text: string, { base }: Way): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && isBelow(url, base)) return url;
  throw new MarketError(
    'cluster-origin',
    `A request was not sent because its address is not below ${base.href}.`,
    { details: { expected: base.href } },
  );
}

function requestInit(
  { method, headers = {}, body }: ClusterRequest,
  { way, watch }: { way: Way; watch: Watch },
): RequestInit {
  const all = Object.assign(Object.create(null) as Record<string, string>, headers);
  if (Object.keys(all).some((name) => name.toLowerCase() === 'authorization')) {
    throw new MarketError('internal', 'A planned request must not carry its own Authorization.');
  }
  if (way.token !== undefined) all['Authorization'] = `Bearer ${way.token}`;
  const init: RequestInit = {
    method,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    // As with 'error' nothing is sent to the target; but here a redirect can be told from a dead server.
    redirect: 'manual',
    headers: all,
    signal: watch.signal,
  };
  if (body !== undefined) init.body = body as BodyInit;
  return Object.assign(Object.create(null) as RequestInit, init);
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

function redirected(url: URL): MarketError {
  return new MarketError(
    'cluster-redirect',
    `The cluster answered ${url.href} with a redirect, which was not followed. Ask your administrator to correct the address of the REST server.`,
    { details: { url: url.href } },
  );
}

function unreachable(url: URL, cause: unknown): MarketError {
  // The cause is left out: some engines put the request, and so the token, into it.
  const reason = cause instanceof Error ? cause.name : 'unknown';
  return new MarketError('cluster-unreachable', `The cluster at ${url.host} cannot be reached.`, {
    details: { url: url.href, reason },
  });
}

function redactHeaders(headers: Headers, { redact }: Way): Record<string, string> {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => {
    plain[name.toLowerCase()] = redact(value);
  });
  return plain;
}

function resolve(base: string, page: URL): string {
  return URL.canParse(base, page.href) ? new URL(base, page).href : base;
}
