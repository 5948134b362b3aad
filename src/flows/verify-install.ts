/** Checks that a version could be installed: its tree is resolved and its wizard made, for a cluster that has all there is; nothing is asked of one. */
import { MarketError } from '#core/errors.ts';
import { loadPackage } from './load-package.ts';
import { resolveTree } from './package-tree.ts';
import { prepareInstall } from './prepare-install.ts';
import { keyOf } from './tree-names.ts';
import { treeWishes } from './tree-wishes.ts';

import type { ClusterFacts } from '#core/model/install.ts';
import type { ExternalFile, LoadedPackage, LoadedTree } from '#core/model/market.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { TreeDeps } from './package-tree.ts';
import type { TreeWishes } from './tree-wishes.ts';

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
  const wishes = treeWishes(tree);
  const packages: LoadedTree['packages'] = [];
  for (const opened of tree.packages) {
    const files = wishes.files.get(keyOf(opened));
    packages.push(
      opened === loaded.package ? loaded : await loadPackage(opened, { ...deps, files }),
    );
  }
  try {
    const wizard = await prepareInstall(
      { tree, packages, externals: promised(wishes) },
      ANY_CLUSTER,
    );
    assertAnswerable(wizard);
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'cluster-lacks') throw error;
  }
}

/** What is wrong where nobody can answer otherwise stays wrong. */
function assertAnswerable(wizard: Wizard): void {
  const planned = wizard.plan({});
  if (planned.ok) return;
  for (const { step, field, message } of planned.errors) {
    const form = wizard.forms.find(({ number }) => number === step);
    if (!form || form.fields.some(({ id, readOnly }) => id === field && !readOnly)) continue;
    throw new MarketError(
      'action-argument',
      `Step ${step} (${form.type}) of the package cannot be planned, whatever its users answer: ${message}`,
      { details: { step, type: form.type, argument: field } },
    );
  }
}

/** Files from elsewhere as the specs promise them: other hosts are not asked for a check of this market. */
function promised({ externals }: TreeWishes): ExternalFile[] {
  return externals.map(({ owner, need: { url, jar, size = 0, sha256 = '0'.repeat(64) } }) => ({
    package: owner,
    url,
    file: jar ?? 'download',
    size,
    sha256,
    proof: 'none',
    read: () => Promise.reject(new MarketError('internal', `${url} was not read.`)),
  }));
}
