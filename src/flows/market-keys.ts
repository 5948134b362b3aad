/** Trust 1: gathers the certificates that the administrator configured, inline or by address. */
import { CLOCK_FLOOR } from '#core/clock-floor.ts';
import { MarketError } from '#core/errors.ts';
import { createKeyring, formatTime, toArmoredCertificate } from '#core/verify/index.ts';
import { assertTrustSupported } from './market-trust.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { Clock, Memory, Sources } from '#core/ports.ts';
import type { Keyring } from '#core/verify/index.ts';
import type { FileTrust } from './market-files.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface MarketDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  /** What is remembered of markets between visits (trust 9). */
  memory: Memory;
  signal?: AbortSignal | undefined;
}

/**
 * The trust level with the keys it needs. Throws config-*, net-* for keys by address and, at level `signatures`,
 * `signature-future` by a clock that is surely wrong; at `strict` opening the market says so.
 */
export async function loadTrust(config: MarketConfig, deps: MarketDeps): Promise<FileTrust> {
  const level = assertTrustSupported(config);
  if (level === 'off') return { level };
  if (level === 'signatures') assertClock(deps.clock.now());
  const keyring = await loadKeyring(config, deps);
  return { level, keyring, threshold: config.threshold ?? 1 };
}

/** R13: keys that expired long ago would count again. */
function assertClock(now: number): void {
  if (now + DAY_MS >= CLOCK_FLOOR) return;
  const [clock, expected] = [now, CLOCK_FLOOR].map(formatTime) as [string, string];
  throw new MarketError(
    'signature-future',
    `The clock of this computer shows ${clock}, but it must be later than ${expected}: with a wrong clock no signature can be judged. Set the clock of this computer.`,
    { details: { clock, expected } },
  );
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
