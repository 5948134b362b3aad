/** What pages ask the clusters before anything is installed: groups, versions, free resources; it comes when it is first needed. */
import { MarketError } from '#core/errors.ts';
import { readCdapVersion } from '#flows/cdap-facts.ts';
import { readGroups, readUserClusters, readVersion } from '#flows/cluster-profile.ts';
import { toldVersion } from '#flows/told-version.ts';

import type { VirtualClusterFacts } from '#core/model/install.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { Cluster, Clusters } from '#core/ports.ts';

export interface ClusterWorld {
  clusters: Clusters & { openpai: Cluster };
  /** Undefined when nobody is logged in. */
  user: string | undefined;
  /** As the portal tells it, such as 1.8.0; empty if not told. */
  portalVersion: string;
}

export interface ClusterServices {
  /** Of the user; asked once, and again where nothing answered. Rejects with `MarketError` (login-required, cluster-* …). */
  groups(): Promise<readonly string[]>;
  /** Asked once, and again where nothing answered. Never rejects: what is not known is left out. */
  versions(): Promise<ClusterVersions>;
  /** Asked each time, as they change. Rejects with `MarketError` (login-required, cluster-* …). */
  virtualClusters(signal: AbortSignal): Promise<VirtualClusterFacts[]>;
}

export function createClusterServices(world: ClusterWorld): ClusterServices {
  const { clusters, portalVersion } = world;
  const { openpai, cdap } = clusters;
  const told = toldVersion(portalVersion);
  const askOpenpai = once(() => readVersion(openpai));
  const askCdap = once(async () => cdap && readCdapVersion(cdap));
  return {
    groups: once(async () => readGroups(openpai, requireLogin(world))),
    async versions() {
      const [pai, ofCdap] = await Promise.all([
        told ?? orUnknown(askOpenpai()),
        orUnknown(askCdap()),
      ]);
      return {
        ...(pai === undefined ? {} : { pai }),
        ...(ofCdap === undefined ? {} : { cdap: ofCdap }),
      };
    },
    virtualClusters: async (signal) => readUserClusters(openpai, requireLogin(world), signal),
  };
}

/** Several callers share one question; a failure is not kept. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    if (asked) return asked;
    const asking = ask();
    asked = asking;
    asking.catch(() => {
      asked = undefined;
    });
    return asking;
  };
}

/** Whoever needs the version for certain asks again, and is told then why it cannot be had. */
async function orUnknown(asking: Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await asking;
  } catch (thrown) {
    if (thrown instanceof MarketError) return undefined;
    throw thrown;
  }
}

function requireLogin({ user }: ClusterWorld): string {
  if (user !== undefined) return user;
  throw new MarketError(
    'login-required',
    'Log in to the portal first: the cluster tells this only to its users.',
  );
}
