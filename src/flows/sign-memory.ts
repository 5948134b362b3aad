/** What `sign` found good the last time, so that it need not read it again while the disk says that it was not written since. */
import { sha256 } from '#core/digest.ts';
import { loadPairs, savePairs } from './kept-pairs.ts';

import type { FolderCache, Signer, TreeEntry } from '#core/ports.ts';

/**
 * A wrong answer keeps a signature that does not fit, which readers refuse; nothing is ever signed or trusted for it. So
 * times that somebody set back, or a cache that somebody changed, can spoil a market, and not forge one.
 */
export interface SignMemory {
  /** Whether the signature beside the file held by this key when both were as they are now. */
  holds(file: TreeEntry, signature: TreeEntry | undefined): boolean;
  /** Remembers for all of these files that it does; forgets all others. Files that are too young are left out. */
  save(files: readonly (readonly [file: TreeEntry, signature: TreeEntry])[]): Promise<void>;
}

export interface SignPlace {
  cache: FolderCache | undefined;
  /** The market folder, absolute. */
  folder: string;
}

const FORMAT = 'pai-market-sign/1';

/** For one key as it is now: with another subkey, expiry or revocation in it, all is looked at again. */
export async function openSignMemory(
  { cache, folder }: SignPlace,
  { certificate }: Pick<Signer, 'certificate'>,
): Promise<SignMemory> {
  const signer = sha256(new TextEncoder().encode(certificate));
  const key = `${FORMAT} ${cache?.program ?? ''} ${signer} ${folder}`;
  const known = await loadPairs(cache, key);
  return {
    holds: (file, signature) => {
      const stamps = stampsOf(file, signature);
      return stamps !== undefined && known.get(file.path) === stamps;
    },
    async save(files) {
      const found = new Map<string, string>();
      for (const [file, signature] of files) {
        const stamps = stampsOf(file, signature);
        if (stamps !== undefined) found.set(file.path, stamps);
      }
      const isSame =
        found.size === known.size && [...found].every(([path, at]) => known.get(path) === at);
      if (!isSame) await savePairs(cache, key, found);
    },
  };
}

function stampsOf(file: TreeEntry, signature: TreeEntry | undefined): string | undefined {
  if (file.written === undefined || signature?.written === undefined) return undefined;
  return `${file.written} ${signature.written}`;
}
