/** Makes every version of a source tree in the stage: what is as it was is taken over, the rest is composed on all workers. */
import { digest } from '#core/digest.ts';
import { warning } from '../findings.ts';
import { isSourceFolder } from '../market-source.ts';
import { locateVersions } from './locate.ts';
import { inputsOf, isThere } from './record.ts';
import { runTasks } from './run-tasks.ts';

import type { Limits } from '#core/limits.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { FolderCache, StagedTree, Tree, TreeEntry, Workers } from '#core/ports.ts';
import type { SourceFolder } from '../market-source.ts';
import type { ComposedVersion, VersionOutput } from './compose-version.ts';
import type { Located } from './locate.ts';
import type { BuildRecord, VersionRecord } from './record.ts';
import type { ComposeTask } from './tasks.ts';

export interface MakeDeps {
  source: Tree;
  target: Tree;
  stage: StagedTree;
  /** What is in the target now, by path. */
  before: ReadonlyMap<string, TreeEntry>;
  record: BuildRecord;
  limits: Limits;
  cache: FolderCache | undefined;
  makeWorkers: (calls: number) => Workers;
  ignore: ((path: string, isFolder: boolean) => boolean) | undefined;
  signal: AbortSignal | undefined;
  onPackage: ((id: PackageId) => void) | undefined;
  onProgress: ((done: number, total: number) => void) | undefined;
  findings: Finding[];
}

/** A version with what became of it. */
export interface MadeVersion {
  folder: SourceFolder;
  version: ComposedVersion;
  /** Where it is the one of the build before. */
  kept: VersionRecord | undefined;
}

/** In byte order of source folders. Findings are added in that order; a version without `row` has errors. */
export async function makeVersions(deps: MakeDeps): Promise<MadeVersion[]> {
  const { source, limits, findings, record, ignore = () => false } = deps;
  const all = await source.list((path) => isSourceFolder(path) && !ignore(path, true));
  const entries = all.filter(({ path }) => !ignore(path, false));
  const located = await locateVersions(entries, {
    ...{ tree: source, limits, findings },
    known({ folder, entries: inside }) {
      const former = record.versions.get(folder);
      return former && former.inputs === inputsOf(inside) ? former : undefined;
    },
  });
  const isKept = ({ known }: Located) => known !== undefined && isThere(known, record, deps.before);
  const fresh = await compose(
    located.filter((each) => !isKept(each)).map(({ folder }) => folder),
    deps,
  );
  return located.flatMap((each) => {
    const kept = isKept(each) ? each.known : undefined;
    const version = kept ?? fresh.get(each.folder);
    if (!version) return [];
    findings.push(...version.findings);
    return [{ folder: each.folder, version, kept }];
  });
}

async function compose(
  folders: readonly SourceFolder[],
  { source, target, stage, limits, cache, makeWorkers, signal, onPackage, onProgress }: MakeDeps,
): Promise<Map<SourceFolder, ComposedVersion>> {
  if (folders.length === 0) return new Map();
  const tasks = folders.map(
    (folder): ComposeTask => ({
      ...{ folder, source: source.base, place: stage.base, target: target.base },
      ...{ cache: cache?.folder, limits },
    }),
  );
  const results = await runTasks<ComposeTask, ComposedVersion>('compose', tasks, {
    ...{ workers: makeWorkers(tasks.length), signal },
    onBegin: ({ folder: { name, version } }) => onPackage?.({ name, version }),
    onDone: (done) => onProgress?.(done, tasks.length),
  });
  return new Map(folders.map((folder, at) => [folder, results[at] as ComposedVersion]));
}

/** Takes over the files of versions that are kept, and the signatures over bytes that did not change: they stay good. */
export async function takeOver(made: readonly MadeVersion[], deps: MakeDeps): Promise<void> {
  const { before, stage, limits, findings } = deps;
  for (const { folder, version, kept } of made) {
    if (kept) await stage.keep(kept.outputs.map(({ path }) => path));
    for (const output of version.outputs) {
      const signature = before.get(`${output.path}.asc`);
      if (signature?.kind !== 'file' || !before.has(output.path)) continue;
      if (kept || (await isSame(output, deps))) {
        if (signature.size <= limits.signatureBytes) await stage.keep([signature.path]);
      } else if (output.path.endsWith('/spec.json')) {
        const message = `${folder.name} ${folder.version} was signed before with other content; what is published should get a new version instead.`;
        findings.push(warning('version-changed', output.path, message));
      }
    }
  }
}

/** Whether the market has these bytes at this path already. */
async function isSame(
  { path, sha256, size }: VersionOutput,
  { target, before, limits }: MakeDeps,
): Promise<boolean> {
  if (before.get(path)?.size !== size) return false;
  return (await digest(await target.read(path, limits.archiveBytes))) === sha256;
}
