/** Markets of small packages that need each other, and their trees. */
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';

import type { PackageTree, TreeNode } from '#core/model/market.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld } from './world.ts';

export const READ = { type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] };

export type Need = string | { name: string; version: string; sha256?: string };

/** `a@1.0.0` with what it needs: `b@[1,2)` … */
export function pack(id: string, needs: readonly Need[] = [], rest: Partial<FakePackage> = {}) {
  const { name, version } = toNeed(id);
  const packages = needs.map(toNeed);
  const spec = { actions: [READ], dependencies: { packages }, ...rest.spec };
  return { name, version, archive: undefined, ...rest, spec } satisfies FakePackage;
}

function toNeed(text: Need): { name: string; version: string } {
  if (typeof text !== 'string') return text;
  const [name = '', version = ''] = text.split('@');
  return { name, version };
}

export async function resolveIn(
  { open, deps }: MarketWorld,
  { name, version }: { name: string; version: string },
  versions?: ClusterVersions,
): Promise<PackageTree> {
  const market = await open();
  const opened = await openPackage(market, { market: market.config.id, name, version }, deps);
  return resolveTree(opened, { ...deps, market, versions });
}

/** In the order of installing. */
export const idsOf = ({ packages }: PackageTree) =>
  packages.map((each) => `${each.name}@${each.version}`);

/** As `a@1(b@1 c@1(d@1))`. */
export const draw = ({ name, version, children }: TreeNode): string =>
  `${name}@${version}${children.length > 0 ? `(${children.map(draw).join(' ')})` : ''}`;
