/** What a browser remembers of each market at trust level strict, and how it explains a signer that is not configured. */
import { MarketError } from '#core/errors.ts';
import { readIndexMemory } from '#core/verify/index.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice } from '#core/model/market.ts';
import type { Memory } from '#core/ports.ts';

/** One key for each market, so that a change of its text is one step. */
export function memoryKey({ id }: Pick<MarketConfig, 'id'>): string {
  return `index:${id}`;
}

/**
 * Does the work; a `signer-unknown` that it throws for a key which an earlier index announced says so, as then the
 * administrator knows whom to ask. The key is trusted no more for it.
 */
export async function explainSigner<Result>(
  config: MarketConfig,
  memory: Memory,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'signer-unknown') throw error;
    throw withAnnouncement(error, await memory.get(memoryKey(config)));
  }
}

function withAnnouncement(error: MarketError, kept: string | undefined): MarketError {
  const { announced = {} } = readIndexMemory(kept) ?? {};
  const found = String(error.details['found'] ?? '').toUpperCase();
  // A signature may name its key by the last 16 digits only.
  const entry = Object.entries(announced).find(
    ([fingerprint]) => found.length >= 16 && fingerprint.endsWith(found),
  );
  if (!entry) return error;
  const [fingerprint, { since, by }] = entry;
  return new MarketError(
    error.code,
    `${error.message} The market announced the key ${fingerprint} on ${since} in an index signed by ${by.join(', ')}. Your administrator must compare its fingerprint with the operator of the market by another way, and then add the key to "keys" and "fingerprints" of this market.`,
    {
      cause: error,
      details: { ...error.details, announced: since, announcedBy: by.join(', ') },
    },
  );
}

/** Keys to come that the administrator has not configured yet; nothing configures them but the administrator. */
export function announcedKeys(config: MarketConfig, nextKeys: readonly string[]): Notice[] {
  const configured = new Set((config.fingerprints ?? []).map(normalize));
  return nextKeys
    .filter((key) => !configured.has(key))
    .map((key) => ({
      code: 'key-announced',
      text: `The market ${config.name ?? config.id} announces a new key, ${key}. Before it takes over, your administrator must compare this fingerprint with the operator of the market by another way, and add the certificate to "keys" and the fingerprint to "fingerprints" of this market.`,
    }));
}

function normalize(fingerprint: string): string {
  return fingerprint.replace(/\s/g, '').toUpperCase();
}
