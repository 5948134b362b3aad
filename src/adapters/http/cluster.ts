/** The REST servers of OpenPAI and CDAP, in browsers and in Node; the other way out, and the only one that knows the tokens (security rules 5.1 and 5.2). */
import { MarketError } from '#core/errors.ts';
import { isBelow, pageAddress, toBaseAddress } from './address.ts';
import { readBody } from './body.ts';
import { answers } from './diagnose.ts';
import { createFill } from './fill.ts';
import { createRedactor } from './redact.ts';
import { letGo } from './request.ts';
import { createWatch } from './watch.ts';

import type { Limits } from '#core/limits.ts';
import type { Cluster, ClusterRequest, ClusterResponse } from '#core/ports.ts';
import type { Upload } from './upload.ts';
import type { Watch, WatchLimits } from './watch.ts';

export interface ClusterOptions {
  /** Whose it is, for messages; OpenPAI's if absent. */
  name?: 'openpai' | 'cdap';
  /** Absolute, or relative to the page; with or without a slash at its end. */
  base: string;
  /** Asked at each request; while it gives undefined, calls carry no `Authorization`. */
  token: () => string | undefined;
  limits: WatchLimits & Pick<Limits, 'clusterBytes'>;
  /** Sends large bodies to the page's own origin, with its cookies, and tells how far they came; without it, nobody is told. */
  upload?: Upload | undefined;
  /** Address of the page; where it runs, if absent. */
  page?: URL | undefined;
}

interface Way {
  name: 'openpai' | 'cdap';
  base: URL;
  page: URL | undefined;
  token: string | undefined;
  redact: (text: string) => string;
  limits: ClusterOptions['limits'];
  upload: Upload | undefined;
}

/** Bytes from which on people want to see how far an upload came. */
const UPLOAD_FLOOR = 256 * 1024;

/** Throws `config-invalid` and `config-insecure-base` for a base that cannot be used. */
export function createCluster(options: ClusterOptions): Cluster {
  const { name = 'openpai', base, limits, upload, page = pageAddress() } = options;
  const url = toBaseAddress(page ? resolve(base, page) : base, page);
  return {
    base: url.href,
    async send(request) {
      const token = options.token();
      const redact = createRedactor(token);
      return clusterFetch(ownOf(request), { name, base: url, page, token, redact, limits, upload });
    },
  };
}

async function clusterFetch(request: ClusterRequest, way: Way): Promise<ClusterResponse> {
  const url = toClusterAddress(request.url, way);
  const headers = requestHeaders(request, way);
  const watch = createWatch(way.limits, request.signal);
  try {
    const { upload } = way;
    const { body } = request;
    // Trust: only to the page's own origin, where the answer to a redirect can be seen (decision 0012).
    const isUpload = upload && body instanceof Uint8Array && body.length >= UPLOAD_FLOOR;
    if (isUpload && way.page?.origin === url.origin) {
      return await sendByUpload(
        { url, headers, request: { ...request, body }, watch },
        { ...way, upload },
      );
    }
    return await sendByFetch({ url, headers, request, watch }, way);
  } catch (cause) {
    if (cause instanceof MarketError) throw cause;
    throw watch.reason(url.href) ?? (await noAnswer(url, { way, watch, cause }));
  } finally {
    watch.end();
  }
}

interface Outgoing {
  url: URL;
  headers: Record<string, string>;
  request: ClusterRequest;
  watch: Watch;
}

async function sendByFetch(
  { url, headers, request, watch }: Outgoing,
  way: Way,
): Promise<ClusterResponse> {
  const { body = '' } = request;
  // How much of it left is not told: it gets the time that it may take.
  watch.allow(body.length);
  const response = await fetch(url.href, requestInit(request, { headers, watch }));
  if (isRedirect(response)) {
    await letGo(response);
    throw redirected(url, way);
  }
  watch.touch();
  const bytes = await readAll(response, way, watch);
  return toResponse({ status: response.status, headers: [...response.headers], bytes }, way);
}

