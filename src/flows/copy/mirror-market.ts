/** Copies a market, or chosen packages with all that they need, byte for byte: every file is verified as for an install before it is put there. */
import { MarketError } from '#core/errors.ts';
import { neededExternal } from '#core/plan/index.ts';
import { MIRROR_FILE } from '#core/read/index.ts';
import { assertNotCancelled, hasErrors, toFinding } from '../findings.ts';
import { mapInOrder } from '../map-in-order.ts';
import { loadTrust } from '../market-keys.ts';
import { assertTrustSupported } from '../market-trust.ts';
import { openMarket } from '../open-market.ts';
import { assertNotRefused, versionsOf } from '../verify-market.ts';
import { chooseVersions } from './choose-versions.ts';
import { copyIndex, copyVersions, readFormerIndex, takeIndex } from './copy-index.ts';
import { assertTarget, startNote, toNote, versionsHeld } from './mirror-note.ts';
import { recordReads } from './record-reads.ts';
import { readWholeVersion } from './whole-version.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { OpenMarket, OpenPackage } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { IndexEvidence } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';
import type { CopyTarget } from '#core/publisher-ports.ts';
import type { MarketDeps } from '../market-keys.ts';
import type { Choice } from './choose-versions.ts';
import type { Recording } from './record-reads.ts';
import type { WholeVersion } from './whole-version.ts';

export interface MirrorDeps extends MarketDeps {
  target: CopyTarget;
  /** Whether the signed index must have the id of the configuration (if absent), or may have any. */
  identity?: 'configured' | 'first-use';
  /** Reads everything from the market, also what the former copy has. */
  full?: boolean;
  /** Versions so far and in all, and the one that was read last. */
  onProgress?: (done: number, total: number, remark: string) => void;
}

export interface MirroredPackage extends PackageId {
  files: number;
  bytes: number;
}

export interface MirrorReport {
  /** Of the signed index, at trust level strict. */
  index?: IndexEvidence;
  /** Whether every version that the market lists is in the copy. */
  whole: boolean;
  packages: MirroredPackage[];
  /** Versions that the market lists. */
  listed: number;
  /** Files that the packages take from elsewhere, which no copy holds. */
  externals: { package: string; url: string }[];
  /** Files that were put there anew, and their bytes. */
  written: number;
  writtenBytes: number;
  /** Files that were removed, as the copy does not hold them any more. */
  removed: string[];
  /** With an error among them something that was asked for is not in the copy. */
  findings: Finding[];
}

interface Copy {
  market: OpenMarket;
  recording: Recording;
  deps: MirrorDeps;
  report: MirrorReport;
}

/** So many versions are read at the same time: a market far away answers slowly, and an archive fills memory. */
const AT_ONCE = 4;

/**
 * Throws what refuses the market as a whole, `usage` for a target that holds something else, and `index-rollback` for a
 * market that is older than the copy; the target then stays as it was.
 */
export async function mirrorMarket(
  config: MarketConfig,
  choice: Choice,
  deps: MirrorDeps,
): Promise<MirrorReport> {
  const { target } = deps;
  try {
    const former = await assertTarget(target, deps);
    const level = assertTrustSupported(config);
    const recording = recordReads(deps.sources, {
      base: config.url,
      former: former && !deps.full ? deps.sources.open(target.base) : undefined,
      // At the lower levels nothing but an archive that its spec pins is bound to anything newer than itself.
      mayReuse: (path) => level === 'strict' && path.startsWith('packages/'),
    });
    const source = deps.sources.open(config.url);
    const own = { ...deps, sources: recording.sources, recording, source };
    const report = await copy(config, choice, own);
    report.removed = await target.finish();
    return report;
  } catch (error) {
    await target.discard();
    throw error;
  }
}

