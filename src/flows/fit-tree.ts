/** Loads a tree and asks the clusters for their facts; where these show that a dependency does not suit, once more with versions that do. */
import { MarketError } from '#core/errors.ts';
import { misfitWords } from './choose-version.ts';
import { rootOf } from './tree-names.ts';

import type { ClusterFacts } from '#core/model/install.ts';
import type { LoadedTree, OpenPackage, PackageTree } from '#core/model/market.ts';
import type { ClusterVersions } from '#core/model/listing.ts';

/** What the doors can do. All reject with `MarketError`. */
export interface FitSteps {
  openTree(root: OpenPackage, versions: ClusterVersions): Promise<PackageTree>;
  loadTree(tree: PackageTree): Promise<LoadedTree>;
  /** Asked only once all packages of a tree are verified (security rules, order of one install). */
  readFacts(loaded: LoadedTree): Promise<ClusterFacts>;
  /** Whether the licence of a package, if it has one, was accepted. */
  accepted(opened: OpenPackage): boolean;
  /** Lets go of what is not needed after all. */
  letGo?(loaded: LoadedTree): void;
}

/**
 * CDAP's version is known only from its answer. Throws what the steps throw, and `dependency-conflict` where other
 * versions are needed whose licences were not accepted yet: resolved anew with the versions in its details, the tree shows them.
 */
export async function loadFitting(
  tree: PackageTree,
  steps: FitSteps,
): Promise<{ loaded: LoadedTree; facts: ClusterFacts }> {
  const loaded = await steps.loadTree(tree);
  const facts = await steps.readFacts(loaded);
  const misfits = dependencyMisfits(tree, versionsOf(facts));
  if (misfits.length === 0) return { loaded, facts };
  steps.letGo?.(loaded);
  const fitting = await steps.openTree(rootOf(tree), versionsOf(facts));
  const unread = fitting.packages.find((each) => each.license && !steps.accepted(each));
  if (unread) throw newLicence(unread, { misfits, facts });
  return { loaded: await steps.loadTree(fitting), facts };
}

/** As far as the facts tell them. */
export function versionsOf({ version, cdap }: ClusterFacts): ClusterVersions {
  return {
    ...(version === undefined ? {} : { pai: version }),
    ...(cdap ? { cdap: cdap.version } : {}),
  };
}

/** In words, which dependencies are not for these clusters; the package that was asked for is its user's choice. */
function dependencyMisfits(tree: PackageTree, versions: ClusterVersions): string[] {
  return tree.packages.slice(0, -1).flatMap(({ name, version, spec }) => {
    const misfit = misfitWords(spec, versions);
    return misfit === undefined ? [] : [`${name} ${version} ${misfit}`];
  });
}

function newLicence(
  { name, version }: OpenPackage,
  { misfits, facts }: { misfits: readonly string[]; facts: ClusterFacts },
): MarketError {
  return new MarketError(
    'dependency-conflict',
    `Other versions are needed than those that were shown: ${misfits.join('; ')}. Try again to read the licence of ${name} ${version}.`,
    {
      details: {
        package: `${name} ${version}`,
        ...(facts.cdap ? { cdap: facts.cdap.version } : {}),
      },
    },
  );
}
