/** The portal's configuration of one market, from what the command line names. */
import { readFileSync } from 'node:fs';

import { fingerprintOf } from './keys.ts';

import type { MarketConfig } from '#core/model/generated.ts';

const ANSWER_MS = 3000;

/** Another market than the sample. */
export interface OtherMarket {
  url: string;
  /** Files or addresses of armored certificates. */
  keys: string[];
  /** Full fingerprints; those of the certificate files if empty. */
  fingerprints: string[];
  /** `strict` if absent and there are keys. Never lower than asked. */
  trust?: MarketConfig['trust'];
}

/** Throws for a certificate that cannot be read. */
export async function configureMarket(market: OtherMarket): Promise<MarketConfig> {
  const texts = market.keys.map(readCertificate);
  const fingerprints =
    market.fingerprints.length > 0 ? market.fingerprints : await fingerprintsOf(texts);
  const trust = market.trust ?? (texts.length > 0 ? 'strict' : undefined);
  return {
    id: (trust === 'strict' && (await readId(market.url))) || toId(market.url),
    name: market.url,
    url: market.url,
    ...(texts.length > 0 ? { keys: texts, fingerprints } : {}),
    ...(trust === undefined ? {} : { trust }),
  };
}

function readCertificate(key: string): string {
  return /^https?:\/\//.test(key) ? key : readFileSync(key, 'utf8');
}

/** A file given by hand is its own pin; an address is none. */
async function fingerprintsOf(keys: string[]): Promise<string[]> {
  if (keys.some((key) => /^https?:\/\//.test(key))) {
    throw new Error(
      '--key with an address needs --fingerprint: the full fingerprint that it must have.',
    );
  }
  return Promise.all(keys.map(fingerprintOf));
}

/** At `strict` the id must be the market's own; here, where nobody was told it, what the market says is taken. */
async function readId(url: string): Promise<string | undefined> {
  try {
    const address = `${url.replace(/\/$/, '')}/market.json`;
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { market } = (await response.json()) as { market?: unknown };
    return typeof market === 'string' && /^[a-z0-9-]{1,64}$/.test(market) ? market : undefined;
  } catch {
    // No market.json, or no answer: the page says so better.
    return undefined;
  }
}

/** Identifiers are lower-case letters, digits and hyphens. */
function toId(url: string): string {
  const text = new URL(url).host.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return text.slice(0, 64);
}