async function copy(
  config: MarketConfig,
  choice: Choice,
  { recording, source, ...deps }: MirrorDeps & { recording: Recording; source: Source },
): Promise<MirrorReport> {
  // Trust 1: keys that do not do are one refusal, not one for each version.
  await loadTrust(config, deps);
  const market = await openMarket(config, deps);
  assertNotRefused(market);
  const former = await readFormerIndex(deps);
  assertNotOlder(market, former?.index.serial);
  const report: MirrorReport = {
    ...(market.index && { index: market.index }),
    ...{ whole: false, packages: [], listed: versionsOf(market).length, externals: [] },
    ...{ written: 0, writtenBytes: 0, removed: [], findings: [] },
  };
  const run: Copy = { market, recording, deps, report };
  const { ids: chosen, findings } = await chooseVersions(market, choice, deps);
  const isAll = choice.wishes.length === 0;
  const ids = isAll ? await versionsHeld(source, chosen, deps) : chosen;
  report.findings.push(...findings);
  if (ids.length === 0 && hasErrors(findings)) throw nothingFound(findings);
  await startNote(config, deps.target);
  await copyPackages(ids, run);
  const put = (path: string, bytes: Uint8Array) => putFile(path, bytes, { run });
  const read = await takeIndex(market, recording, deps);
  report.findings.push(...(await copyVersions(report.packages, market, { read, put, deps })));
  await copyIndex({ market, read, former, put, deps });
  report.whole = report.packages.length === report.listed;
  await put(MIRROR_FILE, toNote(config, market, report));
  return report;
}

/** A version that is refused is not copied, and the others are. */
async function copyPackages(ids: PackageId[], run: Copy): Promise<void> {
  const { deps, report } = run;
  let done = 0;
  const versions = mapInOrder(ids, { atOnce: AT_ONCE }, async (id) => {
    assertNotCancelled(deps.signal);
    return readVersion(id, run);
  });
  for await (const { whole, finding } of versions) {
    if (finding) report.findings.push(finding);
    if (whole) await putVersion(whole, run);
    done += 1;
    deps.onProgress?.(done, ids.length, whole ? `${whole.name} ${whole.version}` : '');
  }
}

async function readVersion(
  id: PackageId,
  { market, recording, deps }: Copy,
): Promise<{ whole?: WholeVersion; finding?: Finding }> {
  try {
    return { whole: await readWholeVersion(market, id, { ...deps, recording }) };
  } catch (thrown) {
    const folder = `packages/${id.name}/${id.version}`;
    recording.take(`${folder}/`);
    return { finding: toFinding(thrown, folder) };
  }
}

/** The spec goes last: where it is, everything is. */
async function putVersion(whole: WholeVersion, run: Copy): Promise<void> {
  const { name, version, files, findings, opened } = whole;
  const spec = `packages/${name}/${version}/spec.json`;
  const rank = (path: string) => (path === spec ? 1 : 0);
  const ordered = [...files].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  let bytes = 0;
  for (const [path, file] of ordered) {
    await putFile(path, file.bytes, { run, same: file.kept });
    bytes += file.bytes.length;
  }
  run.report.packages.push({ name, version, files: files.size, bytes });
  run.report.findings.push(...findings);
  run.report.externals.push(...externalsOf(opened));
}

async function putFile(
  path: string,
  bytes: Uint8Array,
  { run: { deps, report }, same = false }: { run: Copy; same?: boolean },
): Promise<void> {
  if (!(await deps.target.put(path, bytes, same))) return;
  report.written += 1;
  report.writtenBytes += bytes.length;
}

function externalsOf({ name, version, spec }: OpenPackage): MirrorReport['externals'] {
  return spec.actions.flatMap((action, index) => {
    try {
      const need = neededExternal(action, index + 1);
      return need ? [{ package: `${name} ${version}`, url: need.url }] : [];
    } catch (error) {
      // An action of a newer format: what it takes from elsewhere only its own plugin knows.
      if (error instanceof MarketError && error.code === 'action-unknown') return [];
      throw error;
    }
  });
}

/** R09: who has a copy has seen its index. */
function assertNotOlder({ index, config }: OpenMarket, serial: number | undefined): void {
  if (!index || serial === undefined || index.serial >= serial) return;
  throw new MarketError(
    'index-rollback',
    `The market is older than the copy: its index has serial ${index.serial}, that of the copy ${serial}. The copy stays as it is.`,
    { details: { market: config.id, found: index.serial, expected: serial } },
  );
}

function nothingFound(findings: readonly Finding[]): MarketError {
  const [first] = findings;
  return new MarketError('package-unknown', `${first?.message} Nothing was copied.`);
}
