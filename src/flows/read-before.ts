/** Which versions of a market folder a reader of this program took whole, so that they are not read again while nothing of them changed. */
import { canonicalRows } from '#core/compose/index.ts';
import { loadPairs, savePairs } from './kept-pairs.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { PackageId } from '#core/model/publish.ts';
import type { FolderCache, TreeEntry } from '#core/ports.ts';

/** Where it is noted; whoever can write there makes `sign` look less closely, and readers refuse what is wrong all the same. */
export interface ReadPlace {
  cache: FolderCache | undefined;
  /** The market folder, absolute. */
  folder: string;
}

/** By `<name>/<version>`: what `versionKey` gave when it was read. */
export type ReadBefore = ReadonlyMap<string, string>;

/** Raised when readers begin to refuse what they took before. */
const FORMAT = 'pai-market-read/1';

export async function loadReadBefore({ cache, folder }: ReadPlace): Promise<ReadBefore> {
  return cache ? loadPairs(cache, keyOf(cache, folder)) : new Map();
}

export async function noteReadBefore(
  read: ReadBefore,
  { cache, folder }: ReadPlace,
): Promise<void> {
  if (cache) await savePairs(cache, keyOf(cache, folder), read);
}

function keyOf({ program }: FolderCache, folder: string): string {
  return `${FORMAT} ${program} ${folder}`;
}

/** A row as it stands in packages.json, for `versionKey`. */
export function rowText(row: PackageRow): string {
  const [parsed] = JSON.parse(new TextDecoder().decode(canonicalRows([row]))) as [unknown];
  return JSON.stringify(parsed);
}

/**
 * The same only while no file of the version was written anew and its row says the same; undefined while one of its files
 * is too young to tell. Signatures are judged elsewhere.
 */
export function versionKey(entries: readonly TreeEntry[], row: string): string | undefined {
  const lines = [row];
  for (const { path, kind, written } of entries) {
    if (path.endsWith('.asc')) continue;
    if (kind !== 'file' || written === undefined) return undefined;
    lines.push(`${written} ${path}`);
  }
  return checksum(lines.join('\n'));
}

/** Finds changes, thousands in a few milliseconds; no digest: who may choose the text can make two the same. */
function checksum(text: string): string {
  let [a, b] = [0x811c9dc5, 0x2545f491];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}-${text.length}`;
}

/** The files of each version of a market, by `<name>/<version>`. */
export function filesOfVersions(entries: readonly TreeEntry[]): Map<string, TreeEntry[]> {
  const versions = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    const [top, name, version, file] = entry.path.split('/');
    if (top !== 'packages' || file === undefined) continue;
    const key = `${name}/${version}`;
    const files = versions.get(key);
    if (files) files.push(entry);
    else versions.set(key, [entry]);
  }
  return versions;
}

/** The rows of packages.json by `<name>/<version>`; what is no row of a version is left out, and so is one that stands twice. */
export function rowsOfVersions(rows: readonly unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const twice = new Set<string>();
  for (const row of rows as Partial<PackageRow & PackageId>[]) {
    if (typeof row?.name !== 'string' || typeof row.version !== 'string') continue;
    const key = `${row.name}/${row.version}`;
    if (found.has(key)) twice.add(key);
    found.set(key, row);
  }
  for (const key of twice) found.delete(key);
  return found;
}
