/** Which versions two signed indexes tell apart; only lists that differ are read. */
import { digest } from '#core/digest.ts';
import { isSegment } from '#core/read/index.ts';
import { parseRows } from '../index-pins.ts';
import { hashedPath } from '../by-hash.ts';
import { readIfThere } from './signed-state.ts';

import type { FilePin, MarketIndex } from '#core/model/generated.ts';
import type { PackageId } from '#core/model/publish.ts';
import type { Source } from '#core/ports.ts';
import type { SignedState } from './signed-state.ts';

/** One version as a row pins it. */
export interface PinnedVersion extends PackageId {
  /** Digest and size of its spec.json; undefined in a market whose rows pin none. */
  spec: FilePin | undefined;
}

export interface RowChanges {
  added: PinnedVersion[];
  removed: PinnedVersion[];
  /** With another spec than before; `before` is the digest of that. */
  replaced: (PinnedVersion & { before: string })[];
}

interface ListPin extends FilePin {
  path: string;
}

/** `former` undefined: everything is added. `near` may have the former lists by their digests, which saves reading them far away. */
export async function compareRows(
  own: SignedState,
  former: SignedState | undefined,
  near: Source,
): Promise<RowChanges> {
  const [lists, formerLists] = [listsOf(own.index), former ? listsOf(former.index) : []];
  const known = new Set(formerLists.map(({ sha256 }) => sha256));
  const kept = new Set(lists.map(({ sha256 }) => sha256));
  const rows = new Map<string, PinnedVersion>();
  for (const list of lists.filter(({ sha256 }) => !known.has(sha256))) {
    addRows(rows, list.path, (await own.reader.read(list.path, list, false)).bytes);
  }
  const formerRows = new Map<string, PinnedVersion>();
  for (const list of formerLists.filter(({ sha256 }) => !kept.has(sha256))) {
    const bytes =
      (await readNear(list, near)) ?? (await former?.reader.read(list.path, list, false))?.bytes;
    if (bytes) addRows(formerRows, list.path, bytes);
  }
  return compare(rows, formerRows);
}

/** The files that hold all rows together. */
function listsOf({ files, shards = [] }: MarketIndex): ListPin[] {
  if (shards.length > 0) return shards.map(({ path, sha256, size }) => ({ path, sha256, size }));
  const pin = Object.hasOwn(files, 'packages.json') ? files['packages.json'] : undefined;
  return pin ? [{ path: 'packages.json', ...pin }] : [];
}

/** A market keeps the lists of the index before under their digests; other bytes than these are not taken. */
async function readNear(pin: ListPin, near: Source): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(near, hashedPath(pin), pin.size);
  return bytes && (await digest(bytes)) === pin.sha256 ? bytes : undefined;
}

interface RawRow {
  name?: unknown;
  version?: unknown;
  spec?: { sha256?: unknown; size?: unknown } | null;
}

function addRows(rows: Map<string, PinnedVersion>, path: string, bytes: Uint8Array): void {
  for (const row of parseRows(path, bytes) as (RawRow | null)[]) {
    const { name, version, spec } = row ?? {};
    if (typeof name !== 'string' || typeof version !== 'string') continue;
    // Readers leave such a row out; here it would become a path.
    if (!isSegment('name', name) || !isSegment('version', version)) continue;
    const { sha256, size } = spec ?? {};
    const pin =
      typeof sha256 === 'string' && typeof size === 'number' ? { sha256, size } : undefined;
    rows.set(`${name}/${version}`, { name, version, spec: pin });
  }
}

function compare(
  rows: ReadonlyMap<string, PinnedVersion>,
  former: ReadonlyMap<string, PinnedVersion>,
): RowChanges {
  const changes: RowChanges = { added: [], removed: [], replaced: [] };
  for (const [key, row] of rows) {
    const before = former.get(key);
    if (!before) changes.added.push(row);
    else if (before.spec?.sha256 !== row.spec?.sha256) {
      changes.replaced.push({ ...row, before: before.spec?.sha256 ?? '' });
    }
  }
  for (const [key, row] of former) if (!rows.has(key)) changes.removed.push(row);
  return changes;
}
