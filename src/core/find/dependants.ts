/** Which packages of a market need a package, by what the rows say. */
import { withdrawnReason } from './withdrawn.ts';

import type { Dependant, PackageEntry } from '../model/market.ts';

/** By label; withdrawn versions need nothing. */
export function findDependants(entries: Iterable<PackageEntry>, name: string): Dependant[] {
  const found: Dependant[] = [];
  for (const entry of entries) {
    for (const row of entry.rows) {
      const need = row.dependencies?.packages?.find((each) => each.name === name);
      if (!need || withdrawnReason(row) !== undefined) continue;
      found.push({
        name: entry.name,
        label: entry.label,
        version: row.version,
        asked: need.version,
      });
      break;
    }
  }
  return found.sort((a, b) => compareText(a.label, b.label) || compareText(a.name, b.name));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
