/** `pai-market unpack`: says whether an archive keeps the strict zip profile, lists its files with digests, and writes them on demand. */
import { createHashing, sha256, toHex } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { readArchive } from '#core/unpack/index.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';

import type { FileTree } from '#core/model/trust.ts';
import type { Tree } from '#core/ports.ts';
import type { ArchiveEntry, ArchiveTree } from '#core/unpack/index.ts';
import type { CommandIo } from '../command.ts';

interface ListedEntry {
  name: string;
  size: number;
  sha256: string;
}

export const command = defineCommand({
  name: 'unpack',
  summary: 'check an archive by the rules of the marketplace, list it, and write its files',
  usage: 'unpack ZIP [--out DIR] [--json]',
  help: 'Every file of the archive is inflated and checked before anything is written. Files that are there already are never replaced, and nothing is written outside of DIR.',
  positionals: { min: 1, max: 1 },
  examples: [
    ['See what an archive holds', 'pai-market unpack archive.zip'],
    ['Write its files below a new folder', 'pai-market unpack archive.zip --out files'],
  ],
  seeAlso: ['verify-file'],
  options: {
    out: {
      type: 'value',
      placeholder: 'DIR',
      completes: 'folder',
      summary: 'write the files below this folder',
    },
  },
  async run({ positionals, values, json }, io) {
    const [path = ''] = positionals;
    const bytes = await readZip(path, io);
    const files = await readArchive(bytes, io.limits, path);
    const entries = await checkEntries(files);
    if (values.out !== undefined) await writeFiles(files, values.out, io);
    if (json) printJson(io, { verdict: 'accepted', code: null, entries });
    else io.stdout(toText(entries, values.out));
    return 0;
  },
  errorJson: ({ code, message, details }) => ({
    verdict: 'refused',
    code,
    message,
    details,
    entries: [],
  }),
});

/** Bytes up to which an entry is hashed whole: a running hash takes longer to begin. */
const SMALL = 64 * 1024;

/** Inflates each entry once, which proves its size and checksum. Of a large one, memory holds only pieces. */
async function checkEntries({ entries }: ArchiveTree): Promise<ListedEntry[]> {
  const listed: ListedEntry[] = [];
  for (const { name, size, read, pass } of entries.values()) {
    const hash = size > SMALL ? await hashPieces(size, pass) : sha256(await read());
    listed.push({ name, size, sha256: hash });
  }
  return listed;
}

async function hashPieces(size: number, pass: ArchiveEntry['pass']): Promise<string> {
  const hashing = await createHashing(['SHA-256'], size);
  await pass((piece, at) => hashing.update(piece, at));
  return toHex(await hashing.finish('SHA-256'));
}

async function readZip(path: string, io: CommandIo): Promise<Uint8Array> {
  try {
    return await io.files.read(path, io.limits.archiveBytes);
  } catch (thrown) {
    if (!(thrown instanceof MarketError) || thrown.code !== 'net-too-large') throw thrown;
    throw new MarketError('zip-limit', thrown.message, { cause: thrown, details: thrown.details });
  }
}

async function openTarget(out: string, io: CommandIo): Promise<Tree> {
  const kind = await io.files.kind(out);
  if (kind !== undefined && kind !== 'folder') {
    throw new MarketError('usage', `--out ${out} is not a folder.`);
  }
  return io.files.tree(out);
}

/** All names are looked at before the first is written; an empty folder is in the way of a file too. */
async function writeFiles({ entries }: FileTree, out: string, io: CommandIo): Promise<void> {
  const target = await openTarget(out, io);
  const files = new Set((await target.list()).map(({ path }) => path));
  for (const name of entries.keys()) {
    const taken = [...foldersOf(name), name].find((each) => files.has(each));
    if (taken !== undefined) throw clash(out, taken);
    if ((await io.files.kind(`${out}/${name}`)) !== undefined) throw clash(out, name);
  }
  for (const { name, read } of entries.values()) await target.write(name, await read());
}

function clash(out: string, name: string): MarketError {
  return new MarketError(
    'usage',
    `${out}/${name} is there already; unpack replaces nothing. Name another folder with --out.`,
    { details: { file: name } },
  );
}

/** `a/b/c` lies in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

function toText(entries: readonly ListedEntry[], out: string | undefined): string {
  const lines = entries.map(({ name, size, sha256 }) => `${sha256}  ${size}  ${name}`);
  const where = out === undefined ? '' : `, written to ${out}`;
  return `${[...lines, `accepted: ${entries.length} files${where}`].join('\n')}\n`;
}
