/** What stands for and against each version of a package on these clusters; pure. */
import { clusterMisfit, compareVersions } from '#core/find/index.ts';

import type { ClusterVersions, Misfit } from '#core/model/listing.ts';
import type { OpenPackage, Release } from '#core/model/market.ts';

export interface JudgedRelease extends Release {
  misfit?: Misfit;
}

export interface JudgedReleases {
  /** Newest first. */
  all: JudgedRelease[];
  /** The one that is open. */
  current: JudgedRelease;
  /** The newest that suits and is not withdrawn. */
  best?: JudgedRelease;
  /** The newest that is not withdrawn, where it is newer than the best and does not suit. */
  ahead?: JudgedRelease & { misfit: Misfit };
}

export function judgeReleases(opened: OpenPackage, versions: ClusterVersions): JudgedReleases {
  const current = currentOf(opened, versions);
  const all = opened.releases.map((release): JudgedRelease => {
    if (release.version === opened.version) return current;
    const misfit = clusterMisfit(release, versions);
    return { ...release, ...(misfit ? { misfit } : {}) };
  });
  const used = all.filter(({ withdrawn }) => withdrawn === undefined);
  const best = used.find(({ misfit }) => !misfit);
  const [first] = used;
  const ahead = first && isMisfit(first) && first.version !== opened.version ? first : undefined;
  return {
    all,
    current,
    ...(best ? { best } : {}),
    ...(ahead ? { ahead } : {}),
  };
}

/** The verified spec decides, where it says otherwise than the list. */
function currentOf(
  { spec, version, yanked, releases }: OpenPackage,
  versions: ClusterVersions,
): JudgedRelease {
  const listed = releases.find((release) => release.version === version);
  const misfit = yanked === undefined ? clusterMisfit(spec, versions) : undefined;
  return {
    ...(listed ?? { version }),
    ...(yanked === undefined ? {} : { withdrawn: yanked }),
    ...(misfit ? { misfit } : {}),
  };
}

function isMisfit(release: JudgedRelease): release is JudgedRelease & { misfit: Misfit } {
  return release.misfit !== undefined;
}

/** Of two versions that the list names: those after the older one up to the newer, newest first. */
export function releasesBetween(
  releases: readonly Release[],
  one: string,
  other: string,
): readonly Release[] {
  const [older, newer] = compareVersions(one, other) <= 0 ? [one, other] : [other, one];
  return releases.filter(
    ({ version }) => compareVersions(version, older) > 0 && compareVersions(version, newer) <= 0,
  );
}
