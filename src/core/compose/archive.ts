/** Writes archive.zip: the same files always give the same bytes, and the strict zip profile takes them. */
import JSZip from 'jszip';

import { digest } from '../digest.ts';

import type { ArchiveEntry } from '../model/generated.ts';

/** The earliest time that a zip can tell: times of files are no part of a package. */
const FIXED_TIME = Date.UTC(1980, 0, 1);

export interface WrittenArchive {
  bytes: Uint8Array;
  /** In the order of the archive: byte order of names. */
  entries: ArchiveEntry[];
}

/**
 * An archive of these files, by name. Names are taken as they are: check them by reading the archive back.
 * JSZip's own deflate is used, because a platform's zlib may give other bytes on another machine.
 */
export async function writeArchive(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<WrittenArchive> {
  const names = [...files.keys()].sort(compareBytes);
  const zip = new JSZip();
  const entries: ArchiveEntry[] = [];
  for (const name of names) {
    const bytes = files.get(name) as Uint8Array;
    entries.push({ name, size: bytes.length, sha256: await digest(bytes) });
    zip.file(name, bytes, {
      binary: true,
      createFolders: false,
      date: new Date(FIXED_TIME),
      compression: bytes.length > 0 ? 'DEFLATE' : 'STORE',
    });
  }
  const bytes = await zip.generateAsync({
    type: 'uint8array',
    platform: 'DOS',
    streamFiles: false,
    compressionOptions: { level: 9 },
  });
  return { bytes, entries };
}

/** Order of the UTF-8 bytes, which is the order of code points. */
function compareBytes(a: string, b: string): number {
  const left = Array.from(a, codePoint);
  const right = Array.from(b, codePoint);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) as number;
}
