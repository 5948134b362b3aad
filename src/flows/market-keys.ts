/** Trust 1: gathers the certificates that the administrator configured, inline or by address. */
import { MarketError } from '#core/errors.ts';
import { createKeyring, toArmoredCertificate } from '#core/verify/index.ts';
import { assertTrustSupported } from './market-trust.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { Clock, Sources } from '#core/ports.ts';
import type { Keyring } from '#core/verify/index.ts';
import type { FileTrust } from './market-files.ts';

export interface MarketDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

/** The trust level with the keys it needs. Throws config-*, and net-* for keys by address. */
export async function loadTrust(config: MarketConfig, deps: MarketDeps): Promise<FileTrust> {
  const level = assertTrustSupported(config);
  if (level === 'off') return { level };
  const keyring = await loadKeyring(config, deps);
  return { level, keyring, threshold: config.threshold ?? 1 };
}

/**
 * Certificates count only by their configured fingerprints, wherever they came from.
 * Throws config-key-*, `config-invalid`, and net-* when an address does not answer.
 */
async function loadKeyring(config: MarketConfig, deps: MarketDeps): Promise<Keyring> {
  const keys = config.keys ?? [];
  const armored = await Promise.all(keys.map((key) => readKey(key.trim(), config, deps)));
  return createKeyring({
    armored,
    fingerprints: config.fingerprints ?? [],
    now: deps.clock.now(),
    limits: deps.limits,
  });
}

async function readKey(key: string, config: MarketConfig, deps: MarketDeps): Promise<string> {
  if (!/^https?:\/\//i.test(key)) return key;
  const text = toArmoredCertificate(await fetchKey(key, config, deps));
  // P34: a page that says "not found" with status 200 is no certificate either.
  if (!text.includes('-----BEGIN PGP')) throw missing(key, config, 'is not an OpenPGP certificate');
  return text;
}

async function fetchKey(
  url: string,
  config: MarketConfig,
  { sources, limits, signal }: MarketDeps,
): Promise<Uint8Array> {
  try {
    return await sources.fetch(url, { limit: limits.keyBytes, signal });
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'net-status') throw error;
    throw missing(
      url,
      config,
      `answers with status ${error.details['status'] ?? 'unknown'}`,
      error,
    );
  }
}

function missing(url: string, config: MarketConfig, problem: string, cause?: unknown): MarketError {
  return new MarketError(
    'config-key-missing',
    `The key of the market ${config.name ?? config.id} is not there: ${url} ${problem}.`,
    { cause, details: { market: config.id, url } },
  );
}
