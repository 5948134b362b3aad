/** Finds one version for all wishes for a package, where each by itself was met by another one. */
import { clusterMisfit, withdrawnReason } from '#core/find/index.ts';
import { askedFor } from './choose-version.ts';

import type { OpenMarket } from '#core/model/market.ts';
import type { PackageNeed } from '#core/read/index.ts';
import type { ClusterVersions } from '#core/model/listing.ts';

/** What was asked for, and the version that was taken. */
export interface Wish {
  need: PackageNeed;
  version: string;
}

/** By package name, the newest version that satisfies all wishes; packages with one version, or none for all, are left out. */
export function uniteVersions(
  wishes: readonly Wish[],
  market: OpenMarket,
  versions: ClusterVersions,
): Map<string, string> {
  const byName = new Map<string, Wish[]>();
  for (const wish of wishes) {
    byName.set(wish.need.name, [...(byName.get(wish.need.name) ?? []), wish]);
  }
  const united = new Map<string, string>();
  for (const [name, all] of byName) {
    if (new Set(all.map(({ version }) => version)).size < 2) continue;
    const tests = all.map(({ need }) => askedFor(need));
    const row = market.entries
      .find((entry) => entry.name === name)
      ?.rows.find(
        (each) =>
          tests.every((isAsked) => isAsked(each.version)) &&
          withdrawnReason(each) === undefined &&
          clusterMisfit(each, versions) === undefined,
      );
    if (row) united.set(name, row.version);
  }
  return united;
}
