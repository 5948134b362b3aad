/** What a market's trust level asks for, judged before anything is fetched; nothing is ever read at a lower level. */
import { MarketError } from '#core/errors.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice } from '#core/model/market.ts';
import type { TrustLevel } from '#core/model/trust.ts';

/**
 * The level of a market; with keys and no level it is `strict`. Throws `config-key-missing` and `config-key-secret`.
 */
export function assertTrustSupported(config: MarketConfig): TrustLevel {
  if (config.trust === 'off') return 'off';
  const name = config.name ?? config.id;
  const details = { market: config.id, key: 'keys' };
  if (!config.keys?.length) {
    throw new MarketError(
      'config-key-missing',
      `No keys are configured for the market ${name}, so nothing of it can be verified. Ask your administrator to set "keys" and "fingerprints" of this market.`,
      { details },
    );
  }
  // P33: noticed without parsing the key, and before any request.
  if (config.keys.some((key) => /BEGIN PGP (PRIVATE|SECRET) KEY/.test(key))) {
    throw new MarketError(
      'config-key-secret',
      `The configuration of the market ${name} holds a secret key. Ask your administrator to replace it by the public certificate and to revoke it.`,
      { details },
    );
  }
  return config.trust ?? 'strict';
}

/** What every page of the market must say about its level: exactly what it does not guarantee. At `strict` nothing. */
export function trustNotices(config: MarketConfig): Notice[] {
  const name = config.name ?? config.id;
  if (config.trust === 'off') {
    return [
      {
        code: 'trust-off',
        text: `Signature checking is off for ${name}: nothing proves who made its packages or that they were not changed on the way, and packages, newer versions and withdrawals can be kept from you.`,
      },
    ];
  }
  if (config.trust !== 'signatures') return [];
  return [
    {
      code: 'index-unsigned',
      text: `The package list of ${name} is not signed. Spec and archive of a package are verified when it is opened; but packages, newer versions and withdrawals can be kept from you, older versions shown as the newest, versions of different days mixed, and a licence or icon that its spec does not pin can be replaced.`,
    },
  ];
}
