/** Shows what is inside a file that a step uses: the entries of an archive, the first lines of a text; bounded, and never judged by it. */
import { MarketError, toProblem } from '#core/errors.ts';
import { decodeText } from '#core/read/index.ts';
import { listArchive, readArchive } from '#core/unpack/index.ts';

import type { Problem } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { FileContents } from '#core/model/install.ts';
import type { FileEntry } from '#core/model/trust.ts';

/** So much of a text is shown. */
const LINES = 200;
const LINE_CHARACTERS = 2000;
/** Bytes up to which a text is looked for. */
const TEXT_BYTES = 4 * 1024 * 1024;
/** So many entries of an archive are shown. */
const ENTRIES = 1000;
const MANIFEST = 'META-INF/MANIFEST.MF';

/** A file of a package, of an address, or one that the user gave. Throws what reading it throws. */
export async function inspectFile(
  file: Pick<FileEntry, 'name' | 'size' | 'read'>,
  limits: Limits,
): Promise<FileContents> {
  const bytes = await file.read();
  if (startsWith(bytes, 0x50, 0x4b)) return inspectArchive(bytes, file.name, limits);
  return inspectText(bytes);
}

/** Jars are not ours to judge: what the strict reader refuses is listed leniently, with its reason. */
async function inspectArchive(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
): Promise<FileContents> {
  try {
    const { entries } = await readArchive(bytes, { ...limits, archiveBytes: bytes.length }, name);
    const manifest = entries.get(MANIFEST);
    return {
      ...toArchive([...entries.values()].map((each) => ({ name: each.name, size: each.size }))),
      ...(manifest && manifest.size <= limits.readmeBytes
        ? { manifest: firstLines(new TextDecoder('utf-8').decode(await manifest.read())).text }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof MarketError) || error.code === 'cancelled') throw error;
    return listLeniently(bytes, toProblem(error));
  }
}

function listLeniently(bytes: Uint8Array, problem: Problem): FileContents {
  const listed = listArchive(bytes, ENTRIES + 1);
  return listed ? { ...toArchive(listed), problem } : { kind: 'binary', problem };
}

function toArchive(
  all: { name: string; size: number }[],
): Extract<FileContents, { kind: 'archive' }> {
  return { kind: 'archive', entries: all.slice(0, ENTRIES), cut: all.length > ENTRIES };
}

function inspectText(bytes: Uint8Array): FileContents {
  if (bytes.length > TEXT_BYTES) return { kind: 'binary' };
  try {
    return { kind: 'text', ...firstLines(decodeText(bytes, 'The file')) };
  } catch (error) {
    // Not UTF-8 text: that is what is shown.
    if (error instanceof MarketError) return { kind: 'binary' };
    throw error;
  }
}

function firstLines(text: string): { text: string; cut: boolean; lines: number } {
  const all = text.split(/\r?\n/);
  const lines = all.at(-1) === '' ? all.length - 1 : all.length;
  const shown = all.slice(0, Math.min(lines, LINES)).map((line) => line.slice(0, LINE_CHARACTERS));
  const cut = lines > LINES || shown.some((line, at) => line !== all[at]);
  return { text: shown.join('\n'), cut, lines };
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
