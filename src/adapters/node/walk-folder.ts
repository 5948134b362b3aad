/** Lists all below a folder, files with their stamps, without reading any. */
import { lstatSync, readdirSync } from 'node:fs';

import { MarketError } from '#core/errors.ts';
import { toStamped } from './stamp.ts';

import type { Dirent } from 'node:fs';
import type { StampedEntry, WalkOptions } from '#core/publisher-ports.ts';

/** Deeper than any layout that people make; paths of such depth cannot be opened either. */
const MOST_DEPTH = 100;

/** Throws `repository-invalid` for a folder that cannot be read, is too deep, or past the number of entries. */
export function walkFolder(folder: string, options: WalkOptions): StampedEntry[] {
  const entries: StampedEntry[] = [];
  const add = (entry: StampedEntry) => {
    if (entries.length >= options.most) throw tooMany(folder, options.most);
    entries.push(entry);
  };
  const visit = (below: string, depth: number): void => {
    const items = readFolder(folder, below);
    if (items === undefined) return;
    const names = items.map(({ name }) => name);
    if (!options.enter(below, names)) return;
    if (depth > MOST_DEPTH) throw tooDeep(folder, below);
    for (const item of items) {
      const path = below === '' ? item.name : `${below}/${item.name}`;
      const kind = kindOf(item);
      if (options.skip(path, kind)) continue;
      const entry = describe(folder, path, { kind, stamped: options.stamps(path) });
      if (!entry) continue;
      add(entry);
      if (kind === 'folder') visit(path, depth + 1);
    }
  };
  visit('', 0);
  return entries;
}

/** Undefined where it vanished meanwhile, or its name is not UTF-8 and leads nowhere as text. */
function readFolder(folder: string, below: string): Dirent[] | undefined {
  const place = below === '' ? folder : `${folder}/${below}`;
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    if (below !== '' && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    const reason = code === 'EACCES' ? 'no permission' : code;
    throw new MarketError(
      'repository-invalid',
      `The folder ${place} cannot be read: ${reason}. Change its rights, or leave it out by a line below "ignore:" in .pai-market/config.yaml.`,
      { cause, details: { folder: place } },
    );
  }
}

function kindOf(item: Dirent): StampedEntry['kind'] {
  if (item.isFile()) return 'file';
  if (item.isDirectory()) return 'folder';
  return item.isSymbolicLink() ? 'link' : 'other';
}

function describe(
  folder: string,
  path: string,
  { kind, stamped }: { kind: StampedEntry['kind']; stamped: boolean },
): StampedEntry | undefined {
  const bare: StampedEntry = { path, kind, size: 0, stamp: '', written: 0, changed: 0 };
  if (kind !== 'file' || !stamped) return bare;
  const stats = lstatSync(`${folder}/${path}`, { throwIfNoEntry: false });
  if (stats) return toStamped(path, stats);
  // A name that is not UTF-8 has this mark in its place; any other file vanished meanwhile.
  return path.includes('\uFFFD') ? { ...bare, kind: 'other' } : undefined;
}

function tooMany(folder: string, most: number): MarketError {
  return new MarketError(
    'repository-invalid',
    `${folder} holds more than ${most} files and folders. Leave out what is no part of it by lines below "ignore:" in .pai-market/config.yaml.`,
    { details: { folder, allowed: most } },
  );
}

function tooDeep(folder: string, below: string): MarketError {
  return new MarketError(
    'repository-invalid',
    `${folder}/${below} is nested more than ${MOST_DEPTH} folders deep. Leave it out by a line below "ignore:" in .pai-market/config.yaml.`,
    { details: { folder, allowed: MOST_DEPTH } },
  );
}
