/** Reads back what a build changed, as a user would; what did not change is the same bytes that were read back before. */
import { runTasks } from './run-tasks.ts';

import type { Limits } from '#core/limits.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Workers } from '#core/ports.ts';
import type { BuildRecord, VersionRecord } from './record.ts';
import type { ReadBackTask } from './tasks.ts';

/** Every task opens the market once. */
const VERSIONS_OF_TASK = 250;
/** Tasks for each worker, so that none is idle long while another has large ones. */
const TASKS_OF_WORKER = 2;

export interface ReadBackInput {
  /** Folder of the market in the making, and its id. */
  place: string;
  market: string;
  versions: readonly ReadBackVersion[];
  /** Of the build before. */
  record: BuildRecord;
}

export interface ReadBackVersion extends PackageId {
  needs: readonly string[];
  /** Where the version is of the build before. */
  kept: VersionRecord | undefined;
}

export interface ReadBackDeps {
  limits: Limits;
  makeWorkers: (calls: number) => Workers;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface ReadBackResult {
  /** By `<name>/<version>`, also of versions that were read back by an earlier build. */
  ofVersion: Map<string, Finding[]>;
  ofMarket: Finding[];
}

export async function readBackChanged(
  { place, market, versions, record }: ReadBackInput,
  { limits, makeWorkers, signal, onProgress }: ReadBackDeps,
): Promise<ReadBackResult> {
  const ids = changedVersions(versions, record);
  const workers = makeWorkers(ids.length);
  const size = Math.min(
    VERSIONS_OF_TASK,
    Math.max(1, Math.ceil(ids.length / (workers.size * TASKS_OF_WORKER))),
  );
  const tasks: ReadBackTask[] = [];
  // Also without a version: the lists themselves are read.
  do {
    const at = tasks.length * size;
    tasks.push({ place, market, ids: ids.slice(at, at + size), limits });
  } while (tasks.length * size < ids.length);
  const results = await runTasks<ReadBackTask, Finding[]>('readBack', tasks, {
    ...{ workers, signal },
    onDone: (done) => onProgress?.(Math.min(done * size, ids.length), ids.length),
  });
  return sortFindings(results.flat(), { versions, ids });
}

/** What was made, and whatever needs a package of which something was made or went away. */
function changedVersions(versions: readonly ReadBackVersion[], record: BuildRecord): PackageId[] {
  const there = new Set(versions.map(keyOf));
  const gone = [...record.versions.values()].filter((former) => !there.has(keyOf(former)));
  const made = versions.filter(({ kept }) => !kept);
  const changed = new Set([...made, ...gone].map(({ name }) => name));
  for (let before = -1; before < changed.size; ) {
    before = changed.size;
    for (const { name, needs } of versions) {
      if (needs.some((need) => changed.has(need))) changed.add(name);
    }
  }
  return versions
    .filter(({ kept, needs }) => !kept || needs.some((need) => changed.has(need)))
    .map(({ name, version }) => ({ name, version }));
}

function sortFindings(
  findings: readonly Finding[],
  { versions, ids }: { versions: readonly ReadBackVersion[]; ids: readonly PackageId[] },
): ReadBackResult {
  const read = new Set(ids.map(keyOf));
  const ofVersion = new Map(
    versions.map((each) => [
      keyOf(each),
      read.has(keyOf(each)) ? [] : [...(each.kept?.readBack ?? [])],
    ]),
  );
  const ofMarket = new Map<string, Finding>();
  for (const finding of findings) {
    const [top, name, version] = finding.file.split('/');
    const own = top === 'packages' ? ofVersion.get(`${name}/${version}`) : undefined;
    // Every task tells what is true of the whole market.
    if (own) own.push(finding);
    else ofMarket.set(JSON.stringify(finding), finding);
  }
  return { ofVersion, ofMarket: [...ofMarket.values()] };
}

function keyOf({ name, version }: PackageId): string {
  return `${name}/${version}`;
}
