/** Writes `<file>.asc` beside every spec.json, archive.zip and loose resource of a market folder. */
import { assertNotCancelled } from './findings.ts';
import { inParallel } from './in-parallel.ts';
import { makeSignature, readOldSignature } from './make-signature.ts';

import type { PackageId } from '#core/model/publish.ts';
import type { TreeEntry } from '#core/ports.ts';
import type { SignWork } from './make-signature.ts';
import type { SignMemory } from './sign-memory.ts';

export interface SignedPackage extends PackageId {
  /** Names of the files that were signed now, and of those whose signature by this key was good already. */
  signed: string[];
  kept: string[];
}

export interface FileWatch {
  signal?: AbortSignal | undefined;
  /** Called before each file. */
  onFile?: ((path: string) => void) | undefined;
  /** Called behind each file. */
  onSigned?: ((done: number, total: number) => void) | undefined;
}

export interface SignedFiles {
  packages: SignedPackage[];
  /** Each file with what became of it, in byte order of paths. */
  files: { file: TreeEntry; state: 'signed' | 'kept' }[];
}

/** Files that a signed spec pins by digest; they need no signature of their own. */
const PINNED_FILES = /^(?:license\.txt|README\.md|CHANGELOG\.md|icon\.(?:png|jpg))$/;

/** Enough to keep the disk and all threads of the cryptography at work. */
const LOAD = { atOnce: 16, bytes: 64 * 1024 * 1024 };

/** Written by a command that was killed; no part of a market. */
const UNFINISHED = /(?:^|\/)\.[^/]+\.\d+\.part$/;

/** Throws what `makeSignature` and the signer throw, and `cancelled`; each file that was begun is then whole. */
export async function signFiles(
  entries: readonly TreeEntry[],
  { work, memory }: { work: SignWork; memory: SignMemory },
  watch: FileWatch,
): Promise<SignedFiles> {
  const files = filesToSign(entries);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  let done = 0;
  const states = await inParallel(files, LOAD, async (file) => {
    assertNotCancelled(watch.signal);
    watch.onFile?.(file.path);
    const signature = byPath.get(`${file.path}.asc`);
    const isKnown = memory.holds(file, signature);
    const state = isKnown ? 'kept' : await signFile(file, signature !== undefined, work);
    done += 1;
    watch.onSigned?.(done, files.length);
    return state;
  });
  const packages = new Map<string, SignedPackage>();
  const outcomes = files.map((file, at) => ({ file, state: states[at] ?? 'kept' }));
  for (const { file, state } of outcomes) note(packages, file.path, state);
  work.replaced.sort();
  return { packages: [...packages.values()], files: outcomes };
}

function filesToSign(entries: readonly TreeEntry[]): TreeEntry[] {
  const paths = new Set(entries.map(({ path }) => path));
  return entries.filter(({ path }) => {
    const [top, name, version, ...rest] = path.split('/');
    if (top !== 'packages' || rest.length === 0) return false;
    if (path.endsWith('.asc') || UNFINISHED.test(path)) return false;
    const file = rest.join('/');
    if (file === 'spec.json' || file === 'archive.zip') return true;
    // Loose resources: without an archive each file stands alone.
    const loose = !paths.has(`packages/${name}/${version}/archive.zip`);
    return loose && !PINNED_FILES.test(file);
  });
}

async function signFile(
  { path }: TreeEntry,
  isSigned: boolean,
  work: SignWork,
): Promise<'signed' | 'kept'> {
  const { market, limits } = work;
  const limit = path.endsWith('.json') ? limits.indexBytes : limits.archiveBytes;
  const bytes = await market.read(path, limit);
  const old = isSigned ? await readOldSignature(`${path}.asc`, work) : undefined;
  const signature = await makeSignature({ path, bytes, old }, work);
  if (!signature) return 'kept';
  await market.write(`${path}.asc`, signature);
  return 'signed';
}

function note(packages: Map<string, SignedPackage>, path: string, state: 'signed' | 'kept'): void {
  const [, name = '', version = '', ...rest] = path.split('/');
  const key = `${name}/${version}`;
  const entry = packages.get(key) ?? { name, version, signed: [], kept: [] };
  entry[state].push(rest.join('/'));
  packages.set(key, entry);
}
