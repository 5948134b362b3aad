/** Reads back what changed since a reader took the market whole: the list always, a version only when it was written anew. */
import { MarketError } from '#core/errors.ts';
import { packageNeeds } from '#core/read/index.ts';
import { readBack } from './read-back.ts';
import {
  filesOfVersions,
  loadReadBefore,
  noteReadBefore,
  rowsOfVersions,
  versionKey,
} from './read-before.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Signer, Tree, TreeEntry } from '#core/ports.ts';
import type { NextIndex } from './next-index.ts';
import type { ReadBackDeps } from './read-back.ts';
import type { ReadPlace } from './read-before.ts';

export interface ReadBackInput {
  market: Tree;
  signer: Signer;
  /** As they were before they were signed. */
  entries: readonly TreeEntry[];
  next: NextIndex;
  place: ReadPlace;
}

/**
 * Versions that need others are read each time, as what they need may have changed. The files of the index were read to be
 * pinned, so that only those that the page reads are read once more.
 */
export async function readBackChanged(
  { market, signer, entries, next, place }: ReadBackInput,
  deps: Omit<ReadBackDeps, 'only' | 'wholeIndex'>,
): Promise<Finding[]> {
  const before = await loadReadBefore(place);
  const keys = keysOf(entries, next.rows);
  const isKnown = (id: string) => keys.get(id) !== undefined && keys.get(id) === before.get(id);
  const read = new Set<string>();
  const only = ({ name, version }: { name: string; version: string }) => {
    const id = `${name}/${version}`;
    if (!isKnown(id)) read.add(id);
    return !isKnown(id);
  };
  const findings = await readBack(
    next.index,
    { market, signer },
    { ...deps, only, wholeIndex: false },
  );
  const spoken = new Set(findings.map(({ file }) => file.split('/').slice(1, 3).join('/')));
  const known = new Map<string, string>();
  for (const [id, key] of keys) {
    if (key === undefined || spoken.has(id)) continue;
    if (isKnown(id) || (read.has(id) && !(await needsOthers(id, market, deps)))) known.set(id, key);
  }
  const isSame =
    known.size === before.size && [...known].every(([id, key]) => before.get(id) === key);
  if (!isSame) await noteReadBefore(known, place);
  return findings;
}

function keysOf(
  entries: readonly TreeEntry[],
  rows: readonly unknown[],
): Map<string, string | undefined> {
  const files = filesOfVersions(entries);
  const keys = new Map<string, string | undefined>();
  for (const [id, row] of rowsOfVersions(rows)) {
    keys.set(id, versionKey(files.get(id) ?? [], JSON.stringify(row)));
  }
  return keys;
}

async function needsOthers(id: string, market: Tree, { limits }: ReadBackDeps): Promise<boolean> {
  const path = `packages/${id}/spec.json`;
  try {
    // The reader has just verified and read it.
    const text = new TextDecoder().decode(await market.read(path, limits.specBytes));
    return packageNeeds(JSON.parse(text) as PackageSpec, path).length > 0;
  } catch (thrown) {
    // Nobody can say, so it is read again.
    if (thrown instanceof MarketError || thrown instanceof SyntaxError) return true;
    throw thrown;
  }
}
