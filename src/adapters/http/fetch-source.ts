/** Markets and certificates over HTTP, in browsers and in Node; one of the two ways out (security rule 5.1). */
import { MarketError } from '#core/errors.ts';
import { joinPath, pageAddress, toAddress, toBaseAddress, toPageAddress } from './address.ts';
import { readBody } from './body.ts';
import { diagnose } from './diagnose.ts';
import { createWatch } from './watch.ts';

import type { ReadOptions, Sources } from '#core/ports.ts';
import type { Watch, WatchLimits } from './watch.ts';

export interface FetchOptions {
  limits: WatchLimits;
  /** Address of the page for which is read; a worker must be told, as its own is blob:. Where it runs, if absent. */
  page?: string | URL | undefined;
}

/**
 * No cookies, no referrer, no header, no redirect, never a token. `open` and `fetch` throw `config-invalid` and
 * `config-insecure-base`; reading throws net-* and `cancelled`.
 */
export function createFetchSources({ limits, page: given }: FetchOptions): Sources {
  const pageNow = () => (given === undefined ? pageAddress() : toPageAddress(given));
  return {
    open(text) {
      const page = pageNow();
      const base = toBaseAddress(text, page);
      return {
        base: base.href,
        read: (path, options) => marketFetch(joinPath(base, path), options, { limits, page }),
      };
    },
    async fetch(text, options) {
      const page = pageNow();
      return marketFetch(toAddress(text, page), options, { limits, page });
    },
  };
}

interface Way {
  limits: WatchLimits;
  page: URL | undefined;
}

async function marketFetch(
  url: URL,
  options: ReadOptions,
  { limits, page }: Way,
): Promise<Uint8Array> {
  const watch = createWatch(limits, options.signal);
  try {
    const response = await request(url, { options, watch, page });
    return await readAnswer(url, response, { options, watch });
  } finally {
    watch.end();
  }
}

async function request(
  url: URL,
  { options, watch, page }: { options: ReadOptions; watch: Watch; page: URL | undefined },
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url.href, requestInit(watch.signal, options.reload));
  } catch (cause) {
    throw watch.reason(url.href) ?? (await diagnose(url, { page, cause }));
  }
  watch.touch(0);
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw new MarketError(
      'net-redirect',
      `${url.href} answers with a redirect. Ask your administrator to configure the address it leads to.`,
      { details: { url: url.href } },
    );
  }
  throw new MarketError('net-status', `${url.href} answers with status ${response.status}.`, {
    details: { url: url.href, status: response.status },
  });
}

/** T14: without prototype, so that a polluted one of the page adds nothing. */
function requestInit(signal: AbortSignal, reload = false): RequestInit {
  return Object.assign(Object.create(null) as RequestInit, {
    method: 'GET',
    headers: Object.create(null) as Record<string, string>,
    mode: 'cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // As with 'error' nothing is sent to the target; but here a redirect can be told from a dead server.
    redirect: 'manual',
    cache: reload ? 'reload' : 'default',
    signal,
  } satisfies RequestInit);
}

async function readAnswer(
  url: URL,
  response: Response,
  { options, watch }: { options: ReadOptions; watch: Watch },
): Promise<Uint8Array> {
  const declared = Number(response.headers.get('content-length') ?? Number.NaN);
  // A hint only: it counts the bytes on the wire, which may be packed.
  if (declared > options.limit) {
    await response.body?.cancel();
    throw tooLarge(url, options.limit);
  }
  try {
    const { bytes, exceeded } = await readBody(response, {
      limit: options.limit,
      onPiece: options.onPiece,
      onBytes(total) {
        watch.touch(total);
        options.onProgress?.(total, declared >= total ? declared : undefined);
      },
    });
    if (exceeded) throw tooLarge(url, options.limit);
    return bytes;
  } catch (cause) {
    if (cause instanceof MarketError) throw cause;
    const truncated = `The connection ended in the middle of ${url.href}.`;
    const details = { url: url.href };
    throw watch.reason(url.href) ?? new MarketError('net-truncated', truncated, { cause, details });
  }
}

function tooLarge(url: URL, limit: number): MarketError {
  return new MarketError('net-too-large', `${url.href} has more than ${limit} bytes.`, {
    details: { url: url.href, allowed: limit },
  });
}
