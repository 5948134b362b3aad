/** Which versions of a dependency do, and why each of the others does not: range, withdrawal, versions of the clusters. */
import { MarketError } from '#core/errors.ts';
import { clusterMisfit, matchesRange, parseRange, withdrawnReason } from '#core/find/index.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { PackageRow, PackageSpec } from '#core/model/generated.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageNeed } from '#core/read/index.ts';

/** A version that does not do. */
export interface Misfit {
  version: string;
  why: 'range' | 'withdrawn' | 'cluster';
  /** Completes "1.0.0 …". */
  reason: string;
}

export interface VersionChoice {
  /** What does as far as the list tells, the best first. */
  rows: PackageRow[];
  misfits: Misfit[];
}

/** So many versions are told of in one message. */
const MOST_TOLD = 8;

/**
 * `rows` come newest first; `preferred` goes before all others. Throws `spec-invalid` for a range that cannot be read.
 */
export function chooseVersion(
  rows: readonly PackageRow[],
  need: PackageNeed,
  { versions, preferred }: { versions: ClusterVersions; preferred?: string | undefined },
): VersionChoice {
  const isAsked = askedFor(need);
  const choice: VersionChoice = { rows: [], misfits: [] };
  for (const row of rows) {
    const misfit = misfitOf(row, isAsked(row.version), versions);
    if (misfit) choice.misfits.push(misfit);
    else if (row.version === preferred) choice.rows.unshift(row);
    else choice.rows.push(row);
  }
  return choice;
}

/** Why a package is not for these clusters, completing "1.0.0 …"; undefined if it is or nobody can tell. */
export function misfitWords(
  spec: Pick<PackageSpec, 'paiVersion' | 'cdapVersion' | 'dependencies'>,
  versions: ClusterVersions,
): string | undefined {
  const bad = clusterMisfit(spec, versions);
  return bad && `is for ${bad.cluster} ${bad.range}, and this cluster has ${bad.version}`;
}

/** Whether a version is one that was asked for. Throws `spec-invalid`. */
export function askedFor({ name, version: asked }: PackageNeed): (version: string) => boolean {
  if (!/^\s*[[(]/.test(asked)) return (version) => version === asked;
  const range = parseRange(asked);
  if (range) return (version) => matchesRange(range, version);
  throw new MarketError(
    'spec-invalid',
    `The range "${asked.slice(0, 128)}" of versions of ${name} cannot be read.`,
    { details: { dependency: name, found: asked.slice(0, 128) } },
  );
}

/**
 * The refusal when no version does, in words: `package-yanked` where only withdrawals stand against it (R31),
 * `dependency-conflict` where a cluster does, else `dependency-missing`.
 */
export function noVersion(
  owner: string,
  need: PackageNeed,
  misfits: readonly Misfit[],
): MarketError {
  const asked = `${need.name} ${need.version}`;
  const close = misfits.filter(({ why }) => why !== 'range');
  const told = (close.length > 0 ? close : misfits).slice(0, MOST_TOLD);
  const more = misfits.length - told.length;
  const list = told.map(({ version, reason }) => `${version} ${reason}`).join('; ');
  const rest = more > 0 ? `; and ${more} other${more > 1 ? 's' : ''}` : '';
  const words =
    misfits.length === 0
      ? 'which the market does not have'
      : `of which no version can be installed: ${list}${rest}`;
  return new MarketError(codeOf(close), `${owner} needs ${asked}, ${words}.`, {
    details: { package: owner, dependency: need.name, version: need.version },
  });
}

function codeOf(close: readonly Misfit[]): ErrorCode {
  if (close.length === 0) return 'dependency-missing';
  return close.every(({ why }) => why === 'withdrawn') ? 'package-yanked' : 'dependency-conflict';
}

function misfitOf(
  row: PackageRow,
  isAsked: boolean,
  versions: ClusterVersions,
): Misfit | undefined {
  const { version } = row;
  if (!isAsked) return { version, why: 'range', reason: 'is not what it asks for' };
  const withdrawn = withdrawnReason(row);
  if (withdrawn !== undefined) {
    return { version, why: 'withdrawn', reason: `was withdrawn (${withdrawn})` };
  }
  const reason = misfitWords(row, versions);
  return reason === undefined ? undefined : { version, why: 'cluster', reason };
}
