/** Resolves a package to the tree of all that it needs: one version for each wish, opened and verified; no archive is loaded yet. */
import { MarketError } from '#core/errors.ts';
import { packageNeeds } from '#core/read/index.ts';
import { uniteVersions } from './unite-versions.ts';
import { assertMayLoad } from './load-package.ts';
import { chooseVersion, misfitWords, noVersion } from './choose-version.ts';
import { openPackage } from './open-package.ts';
import { packageRules } from './package-rules.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { OpenMarket, OpenPackage, PackageTree, TreeNode } from '#core/model/market.ts';
import type { PackageNeed } from '#core/read/index.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { Misfit } from './choose-version.ts';
import type { MarketDeps } from './market-keys.ts';
import type { Wish } from './unite-versions.ts';

export interface TreeDeps extends MarketDeps {
  /** The market that the package was opened from. */
  market: OpenMarket;
  /** Of the clusters, as far as they are known. */
  versions?: ClusterVersions | undefined;
}

/**
 * Only what verified specs say counts, never a row of the list (R19). For each wish the newest version is taken that is in range, not withdrawn and
 * not excluded by a version of a cluster; where one version satisfies all wishes for a package, it serves them all.
 *
 * Throws what opening a package throws, with `dependency-identity` for a spec of another package, and `spec-invalid`,
 * `package-yanked`, `dependency-missing`, `dependency-conflict`, `dependency-digest`, `dependency-cycle`,
 * `dependency-depth`, `dependency-count`.
 */
export async function resolveTree(opened: OpenPackage, deps: TreeDeps): Promise<PackageTree> {
  assertMayLoad(opened, deps.clock.now());
  const open = createOpener(opened, deps);
  const preferred = new Map<string, string>();
  let walk = await walkTree(opened, { deps, open, preferred });
  for (;;) {
    const united = uniteVersions(walk.wishes, deps.market, deps.versions ?? {});
    const more = [...united].filter(([name]) => !preferred.has(name));
    if (more.length === 0) return { root: walk.root, packages: walk.packages };
    for (const [name, version] of more) preferred.set(name, version);
    const next = await attempt(() => walkTree(opened, { deps, open, preferred }));
    // With other versions something else may be missing; each wish by itself was met.
    if (!next) return { root: walk.root, packages: walk.packages };
    walk = next;
  }
}

type Open = (row: PackageRow, need: PackageNeed) => Promise<OpenPackage>;

interface Way {
  deps: TreeDeps;
  open: Open;
  /** Version by name. */
  preferred: ReadonlyMap<string, string>;
}

interface Walk extends Way {
  wishes: Wish[];
  /** In the order of installing. */
  packages: OpenPackage[];
  /** All versions met so far. */
  met: Set<string>;
  /** How far down the tree goes below a version that was walked through. */
  heights: Map<string, number>;
}

async function walkTree(opened: OpenPackage, way: Way): Promise<Walk & { root: TreeNode }> {
  const walk: Walk = { ...way, wishes: [], packages: [], met: new Set(), heights: new Map() };
  const root = await visit(opened, { asked: opened.version, why: 'root' }, { walk, path: [] });
  return { ...walk, root };
}

type Place = Pick<TreeNode, 'asked' | 'why'>;

/** Where the walk is: the packages from the root to the one that needs this. */
interface Trail {
  walk: Walk;
  path: readonly OpenPackage[];
}

async function visit(opened: OpenPackage, place: Place, { walk, path }: Trail): Promise<TreeNode> {
  meet(opened, { walk, path });
  const key = keyOf(opened);
  const node = toNode(opened, place);
  const known = walk.heights.get(key);
  if (known !== undefined || place.why === 'component') {
    assertDepth(path, known ?? 0, { walk, opened });
    if (known === undefined) keep(opened, walk);
    return node;
  }
  assertDepth(path, 0, { walk, opened });
  const below = [...path, opened];
  let height = 0;
  for (const { need, child } of await chooseAll(opened, walk)) {
    walk.wishes.push({ need, version: child.version });
    node.children.push(
      await visit(child, { asked: need.version, why: need.why }, { walk, path: below }),
    );
    const under = need.why === 'component' ? 0 : (walk.heights.get(keyOf(child)) ?? 0);
    height = Math.max(height, under + 1);
  }
  walk.heights.set(key, height);
  keep(opened, walk);
  return node;
}

/** Throws `dependency-cycle` and `dependency-count`. */
function meet(opened: OpenPackage, { walk, path }: Trail): void {
  const key = keyOf(opened);
  const again = path.findIndex((each) => keyOf(each) === key);
  if (again >= 0) {
    const cycle = [...path.slice(again), opened];
    throw new MarketError(
      'dependency-cycle',
      `The packages need each other in a circle: ${cycle.map(({ name }) => name).join(' → ')}.`,
      { details: { found: cycle.map(keyOf).join(' → ') } },
    );
  }
  walk.met.add(key);
  const allowed = walk.deps.limits.dependencyPackages;
  if (walk.met.size <= allowed) return;
  throw tooMany(path[0] ?? opened, allowed);
}