async function sendByUpload(
  { url, headers, request, watch }: Outgoing & { request: { body: Uint8Array } },
  way: Way & { upload: Upload },
): Promise<ClusterResponse> {
  const answer = await way.upload({
    method: request.method,
    url: url.href,
    headers,
    body: request.body,
    limit: way.limits.clusterBytes,
    signal: watch.signal,
    onProgress(sent, total) {
      watch.touch(sent);
      request.onProgress?.(sent, total);
    },
    onAnswer: (received) => watch.touch(request.body.length + received),
  });
  if (answer.isRedirect) throw redirected(url, way);
  return toResponse(answer, way);
}

interface PlainAnswer {
  status: number;
  headers: [string, string][];
  bytes: Uint8Array;
}

function toResponse({ status, headers, bytes }: PlainAnswer, { redact }: Way): ClusterResponse {
  const plain = headers.map(([name, value]) => [name.toLowerCase(), redact(value)]);
  return {
    status,
    headers: Object.fromEntries(plain) as Record<string, string>,
    text: redact(new TextDecoder().decode(bytes)),
  };
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

/** T14: without prototype, so that a polluted one of the page adds nothing: neither headers nor a body. */
function ownOf(request: ClusterRequest): ClusterRequest {
  return Object.assign(Object.create(null) as ClusterRequest, request);
}

function requestHeaders({ headers = {} }: ClusterRequest, { token }: Way): Record<string, string> {
  const all = Object.assign(Object.create(null) as Record<string, string>, headers);
  if (Object.keys(all).some((name) => name.toLowerCase() === 'authorization')) {
    throw new MarketError('internal', 'A planned request must not carry its own Authorization.');
  }
  if (token !== undefined) all['Authorization'] = `Bearer ${token}`;
  return all;
}

function requestInit(
  { method, body }: ClusterRequest,
  { headers, watch }: { headers: Record<string, string>; watch: Watch },
): RequestInit {
  const init: RequestInit = {
    method,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    // As with 'error' nothing is sent to the target; but here a redirect can be told from a dead server.
    redirect: 'manual',
    headers,
    signal: watch.signal,
  };
  // Said also where there is none: fetch of Node looks for it in the prototype.
  init.body = (body as BodyInit | undefined) ?? null;
  return Object.assign(Object.create(null) as RequestInit, init);
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

function redirected(url: URL, { name }: Way): MarketError {
  return new MarketError(
    'cluster-redirect',
    `${NAMES[name]} answered ${url.href} with a redirect, which was not followed. Ask your administrator to correct the address of the REST server.`,
    { details: { url: url.href } },
  );
}

interface Failure {
  way: Way;
  watch: Watch;
  cause: unknown;
}

/** Browsers hide a missing leave to cross origins behind the same error as a dead server. */
async function noAnswer(url: URL, { way, watch, cause }: Failure): Promise<MarketError> {
  const { page, name } = way;
  const isForeign = page !== undefined && page.origin !== url.origin;
  if (isForeign && (await answers(url, watch.signal))) {
    const words =
      name === 'cdap'
        ? `CDAP at ${url.host} answers, but it gives no leave to pages of another origin: it answers no CORS preflight. Ask your administrator to reach it by a path on the portal's own origin ${page.origin}, behind the portal's proxy.`
        : `The cluster at ${url.host} answers, but does not allow this page to read it. Ask its administrator to send CORS headers for ${page.origin}.`;
    return new MarketError('net-cors', words, { details: { url: url.href, origin: page.origin } });
  }
  const ended = watch.reason(url.href);
  if (ended) return ended;
  // The cause is left out: some engines put the request, and so the token, into it.
  const reason = cause instanceof Error ? cause.name : 'unknown';
  return new MarketError(
    'cluster-unreachable',
    `${NAMES[name]} at ${url.host} cannot be reached.`,
    {
      details: { url: url.href, reason },
    },
  );
}

const NAMES = { openpai: 'The cluster', cdap: 'CDAP' };

function resolve(base: string, page: URL): string {
  return URL.canParse(base, page.href) ? new URL(base, page).href : base;
}
