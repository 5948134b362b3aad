/** Asks the web whether addresses lead anywhere; what a stranger wrote must not make this machine ask servers of its own network. */
import { lookup as resolveName } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';

import { MarketError } from '#core/errors.ts';

import type { LookupFunction } from 'node:net';
import type { LinkChecker } from '#core/publisher-ports.ts';

const MS = 15_000;
const REDIRECTS = 5;
/** Answers that say that something is there, whoever may see it. */
const THERE: ReadonlySet<number> = new Set([401, 402, 403, 407, 429]);
/** Servers that do not know HEAD answer so. */
const NO_HEAD: ReadonlySet<number> = new Set([400, 403, 404, 405, 500, 501, 503]);
/** `addSubnet` of Node's own list: loopback, private, link-local (metadata of clouds), shared, multicast and reserved. */
const PRIVATE: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // Ways to write an IPv4 address: they lead to wherever that leads.
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
];

/** `allowPrivate` also asks servers of the own machine and network. */
export function createLinkChecker({ allowPrivate }: { allowPrivate: boolean }): LinkChecker {
  const blocked = new BlockList();
  if (!allowPrivate) for (const subnet of PRIVATE) blocked.addSubnet(...subnet);
  return {
    async check(url, signal) {
      try {
        return await follow(url, { blocked, signal });
      } catch (thrown) {
        if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
        return reasonOf(thrown);
      }
    },
  };
}

interface Asking {
  blocked: BlockList;
  signal: AbortSignal | undefined;
}

/** What is wrong with it; undefined if nothing is. */
async function follow(first: string, asking: Asking): Promise<string | undefined> {
  let url = first;
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    let answer = await ask(url, 'HEAD', asking);
    if (NO_HEAD.has(answer.status)) answer = await ask(url, 'GET', asking);
    const { status, location } = answer;
    if (status >= 300 && status < 400 && location !== undefined) {
      url = new URL(location, url).href;
      continue;
    }
    return (status >= 200 && status < 400) || THERE.has(status)
      ? undefined
      : `the server answers ${status}`;
  }
  return `it leads on more than ${REDIRECTS} times`;
}

function ask(
  address: string,
  method: 'HEAD' | 'GET',
  { blocked, signal }: Asking,
): Promise<{ status: number; location: string | undefined }> {
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error(`it leads to ${url.protocol}`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isBlocked(host, blocked)) throw new Error(OWN_NETWORK);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = send(url, {
      method,
      lookup: guardedLookup(blocked),
      signal: AbortSignal.any([AbortSignal.timeout(MS), ...(signal ? [signal] : [])]),
      headers: {
        'User-Agent': 'pai-market',
        Accept: '*/*',
        ...(method === 'GET' ? { Range: 'bytes=0-0' } : {}),
      },
    });
    sent.on('response', (answer) => {
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
      // What it is does not matter.
      sent.destroy();
    });
    sent.on('error', reject);
    sent.end();
  });
}

const OWN_NETWORK = 'it leads into the own network, which is not asked without --online-private';

/** The name is resolved once, and what was judged is what is connected to. */
function guardedLookup(blocked: BlockList): LookupFunction {
  return (name, options, done) => {
    resolveName(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 4);
      const bad = found.some(({ address }) => isBlocked(address, blocked));
      const [first] = found;
      if (bad || !first)
        return done(new Error(bad ? OWN_NETWORK : 'there is no such server'), '', 4);
      // Node asks for all where it tries several at once.
      if (options.all) return (done as (error: null, all: typeof found) => void)(null, found);
      done(null, first.address, first.family);
    });
  };
}

function isBlocked(address: string, blocked: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && blocked.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Completes "… leads nowhere: ". */
function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOTFOUND: 'there is no such server',
    EAI_AGAIN: 'its name cannot be resolved now',
    ECONNREFUSED: 'the server refuses to connect',
    ECONNRESET: 'the server ends the connection',
    ERR_INVALID_URL: 'it is no address',
    CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  };
  if (Object.hasOwn(words, code)) return words[code] as string;
  if (thrown instanceof Error && /abort|timeout/i.test(thrown.name)) {
    return `the server does not answer within ${MS / 1000} seconds`;
  }
  return thrown instanceof Error ? thrown.message.replace(/\.$/, '') : String(thrown);
}
