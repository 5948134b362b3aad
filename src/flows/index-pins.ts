/** What market.json pins of a market folder: its index files and shards as they lie there. */
import { isLarge } from '#core/compose/index.ts';
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';

import type { Limits } from '#core/limits.ts';
import type { FilePin, ShardPin } from '#core/model/generated.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';

export interface IndexPins {
  /** By path, in byte order. */
  files: Record<string, FilePin>;
  /** In the order of packages.json. */
  shards: ShardPin[];
}

export interface ReadPins extends IndexPins {
  /** Of packages.json, unchecked. */
  rows: unknown[];
}

const LIST_FILE = /^(?:categories|packages(?:-[^/]+)?)\.json$/;
const VERSIONS_FILE = /^packages\/[^/]+\/versions\.json$/;
const SHARD_FILE = /^shards\/(\d{4,6})\.json$/;

/**
 * Reads every file that it pins. Throws `source-invalid` when packages.json is no list, or when the shards are not
 * the rows of packages.json in their order: readers would show one or the other.
 */
export async function readPins(
  market: Tree,
  entries: readonly TreeEntry[],
  limits: Limits,
): Promise<ReadPins> {
  const read = (path: string) => market.read(path, limits.indexBytes);
  const rows = parseRows('packages.json', await read('packages.json'));
  const paths = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const files: Record<string, FilePin> = {};
  for (const path of paths.filter((each) => isPinned(each, rows.length))) {
    files[path] = await pinOf(await read(path));
  }
  const shards: ShardPin[] = [];
  const pieces: unknown[] = [];
  for (const path of paths.filter((each) => SHARD_FILE.test(each)).sort(byNumber)) {
    const bytes = await read(path);
    const piece = parseRows(path, bytes);
    pieces.push(...piece);
    shards.push({ path, rows: piece.length, ...(await pinOf(bytes)) });
  }
  if (shards.length > 0 && !sameRows(rows, pieces)) {
    throw unusable(
      'shards',
      'The files in shards/ are not the rows of packages.json: build again.',
    );
  }
  return { files, shards, rows };
}

/** Tens of thousands of versions.json would make market.json larger than the list; packages.json says the same. */
function isPinned(path: string, rows: number): boolean {
  return LIST_FILE.test(path) || (VERSIONS_FILE.test(path) && !isLarge(rows));
}

function byNumber(a: string, b: string): number {
  return Number(SHARD_FILE.exec(a)?.[1]) - Number(SHARD_FILE.exec(b)?.[1]);
}

async function pinOf(bytes: Uint8Array): Promise<FilePin> {
  return { sha256: await digest(bytes), size: bytes.length };
}

/** Throws `source-invalid` for anything but a list. */
export function parseRows(path: string, bytes: Uint8Array): unknown[] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(value)) return value as unknown[];
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw unusable(path, `${path} is no list of packages.`);
}

/** Whether the rows of shards, one after the other, are those of packages.json. */
export function sameRows(rows: readonly unknown[], pieces: readonly unknown[]): boolean {
  return (
    rows.length === pieces.length &&
    rows.every((row, at) => JSON.stringify(row) === JSON.stringify(pieces[at]))
  );
}

function unusable(file: string, message: string): MarketError {
  return new MarketError('source-invalid', message, { details: { file } });
}
