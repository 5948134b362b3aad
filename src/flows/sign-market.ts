/** Signs a market folder: every spec.json, archive.zip and loose resource, then market.json over its index; then reads it back as a reader would. */
import { MarketError } from '#core/errors.ts';
import { createKeyring } from '#core/verify/index.ts';
import { assertNotCancelled, warning } from './findings.ts';
import { INDEX_FILE, nextIndex } from './next-index.ts';
import { readBackChanged } from './read-back-changed.ts';
import { signFiles } from './sign-files.ts';
import { openSignMemory } from './sign-memory.ts';
import { writeSignedIndex } from './write-signed-index.ts';

import type { MarketIndex } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Limits } from '#core/limits.ts';
import type { Clock, FolderCache, Signer, Sources, Tree, TreeEntry } from '#core/ports.ts';
import type { SignWork } from './make-signature.ts';
import type { NextIndex } from './next-index.ts';
import type { FileWatch, SignedFiles, SignedPackage } from './sign-files.ts';

export interface SignDeps extends FileWatch {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  /** What earlier runs found good; everything is verified anew without. */
  cache?: FolderCache | undefined;
  /** The market folder, absolute, under which that is kept; as it was named if absent. */
  folder?: string | undefined;
  /** Called while the market is read back. */
  onChecked?: ((done: number, total: number) => void) | undefined;
  /** Identifier of the market for market.json, if the folder does not say it. */
  marketId?: string | undefined;
  /** Days until market.json expires, 1 to 90; 60 if absent. */
  expiresDays?: number | undefined;
  /** Full fingerprints, upper-case hexadecimal, of keys that market.json announces. */
  nextKeys?: readonly string[] | undefined;
  /** Adds signatures beside those of other keys, and changes no other file. */
  add?: boolean;
}

export interface SignReport {
  /** Fingerprint of the key that signed. */
  fingerprint: string;
  /** What market.json says now. */
  index: Pick<MarketIndex, 'market' | 'serial' | 'issued' | 'expires'> & {
    nextKeys: string[];
    /** Whether market.json is the one that was there, and whether its signature is. */
    kept: boolean;
    signatureKept: boolean;
  };
  packages: SignedPackage[];
  /** Paths of files whose signatures by other keys were replaced. */
  replaced: string[];
  /** What a reader finds afterwards, with errors only if the market must not be published. */
  findings: Finding[];
}

/**
 * Writes `<file>.asc` beside each file to sign, market.json and its signature last. A signature by this key that still
 * verifies is kept, and market.json too while it says what is there and more than half of its life is left, so that
 * an unchanged market stays unchanged. Killed at any point, it goes on where it was when called again.
 * Throws `repository-busy` while a build or another signer is at it, `source-invalid` when the folder is no market, `index-future` and `index-mismatch` as `nextIndex` does,
 * `signature-malformed` and `signature-too-large` when nothing can be added to a signature file, `internal` when a signature just made does not verify.
 */
export async function signMarket(
  places: { market: Tree; signer: Signer },
  deps: SignDeps,
): Promise<SignReport> {
  // A build at the same time would take the folder away that is signed, and two signers each other's lists.
  const unlock = await places.market.lock();
  return signLocked(places, deps).finally(unlock);
}

async function signLocked(
  { market, signer }: { market: Tree; signer: Signer },
  deps: SignDeps,
): Promise<SignReport> {
  const keyring = await createKeyring({
    armored: [signer.certificate],
    fingerprints: [signer.fingerprint],
    now: deps.clock.now(),
    limits: deps.limits,
  });
  const entries = await market.list();
  assertMarket(entries, market.base);
  const next = await nextIndex({ market, entries }, { ...deps, unchanged: deps.add }, deps);
  const { clock, limits, add = false } = deps;
  const work: SignWork = { market, signer, keyring, clock, limits, add, replaced: [] };
  const place = { cache: deps.cache, folder: deps.folder ?? market.base };
  const memory = await openSignMemory(place, signer);
  const { packages, files } = await signFiles(entries, { work, memory }, deps);
  assertNotCancelled(deps.signal);
  const state = await writeSignedIndex(next, entries, work);
  await memory.save(await pairs(files, entries, market));
  const found = await readBackChanged({ market, signer, entries, next, place }, deps);
  const findings = [...dropped(next, signer), ...found];
  return {
    fingerprint: signer.fingerprint,
    index: describe(next, state),
    packages,
    replaced: work.replaced,
    findings,
  };
}

/** Looking at the whole folder once more costs more than to verify so many signatures the next time. */
const FEW = 32;

/** Each file as it was before it was read, with its signature; one that was made now must be looked at again. */
async function pairs(
  files: SignedFiles['files'],
  entries: readonly TreeEntry[],
  market: Tree,
): Promise<[TreeEntry, TreeEntry][]> {
  const isMany = files.filter(({ state }) => state === 'signed').length > FEW;
  const now = isMany ? await market.list() : entries;
  const byPath = new Map(now.map((entry) => [entry.path, entry]));
  return files.flatMap(({ file, state }): [TreeEntry, TreeEntry][] => {
    const signature = byPath.get(`${file.path}.asc`);
    return signature && (isMany || state === 'kept') ? [[file, signature]] : [];
  });
}

function assertMarket(entries: TreeEntry[], base: string): void {
  if (entries.some(({ path, kind }) => path === 'packages.json' && kind === 'file')) return;
  throw new MarketError('source-invalid', `${base} is no market: it has no packages.json.`, {
    details: { folder: base },
  });
}

function describe({ index, kept }: NextIndex, signature: 'signed' | 'kept'): SignReport['index'] {
  const { market, serial, issued, expires, nextKeys = [] } = index;
  return {
    ...{ market, serial, issued, expires, nextKeys, kept },
    signatureKept: signature === 'kept',
  };
}

/** A key that signs now needs no announcement any more. */
function dropped({ dropped: keys }: NextIndex, signer: Signer): Finding[] {
  return keys
    .filter((key) => key !== signer.fingerprint)
    .map((key) =>
      warning(
        'key-announced',
        INDEX_FILE,
        `The key ${key} was announced before and is not any more; give it by --next-key to go on announcing it.`,
      ),
    );
}
