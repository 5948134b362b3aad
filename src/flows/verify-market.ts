/** Reads a whole market as a reader would, every version with every file, and reports what a reader would refuse. */
import { MarketError } from '#core/errors.ts';
import { loadPackage } from './load-package.ts';
import { loadTrust } from './market-keys.ts';
import { openMarket } from './open-market.ts';
import { openPackage } from './open-package.ts';
import { assertNotCancelled, toFinding } from './findings.ts';
import { verifyIndexFiles } from './verify-index.ts';
import { mapInOrder } from './map-in-order.ts';
import { namedFiles } from './tree-wishes.ts';
import { assertInstallable } from './verify-install.ts';
import { pictureFindings } from './verify-pictures.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice, OpenMarket, OpenPackage } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { IndexEvidence, SignerEvidence } from '#core/model/trust.ts';
import type { MarketDeps } from './market-keys.ts';

export interface VerifyDeps extends MarketDeps {
  /** Whether the signed index must have the id of the configuration (if absent), or may have any. */
  identity?: 'configured' | 'first-use';
  /** Called before each version. */
  onPackage?: (id: PackageId) => void;
  /** Called behind each version. */
  onChecked?: (done: number, total: number) => void;
  /** Whether index files are read that no page reads; all are if absent. */
  wholeIndex?: boolean | undefined;
  /** Which versions are looked at, where the market is a copy of some; all if absent. */
  only?: ((id: PackageId) => boolean) | undefined;
}

/** So many versions are read at the same time: a market far away answers slowly, and an archive fills memory. */
const AT_ONCE = 4;

export interface CheckedPackage extends PackageId {
  verdict: 'good' | 'refused';
  /** Code of the first refusal. */
  code: string | null;
  /** Who signed the spec. */
  signers: SignerEvidence[];
  /** How many files an install can use. */
  files: number;
}

export interface VerifyReport {
  /** Of the signed index, at trust level strict. */
  index?: IndexEvidence;
  packages: CheckedPackage[];
  findings: Finding[];
}

/**
 * Checks every version of every package at the market's own trust level.
 * Throws `MarketError` when the market as a whole cannot be opened, or nothing of it may be installed: configuration, keys, index.
 */
export async function verifyMarket(config: MarketConfig, deps: VerifyDeps): Promise<VerifyReport> {
  // Trust 1: keys that do not do are one refusal, not one for each version.
  await loadTrust(config, deps);
  const market = await openMarket(config, deps);
  assertNotRefused(market);
  const report: VerifyReport = {
    ...(market.index && { index: market.index }),
    packages: [],
    findings: [
      ...(deps.wholeIndex === false ? [] : await verifyIndexFiles(market, deps)),
      ...fromNotices(market.notices, 'packages.json'),
    ],
  };
  const ids = versionsOf(market).filter(deps.only ?? (() => true));
  let done = 0;
  const verdicts = mapInOrder(ids, { atOnce: AT_ONCE }, async (id) => {
    assertNotCancelled(deps.signal);
    deps.onPackage?.(id);
    const verdict = await verifyVersion(market, id, deps);
    done += 1;
    deps.onChecked?.(done, ids.length);
    return verdict;
  });
  for await (const { checked, findings } of verdicts) {
    report.packages.push(checked);
    report.findings.push(...findings);
  }
  return report;
}

/** Throws why nothing of the market may be installed, although its list can be read. */
export function assertNotRefused({ refusal }: OpenMarket): void {
  if (refusal) throw new MarketError(refusal.code, refusal.message, { details: refusal.details });
}

export function versionsOf(market: OpenMarket): PackageId[] {
  return market.entries.flatMap(({ name, versions }) =>
    versions.map((version) => ({ name, version })),
  );
}

async function verifyVersion(
  market: OpenMarket,
  id: PackageId,
  deps: VerifyDeps,
): Promise<{ checked: CheckedPackage; findings: Finding[] }> {
  const folder = `packages/${id.name}/${id.version}`;
  const checked: CheckedPackage = { ...id, verdict: 'good', code: null, signers: [], files: 0 };
  const findings: Finding[] = [];
  try {
    const opened = await openPackage(market, { market: market.config.id, ...id }, deps);
    checked.signers = opened.evidence.signers;
    const files = namedFiles(opened.spec);
    const loaded = await loadPackage(asInstallable(opened), { ...deps, files, complete: true });
    checked.files = loaded.files.entries.size;
    findings.push(...fromNotices([...opened.notices, ...loaded.notices], folder));
    const pictures = await pictureFindings(opened, deps);
    findings.push(...pictures);
    const damaged = pictures.find(({ severity }) => severity === 'error');
    if (damaged) Object.assign(checked, { verdict: 'refused', code: damaged.code });
    await assertInstallable(loaded, { ...deps, market });
  } catch (thrown) {
    const finding = toFinding(thrown, folder);
    // An unknown action is a newer format, not damage: the reader says which plugin it needs.
    if (finding.code === 'action-unknown') finding.severity = 'warning';
    else Object.assign(checked, { verdict: 'refused', code: finding.code });
    findings.push(finding);
  }
  return { checked, findings };
}

/** A withdrawn version cannot be installed, which is as it should be; its files are checked all the same. */
export function asInstallable(opened: OpenPackage): OpenPackage {
  const { yanked, ...installable } = opened;
  return installable;
}

/** What the trust level itself implies (an unsigned index at `signatures`) was chosen by the caller and is no finding. */
export function fromNotices(notices: readonly Notice[], file: string): Finding[] {
  return notices
    .filter(({ code }) => code !== 'trust-off' && code !== 'index-unsigned')
    .map(({ code, text, file: own }) => ({
      // A row that a reader leaves out is a package that nobody can install.
      severity: code === 'index-entry' ? 'error' : 'warning',
      code,
      file: own ?? file,
      message: text,
    }));
}
