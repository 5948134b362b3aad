/** The portal's configuration of one market, from what the command line names. */
import { readFileSync } from 'node:fs';

import { fingerprintOf } from './keys.ts';

import type { MarketConfig } from '#core/model/generated.ts';

/** Another market than the sample. */
export interface OtherMarket {
  url: string;
  /** Files or addresses of armored certificates. */
  keys: string[];
  /** Full fingerprints; those of the certificate files if empty. */
  fingerprints: string[];
  /** `signatures` if absent and there are keys. Never lower than asked. */
  trust?: MarketConfig['trust'];
}

/** Throws for a certificate that cannot be read. */
export async function configureMarket(market: OtherMarket): Promise<MarketConfig> {
  const texts = market.keys.map(readCertificate);
  const fingerprints =
    market.fingerprints.length > 0 ? market.fingerprints : await fingerprintsOf(texts);
  const trust = market.trust ?? (texts.length > 0 ? 'signatures' : undefined);
  return {
    id: toId(market.url),
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

/** Identifiers are lower-case letters, digits and hyphens. */
function toId(url: string): string {
  const text = new URL(url).host.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return text.slice(0, 64);
}
