/** Who is logged in at the sandbox portal: cookies `token` and `user`, as the real portal keeps them. */
import type { Exchange } from '../http/server.ts';

export interface Account {
  user: string;
  token: string;
}

/** Set at log-out, so that the next visit does not log the demo user in again. */
const LOGGED_OUT = 'sandbox-logged-out';

/** Scripts of the portal read both, as those of the real one do, so they are not HttpOnly. */
export function loginCookies({ user, token }: Account): string[] {
  return [cookie('token', token), cookie('user', user), expired(LOGGED_OUT)];
}

export function logoutCookies(): string[] {
  return [expired('token'), expired('user'), cookie(LOGGED_OUT, 'true')];
}

/** What to set at a first visit: the demo user, unless somebody known is logged in or logged out on purpose. */
export function firstVisitCookies(
  exchange: Exchange,
  accounts: Account[],
  demo: Account | undefined,
): string[] {
  const cookies = readCookies(exchange.request.headers.cookie);
  const known = accounts.some((each) => each.token === cookies.get('token'));
  if (!demo || known || cookies.has(LOGGED_OUT) || !isTrustedHost(exchange)) return [];
  return loginCookies(demo);
}

/**
 * Whether tokens may be given out under this host name. A foreign name that resolves to loopback (DNS rebinding) would
 * otherwise let any web page log itself in; `.test` never resolves in public.
 */
export function isTrustedHost({ request }: Exchange): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return ['localhost', '127.0.0.1'].includes(host) || host.endsWith('.test');
}

function readCookies(header = ''): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('=', 2));
  return new Map(pairs.map(([name = '', value = '']) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Somebody else's cookie on the same host; ours are always well-formed.
    return value;
  }
}

function cookie(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Lax`;
}

function expired(name: string): string {
  return `${name}=; Path=/; Max-Age=0; SameSite=Lax`;
}
