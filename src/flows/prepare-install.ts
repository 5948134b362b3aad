/** From verified, loaded packages and the clusters' facts to the wizard: forms, and plans from answers. Nothing is sent. */
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createWizard, neededComponents, neededExternal, neededFiles } from '#core/plan/index.ts';
import { checkProtocol, dumpProtocol, parseProtocol } from '#core/protocol/index.ts';
import { misfitWords } from './choose-version.ts';
import { createFileReader } from './plan-files.ts';
import { keyOf, rootOf } from './tree-names.ts';
import { viewTree } from './tree-nodes.ts';

import type { Limits } from '#core/limits.ts';
import type { ClusterFacts } from '#core/model/install.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { FlatStep, PlanExternal, PlanFile, SourceStep, Wizard } from '#core/plan/index.ts';
import type { FileReader } from './plan-files.ts';
import type { TreeView } from './tree-nodes.ts';

export interface PrepareOptions {
  limits?: Limits | undefined;
}

/**
 * Throws `action-unknown`, `action-argument`, `action-forbidden`, `action-file` (a file that the package does not have, or whose
 * content is not what the action reads), `protocol-invalid` with the findings, `dependency-conflict`, `cluster-lacks`,
 * and zip-* for a file that does not inflate.
 */
export async function prepareInstall(
  loaded: LoadedTree,
  facts: ClusterFacts,
  { limits = DEFAULT_LIMITS }: PrepareOptions = {},
): Promise<Wizard> {
  const view = viewTree(loaded.tree);
  const reader = createFileReader(loaded, limits);
  const steps: SourceStep[] = [];
  for (const step of view.steps) {
    steps.push(await toSource(step, { loaded, view, reader }));
  }
  const root = rootOf(loaded.tree);
  const wizard = createWizard({
    market: root.market.id,
    package: { name: root.name, version: root.version },
    packages: loaded.tree.packages.map(({ name, version }) => ({ name, version })),
    steps,
    facts,
    check: (protocol) => checkProtocol(protocol, limits),
    parse: (text) => parseProtocol(text, limits),
    dump: dumpProtocol,
  });
  return withWarnings(wizard, clusterWarnings(loaded, facts));
}

interface Sources {
  loaded: LoadedTree;
  view: TreeView;
  reader: FileReader;
}

async function toSource(step: FlatStep, { loaded, view, reader }: Sources): Promise<SourceStep> {
  const owner = keyOf(step.package);
  const { action, number } = step;
  const files = new Map<string, PlanFile>();
  for (const needed of neededFiles(action, number)) {
    const file = await reader.read(owner, needed, number);
    if (file) files.set(needed.file, file);
  }
  const components: SourceStep['components'][number][] = [];
  for (const { package: name, version, file } of neededComponents(action, number)) {
    const from = keyOf(view.component(step.package, { name, version }));
    components.push({ package: from, file, component: await reader.component(from, file) });
  }
  return {
    package: step.package,
    action,
    files,
    externals: externalsOf(step, owner, loaded),
    components,
  };
}

function externalsOf(
  { action, number }: FlatStep,
  owner: string,
  { externals }: LoadedTree,
): Map<string, PlanExternal> {
  const need = neededExternal(action, number);
  const found = externals.filter(
    (each) =>
      each.package === owner &&
      each.url === need?.url &&
      (need.jar === undefined || each.file === need.jar),
  );
  return new Map(found.map(({ url, file, size, sha256 }) => [url, { url, file, size, sha256 }]));
}

/** What was chosen by whoever installs is installed all the same; dependencies that do not suit were not chosen. */
function clusterWarnings({ tree }: LoadedTree, facts: ClusterFacts): string[] {
  const versions = { pai: facts.version, cdap: facts.cdap?.version };
  return tree.packages.flatMap(({ name, version, spec }) => {
    const misfit = misfitWords(spec, versions);
    return misfit === undefined ? [] : [`${name} ${version} ${misfit}.`];
  });
}

function withWarnings(wizard: Wizard, warnings: readonly string[]): Wizard {
  return {
    ...wizard,
    plan(answers) {
      const result = wizard.plan(answers);
      if (!result.ok) return result;
      return {
        ok: true,
        plan: { ...result.plan, warnings: [...warnings, ...result.plan.warnings] },
      };
    },
  };
}
