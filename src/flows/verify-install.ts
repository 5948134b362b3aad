/** Checks that a version could be installed: its tree is resolved and its wizard made, for a cluster that has all there is; nothing is asked of one. */
import { MarketError } from '#core/errors.ts';
import { neededExternal } from '#core/plan/index.ts';
import { loadPackage } from './load-package.ts';
import { resolveTree } from './package-tree.ts';
import { prepareInstall } from './prepare-install.ts';
import { keyOf, viewTree } from './tree-nodes.ts';

import type { ClusterFacts } from '#core/model/install.ts';
import type { ExternalFile, LoadedPackage, LoadedTree } from '#core/model/market.ts';
import type { FlatStep } from '#core/plan/index.ts';
import type { TreeDeps } from './package-tree.ts';
import type { TreeView } from './tree-nodes.ts';

/** Enough facts to see whether the wizard could be made; the CDAP is the last that knew all kinds of action. */
const ANY_CLUSTER: ClusterFacts = {
  base: 'https://cluster.invalid/rest-server/',
  user: 'reader',
  admin: false,
  virtualClusters: [{ name: 'default' }],
  storages: [],
  cdap: {
    base: 'https://cluster.invalid/cdap/',
    namespace: 'default',
    version: '5.1.2',
    artifacts: [],
    systemScope: true,
  },
};

/** `loaded` is the version itself. Throws what resolving, loading and preparing throw, but for what depends on the cluster. */
export async function assertInstallable(loaded: LoadedPackage, deps: TreeDeps): Promise<void> {
  const tree = await resolveTree(loaded.package, deps);
  const view = viewTree(tree);
  const packages: LoadedTree['packages'] = [];
  for (const opened of tree.packages) {
    const use = view.uses.get(keyOf(opened));
    packages.push(opened === loaded.package ? loaded : await loadPackage(opened, { ...deps, use }));
  }
  try {
    await prepareInstall({ tree, packages, externals: promised(view) }, ANY_CLUSTER);
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'cluster-lacks') throw error;
  }
}

/** Files from elsewhere as the specs promise them: other hosts are not asked for a check of this market. */
function promised({ steps }: TreeView): ExternalFile[] {
  return steps.flatMap((step: FlatStep) => {
    const need = neededExternal(step.action, step.number);
    if (!need) return [];
    const { url, jar, size = 0, sha256 = '0'.repeat(64) } = need;
    return [
      {
        package: keyOf(step.package),
        url,
        file: jar ?? 'download',
        size,
        sha256,
        proof: 'none' as const,
        read: () => Promise.reject(new MarketError('internal', `${url} was not read.`)),
      },
    ];
  });
}
