/** Names of packages in a tree. */
import { MarketError } from '#core/errors.ts';

import type { PackageName } from '#core/model/generated.ts';
import type { OpenPackage, PackageTree } from '#core/model/market.ts';

/** The package that was asked for. */
export function rootOf({ packages }: PackageTree): OpenPackage {
  const root = packages.at(-1);
  if (!root) throw new MarketError('internal', 'The tree holds no package.');
  return root;
}

/** `name@version`. */
export function keyOf({ name, version }: PackageName): string {
  return `${name}@${version}`;
}
