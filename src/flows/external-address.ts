/** Which addresses a package may make the plugin read: only those of origins that the administrator allows (security I17). */
import { MarketError } from '#core/errors.ts';

import type { MarketConfig } from '#core/model/generated.ts';

export interface ExternalPlaces {
  /** Address of the page, where there is one. */
  page?: string | undefined;
  /** Origins of the portal and of the clusters: never read for a package, even where the list has them. */
  ownOrigins?: readonly string[] | undefined;
}

/** The parsed address. Throws `external-scheme` and `external-origin`. */
export function assertExternalAddress(
  text: string,
  market: MarketConfig,
  { page, ownOrigins = [] }: ExternalPlaces,
): URL {
  const url = parse(text);
  const shown = text.slice(0, 256);
  const details = { url: shown };
  if (!url || !/^https?:\/\//i.test(text)) {
    const message = `The package names a file at "${shown}", which is no http or https address.`;
    throw new MarketError('external-scheme', message, { details });
  }
  if (url.protocol === 'http:' && parse(page ?? '')?.protocol === 'https:') {
    const message = `The package names a file at ${shown}: a page on https reads nothing over plain http.`;
    throw new MarketError('external-scheme', message, { details });
  }
  if (url.username !== '' || url.password !== '') {
    const message = `The package names a file at ${url.host} with a user name or password, which is not allowed.`;
    throw new MarketError('external-origin', message, { details: { url: url.host } });
  }
  const own = [...ownOrigins, ...(page === undefined ? [] : [page])].map(originOf);
  if (own.includes(url.origin)) {
    const message = `The package names a file at ${url.origin}, which belongs to the portal or a cluster: packages must not read there.`;
    throw new MarketError('external-origin', message, { details });
  }
  if ((market.externalOrigins ?? []).map(originOf).includes(url.origin)) return url;
  throw new MarketError(
    'external-origin',
    `The package needs a file from ${url.origin}, which is not among the origins that your administrator allows for this market.`,
    { details: { ...details, origin: url.origin } },
  );
}

function originOf(text: string): string | undefined {
  const url = parse(text);
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // No address: the caller says what follows from that.
    return undefined;
  }
}
