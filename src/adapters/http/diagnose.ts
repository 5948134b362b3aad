/** Tells why a request had no answer; browsers hide a missing CORS header behind the same error as a dead server. */
import { MarketError } from '#core/errors.ts';

const PROBE_MS = 5_000;

/** `net-cors` when the server answers but does not let this page read it, else `net-unreachable`. Never rejects. */
export async function diagnose(
  url: URL,
  { page, cause, signal }: { page: URL | undefined; cause: unknown; signal: AbortSignal },
): Promise<MarketError> {
  const details = { url: url.href };
  if (page && page.origin !== url.origin && (await answers(url, signal))) {
    return new MarketError(
      'net-cors',
      `${url.host} answers, but does not allow this page to read ${url.href}. Ask its administrator to send the header Access-Control-Allow-Origin for ${page.origin}.`,
      { cause, details: { ...details, origin: page.origin } },
    );
  }
  return new MarketError('net-unreachable', `${url.host} cannot be reached (${url.href}).`, {
    cause,
    details,
  });
}

/** Whether anything answers there; nothing of the answer can be read, and no token is sent. Never rejects. */
export async function answers(url: URL, signal: AbortSignal): Promise<boolean> {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, PROBE_MS);
  signal.addEventListener('abort', end, { once: true });
  const init: RequestInit = {
    method: 'HEAD',
    mode: 'no-cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: controller.signal,
  };
  try {
    await fetch(url.href, Object.assign(Object.create(null) as RequestInit, init));
    return true;
  } catch {
    // No answer at all is what the probe asks for; the first error is the one to tell.
    return false;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
