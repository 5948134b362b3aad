/** Puts the rows of a market together to packages while its lists come, and tells what each piece changed. */
import { groupPackages } from '#core/find/index.ts';
import { sameValue } from '#core/same-value.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { RowsPiece } from '#core/read/index.ts';

/** What changed for who knows all that was told before. */
export interface PackageChanges {
  /** New packages, and those that have other versions now; whole. */
  entries: PackageEntry[];
  /** Names of packages that are no more. */
  gone: string[];
}

/** The packages so far. */
export interface Gathering {
  /** Rows of a list that comes before the others, and whose rows come again with them: what those say counts. */
  addEarly(rows: readonly PackageRow[]): PackageChanges;
  add(piece: RowsPiece): PackageChanges;
  /** All lists were read: early rows that did not come again are none. */
  end(): PackageChanges;
  /** In the order in which the lists name them. */
  entries(): PackageEntry[];
  /** Versions of all packages together. */
  readonly rows: number;
  readonly packages: number;
}

/** Rows of one package. */
interface Group {
  /** By version. */
  rows: Map<string, PackageRow>;
  /** Those that came early and did not come again so far. */
  early: Map<string, PackageRow>;
}

/** `market` is the id of the configured market; `admits` says which rows there are at all. */
export function createGathering(market: string, admits: (row: PackageRow) => boolean): Gathering {
  const groups = new Map<string, Group>();
  const shown = new Map<string, PackageEntry>();
  let rows = 0;
  const groupOf = (name: string): Group => {
    const known = groups.get(name);
    if (known) return known;
    const group: Group = { rows: new Map(), early: new Map() };
    groups.set(name, group);
    return group;
  };
  /** Tells those of the named packages that are not as they were told. */
  const changesOf = (names: ReadonlySet<string>): PackageChanges => {
    const changes: PackageChanges = { entries: [], gone: [] };
    const all = [...names].flatMap((name) => rowsOf(groupOf(name)));
    for (const entry of groupPackages(all, market)) {
      const former = shown.get(entry.name);
      if (former && sameRows(former.rows, entry.rows)) continue;
      rows += entry.rows.length - (former?.rows.length ?? 0);
      shown.set(entry.name, entry);
      changes.entries.push(entry);
    }
    for (const name of names) {
      if (rowsOf(groupOf(name)).length > 0) continue;
      groups.delete(name);
      rows -= shown.get(name)?.rows.length ?? 0;
      if (shown.delete(name)) changes.gone.push(name);
    }
    return changes;
  };
  return {
    addEarly(early) {
      const admitted = early.filter(admits);
      for (const row of admitted) groupOf(row.name).early.set(row.version, row);
      return changesOf(new Set(admitted.map(({ name }) => name)));
    },
    add(piece) {
      const admitted = piece.rows.filter(admits);
      for (const row of admitted) confirm(groupOf(row.name), row);
      const doubtful = piece.doubtful.filter(admits);
      for (const { name, version } of doubtful) groupOf(name).rows.delete(version);
      return changesOf(new Set([...admitted, ...doubtful].map(({ name }) => name)));
    },
    end() {
      const open = [...groups].filter(([, { early }]) => early.size > 0);
      for (const [, { early }] of open) early.clear();
      return changesOf(new Set(open.map(([name]) => name)));
    },
    entries: () => [...shown.values()],
    get rows() {
      return rows;
    },
    get packages() {
      return shown.size;
    },
  };
}

/** A row that came early and says the same stays the one it was, so that its package is not told again. */
function confirm({ rows, early }: Group, row: PackageRow): void {
  const known = early.get(row.version);
  early.delete(row.version);
  rows.set(row.version, known && sameValue(known, row) ? known : row);
}

function rowsOf({ rows, early }: Group): PackageRow[] {
  return early.size === 0 ? [...rows.values()] : [...rows.values(), ...early.values()];
}

function sameRows(one: readonly PackageRow[], other: readonly PackageRow[]): boolean {
  return one.length === other.length && one.every((row, at) => row === other[at]);
}
