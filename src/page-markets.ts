/** What pages ask of markets: which are shown to this user, opened side by side, searched and read in the trust worker. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { toldVersion } from '#flows/told-version.ts';

import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageRef } from '#core/model/market.ts';
import type { Clock } from '#core/ports.ts';
import type { Services } from '#ui/services.ts';
import type { ClusterServices } from './cluster-services.ts';
import type { MarketServices } from './market-services.ts';

/** Milliseconds that a package page waits for the versions of the clusters, which decide what version it shows first. */
const VERSIONS_MS = 1000;

export type MarketReads = Pick<
  MarketServices,
  'openMarket' | 'search' | 'cards' | 'entries' | 'dependants' | 'openPackage' | 'packagePicture'
>;

export interface PageMarketsWorld {
  config: PluginConfig;
  reads: MarketReads;
  clock: Clock;
  /** Undefined when nobody is logged in. */
  user: string | undefined;
  /** Of OpenPAI as the portal tells it; empty if not told. */
  portalVersion: string;
  /** Brings what talks with the clusters. */
  clusters(): Promise<ClusterServices>;
}

export type PageMarkets = Pick<
  Services,
  | 'shownMarkets'
  | 'openMarkets'
  | 'search'
  | 'cards'
  | 'entries'
  | 'dependants'
  | 'openPackage'
  | 'packagePicture'
  | 'clusterVersions'
  | 'virtualClusters'
>;

/** Whether a market is shown; where that cannot be told, why. */
type Shown = boolean | MarketError;

export function createPageMarkets(world: PageMarketsWorld): PageMarkets {
  const { config, reads } = world;
  const versions = () => readVersions(world);
  return {
    async shownMarkets(signal) {
      const shown = await Promise.all(config.markets.map((each) => isShown(each, world)));
      assertNotCancelled(signal);
      return config.markets.filter((_, at) => shown[at] !== false);
    },
    openMarkets: (signal, onState, hint = {}) =>
      openMarkets(world, { signal, onState, category: hint.category }),
    search: (query, window, signal) => reads.search(query, window, signal),
    cards: (ids) => reads.cards(ids),
    async entries(refs) {
      const open = await Promise.all(
        refs.map(async (ref) => (await refusalOf(ref, world)) === undefined),
      );
      return reads.entries(refs.filter((_, at) => open[at]));
    },
    async dependants(ref, signal) {
      await assertShown(ref, world);
      return reads.dependants(ref, signal);
    },
    async openPackage(ref, signal) {
      await assertShown(ref, world);
      // Whoever names a version gets it, whatever suits.
      const known = ref.version === undefined ? await soon(versions(), world) : {};
      assertNotCancelled(signal);
      return reads.openPackage({ ref, versions: known }, signal);
    },
    packagePicture: (opened, file, signal) => reads.packagePicture(opened, file, signal),
    clusterVersions: versions,
    virtualClusters: async (signal) => (await world.clusters()).virtualClusters(signal),
  };
}

interface Opening {
  signal: AbortSignal;
  onState: Parameters<Services['openMarkets']>[1];
  category: string | undefined;
}

async function openMarkets(world: PageMarketsWorld, opening: Opening): Promise<void> {
  const { signal } = opening;
  await Promise.all(world.config.markets.map((config) => openOne(config, world, opening)));
  assertNotCancelled(signal);
}

async function openOne(
  config: MarketConfig,
  world: PageMarketsWorld,
  { signal, onState, category }: Opening,
): Promise<void> {
  try {
    const shown = await isShown(config, world);
    if (shown === false || signal.aborted) return;
    if (shown instanceof MarketError) throw shown;
    const market = await world.reads.openMarket(config.id, {
      ...{ signal, again: true, category },
      onState,
    });
    if (!signal.aborted) onState({ config, status: 'ready', market });
  } catch (thrown) {
    if (!signal.aborted) onState({ config, status: 'failed', error: toMarketError(thrown) });
  }
}

async function isShown({ groups }: MarketConfig, world: PageMarketsWorld): Promise<Shown> {
  if (!groups) return true;
  if (world.user === undefined) return false;
  try {
    const own = await (await world.clusters()).groups();
    return groups.some((group) => own.includes(group));
  } catch (thrown) {
    return toMarketError(thrown);
  }
}

async function assertShown(
  ref: Pick<PackageRef, 'market'>,
  world: PageMarketsWorld,
): Promise<void> {
  const refusal = await refusalOf(ref, world);
  if (refusal) throw refusal;
}

/** Why nothing of this market is read for this user; what is not configured is refused by the reader. */
async function refusalOf(
  { market }: Pick<PackageRef, 'market'>,
  world: PageMarketsWorld,
): Promise<MarketError | undefined> {
  const config = world.config.markets.find(({ id }) => id === market);
  const shown = config ? await isShown(config, world) : true;
  if (shown instanceof MarketError) return shown;
  if (shown) return undefined;
  const name = config?.name ?? market;
  if (world.user === undefined) {
    const message = `Log in to the portal first: ${name} is shown to members of certain groups only.`;
    return new MarketError('login-required', message, { details: { market } });
  }
  const message = `${name} is shown to members of certain groups only, and user ${world.user} is in none of them.`;
  return new MarketError('market-forbidden', message, { details: { market } });
}

/** Where the portal tells all that is to be known, nothing is asked. */
async function readVersions(world: PageMarketsWorld): Promise<ClusterVersions> {
  const told = toldByPortal(world);
  if (told.pai !== undefined && world.config.cdap?.url === undefined) return told;
  // Where this part of the plugin does not come, a list without compatibility is better than none.
  const services = await world.clusters().catch(() => undefined);
  return services ? services.versions() : told;
}

function toldByPortal({ portalVersion }: PageMarketsWorld): ClusterVersions {
  const pai = toldVersion(portalVersion);
  return pai === undefined ? {} : { pai };
}

/** A cluster that is slow to answer holds up nobody. */
function soon(asking: Promise<ClusterVersions>, world: PageMarketsWorld): Promise<ClusterVersions> {
  const late = world.clock.sleep(VERSIONS_MS).then(() => toldByPortal(world));
  return Promise.race([asking, late]);
}

function assertNotCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new MarketError('cancelled', 'Loading the markets was cancelled.');
}
