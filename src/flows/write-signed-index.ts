/** Trust 2: puts a new market.json in the place of the old one, so that a reader sees the one or the other whole at every moment. */
import { digest } from '#core/digest.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { hashedNames, hashedPath, hashedPins, hashedSignature, isHashedPath } from './by-hash.ts';
import { makeSignature, readOldSignature } from './make-signature.ts';
import { ID_FILE } from './market-id.ts';
import { INDEX_FILE } from './next-index.ts';

import type { TreeEntry } from '#core/ports.ts';
import type { SignWork } from './make-signature.ts';
import type { NextIndex } from './next-index.ts';

const SIGNATURE_FILE = `${INDEX_FILE}.asc`;

/**
 * All copies and signatures under names that no reader knows yet, then market.json.asc (readers of the old market.json find
 * theirs at by-hash/), then market.json. The former generation stays for readers who are in the middle of it; what is older goes.
 */
export async function writeSignedIndex(
  next: NextIndex,
  entries: readonly TreeEntry[],
  work: SignWork,
): Promise<'signed' | 'kept'> {
  const { market } = work;
  const sha256 = await digest(next.bytes);
  const hashed = hashedSignature(sha256);
  const paths = new Set(entries.filter(({ kind }) => kind === 'file').map(({ path }) => path));
  const isHashed = next.index.byHash === true;
  if (isHashed) await writeCopies(next, entries, work);
  const { current, beside, under } = await signatureFor(next.bytes, hashed, { paths, work });
  if (isHashed && under !== current) await market.write(hashed, current);
  if (beside !== current) await market.write(SIGNATURE_FILE, current);
  if (!next.kept) await market.write(INDEX_FILE, next.bytes);
  if (paths.has(ID_FILE)) await market.remove(ID_FILE);
  if (!next.kept) await removeOldCopies(next, sha256, { paths, work });
  return beside === current ? 'kept' : 'signed';
}

interface IndexSignature {
  current: Uint8Array;
  /** What lies beside market.json and at by-hash/; the same object as `current` where it is right. */
  beside: Uint8Array | undefined;
  under: Uint8Array | undefined;
}

/**
 * After a kill the signature beside market.json may belong to one that was never put there, while the one at by-hash/ is
 * surely of these bytes; but other tools add signatures only to the former. So the one with more signatures counts.
 */
async function signatureFor(
  bytes: Uint8Array,
  hashed: string,
  { paths, work }: { paths: ReadonlySet<string>; work: SignWork },
): Promise<IndexSignature> {
  const read = (path: string) => (paths.has(path) ? readOldSignature(path, work) : undefined);
  const [beside, under] = [await read(SIGNATURE_FILE), await read(hashed)];
  const ours = under && !(beside && (await countOf(beside, work)) > (await countOf(under, work)));
  const old = ours ? under : beside;
  const made = await makeSignature({ path: INDEX_FILE, bytes, old }, work);
  const current = made ?? (old as Uint8Array);
  const same = (found: Uint8Array | undefined) =>
    found && sameBytes(found, current) ? current : found;
  return { current, beside: same(beside), under: same(under) };
}

/** How many signatures by other keys there are. */
async function countOf(signature: Uint8Array, { signer }: SignWork): Promise<number> {
  return (await signer.others(signature)).length;
}

/** `build` has made them; a folder that another tool made, or an older build, gets them here. */
async function writeCopies(
  { index }: NextIndex,
  entries: readonly TreeEntry[],
  { market }: SignWork,
): Promise<void> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  for (const [path, pin] of hashedPins(index)) {
    const copy = byPath.get(hashedPath(pin));
    if (copy && isOneFile(copy, byPath.get(path))) continue;
    if (
      copy?.size === pin.size &&
      (await digest(await market.read(copy.path, pin.size))) === pin.sha256
    ) {
      continue;
    }
    const bytes = await market.read(path, pin.size);
    // What changed since it was pinned must not lie under the wrong name.
    if ((await digest(bytes)) === pin.sha256) await market.write(hashedPath(pin), bytes);
  }
}

/** Two names of one file, as `build` makes them: of its bytes the digest was taken just now. */
function isOneFile(copy: TreeEntry, plain: TreeEntry | undefined): boolean {
  return copy.written !== undefined && copy.written === plain?.written;
}

async function removeOldCopies(
  { index, former }: NextIndex,
  sha256: string,
  { paths, work }: { paths: ReadonlySet<string>; work: SignWork },
): Promise<void> {
  const needed = hashedNames(index, sha256);
  if (former) {
    for (const name of hashedNames(former.index, await digest(former.bytes))) needed.add(name);
  }
  for (const path of paths) {
    if (isHashedPath(path) && !needed.has(path)) await work.market.remove(path);
  }
}
