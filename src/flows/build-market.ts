/** Makes a market folder from its sources: only what changed is made anew, and nothing is written unless a reader would take all of it. */
import { MarketError } from '#core/errors.ts';
import { makeIndex, writeIndex } from './build/build-index.ts';
import { makeVersions, takeOver } from './build/make-versions.ts';
import { readBackChanged } from './build/read-back.ts';
import { inputsOf, isAsWritten, readRecord, writeRecord } from './build/record.ts';
import { isHashedPath } from './by-hash.ts';
import { assertNotCancelled, hasErrors } from './findings.ts';
import { ID_FILE } from './market-id.ts';
import { filesOfVersions, noteReadBefore, rowText, versionKey } from './read-before.ts';
import { readMarketSource, unknownCategories } from './market-source.ts';
import { INDEX_FILE } from './next-index.ts';

import type { Limits } from '#core/limits.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Clock, FolderCache, StagedTree, Tree, TreeEntry, Workers } from '#core/ports.ts';
import type { BuiltIndex } from './build/build-index.ts';
import type { MadeVersion, MakeDeps } from './build/make-versions.ts';
import type { ReadBackResult } from './build/read-back.ts';
import type { BuildRecord, VersionRecord } from './build/record.ts';

export interface BuildDeps {
  limits: Limits;
  clock: Clock;
  /** Runs the tasks of `build/tasks.ts`; asked with how many there will be. */
  makeWorkers: (calls: number) => Workers;
  /** What earlier builds made; everything is made anew without. */
  cache?: FolderCache | undefined;
  /** Where the former market is laid by for the next build; none if absent. */
  spare?: string | undefined;
  /** Which record of the cache is meant; the folders as they were named if absent. */
  place?: string;
  /** The target, absolute, for `sign`; as it was named if absent. */
  market?: string;
  /** What of the source is left out, besides folders of tools. */
  ignore?: (path: string, isFolder: boolean) => boolean;
  signal?: AbortSignal | undefined;
  /** Called before each version that is made. */
  onPackage?: (id: PackageId) => void;
  /** What is at work: making the packages, then reading back what was made. */
  onProgress?: (what: 'building' | 'reading back', done: number, total: number) => void;
}

export interface BuiltPackage extends PackageId {
  /** Files in the market, and their bytes in all. */
  files: number;
  bytes: number;
  /** Whether it is the one of the build before. */
  kept: boolean;
}

export interface BuildReport {
  /** From market.yaml, once that could be read. */
  market?: { id: string; name: string };
  packages: BuiltPackage[];
  /** With an error among them nothing was written. */
  findings: Finding[];
  /** Whether the market is there already, just so. */
  unchanged: boolean;
}

/** After so many milliseconds no file of the market is too young for its stamp to count. */
const SETTLE_MS = 25;

/**
 * The same sources always give the same bytes, from scratch or not, on any number of threads. Throws `usage` when the target
 * holds files of something else, `repository-busy` while another build is at it.
 */
export async function buildMarket(
  { source, target }: { source: Tree; target: Tree },
  deps: BuildDeps,
): Promise<BuildReport> {
  const { cache, limits } = deps;
  const place = deps.place ?? `${source.base}\n${target.base}`;
  const report: BuildReport = { packages: [], findings: [], unchanged: false };
  const stage = await target.stage({ spare: deps.spare });
  let committed = false;
  try {
    const entries = await target.list();
    assertReplaceable(entries, target.base);
    const before = new Map(entries.map((entry) => [entry.path, entry]));
    const record = await readRecord({ cache, place, limits });
    const next = await buildInto({ source, target, stage, deps, report, record, before });
    if (!next || report.unchanged || hasErrors(report.findings)) return report;
    assertNotCancelled(deps.signal);
    committed = true;
    await stage.commit();
    await remember(next, { target, deps, place });
    return report;
  } finally {
    if (!committed) await stage.discard();
  }
}

interface Build {
  source: Tree;
  target: Tree;
  stage: StagedTree;
  deps: BuildDeps;
  report: BuildReport;
  record: BuildRecord;
  /** What is in the target now, by path. */
  before: ReadonlyMap<string, TreeEntry>;
}

/** What the next build may go on from, once the stage is in place; undefined where there is nothing to put there. */
async function buildInto(build: Build): Promise<BuildRecord | undefined> {
  const { report, source, deps } = build;
  const { findings } = report;
  const market = await readMarketSource(source, { limits: deps.limits, findings });
  const making = toMaking(build);
  const made = await makeVersions(making);
  if (market) {
    for (const { folder, version } of made) {
      findings.push(...unknownCategories(folder.folder, version.categories, market));
    }
  }
  for (const { folder, version, kept } of made) {
    const { name, version: number } = folder;
    const bytes = version.outputs.reduce((sum, { size }) => sum + size, 0);
    const files = version.outputs.length;
    if (version.row)
      report.packages.push({ name, version: number, files, bytes, kept: kept !== undefined });
  }
  if (!market) return undefined;
  report.market = { id: market.id, name: market.name };
  const index = makeIndex(
    market,
    made.flatMap(({ version: { row } }) => (row ? [row] : [])),
  );
  if (isUnchanged(made, index, build)) {
    report.unchanged = true;
    findings.push(...made.flatMap(({ kept }) => kept?.readBack ?? []));
    return undefined;
  }
  await takeOver(made, making);
  await writeIndex(index, market, { ...build, limits: deps.limits });
  for (const { version } of made) build.stage.claim(version.outputs.map(({ path }) => path));
  await build.stage.settle();
  const readBack = await readBackChanged(
    {
      ...{ place: build.stage.base, market: market.id, record: build.record },
      versions: made
        .filter(({ version }) => version.row)
        .map(({ folder: { name, version: number }, version: { needs }, kept }) => ({
          ...{ name, version: number, needs, kept },
        })),
    },
    { ...deps, onProgress: (done, total) => deps.onProgress?.('reading back', done, total) },
  );
  findings.push(...readBack.ofMarket, ...[...readBack.ofVersion.values()].flat());
  return {
    versions: toRecords(made, readBack),
    market: new Map(),
    index: index.digest,
    indexFiles: index.digests,
  };
}

