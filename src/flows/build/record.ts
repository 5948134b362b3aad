/** What the last build of a market knew, so that the next one does only what changed. Nothing is believed but what the stamps of the disk confirm. */
import { sha256 } from '#core/digest.ts';

import type { Limits } from '#core/limits.ts';
import type { PackageRow } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { FolderCache, TreeEntry } from '#core/ports.ts';
import type { ComposedVersion } from './compose-version.ts';

export interface VersionRecord extends PackageId, ComposedVersion {
  row: PackageRow;
  /** Stamps of all that lies in its source folder. */
  inputs: string;
  /** What the reader said of it. */
  readBack: Finding[];
}

export interface BuildRecord {
  /** By source folder. */
  versions: Map<string, VersionRecord>;
  /** Stamps of the files of the market, by path. */
  market: Map<string, string>;
  /** Digest over the index files, and that of each. */
  index: string;
  indexFiles: Map<string, string>;
}

/** Raised when a build of the same sources gives another result or other findings. */
const FORMAT = 'pai-market-build/1';

const EMPTY_RECORD: BuildRecord = {
  versions: new Map(),
  market: new Map(),
  index: '',
  indexFiles: new Map(),
};

interface RecordText {
  format: string;
  limits: Limits;
  versions: [string, VersionRecord][];
  market: [string, string][];
  index: string;
  indexFiles: [string, string][];
}

/** Where the record is kept, and what must be the same for it to count. */
export interface RecordPlace {
  cache: FolderCache | undefined;
  /** Names source and market. */
  place: string;
  limits: Limits;
}

export async function readRecord({ cache, place, limits }: RecordPlace): Promise<BuildRecord> {
  const kept = await cache?.get(keyOf(cache, place));
  if (!kept) return EMPTY_RECORD;
  try {
    const text = JSON.parse(new TextDecoder().decode(kept.bytes)) as RecordText;
    if (text.format !== FORMAT || JSON.stringify(text.limits) !== JSON.stringify(limits)) {
      return EMPTY_RECORD;
    }
    return {
      // Its stamps, too, must fit before one counts.
      versions: new Map(text.versions.filter(([, record]) => isVersion(record))),
      market: new Map(text.market),
      index: text.index,
      indexFiles: new Map(text.indexFiles),
    };
  } catch {
    // Of another program, or damaged: everything is built anew.
    return EMPTY_RECORD;
  }
}

/** The cache of a repository may come from anybody. */
function isVersion(record: Partial<VersionRecord> | null): boolean {
  const { name, version, inputs, outputs } = record ?? {};
  const texts = [name, version, inputs];
  return texts.every((text) => typeof text === 'string') && Array.isArray(outputs);
}

export async function writeRecord(
  { versions, market, index, indexFiles }: BuildRecord,
  { cache, place, limits }: RecordPlace,
): Promise<void> {
  const text: RecordText = {
    format: FORMAT,
    limits,
    versions: [...versions],
    market: [...market],
    index,
    indexFiles: [...indexFiles],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(text));
  await cache?.put(keyOf(cache, place), { bytes });
}

function keyOf({ program }: FolderCache, place: string): string {
  return `${FORMAT} ${program} ${place}`;
}

/** Text that is the same only while nothing in the folder changed; undefined while one of the files is too young to tell. */
export function inputsOf(entries: readonly TreeEntry[]): string | undefined {
  const lines: string[] = [];
  for (const { path, kind, stamp } of entries) {
    if (kind === 'file' && stamp === undefined) return undefined;
    lines.push(`${kind} ${stamp ?? ''} ${path}`);
  }
  return sha256(new TextEncoder().encode(lines.join('\n')));
}

/** Whether the market still has every file of the version as it was written. */
export function isThere(
  { outputs }: ComposedVersion,
  record: BuildRecord,
  market: ReadonlyMap<string, TreeEntry>,
): boolean {
  return outputs.every(({ path }) => isAsWritten(path, record, market));
}

export function isAsWritten(
  path: string,
  { market: stamps }: BuildRecord,
  market: ReadonlyMap<string, TreeEntry>,
): boolean {
  const stamp = market.get(path)?.stamp;
  return stamp !== undefined && stamp === stamps.get(path);
}
