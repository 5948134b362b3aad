/** Puts the rows of an index together to packages with their versions. */
import { createVersionOrder } from './version.ts';
import { withdrawnReason } from './withdrawn.ts';

import type { PackageRow } from '../model/generated.ts';
import type { PackageEntry } from '../model/market.ts';

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** One entry per name, sorted by label; the newest version that is not withdrawn speaks for the package. */
export function groupPackages(rows: PackageRow[], marketId: string): PackageEntry[] {
  const byName = new Map<string, PackageRow[]>();
  for (const row of rows) {
    const known = byName.get(row.name);
    if (known) known.push(row);
    else byName.set(row.name, [row]);
  }
  return [...byName.values()].map((versions) => toEntry(versions, marketId)).sort(byLabel);
}

function toEntry(unsorted: PackageRow[], market: string): PackageEntry {
  const compare = createVersionOrder();
  // Versions that the order does not tell apart (`1.0`, `1.0.0`) still get one fixed order.
  const rows = unsorted.sort(
    (a, b) => compare(b.version, a.version) || (a.version < b.version ? 1 : -1),
  );
  // A group has at least one row.
  const latest = rows.find((row) => withdrawnReason(row) === undefined) ?? (rows[0] as PackageRow);
  return {
    market,
    name: latest.name,
    label: latest.label?.trim() || latest.name,
    description: latest.description ?? '',
    author: latest.author ?? '',
    org: latest.org ?? '',
    categories: [...new Set(latest.categories)],
    tags: [...new Set(latest.tags)],
    versions: rows.map(({ version }) => version),
    rows,
    latest,
  };
}

function byLabel(a: PackageEntry, b: PackageEntry): number {
  return collator.compare(a.label, b.label) || (a.name < b.name ? -1 : 1);
}
