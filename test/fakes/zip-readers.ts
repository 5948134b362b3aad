/** What other programs make of archives: `unzip`, bsdtar from a file and from a pipe, Python's zipfile, JSZip. Each program starts once for many archives. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';

/** Name and SHA-256 of each file, sorted, or what kept the program from reading it. */
export type Reading = [name: string, sha256: string][] | string;

export interface Reader {
  name: string;
  /** The program that must be there; none for JSZip. */
  tool?: string;
  /** In the order of the archives. */
  read(archives: readonly Uint8Array[]): Promise<Reading[]>;
}

/** With status 1, `unzip` warns and has read all. */
export const READERS: Reader[] = [
  extracting('unzip', 'unzip', 'unzip -oqq "$archive" -d "$folder" || [ $? = 1 ]'),
  extracting('bsdtar', 'bsdtar', 'bsdtar -xf "$archive" -C "$folder"'),
  extracting('bsdtar from a pipe', 'bsdtar', 'cat "$archive" | bsdtar -xf - -C "$folder"'),
  { name: "Python's zipfile", tool: 'python3', read: async (archives) => readByPython(archives) },
  { name: 'JSZip', read: (archives) => Promise.all(archives.map(readByJszip)) },
];

/** What we read, to be compared. */
export function toReading(entries: readonly { name: string; sha256: string }[]): Reading {
  return entries.map(({ name, sha256 }): [string, string] => [name, sha256]).sort();
}

export function hasTool(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** CI sets PAI_MARKET_TOOLS=required: there a tool that is not there fails its tests instead of leaving them out. */
export function mayLeaveOut(tool: string): boolean {
  return process.env['PAI_MARKET_TOOLS'] !== 'required' && !hasTool(tool);
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function extracting(name: string, tool: string, command: string): Reader {
  const script = `
    for archive in *.zip; do
      folder="\${archive%.zip}"
      mkdir "$folder"
      { ${command}; } >"$folder.log" 2>&1 </dev/null || echo "status $?" >"$folder.failed"
    done
    chmod -R u+rwX .`;
  return {
    name,
    tool,
    read: async (archives) =>
      inFolder(archives, (root, names) => {
        const env = { ...process.env, LC_ALL: 'C.UTF-8' };
        execFileSync('bash', ['-c', script], { cwd: root, env, stdio: 'ignore' });
        const files = new Set(readdirSync(root));
        return names.map((each) =>
          files.has(`${each}.failed`)
            ? readFileSync(join(root, `${each}.failed`), 'utf8') +
              readFileSync(join(root, `${each}.log`), 'utf8')
            : readTree(Buffer.from(join(root, each))).sort(),
        );
      }),
  };
}

/** Plain files below the folder; anything else that is no folder is told by its kind. Names may be no UTF-8. */
function readTree(root: Buffer, prefix = ''): [string, string][] {
  return readdirSync(root, { withFileTypes: true, encoding: 'buffer' }).flatMap((entry) => {
    const path = Buffer.concat([root, Buffer.from('/'), entry.name]);
    const name = prefix + entry.name.toString();
    if (entry.isDirectory()) return readTree(path, `${name}/`);
    return [[name, entry.isFile() ? digestOf(readFileSync(path)) : 'no plain file']];
  });
}

const PYTHON = `
import hashlib, json, sys, zipfile
def read(path):
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            return [[info.filename, hashlib.sha256(archive.read(info)).hexdigest()] for info in infos]
    except Exception as error:
        return repr(error)
json.dump([read(path) for path in sys.stdin.read().split()], sys.stdout)
`;

function readByPython(archives: readonly Uint8Array[]): Reading[] {
  return inFolder(archives, (root, names) => {
    const input = names.map((name) => `${name}.zip`).join('\n');
    const options = { cwd: root, input, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
    const readings = JSON.parse(execFileSync('python3', ['-c', PYTHON], options)) as Reading[];
    return readings.map((reading) => (typeof reading === 'string' ? reading : reading.sort()));
  });
}

async function readByJszip(bytes: Uint8Array): Promise<Reading> {
  try {
    const archive = await JSZip.loadAsync(bytes, { checkCRC32: true, createFolders: false });
    const files: [string, string][] = [];
    for (const file of Object.values(archive.files)) {
      if (!file.dir) files.push([file.name, digestOf(await file.async('uint8array'))]);
    }
    return files.sort();
  } catch (error) {
    return String(error);
  }
}

/** The archives as `0.zip`, `1.zip` … in a folder that is gone afterwards. */
function inFolder<Result>(
  archives: readonly Uint8Array[],
  work: (root: string, names: string[]) => Result,
): Result {
  const root = mkdtempSync(join(tmpdir(), 'pai-market-zip-'));
  try {
    const names = archives.map((_, i) => String(i));
    archives.forEach((bytes, i) => writeFileSync(join(root, `${i}.zip`), bytes));
    return work(root, names);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
