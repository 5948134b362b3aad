/** Reads a market that was just signed as a reader would who trusts the key that signed it. */
import { verifyMarket } from './verify-market.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Clock, Memory, Signer, Sources, Tree } from '#core/ports.ts';

export interface ReadBackDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  signal?: AbortSignal | undefined;
  /** Which versions are read; all if absent. */
  only?: ((id: PackageId) => boolean) | undefined;
  /** As for `verifyMarket`. */
  wholeIndex?: boolean | undefined;
  onChecked?: ((done: number, total: number) => void) | undefined;
}

/** Remembers nothing: the reader sees the market for the first time. */
export const FORGETFUL: Memory = {
  get: () => Promise.resolve(undefined),
  update: (_key, change) => Promise.resolve(change(undefined)),
  keys: () => Promise.resolve([]),
  remove: () => Promise.resolve(),
};

/** What that reader finds; with an error among it the market must not be published. */
export async function readBack(
  { market: id }: Pick<MarketIndex, 'market'>,
  { market, signer }: { market: Tree; signer: Signer },
  { sources, clock, limits, signal, ...wish }: ReadBackDeps,
): Promise<Finding[]> {
  const config: MarketConfig = {
    id,
    url: market.base,
    keys: [signer.certificate],
    fingerprints: [signer.fingerprint],
    trust: 'strict',
  };
  const { only, wholeIndex, onChecked } = wish;
  const { findings } = await verifyMarket(config, {
    ...{ sources, clock, limits, signal, only, wholeIndex },
    ...(onChecked && { onChecked }),
    memory: FORGETFUL,
    identity: 'configured',
  });
  // What this call announces is no news to the publisher.
  return findings.filter(({ code }) => code !== 'key-announced');
}