function toMaking({ source, target, stage, deps, report, record, before }: Build): MakeDeps {
  const { limits, cache, makeWorkers, ignore, signal, onPackage, onProgress } = deps;
  return {
    ...{ source, target, stage, before, record, findings: report.findings },
    ...{ limits, cache, makeWorkers, ignore, signal, onPackage },
    onProgress: (done, total) => onProgress?.('building', done, total),
  };
}

/** Whether the market is there already, with nothing in it that does not belong there. */
function isUnchanged(
  made: readonly MadeVersion[],
  { digest, files, copies }: BuiltIndex,
  { record, before }: Build,
): boolean {
  if (record.index !== digest || made.length !== record.versions.size) return false;
  if (!made.every(({ kept }) => kept)) return false;
  if (!before.has(INDEX_FILE) && !before.has(ID_FILE)) return false;
  const paths = [...files.keys(), ...copies.keys()];
  if (!paths.every((path) => isAsWritten(path, record, before))) return false;
  return [...before.keys()].every((path) => record.market.has(path) || SIGNED_LATER.test(path));
}

function toRecords(
  made: readonly MadeVersion[],
  { ofVersion }: ReadBackResult,
): Map<string, VersionRecord> {
  const records = new Map<string, VersionRecord>();
  for (const { folder, version, kept } of made) {
    const { name, version: number, entries } = folder;
    const inputs = kept?.inputs ?? inputsOf(entries);
    const { row } = version;
    if (!row || inputs === undefined) continue;
    const readBack = ofVersion.get(`${name}/${number}`) ?? [];
    records.set(folder.folder, { ...version, row, name, version: number, inputs, readBack });
  }
  return records;
}

/** Never fails a build that is done: without a record the next one only takes longer. */
async function remember(
  next: BuildRecord,
  { target, deps, place }: { target: Tree; deps: BuildDeps; place: string },
): Promise<void> {
  const { cache, limits, clock } = deps;
  if (!cache) return;
  await clock.sleep(SETTLE_MS);
  const entries = await target.list();
  const market = new Map<string, string>();
  for (const { path, stamp } of entries) if (stamp !== undefined) market.set(path, stamp);
  await writeRecord({ ...next, market }, { cache, place, limits });
  const folder = deps.market ?? target.base;
  await noteReadBefore(takenWhole(next, entries), { cache, folder });
  await cache.trim();
}

/** Versions of which the reader had nothing to say and that stand for themselves, so that `sign` need not read them again. */
function takenWhole({ versions }: BuildRecord, entries: readonly TreeEntry[]): Map<string, string> {
  const files = filesOfVersions(entries);
  const taken = new Map<string, string>();
  for (const { name, version, row, needs, readBack } of versions.values()) {
    if (needs.length > 0 || readBack.length > 0) continue;
    const id = `${name}/${version}`;
    const key = versionKey(files.get(id) ?? [], rowText(row));
    if (key !== undefined) taken.set(id, key);
  }
  return taken;
}

/** What `sign` and `renew` write. */
const SIGNED_LATER = /\.asc$|^market\.json$|^market-id\.txt$|^by-hash\//;
const INDEX_FILES =
  /^(?:market\.json(?:\.asc)?|market-id\.txt|categories\.json|packages(?:-[^/]+)?\.json|shards\/[^/]+)$/;
/** Left by a command that was killed while it wrote one file. */
const UNFINISHED = /^(?:[^/]+\/)?\.[^/]+\.\d+\.part$/;
/** A version's files lie flat; what is deeper is somebody's sources. */
const PACKAGE_FILES = /^packages\/[^/]+\/(?:versions\.json|[^/]+\/[^/]+)$/;

/** The folder is replaced as a whole, so it must be empty or a market. */
function assertReplaceable(entries: readonly TreeEntry[], base: string): void {
  if (entries.length === 0) return;
  const stranger = entries.find(
    ({ path, kind }) =>
      kind !== 'file' ||
      !(
        INDEX_FILES.test(path) ||
        PACKAGE_FILES.test(path) ||
        isHashedPath(path) ||
        UNFINISHED.test(path)
      ),
  );
  const isMarket = entries.some(({ path }) => path === 'packages.json');
  if (!stranger && isMarket) return;
  const reason = stranger
    ? `it holds ${stranger.path}, which is no part of a market`
    : 'it is no market: it has no packages.json';
  throw new MarketError('usage', `${base} would be replaced as a whole, but ${reason}.`, {
    details: { folder: base, ...(stranger ? { file: stranger.path } : {}) },
  });
}
