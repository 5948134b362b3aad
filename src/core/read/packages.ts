/** Reads packages.json and pieces of it; a bad row becomes a notice and is left out, the rest of the list stays usable. */
import { MarketError } from '../errors.ts';
import { sameValue } from '../same-value.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/package-row.js';
import { readListPieces } from './json.ts';
import { isSegment } from './path.ts';

import type { Limits } from '../limits.ts';
import type { PackageRow } from '../model/generated.ts';
import type { Notice } from '../model/market.ts';
import type { ListPiece } from './json.ts';

/** Notices past this many are counted only. */
const MOST_NOTICES = 20;
/** Rows that are read in a few milliseconds. */
const ROWS_AT_ONCE = 500;

export interface ParsedRows {
  rows: PackageRow[];
  notices: Notice[];
}

/** A file with rows: packages.json, those of a category, or a piece of it. */
export interface RowFile {
  path: string;
  bytes: Uint8Array;
  /** How many entries the signed index says that it has; not asked for if absent. */
  rows?: number | undefined;
}

/** What one piece of a list adds to those before it. */
export interface RowsPiece {
  /** Good rows, each name and version once over all pieces. */
  rows: PackageRow[];
  /** Of this piece or one before: they stood again with other fields, so that neither counts (R22). */
  doubtful: PackageRow[];
}

/** Reads the files of one list in their order; rules that hold over all rows hold over all files. */
export interface RowReader {
  /**
   * In pieces of a few milliseconds of work, between which others can have the thread. Throws `index-invalid` when the file as a whole is
   * not a list of at most `indexRows` rows, or of as many as the signed index says: maybe only after pieces were given.
   */
  read(file: RowFile): Generator<RowsPiece, void>;
  /** What was left out so far. */
  notices(): Notice[];
}

export function createRowReader(limits: Limits): RowReader {
  const book: Book = { seen: new Map(), doubtful: new Set(), problems: [], more: 0 };
  let before = 0;
  return {
    *read(file) {
      let found = 0;
      for (const piece of readListPieces(file.bytes, file.path, { limits, most: ROWS_AT_ONCE })) {
        found += piece.values.length;
        yield judgePiece(piece, before, book);
      }
      before += found;
      assertCount(file, found);
    },
    notices: () => toNotices(book),
  };
}

/** All of packages.json at once. Throws as reading in pieces does. */
export function parsePackages(bytes: Uint8Array, limits: Limits): ParsedRows {
  return parseShards([{ path: 'packages.json', bytes }], limits);
}

/** The good rows of all files, in the order of the signed index. */
export function parseShards(shards: readonly RowFile[], limits: Limits): ParsedRows {
  const reader = createRowReader(limits);
  const doubtful = new Set<PackageRow>();
  const rows: PackageRow[] = [];
  for (const shard of shards) {
    for (const piece of reader.read(shard)) {
      rows.push(...piece.rows);
      for (const row of piece.doubtful) doubtful.add(row);
    }
  }
  return { rows: rows.filter((row) => !doubtful.has(row)), notices: reader.notices() };
}

function assertCount({ path, rows }: RowFile, found: number): void {
  if (rows === undefined || rows === found) return;
  throw new MarketError(
    'index-invalid',
    `${path} has ${found} entries where the signed index says ${rows}.`,
    { details: { file: path, found, expected: rows } },
  );
}

/** What is known of the rows so far. */
interface Book {
  seen: Map<string, PackageRow>;
  doubtful: Set<string>;
  /** The first of them, in words. */
  problems: string[];
  /** How many there are besides. */
  more: number;
}

function judgePiece({ first, values, faulty }: ListPiece, before: number, book: Book): RowsPiece {
  const piece: RowsPiece = { rows: [], doubtful: [] };
  for (const [at, value] of values.entries()) {
    const problem = faulty.get(first + at) ?? checkRow(value);
    if (problem === undefined) judgeRow(value as PackageRow, piece, book);
    else note(book, () => `${describeRow(value, before + first + at)}: ${problem}.`);
  }
  return piece;
}

/** R22: one name and version with two meanings has none; the same row twice is one row. */
function judgeRow(row: PackageRow, piece: RowsPiece, book: Book): void {
  const key = keyOf(row);
  const known = book.seen.get(key);
  if (!known) {
    book.seen.set(key, row);
    piece.rows.push(row);
    return;
  }
  if (book.doubtful.has(key) || sameValue(known, row)) return;
  book.doubtful.add(key);
  piece.doubtful.push(known);
  note(book, () => `${row.name} ${row.version} stands twice with different fields.`);
}

/** Words are made only for those that are told. */
function note(book: Book, words: () => string): void {
  if (book.problems.length < MOST_NOTICES) book.problems.push(words());
  else book.more += 1;
}

/** What is wrong with a value as a row; undefined if nothing. */
function checkRow(row: unknown): string | undefined {
  if (!validate(row)) return firstProblem(validate.errors);
  const { name, version } = row as PackageRow;
  if (!isSegment('name', name)) return 'name must not contain ".."';
  if (!isSegment('version', version)) return 'version must not contain ".."';
  return undefined;
}

function keyOf(row: PackageRow): string {
  return `${row.name}/${row.version}`;
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

function toNotices({ problems, more }: Book): Notice[] {
  const shown = problems.map((problem) => toNotice(problem));
  return more > 0
    ? [...shown, toNotice(`${more} more entries are not as the format asks.`)]
    : shown;
}

function toNotice(problem: string): Notice {
  return { code: 'index-entry', text: `Left out of the list of packages: ${problem}` };
}
