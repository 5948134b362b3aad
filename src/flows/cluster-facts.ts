/** What the clusters say that a plan depends on: what the user may use and what is free, and the state of CDAP; only those that a step needs are asked. */
import { MarketError } from '#core/errors.ts';
import { readCdapFacts } from './cdap-facts.ts';
import {
  createGet,
  member,
  readProfile,
  readVersion,
  readVirtualClusters,
  usable,
} from './cluster-profile.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type { ClusterFacts, ClusterName, StorageFacts } from '#core/model/install.ts';
import type { Clusters } from '#core/ports.ts';

export interface FactsInput {
  clusters: Clusters;
  user: string;
  /** Clusters that the steps ask (`neededFacts`). */
  needs: readonly ClusterName[];
  /** CDAP's part of the configuration. */
  cdap?: CdapConfig | undefined;
  /** Version of OpenPAI as the portal tells it; the cluster is asked where it does not. */
  portalVersion?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Only reads. Throws `login-required`, `cluster-auth` (401), `cluster-forbidden` (403), `cluster-rate-limited` (429),
 * `cluster-error`, `cdap-missing`, `cdap-auth`, and what the ports throw where nothing answers.
 */
export async function readClusterFacts(input: FactsInput): Promise<ClusterFacts> {
  const { clusters, user, needs, cdap, portalVersion, signal } = input;
  const needsCdap = needs.includes('cdap');
  const [openpai, cdapFacts] = await Promise.all([
    needs.includes('openpai') ? readOpenpaiFacts(input) : undefined,
    needsCdap ? readCdapFacts(clusters.cdap, cdap, signal) : undefined,
  ]);
  const version = portalVersion || openpai?.version;
  return {
    base: clusters.openpai?.base ?? '',
    user,
    admin: openpai?.admin ?? false,
    virtualClusters: openpai?.virtualClusters ?? [],
    storages: openpai?.storages ?? [],
    ...(version === undefined ? {} : { version: version.replace(/^v(?=\d)/, '') }),
    ...(cdapFacts ? { cdap: cdapFacts } : {}),
  };
}

type OpenpaiFacts = Pick<ClusterFacts, 'admin' | 'virtualClusters' | 'storages' | 'version'>;

async function readOpenpaiFacts({
  clusters,
  user,
  portalVersion,
  signal,
}: FactsInput): Promise<OpenpaiFacts> {
  const cluster = clusters.openpai;
  if (!cluster) {
    throw new MarketError(
      'cluster-error',
      'This package is for OpenPAI, and no OpenPAI cluster is given here.',
    );
  }
  const get = createGet(cluster, signal);
  const profile = await readProfile(get, user);
  const [virtualClusters, storages, version] = await Promise.all([
    readVirtualClusters(get, profile),
    // Clusters without storages, or users without a right to list them, just have none to choose.
    get('storages', 'Asking for the storages', [403, 404]),
    portalVersion ? undefined : readVersion(cluster, signal),
  ]);
  return {
    admin: profile.admin,
    virtualClusters,
    storages: usable(readStorages(storages?.['storages']), profile.storages, true),
    ...(version === undefined ? {} : { version }),
  };
}

function readStorages(list: unknown): StorageFacts[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each) => {
    const name = member(each, 'name');
    return typeof name === 'string' ? [{ name, default: member(each, 'default') === true }] : [];
  });
}
