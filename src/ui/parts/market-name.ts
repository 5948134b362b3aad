/** The name that the administrator gave a market. */
import { TEXT_LIMITS, toLine } from './plain-text.ts';

import type { MarketConfig } from '#core/model/generated.ts';

export function marketName(config: Pick<MarketConfig, 'id' | 'name'>): string {
  return toLine(config.name ?? config.id, TEXT_LIMITS.label);
}
