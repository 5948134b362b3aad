/** Makes the card of a package as the list shows it. */
import type { Card } from '../model/listing.ts';
import type { PackageEntry } from '../model/market.ts';
import type { Offer } from './offers.ts';

/** Nobody reads more in a list. */
const LONGEST_DESCRIPTION = 400;

export interface CardTimes {
  /** Seconds since the epoch: of the version that is offered, of the first one. */
  updated: number | undefined;
  created: number | undefined;
}

export function toCard(id: number, entry: PackageEntry, offer: Offer): Card {
  const { row, misfit, withdrawn } = offer;
  const { updated, created } = timesOf(entry, offer);
  return {
    id,
    market: entry.market,
    name: entry.name,
    label: entry.label,
    description: cut(entry.description),
    author: entry.author,
    org: entry.org,
    version: row.version,
    versions: entry.rows.length,
    ...(updated === undefined ? {} : { updated }),
    ...(created === undefined ? {} : { created }),
    categories: entry.categories,
    tags: entry.tags,
    types: row.components ?? [],
    ...(row.licenseId === undefined ? {} : { license: row.licenseId }),
    ...(row.needs === undefined ? {} : { needs: row.needs }),
    beta: row.beta === true,
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(misfit === undefined ? {} : { misfit }),
  };
}

export function timesOf({ rows }: PackageEntry, { row }: Offer): CardTimes {
  let created: number | undefined;
  for (const each of rows) {
    if (each.created !== undefined && each.created < (created ?? Infinity)) created = each.created;
  }
  return { updated: row.created, created };
}

/** Not through the middle of a character of two units. */
function cut(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return text.slice(0, LONGEST_DESCRIPTION - 1).replace(/[\ud800-\udbff]$/, '') + '…';
}
