/** Base addresses of markets and clusters (security rules 5.3 and 5.4): what may be asked, decided on parsed addresses only. */
import { MarketError } from '#core/errors.ts';

/** Address of the page that the plugin runs in, also within a worker that a blob: URL of that page started; undefined outside of browsers. */
export function pageAddress(): URL | undefined {
  const { location } = globalThis as { location?: { href: string } };
  return location === undefined ? undefined : toPageAddress(location.href);
}

/** The page that a location stands for: of `blob:https://host/id` it is `https://host/id`; undefined for an opaque one. */
export function toPageAddress(location: string | URL): URL | undefined {
  return parse(String(location).replace(/^blob:/i, ''));
}

/** The address with its path ending in `/`. Throws `config-invalid`, and `config-insecure-base` for http from a page on https. */
export function toBaseAddress(text: string, page: URL | undefined): URL {
  const url = toAddress(text, page);
  if (url.search !== '' || url.hash !== '')
    throw invalid(text, 'must not have a query or fragment');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** An absolute http or https address. Throws as `toBaseAddress`. */
export function toAddress(text: string, page: URL | undefined): URL {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid(text, 'is not an http or https address');
  if (url.username !== '' || url.password !== '') {
    throw invalid(url.host, 'must not be given with a user name or password');
  }
  if (url.protocol === 'http:' && page?.protocol === 'https:') {
    throw new MarketError(
      'config-insecure-base',
      `${url.href} is on plain http, which a page on https must not read. Ask your administrator to serve it over https.`,
      { details: { url: url.href } },
    );
  }
  return url;
}

/** `..` between slashes that stand encoded: parsers leave it, but a proxy that decodes them climbs. */
const HIDDEN_CLIMB = /(?:\/|%2f|%5c)(?:\.|%2e){2}(?:\/|%2f|%5c|$)/i;

/** Whether an address has the origin of the base and lies below its path. */
export function isBelow(url: URL, base: URL): boolean {
  return (
    url.origin === base.origin &&
    url.pathname.startsWith(base.pathname) &&
    !HIDDEN_CLIMB.test(url.pathname) &&
    url.username === '' &&
    url.password === ''
  );
}

/** The address of a path with plain segments below the base; each segment is percent-encoded, `+` too. */
export function joinPath(base: URL, path: string): URL {
  const segments = path.split('/');
  const url = new URL(segments.map(encodeURIComponent).join('/'), base);
  if (segments.some((segment) => /^\.{0,2}$/.test(segment)) || !isBelow(url, base)) {
    throw new MarketError('internal', `The path ${path} leads out of ${base.href}.`);
  }
  return url;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // Not an address; the caller says so with the setting at fault.
    return undefined;
  }
}

function invalid(text: string, problem: string): MarketError {
  return new MarketError('config-invalid', `The address ${text.slice(0, 256)} ${problem}.`, {
    details: { url: text.slice(0, 256) },
  });
}
