/** Makes a market folder from its sources; writes nothing unless a reader would take all of it. */
import { composeIndex, composePackage } from '#core/compose/index.ts';
import { MarketError } from '#core/errors.ts';
import { compareVersions } from '#core/find/index.ts';
import { assertNotCancelled, hasErrors, toFinding, warning } from './findings.ts';
import { ID_FILE, toIdFile } from './market-id.ts';
import { readMarketSource, sourceFolders, unknownCategories } from './market-source.ts';
import { INDEX_FILE, readPrevious } from './next-index.ts';
import { readPackageSource } from './package-source.ts';
import { verifyMarket } from './verify-market.ts';

import type { ComposedPackage } from '#core/compose/index.ts';
import type { Limits } from '#core/limits.ts';
import type { MarketSource, PackageRow } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Clock, Memory, Sources, StagedTree, Tree, TreeEntry } from '#core/ports.ts';
import type { SourceFolder } from './market-source.ts';

export interface BuildDeps {
  /** Opens the new folder as a reader would. */
  sources: Sources;
  clock: Clock;
  limits: Limits;
  memory: Memory;
  signal?: AbortSignal;
  /** Called before each version. */
  onPackage?: (id: PackageId) => void;
}

export interface BuiltPackage extends PackageId {
  /** Files in the market, and their bytes in all. */
  files: number;
  bytes: number;
}

export interface BuildReport {
  /** From market.yaml, once that could be read. */
  market?: { id: string; name: string };
  packages: BuiltPackage[];
  /** With an error among them nothing was written. */
  findings: Finding[];
}

interface Build {
  source: Tree;
  target: Tree;
  stage: StagedTree;
  deps: BuildDeps;
  report: BuildReport;
  rows: PackageRow[];
  /** Paths of the market that is there already. */
  before: ReadonlySet<string>;
}

/** The same sources always give the same bytes. Throws `usage` when the target holds files of something else. */
export async function buildMarket(
  { source, target }: { source: Tree; target: Tree },
  deps: BuildDeps,
): Promise<BuildReport> {
  const entries = await target.list();
  assertReplaceable(entries, target.base);
  const before = new Set(entries.map(({ path }) => path));
  const stage = await target.stage();
  const report: BuildReport = { packages: [], findings: [] };
  const build: Build = { source, target, stage, deps, report, rows: [], before };
  let committed = false;
  try {
    await buildInto(build);
    if (!hasErrors(report.findings)) {
      await stage.commit();
      committed = true;
    }
  } finally {
    if (!committed) await stage.discard();
  }
  return report;
}

async function buildInto(build: Build): Promise<void> {
  const { report, source, stage, deps } = build;
  const { findings } = report;
  const market = await readMarketSource(source, { limits: deps.limits, findings });
  for (const folder of sourceFolders(await source.list(), findings)) {
    assertNotCancelled(deps.signal);
    deps.onPackage?.(folder);
    await buildPackage(folder, market, build);
  }
  if (!market) return;
  report.market = { id: market.id, name: market.name };
  const index = composeIndex({ categories: market.categories, rows: build.rows, compareVersions });
  for (const [path, bytes] of index) await stage.write(path, bytes);
  await keepSignedIndex(market.id, build);
  await readAsUser(market, build);
}

async function buildPackage(
  folder: SourceFolder,
  market: MarketSource | undefined,
  build: Build,
): Promise<void> {
  const { source, deps, report, rows } = build;
  const { input, findings } = await readPackageSource(folder, {
    tree: source,
    limits: deps.limits,
  });
  report.findings.push(...findings);
  if (!input) return;
  if (market) report.findings.push(...unknownCategories(folder, input.source.categories, market));
  // What has errors already is not given to the reader: it would only repeat them.
  if (hasErrors(findings)) return;
  const composed = composePackage(input);
  await writePackage(folder, composed, build);
  rows.push(composed.row);
}

/** Signatures over bytes that did not change stay good, so they move along. */
async function writePackage(
  { name, version }: PackageId,
  { files }: ComposedPackage,
  { target, stage, deps, report, before }: Build,
): Promise<void> {
  let bytes = 0;
  for (const [path, content] of files) {
    bytes += content.length;
    await stage.write(path, content);
    if (!before.has(`${path}.asc`) || !before.has(path)) continue;
    if (sameBytes(await target.read(path, deps.limits.archiveBytes), content)) {
      const signature = await target.read(`${path}.asc`, deps.limits.signatureBytes);
      await stage.write(`${path}.asc`, signature);
    } else if (path.endsWith('/spec.json')) {
      const message = `${name} ${version} was signed before with other content; what is published should get a new version instead.`;
      report.findings.push(warning('version-changed', path, message));
    }
  }
  report.packages.push({ name, version, files: files.size, bytes });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * market.json moves along with its signature: it is still good when nothing changed, and otherwise tells `sign` the
 * serial that the next one must exceed. Where there is none of this market, the id is noted for `sign`.
 */
async function keepSignedIndex(id: string, { target, stage, deps, before }: Build): Promise<void> {
  const previous = before.has(INDEX_FILE) ? await readPrevious(target, deps.limits) : undefined;
  if (previous?.index.market !== id) return stage.write(ID_FILE, toIdFile(id));
  await stage.write(INDEX_FILE, previous.bytes);
  const signature = `${INDEX_FILE}.asc`;
  if (!before.has(signature)) return;
  await stage.write(signature, await target.read(signature, deps.limits.signatureBytes));
}

/** The reader is the judge: names, sizes, the zip profile, job protocols and actions are checked by what users run. */
async function readAsUser(market: MarketSource, { stage, deps, report }: Build): Promise<void> {
  try {
    const { findings } = await verifyMarket(
      { id: market.id, url: stage.base, trust: 'off' },
      { ...deps, onPackage: () => undefined },
    );
    report.findings.push(...findings);
  } catch (thrown) {
    report.findings.push(toFinding(thrown, 'packages.json'));
  }
}

const INDEX_FILES =
  /^(?:market\.json(?:\.asc)?|market-id\.txt|categories\.json|packages(?:-[^/]+)?\.json|shards\/[^/]+)$/;
/** A version's files lie flat; what is deeper is somebody's sources. */
const PACKAGE_FILES = /^packages\/[^/]+\/(?:versions\.json|[^/]+\/[^/]+)$/;

/** The folder is replaced as a whole, so it must be empty or a market. */
function assertReplaceable(entries: TreeEntry[], base: string): void {
  if (entries.length === 0) return;
  const stranger = entries.find(
    ({ path, kind }) => kind !== 'file' || !(INDEX_FILES.test(path) || PACKAGE_FILES.test(path)),
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
