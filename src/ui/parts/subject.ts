/** Which market and package an error is about: as it says itself, else as the address of the page says. */
import { parseHash } from '../router.ts';

import type { Problem } from '#core/errors.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { Services } from '../services.ts';
import type { Subject } from './report.ts';

export function subjectOf(
  { details }: Problem,
  services: Pick<Services, 'config'>,
  market?: string,
): Subject {
  const route = parseHash(window.location.hash);
  const place = route?.page === 'package' || route?.page === 'install' ? route : undefined;
  const id = market ?? details['market'] ?? place?.market;
  const named = details['package'];
  return {
    market: findMarket(services, id === undefined ? undefined : String(id)),
    package: place
      ? [place.name, place.version].filter(Boolean).join(' ')
      : named === undefined
        ? undefined
        : String(named),
  };
}

/** The configuration of a market; undefined for one that is not configured. */
export function findMarket(
  services: Pick<Services, 'config'>,
  id: string | undefined,
): MarketConfig | undefined {
  try {
    return services.config().markets.find((each) => each.id === id);
  } catch {
    // A configuration that cannot be read has an alert of its own.
    return undefined;
  }
}
