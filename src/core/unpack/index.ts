/** Door of the stage that opens verified archives in memory; nothing is written anywhere by name. */
import { createHashing, digest, toHex } from '../digest.ts';
import { MarketError } from '../errors.ts';
import { readDirectory } from './directory.ts';
import { inflateEntry, readEntry } from './inflate.ts';
import { readEntries } from './local.ts';
import { createRefuse } from './refusal.ts';

import type { Limits } from '../limits.ts';
import type { FileEntry, FileTree, Verified } from '../model/trust.ts';
import type { PackedEntry } from './inflate.ts';
import type { Refuse } from './refusal.ts';

export { listArchive } from './list.ts';

/** An entry of an archive that is at hand, which can also be read without holding it. */
export interface ArchiveEntry extends FileEntry {
  /**
   * Gives each piece to `take`, with where it begins; `at` 0 again means that inflating began anew. What was taken may be
   * used only when this has returned. A piece is gone when `take` returns. Throws as `read`.
   */
  pass(take: (piece: Uint8Array, at: number) => void): Promise<void>;
}

export interface ArchiveTree extends FileTree {
  readonly entries: ReadonlyMap<string, ArchiveEntry>;
}

/** Trust 7: the files of an archive whose digest and signature hold. Throws zip-*. */
export function unpack(archive: Verified, limits: Limits): Promise<ArchiveTree> {
  return readArchive(archive.bytes, limits, archive.path);
}

/**
 * The files of any archive by the strict zip profile, for the publisher's tool; pages go through `unpack`.
 * Layout, headers, names and limits are checked for all entries at once; an entry's data when it is read.
 * Throws zip-*.
 */
export async function readArchive(
  bytes: Uint8Array,
  limits: Limits,
  path = 'The archive',
): Promise<ArchiveTree> {
  const refuse = createRefuse(path);
  if (bytes.length > limits.archiveBytes) {
    throw refuse(
      'zip-limit',
      `it has ${bytes.length} bytes; at most ${limits.archiveBytes} (limits.archiveBytes)`,
    );
  }
  const directory = readDirectory({ bytes, limits, refuse });
  const entries = new Map<string, ArchiveEntry>();
  for (const entry of readEntries(bytes, directory, refuse)) {
    if (entry.name.endsWith('/')) {
      // Java's jar deflates the nothing in a folder: it must be nothing.
      await inflateEntry(entry, {}, refuse);
      continue;
    }
    const { name, size } = entry;
    entries.set(name, {
      name,
      size,
      read: () => readEntry(entry, refuse),
      check: (pause) => inflateEntry(entry, { pause }, refuse),
      pass: (write) => inflateEntry(entry, { write }, refuse),
      sha256: () => hashEntry(entry, refuse),
    });
  }
  return { entries };
}

/** Without holding its bytes. */
async function hashEntry(entry: PackedEntry, refuse: Refuse): Promise<string> {
  const hashing = await createHashing(['SHA-256'], entry.size);
  const write = (piece: Uint8Array, at: number) => hashing.update(piece, at);
  await inflateEntry(entry, { write }, refuse);
  return toHex(await hashing.finish('SHA-256'));
}

/** Loose resources: files beside the spec instead of in an archive; named by what follows `packages/<name>/<version>/`. */
export function toFileTree(files: readonly Verified[]): FileTree {
  const entries = new Map<string, FileEntry>();
  for (const { path, bytes } of files) {
    const name = path.split('/').slice(3).join('/') || path;
    if (entries.has(name)) {
      throw new MarketError('action-file', `The file ${name} was given twice.`, {
        details: { file: path },
      });
    }
    entries.set(name, {
      name,
      size: bytes.length,
      read: async () => bytes,
      check: () => Promise.resolve(),
      sha256: () => digest(bytes),
    });
  }
  return { entries };
}