function assertDepth(
  path: readonly OpenPackage[],
  height: number,
  { walk, opened }: { walk: Walk; opened: OpenPackage },
): void {
  const allowed = walk.deps.limits.dependencyDepth;
  if (path.length + height <= allowed) return;
  const names = [...path, opened].map(({ name }) => name).join(' → ');
  throw new MarketError(
    'dependency-depth',
    `The packages need one another more than ${allowed} deep: ${names}.`,
    { details: { found: path.length + height, allowed } },
  );
}

/** The versions for all wishes of one package, each wish once. */
async function chooseAll(
  owner: OpenPackage,
  walk: Walk,
): Promise<{ need: PackageNeed; child: OpenPackage }[]> {
  const needs = new Map<string, PackageNeed>();
  for (const need of packageNeeds(owner.spec)) {
    needs.set([need.why, need.name, need.version, need.sha256 ?? ''].join(' '), need);
  }
  const settled = await Promise.allSettled(
    [...needs.values()].map(async (need) => ({ need, child: await choose(owner, need, walk) })),
  );
  // In the order of the spec, so that the same tree is always refused for the same reason.
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

async function choose(owner: OpenPackage, need: PackageNeed, walk: Walk): Promise<OpenPackage> {
  const { deps, open, preferred } = walk;
  const { market, versions = {} } = deps;
  const rows = market.entries.find(({ name }) => name === need.name)?.rows ?? [];
  const choice = chooseVersion(rows, need, { versions, preferred: preferred.get(need.name) });
  for (const row of choice.rows) {
    const child = await open(row, need);
    // The list may have said nothing, or something else; what the verified spec says counts (R20).
    const reason = misfitWords(child.spec, versions);
    if (reason === undefined) return child;
    choice.misfits.unshift({ version: row.version, why: 'cluster', reason });
  }
  assertAllowed(owner, need, { market, misfits: choice.misfits });
  throw noVersion(titleOf(owner), need, choice.misfits);
}

/** Throws `package-denied` where nothing stands against a dependency but that the administrator's rules may have left it out. */
function assertAllowed(
  owner: OpenPackage,
  { name, version }: PackageNeed,
  { market, misfits }: { market: OpenMarket; misfits: readonly Misfit[] },
): void {
  if (misfits.some(({ why }) => why !== 'range')) return;
  const exact = /^\s*[[(]/.test(version) ? undefined : version;
  if (!packageRules(market.config).denies(name, exact)) return;
  throw new MarketError(
    'package-denied',
    `${titleOf(owner)} needs ${name} ${version}, which the rules of your administrator leave out of this market.`,
    { details: { package: titleOf(owner), dependency: name, version } },
  );
}

/** Opens each version once, however often it is asked for; the digest is judged for each wish. */
function createOpener(root: OpenPackage, deps: TreeDeps): Open {
  const opened = new Map<string, Promise<OpenPackage>>([[keyOf(root), Promise.resolve(root)]]);
  // A list that lies about what suits could make the reader open every version there is.
  const most = deps.limits.dependencyPackages * 4;
  return async (row, need) => {
    const key = keyOf(row);
    if (!opened.has(key) && opened.size >= most) throw tooMany(root, most);
    const opening = opened.get(key) ?? openDependency(row, deps);
    opened.set(key, opening);
    const found = await opening;
    const { sha256 } = found.evidence;
    if (need.sha256 === undefined || need.sha256 === sha256) return found;
    throw new MarketError(
      'dependency-digest',
      `The spec of ${titleOf(row)} is validly signed, but it is not the one that the package needing it pins: its SHA-256 differs.`,
      { details: { dependency: titleOf(row), expected: need.sha256, found: sha256 } },
    );
  };
}

async function openDependency(row: PackageRow, deps: TreeDeps): Promise<OpenPackage> {
  const { name, version } = row;
  try {
    return await openPackage(deps.market, { market: deps.market.config.id, name, version }, deps);
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'spec-identity') throw error;
    throw new MarketError('dependency-identity', error.message, {
      cause: error,
      details: { ...error.details, dependency: titleOf(row) },
    });
  }
}

/** A version that was met for a component only comes later where it is installed itself: after all that it needs. */
function keep(opened: OpenPackage, { packages }: Walk): void {
  const at = packages.findIndex((each) => keyOf(each) === keyOf(opened));
  if (at >= 0) packages.splice(at, 1);
  packages.push(opened);
}

function toNode({ name, version, spec }: OpenPackage, { asked, why }: Place): TreeNode {
  return { name, version, label: spec.label?.trim() || name, asked, why, children: [] };
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MarketError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}

function tooMany(root: Pick<OpenPackage, 'name' | 'version'>, allowed: number): MarketError {
  return new MarketError(
    'dependency-count',
    `${titleOf(root)} needs more packages than the ${allowed} that one install may have.`,
    { details: { package: titleOf(root), allowed } },
  );
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name}@${version}`;
}

function titleOf({ name, version }: { name: string; version: string }): string {
  return `${name} ${version}`;
}
