/** What a market's trust level asks for, judged before anything is fetched; nothing is ever read at a lower level. */
import { MarketError } from '#core/errors.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice } from '#core/model/market.ts';

/** The levels that can be met today. */
export type SupportedLevel = 'signatures' | 'off';

/**
 * The level of a market that can be opened. Throws `config-key-missing`, `config-key-secret`, and `config-invalid`
 * for `strict`, which is also what no level means.
 */
export function assertTrustSupported(config: MarketConfig): SupportedLevel {
  if (config.trust === 'off') return 'off';
  const name = config.name ?? config.id;
  const details = { market: config.id, key: 'trust' };
  if (!config.keys?.length) {
    throw new MarketError(
      'config-key-missing',
      `No keys are configured for the market ${name}, so nothing of it can be verified. Ask your administrator to set "keys" and "fingerprints" of this market.`,
      { details: { ...details, key: 'keys' } },
    );
  }
  // P33: noticed without parsing the key, and before any request.
  if (config.keys.some((key) => /BEGIN PGP (PRIVATE|SECRET) KEY/.test(key))) {
    throw new MarketError(
      'config-key-secret',
      `The configuration of the market ${name} holds a secret key. Ask your administrator to replace it by the public certificate and to revoke it.`,
      { details: { ...details, key: 'keys' } },
    );
  }
  if (config.trust === 'signatures') return 'signatures';
  const given = config.trust === undefined ? 'no trust level, which means "strict"' : '"strict"';
  throw new MarketError(
    'config-invalid',
    `The market ${name} is configured with ${given}. This version of the marketplace cannot check a signed index yet, and it reads no market at a lower level than configured. Until it can, your administrator may set "trust" of this market to "signatures".`,
    { details },
  );
}

/** What every page of the market must say about its level. */
export function trustNotices(config: MarketConfig): Notice[] {
  const name = config.name ?? config.id;
  if (config.trust === 'off') {
    return [
      {
        code: 'trust-off',
        text: `Signature checking is off for ${name}: nothing proves who made its packages, or that they were not changed.`,
      },
    ];
  }
  return [
    {
      code: 'index-unsigned',
      text: `The package list of ${name} is not signed: packages or newer versions may be missing. Each package is verified when it is opened.`,
    },
  ];
}
