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
  /** All lists were read: early rows that did not come again are none, and what was not told yet is told, in pieces. */
  end(): Generator<PackageChanges, void>;
  /** In the order in which the lists name them. */
  entries(): PackageEntry[];
  /** Versions of all packages together. */
  readonly rows: number;
  readonly packages: number;
}

/**
 * With more versions than that a package is told again only once it has half as many more, and in the end: sorting them anew for each
 * piece would take minutes for a package with as many versions as a list has rows.
 */
const MANY_VERSIONS = 32;
const GROWTH = 1.5;
/** Packages that are told of in one piece in the end. */
const PACKAGES_AT_ONCE = 50;

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
  const groupOf = (name: string): Group => {
    const known = groups.get(name);
    if (known) return known;
    const group: Group = { rows: new Map(), early: new Map() };
    groups.set(name, group);
    return group;
  };
  const telling = createTelling(market, groups);
  return {
    addEarly(early) {
      const admitted = early.filter(admits);
      for (const row of admitted) groupOf(row.name).early.set(row.version, row);
      return telling.changesOf(new Set(admitted.map(({ name }) => name)));
    },
    add(piece) {
      const admitted = piece.rows.filter(admits);
      for (const row of admitted) confirm(groupOf(row.name), row);
      const doubtful = piece.doubtful.filter(admits);
      for (const { name, version } of doubtful) groupOf(name).rows.delete(version);
      return telling.changesOf(new Set([...admitted, ...doubtful].map(({ name }) => name)));
    },
    *end() {
      const open = [...groups].filter(([, { early }]) => early.size > 0);
      for (const [, { early }] of open) early.clear();
      const names = [...new Set([...telling.late, ...open.map(([name]) => name)])];
      for (let at = 0; at < names.length; at += PACKAGES_AT_ONCE) {
        yield telling.changesOf(names.slice(at, at + PACKAGES_AT_ONCE), true);
      }
    },
    entries: () => [...telling.shown.values()],
    get rows() {
      return telling.rows;
    },
    get packages() {
      return telling.shown.size;
    },
  };
}

interface Telling {
  /** As they were told. */
  shown: ReadonlyMap<string, PackageEntry>;
  /** Names of packages that changed and were not told of since. */
  late: ReadonlySet<string>;
  /** Of all that are shown. */
  readonly rows: number;
  /** Tells those of the named packages that are not as they were told; `atOnce` also those that could wait. */
  changesOf(names: Iterable<string>, atOnce?: boolean): PackageChanges;
}

function createTelling(market: string, groups: Map<string, Group>): Telling {
  const shown = new Map<string, PackageEntry>();
  const late = new Set<string>();
  let rows = 0;
  const mayWait = (name: string): boolean => {
    const told = shown.get(name)?.rows.length ?? 0;
    const now = sizeOf(groups.get(name));
    return told > MANY_VERSIONS && now > 0 && now < told * GROWTH;
  };
  return {
    shown,
    late,
    get rows() {
      return rows;
    },
    changesOf(named, atOnce = false) {
      const changes: PackageChanges = { entries: [], gone: [] };
      const names: string[] = [];
      for (const name of named) {
        if (!atOnce && mayWait(name)) late.add(name);
        else names.push(name);
      }
      for (const name of names) late.delete(name);
      const all = names.flatMap((name) => rowsOf(groups.get(name)));
      for (const entry of groupPackages(all, market)) {
        const former = shown.get(entry.name);
        if (former && sameRows(former.rows, entry.rows)) continue;
        rows += entry.rows.length - (former?.rows.length ?? 0);
        shown.set(entry.name, entry);
        changes.entries.push(entry);
      }
      for (const name of names) {
        if (sizeOf(groups.get(name)) > 0) continue;
        groups.delete(name);
        rows -= shown.get(name)?.rows.length ?? 0;
        if (shown.delete(name)) changes.gone.push(name);
      }
      return changes;
    },
  };
}

/** A row that came early and says the same stays the one it was, so that its package is not told again. */
function confirm({ rows, early }: Group, row: PackageRow): void {
  const known = early.get(row.version);
  early.delete(row.version);
  rows.set(row.version, known && sameValue(known, row) ? known : row);
}

function sizeOf(group: Group | undefined): number {
  return group ? group.rows.size + group.early.size : 0;
}

function rowsOf(group: Group | undefined): PackageRow[] {
  return group ? [...group.rows.values(), ...group.early.values()] : [];
}

function sameRows(one: readonly PackageRow[], other: readonly PackageRow[]): boolean {
  return one.length === other.length && one.every((row, at) => row === other[at]);
}
