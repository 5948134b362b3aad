/** The index files of a market in the making: composed from all rows, under their plain names and by their digests. */
import { composeIndex } from '#core/compose/index.ts';
import { digest as digestOf, sha256 } from '#core/digest.ts';
import { compareVersions } from '#core/find/index.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { hasHashedCopy, hashedNames, hashedPath } from '../by-hash.ts';
import { ID_FILE, toIdFile } from '../market-id.ts';
import { INDEX_FILE, readPrevious } from '../next-index.ts';
import { isAsWritten } from './record.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketSource, PackageRow } from '#core/model/generated.ts';
import type { StagedTree, Tree, TreeEntry } from '#core/ports.ts';
import type { Previous } from '../next-index.ts';
import type { BuildRecord } from './record.ts';

const VERSIONS_FILE = /^packages\/[^/]+\/versions\.json$/;

export interface BuiltIndex {
  files: Map<string, Uint8Array>;
  /** Paths of copies by digest, each with the plain path of its bytes. */
  copies: Map<string, string>;
  /** Digest of each. */
  digests: Map<string, string>;
  /** Digest over the market's id, paths and bytes. */
  digest: string;
}

export function makeIndex(market: MarketSource, rows: readonly PackageRow[]): BuiltIndex {
  const files = composeIndex({ categories: market.categories, rows, compareVersions });
  const digests = new Map([...files].map(([path, bytes]) => [path, sha256(bytes)]));
  const lines = [market.id, ...[...digests].map(([path, hash]) => `${hash} ${path}`)];
  const digest = sha256(new TextEncoder().encode(lines.join('\n')));
  return { files, copies: copiesOf(digests), digests, digest };
}

/** Which file is named a second time by its digest. With shards no versions.json is pinned, so that market.json stays small. */
function copiesOf(digests: ReadonlyMap<string, string>): Map<string, string> {
  const hasShards = [...digests.keys()].some((path) => path.startsWith('shards/'));
  const copies = new Map<string, string>();
  for (const [path, hash] of digests) {
    if (!hasHashedCopy(path, hasShards) || (hasShards && VERSIONS_FILE.test(path))) continue;
    copies.set(hashedPath({ sha256: hash }), path);
  }
  return copies;
}

interface IndexPlaces {
  target: Tree;
  stage: StagedTree;
  /** What is in the target now, by path. */
  before: ReadonlyMap<string, TreeEntry>;
  limits: Limits;
  record: BuildRecord;
}

/**
 * market.json moves along with its signature: it is still good when nothing changed, and otherwise tells `sign` the
 * serial that the next one must exceed. What it pins stays by its digest for one generation, so that a reader that holds it
 * goes on. Where there is none of this market, the id is noted for `sign`.
 */
export async function writeIndex(
  { files, copies, digests }: BuiltIndex,
  { id }: MarketSource,
  places: IndexPlaces,
): Promise<void> {
  const { target, stage, before, limits, record } = places;
  for (const [path, bytes] of files) {
    const known =
      isAsWritten(path, record, before) && record.indexFiles.get(path) === digests.get(path);
    if (known || (await isThere(path, bytes, places))) await stage.keep([path]);
    else await stage.write(path, bytes);
  }
  for (const [copy, path] of copies) await stage.alias(path, copy);
  const previous = before.has(INDEX_FILE) ? await readPrevious(target, limits) : undefined;
  if (previous?.index.market === id) await keepPrevious(previous, copies, places);
  else await stage.write(ID_FILE, toIdFile(id));
}

async function isThere(
  path: string,
  bytes: Uint8Array,
  { target, before, limits }: IndexPlaces,
): Promise<boolean> {
  const entry = before.get(path);
  if (entry?.kind !== 'file' || entry.size !== bytes.length) return false;
  return sameBytes(await target.read(path, limits.indexBytes), bytes);
}

async function keepPrevious(
  { bytes, index }: Previous,
  copies: ReadonlyMap<string, string>,
  places: IndexPlaces,
): Promise<void> {
  const { stage, before } = places;
  const names = [...hashedNames(index, await digestOf(bytes)), `${INDEX_FILE}.asc`];
  const kept = names.filter((name) => !copies.has(name) && before.get(name)?.kind === 'file');
  if (await isThere(INDEX_FILE, bytes, places)) kept.push(INDEX_FILE);
  else await stage.write(INDEX_FILE, bytes);
  await stage.keep(kept);
}
