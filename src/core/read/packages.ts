/** Reads packages.json; a bad row becomes a notice and is left out, the rest of the list stays usable. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/package-row.js';
import { readIndexJson } from './json.ts';
import { isSegment } from './path.ts';

import type { Limits } from '../limits.ts';
import type { PackageRow } from '../model/generated.ts';
import type { Notice } from '../model/market.ts';

const PATH = 'packages.json';
/** Notices past this many are counted only. */
const MOST_NOTICES = 20;

export interface ParsedRows {
  rows: PackageRow[];
  notices: Notice[];
}

/** One piece of packages.json. */
export interface Shard {
  path: string;
  bytes: Uint8Array;
  /** How many entries the signed index says that it has. */
  rows: number;
}

/**
 * The good rows in the order of the file.
 * Throws `index-invalid` when the file as a whole is not a list of at most `indexRows` rows.
 */
export function parsePackages(bytes: Uint8Array, limits: Limits): ParsedRows {
  return judgeRows([readRows(bytes, PATH, limits)]);
}

/**
 * The good rows of all shards, in the order of the signed index. Throws `index-invalid` also for a shard that has
 * another number of entries than the index says.
 */
export function parseShards(shards: readonly Shard[], limits: Limits): ParsedRows {
  return judgeRows(
    shards.map(({ path, bytes, rows }) => {
      const read = readRows(bytes, path, limits);
      if (read.rows.length === rows) return read;
      throw new MarketError(
        'index-invalid',
        `${path} has ${read.rows.length} entries where the signed index says ${rows}.`,
        { details: { file: path, found: read.rows.length, expected: rows } },
      );
    }),
  );
}

interface RowsOfFile {
  rows: unknown[];
  faulty: Map<number, string>;
}

function readRows(bytes: Uint8Array, path: string, limits: Limits): RowsOfFile {
  const { value, faulty } = readIndexJson(bytes, path, limits);
  if (Array.isArray(value)) return { rows: value as unknown[], faulty };
  throw new MarketError('index-invalid', `${path} must be a list of packages.`, {
    details: { file: path },
  });
}

/** R22 holds across all files: one name and version in two shards is one entry too many. */
function judgeRows(files: RowsOfFile[]): ParsedRows {
  const problems: string[] = [];
  const good: PackageRow[] = [];
  let before = 0;
  for (const { rows, faulty } of files) {
    for (const [number, row] of rows.entries()) {
      const problem = faulty.get(number) ?? checkRow(row);
      if (problem === undefined) good.push(row as PackageRow);
      else problems.push(`${describeRow(row, before + number)}: ${problem}.`);
    }
    before += rows.length;
  }
  return { rows: removeConflicts(good, problems), notices: toNotices(problems) };
}

/** What is wrong with a value as a row; undefined if nothing. */
function checkRow(row: unknown): string | undefined {
  if (!validate(row)) return firstProblem(validate.errors);
  const { name, version } = row as PackageRow;
  if (!isSegment('name', name)) return 'name must not contain ".."';
  if (!isSegment('version', version)) return 'version must not contain ".."';
  return undefined;
}

/** R22: one name and version with two meanings has none; the same row twice is one row. */
function removeConflicts(rows: PackageRow[], problems: string[]): PackageRow[] {
  const seen = new Map<string, PackageRow>();
  const doubtful = new Set<string>();
  const unique = rows.filter((row) => {
    const key = keyOf(row);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, row);
      return true;
    }
    if (!doubtful.has(key) && canonical(first) !== canonical(row)) {
      doubtful.add(key);
      problems.push(`${row.name} ${row.version} stands twice with different fields.`);
    }
    return false;
  });
  return doubtful.size === 0 ? unique : unique.filter((row) => !doubtful.has(keyOf(row)));
}

function keyOf(row: PackageRow): string {
  return `${row.name}/${row.version}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}

function describeRow(row: unknown, number: number): string {
  const { name, version } = (typeof row === 'object' && row !== null ? row : {}) as {
    name?: unknown;
    version?: unknown;
  };
  const known = [name, version].filter((part) => typeof part === 'string');
  const title = known.map((part) => part.slice(0, 64)).join(' ');
  return `Entry ${number + 1}${title ? ` (${title})` : ''}`;
}

function toNotices(problems: string[]): Notice[] {
  const shown = problems.slice(0, MOST_NOTICES).map((problem) => toNotice(problem));
  const more = problems.length - shown.length;
  return more > 0
    ? [...shown, toNotice(`${more} more entries are not as the format asks.`)]
    : shown;
}

function toNotice(problem: string): Notice {
  return { code: 'index-entry', text: `Left out of the list of packages: ${problem}` };
}
