/** What a package counts as in each group of filters. */
import { needStep } from './needs.ts';

import type { FacetName } from '../model/listing.ts';
import type { PackageEntry } from '../model/market.ts';
import type { FacetTable } from './facets.ts';
import type { Offer } from './offers.ts';

/** Numbers of the values, each once. */
export function facetValues(
  entry: PackageEntry,
  { row, fits }: Offer,
  { table, signers }: { table: FacetTable; signers: readonly string[] },
): number[] {
  const by = (entry.org || entry.author).trim();
  const intern = (facet: FacetName, value: string) => table.intern(facet, value, entry.market);
  const values = [
    ...entry.categories.map((each) => intern('category', each)),
    ...(row.components ?? []).map((each) => intern('type', each)),
    ...(by === '' ? [] : [intern('by', by)]),
    ...(row.licenseId ? [intern('license', row.licenseId)] : []),
    intern('fits', fits),
    ...signers.map((each) => intern('signer', each)),
    intern('market', entry.market),
  ];
  if (row.needs) {
    for (const name of ['gpu', 'cpu', 'memory'] as const) {
      const step = needStep(row.needs, name);
      if (step !== undefined) values.push(intern(name, step));
    }
  }
  return [...new Set(values)].filter((value) => value !== undefined);
}
