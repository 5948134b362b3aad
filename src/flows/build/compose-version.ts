/** One version from its source folder into the market in the making: reads, checks, packs, writes; what it gives is plain data. */
import { composePackage, writeArchive } from '#core/compose/index.ts';
import { digest, sha256 } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { packageNeeds } from '#core/read/index.ts';
import { readArchive } from '#core/unpack/index.ts';
import { hasErrors } from '../findings.ts';
import { readPackageSource } from '../package-source.ts';

import type { WrittenArchive } from '#core/compose/index.ts';
import type { Limits } from '#core/limits.ts';
import type { ArchiveEntry, PackageRow, PackageSource } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Cache, StagedTree, Tree } from '#core/ports.ts';
import type { SourceFolder } from '../market-source.ts';

export interface VersionOutput {
  /** In the market. */
  path: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  size: number;
}

/** What became of one folder; without `row` nothing was written. */
export interface ComposedVersion {
  row?: PackageRow;
  findings: Finding[];
  outputs: VersionOutput[];
  /** As package.yaml has them, also with errors elsewhere. */
  categories: string[];
  /** Names of the packages that it needs. */
  needs: string[];
}

export interface ComposeDeps {
  source: Tree;
  stage: Pick<StagedTree, 'write'>;
  limits: Limits;
  /** Of archives by what is in them; none for a build from scratch. */
  cache?: Cache | undefined;
}

/** Deflating is most of the work of a build, so its results are kept. Raised when `writeArchive` gives other bytes. */
const ARCHIVE_KEY = 'archive/1';

export async function composeVersion(
  folder: SourceFolder,
  { source, stage, limits, cache }: ComposeDeps,
): Promise<ComposedVersion> {
  const archive = cache
    ? (files: ReadonlyMap<string, Uint8Array>) => keptArchive(files, cache, limits)
    : writeArchive;
  const { input, findings } = await readPackageSource(folder, { tree: source, limits, archive });
  // What has errors already is not given to the reader: it would only repeat them.
  const categories = input?.source.categories ?? [];
  if (!input || hasErrors(findings)) return { findings, outputs: [], categories, needs: [] };
  const { files, row } = composePackage(input);
  const outputs: VersionOutput[] = [];
  for (const [path, bytes] of files) {
    await stage.write(path, bytes);
    outputs.push({ path, sha256: await digest(bytes), size: bytes.length });
  }
  return { row, findings, outputs, categories, needs: neededNames(input.source) };
}

/** Which packages' change can make this one impossible to install. */
function neededNames({ actions, dependencies }: PackageSource): string[] {
  const spec = { specVersion: '1.0', actions, ...(dependencies && { dependencies }) };
  try {
    return [...new Set(packageNeeds(spec, 'package.yaml').map(({ name }) => name))];
  } catch (thrown) {
    // An action of a newer format: nobody can say what it needs.
    if (thrown instanceof MarketError) return [];
    throw thrown;
  }
}

/**
 * The archive of the same files made before. Whoever wrote the cache may have meant harm, so every file in it is
 * held against the source.
 */
async function keptArchive(
  files: ReadonlyMap<string, Uint8Array>,
  cache: Cache,
  limits: Limits,
): Promise<WrittenArchive> {
  const listed = await Promise.all(
    [...files].map(async ([name, bytes]) => [name, await digest(bytes)] as const),
  );
  const text = listed.map(([name, hash]) => `${hash} ${name}`).sort();
  const key = `${ARCHIVE_KEY}/${sha256(new TextEncoder().encode(text.join('\n')))}`;
  const kept = await cache.get(key);
  const entries = kept && (await entriesOf(kept.bytes, new Map(listed), limits));
  if (kept && entries) return { bytes: kept.bytes, entries };
  const made = await writeArchive(files);
  await cache.put(key, { bytes: made.bytes });
  return made;
}

/** Undefined unless the archive holds exactly these files. */
async function entriesOf(
  bytes: Uint8Array,
  wanted: ReadonlyMap<string, string>,
  limits: Limits,
): Promise<ArchiveEntry[] | undefined> {
  try {
    const { entries } = await readArchive(bytes, limits);
    if (entries.size !== wanted.size) return undefined;
    const found: ArchiveEntry[] = [];
    for (const { name, size, sha256: hash } of entries.values()) {
      const own = await hash();
      if (wanted.get(name) !== own) return undefined;
      found.push({ name, size, sha256: own });
    }
    return found;
  } catch (thrown) {
    // Damaged: it is made again.
    if (thrown instanceof MarketError) return undefined;
    throw thrown;
  }
}
