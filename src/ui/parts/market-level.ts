/** What every page of a market says about its trust level, by the configuration alone: neither the market nor a failure can leave it out (security rule 2.10). */
import { texts } from '../messages/frame.ts';
import { marketName } from './market-name.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice } from '#core/model/market.ts';

/** The notices with that of a market that is not checked, if it is none yet. */
export function withLevelNotice(
  market: MarketConfig | undefined,
  notices: readonly Notice[] = [],
): Notice[] {
  if (market?.trust !== 'off' || notices.some(({ code }) => code === 'trust-off')) {
    return [...notices];
  }
  return [{ code: 'trust-off', text: texts.level.trustOff(marketName(market)) }, ...notices];
}
