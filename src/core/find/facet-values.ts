/** What a package counts as in each group of filters. */
import { needStep } from './needs.ts';

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
  const values = [
    ...entry.categories.map((each) => table.intern('category', each)),
    ...(row.components ?? []).map((each) => table.intern('type', each)),
    ...(by === '' ? [] : [table.intern('by', by)]),
    ...(row.licenseId ? [table.intern('license', row.licenseId)] : []),
    table.intern('fits', fits),
    ...signers.map((each) => table.intern('signer', each)),
    table.intern('market', entry.market),
  ];
  if (row.needs) {
    for (const name of ['gpu', 'cpu', 'memory'] as const) {
      const step = needStep(row.needs, name);
      if (step !== undefined) values.push(table.intern(name, step));
    }
  }
  return [...new Set(values)];
}
