/** Makes the index files of a market from its categories and rows. */
import { canonicalRows } from './canonical.ts';
import { composeShards } from './shards.ts';

import type { Category, PackageRow } from '../model/generated.ts';

export interface IndexInput {
  /** In the order in which readers show them. */
  categories: readonly Category[];
  rows: readonly PackageRow[];
  /** Negative when the first version is the older one. */
  compareVersions: (a: string, b: string) => number;
}

/** categories.json, packages.json, its shards, packages-<category>.json and every versions.json, by path. */
export function composeIndex(input: IndexInput): Map<string, Uint8Array> {
  const rows = [...input.rows].sort((a, b) => compareRows(a, b, input.compareVersions));
  const files = new Map<string, Uint8Array>([
    ['categories.json', canonicalRows(input.categories)],
    ['packages.json', canonicalRows(rows)],
    ...composeShards(rows),
  ]);
  for (const { name } of input.categories) {
    const inside = rows.filter((row) => row.categories?.includes(name));
    files.set(`packages-${name}.json`, canonicalRows(inside));
  }
  for (const [name, versions] of versionsByName(rows)) {
    const oldestFirst = versions.sort(input.compareVersions);
    files.set(`packages/${name}/versions.json`, canonicalRows(oldestFirst));
  }
  return files;
}

/** By label without regard to case, then name, then version; code units, so that it is the same on every machine. */
function compareRows(
  a: PackageRow,
  b: PackageRow,
  compareVersions: IndexInput['compareVersions'],
): number {
  return (
    compareText(labelOf(a), labelOf(b)) ||
    compareText(a.name, b.name) ||
    compareVersions(a.version, b.version) ||
    compareText(a.version, b.version)
  );
}

function labelOf(row: PackageRow): string {
  return (row.label ?? row.name).toLowerCase();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function versionsByName(rows: readonly PackageRow[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, version } of rows) names.set(name, [...(names.get(name) ?? []), version]);
  return names;
}
