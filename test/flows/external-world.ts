/** Packages with a driver from elsewhere. */
import { loadTree } from '#flows/load-tree.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { LoadTreeDeps } from '#flows/load-files.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { Web } from '../fakes/web.ts';
import type { MarketWorld } from './world.ts';

export type Values = Record<string, unknown>;

/** A package `hello` that adds an artifact, with these arguments more. */
export function driver(values: Values): FakePackage {
  const given = { name: 'mysql', version: '5.1.39', config: 'driver.json', ...values };
  const args = Object.entries(given).map(([name, value]) => ({ name, value }));
  const actions = [{ type: 'create_artifact', arguments: args }];
  const archive = { 'driver.json': '{"parents":[],"plugins":[]}' };
  return { name: 'hello', version: '1.0.0', archive, spec: { actions } };
}

/** The market may read from this host. */
export const allowing = ({ url }: Web): Partial<MarketConfig> => ({
  externalOrigins: [new URL(url).origin],
});

export async function loadIn(
  { open, deps }: MarketWorld,
  config: Partial<MarketConfig>,
  more: Partial<LoadTreeDeps> = {},
): Promise<LoadedTree> {
  const market = await open(config);
  const opened = await openPackage(market, { market: market.config.id, name: 'hello' }, deps);
  return loadTree(await resolveTree(opened, { ...deps, market }), { ...deps, ...more });
}
