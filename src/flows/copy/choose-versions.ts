/** Which versions of a market a copy holds: all, or chosen ones with all that they need. */
import { MarketError } from '#core/errors.ts';
import { pickRelease } from '#core/find/index.ts';
import { packageNeeds } from '#core/read/index.ts';
import { askedFor } from '../choose-version.ts';
import { assertNotCancelled, toFinding } from '../findings.ts';
import { openPackage } from '../open-package.ts';
import { resolveTree } from '../package-tree.ts';
import { keyOf } from '../tree-names.ts';
import { versionsOf } from '../verify-market.ts';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { MarketDeps } from '../market-keys.ts';

/** A package that is asked for; without a version the newest that suits and is not withdrawn. */
export interface PackageWish {
  name: string;
  version?: string | undefined;
}

export interface Choice {
  /** Empty: the whole market. */
  wishes: readonly PackageWish[];
  /** All versions of the packages, and of what they need all that would do. */
  allVersions: boolean;
  /** Of the clusters where they shall be installed, as far as they are known: they decide which versions are needed. */
  versions: ClusterVersions;
}

/** In the order of the list; the findings tell of wishes that nothing was found for. */
export async function chooseVersions(
  market: OpenMarket,
  choice: Choice,
  deps: MarketDeps,
): Promise<{ ids: PackageId[]; findings: Finding[] }> {
  const all = versionsOf(market);
  if (choice.wishes.length === 0) return { ids: all, findings: [] };
  const wanted = new Set<string>();
  const findings: Finding[] = [];
  for (const wish of choice.wishes) {
    try {
      for (const id of rootsOf(wish, market, choice)) {
        assertNotCancelled(deps.signal);
        const needed = choice.allVersions
          ? closure(id, market, deps)
          : tree(id, market, { choice, deps });
        for (const each of await needed) wanted.add(keyOf(each));
      }
    } catch (thrown) {
      findings.push(toFinding(thrown, `packages/${wish.name}`));
    }
  }
  return { ids: all.filter((id) => wanted.has(keyOf(id))), findings };
}

/** Throws `package-unknown`. */
function rootsOf(
  { name, version }: PackageWish,
  market: OpenMarket,
  { allVersions, versions }: Choice,
): PackageId[] {
  const rows = market.entries.find((entry) => entry.name === name)?.rows ?? [];
  const asked = version === undefined ? rows : rows.filter((row) => row.version === version);
  if (asked.length === 0) {
    const title = [name, version].filter(Boolean).join(' ').slice(0, 200);
    throw new MarketError('package-unknown', `The market has no package ${title}.`, {
      details: { package: title },
    });
  }
  const chosen = allVersions ? asked : [pickRelease(asked, versions)];
  return chosen.map((row) => ({ name: row.name, version: row.version }));
}

/** The versions that an install takes. */
async function tree(
  id: PackageId,
  market: OpenMarket,
  { choice, deps }: { choice: Choice; deps: MarketDeps },
): Promise<PackageId[]> {
  const opened = await openPackage(market, { market: market.config.id, ...id }, deps);
  const { packages } = await resolveTree(opened, { ...deps, market, versions: choice.versions });
  return packages;
}

/** Everything that some install may take: each version of the list that a verified spec asks for, and what that asks for. */
async function closure(id: PackageId, market: OpenMarket, deps: MarketDeps): Promise<PackageId[]> {
  const met = new Map<string, PackageId>([[keyOf(id), id]]);
  for (const each of met.values()) {
    assertNotCancelled(deps.signal);
    const { spec } = await openPackage(market, { market: market.config.id, ...each }, deps);
    for (const need of packageNeeds(spec)) {
      const isAsked = askedFor(need);
      const rows = market.entries.find(({ name }) => name === need.name)?.rows ?? [];
      for (const { name, version } of rows.filter((row) => isAsked(row.version))) {
        met.set(keyOf({ name, version }), { name, version });
      }
    }
  }
  return [...met.values()];
}
