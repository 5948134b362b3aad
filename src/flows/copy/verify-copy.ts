/** Verifies a market, or of a copy of some packages those that it holds: what else the signed index names is not there on purpose. */
import { keyOf } from '../tree-names.ts';
import { verifyMarket } from '../verify-market.ts';
import { readMirrorNote } from './mirror-note.ts';

import type { MarketConfig, MirrorNote } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { VerifyDeps, VerifyReport } from '../verify-market.ts';

export interface CopyReport extends VerifyReport {
  /** Of a copy that does not hold all that the market lists: how many versions it holds. Only these were looked at. */
  partial?: { packages: number };
}

/** Throws as `verifyMarket`, and `index-invalid` for a mirror.json that cannot be read. */
export async function verifyCopy(config: MarketConfig, deps: VerifyDeps): Promise<CopyReport> {
  const note = await readMirrorNote(deps.sources.open(config.url), deps);
  if (!note || note.whole) return verifyMarket(config, deps);
  const held = new Set(note.packages.map(keyOf));
  const report = await verifyMarket(config, { ...deps, only: (id) => held.has(keyOf(id)) });
  return {
    ...report,
    findings: [...report.findings, ...unlisted(note, report)],
    partial: { packages: held.size },
  };
}

/** What the note promises and the index does not know. */
function unlisted({ packages }: MirrorNote, report: VerifyReport): Finding[] {
  const listed = new Set(report.packages.map(keyOf));
  return packages
    .filter((id) => !listed.has(keyOf(id)))
    .map(({ name, version }) => ({
      severity: 'error',
      code: 'index-mismatch',
      file: `packages/${name}/${version}`,
      message: `mirror.json says that ${name} ${version} is here, but the list of the market does not have it.`,
    }));
}
