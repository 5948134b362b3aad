/** What the markets have for installed packages: a newer version that suits the clusters, and whether the installed one was withdrawn. */
import { clusterMisfit, compareVersions, withdrawnReason } from '#core/find/index.ts';
import { cutChangelog, isWithin } from './changes.ts';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { Services } from '../services.ts';
import type { VersionSpan } from './changes.ts';

export interface Update {
  /** The newest version that is not withdrawn and suits this cluster, if it is newer than the installed one. */
  newer?: string;
  /** Why the installed version was withdrawn. */
  withdrawn?: string;
}

/** Where the version of a cluster is not known, every version suits it. */
export function findUpdate(
  entry: PackageEntry,
  installed: string,
  versions: ClusterVersions,
): Update {
  const newer = entry.rows.find(
    (row) =>
      withdrawnReason(row) === undefined &&
      clusterMisfit(row, versions) === undefined &&
      compareVersions(row.version, installed) > 0,
  );
  const own = entry.rows.find((row) => row.version === installed);
  const withdrawn = own && withdrawnReason(own);
  return {
    ...(newer ? { newer: newer.version } : {}),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  };
}

/** More versions in between are not opened one by one. */
const MOST_OPENED = 20;

/**
 * What changed, as Markdown: out of the CHANGELOG.md of the newer version, else what each version in between
 * says of itself. Undefined where the publisher says nothing. Rejects with `MarketError`.
 */
export async function readChanges(
  entry: PackageEntry,
  span: VersionSpan,
  { services, signal }: { services: Pick<Services, 'openPackage'>; signal: AbortSignal },
): Promise<string | undefined> {
  const { market, name } = entry;
  const open = (version: string) => services.openPackage({ market, name, version }, signal);
  const newest = await open(span.upTo);
  const cut = newest.changelog === undefined ? undefined : cutChangelog(newest.changelog, span);
  if (cut !== undefined) return cut;
  const between = entry.rows.filter(
    (row) => isWithin(row.version, span) && withdrawnReason(row) === undefined,
  );
  const told: string[] = [];
  for (const [at, { version, changelog }] of between.entries()) {
    const isRead = changelog !== undefined || at >= MOST_OPENED;
    const text = isRead ? changelog : (await open(version)).spec.changelog;
    if (text?.trim()) told.push(`## ${version}\n\n${text.trim()}`);
  }
  return told.length > 0 ? told.join('\n\n') : undefined;
}
