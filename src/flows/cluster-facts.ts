/** What the clusters say that a plan depends on: what the user may use and what is free, and the state of CDAP; only those that a step needs are asked. */
import { MarketError } from '#core/errors.ts';
import { clusterRefusal, readAnswer } from './cluster-answers.ts';
import { readCdapFacts } from './cdap-facts.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type {
  ClusterFacts,
  ClusterName,
  StorageFacts,
  VirtualClusterFacts,
} from '#core/model/install.ts';
import type { Cluster, Clusters } from '#core/ports.ts';

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

/** Such as v1.8.0; what else is told there is not compared with anything. */
const VERSION = /^v?\d[0-9A-Za-z.+-]{0,62}$/;

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
  const profile = await get(`users/${userSegment(user)}`, `Asking the cluster about user ${user}`);
  const [virtualClusters, storages, info] = await Promise.all([
    get('virtual-clusters', 'Asking for the virtual clusters'),
    // Clusters without storages, or users without a right to list them, just have none to choose.
    get('storages', 'Asking for the storages', [403, 404]),
    portalVersion ? undefined : get('info', 'Asking for the version', [401, 403, 404]),
  ]);
  const admin = profile?.['admin'] === true;
  const version = info?.['version'];
  return {
    admin,
    virtualClusters: usable(
      readVirtualClusters(virtualClusters),
      profile?.['virtualCluster'],
      admin,
    ),
    storages: usable(readStorages(storages?.['storages']), profile?.['storageConfig'], true),
    ...(typeof version === 'string' && VERSION.test(version) ? { version } : {}),
  };
}

type Get = (
  path: string,
  doing: string,
  absent?: readonly number[],
) => Promise<Record<string, unknown> | undefined>;

/** Asks for a JSON object; undefined where the answer has one of the statuses `absent`. */
function createGet(cluster: Cluster, signal: AbortSignal | undefined): Get {
  return async (path, doing, absent = []) => {
    const url = `${cluster.base}api/v2/${path}`;
    const response = await cluster.send({ method: 'GET', url, signal });
    if (absent.includes(response.status)) return undefined;
    if (response.status !== 200) throw clusterRefusal(response, doing);
    return readAnswer(response, doing);
  };
}

/**
 * Keeps what the profile names; `openByDefault` says what an empty list means. A profile that says nothing at all
 * limits nothing here: the cluster itself judges what is submitted.
 */
function usable<Fact extends { name: string }>(
  found: Fact[],
  names: unknown,
  openByDefault: boolean,
): Fact[] {
  if (!Array.isArray(names)) return found;
  if (names.length === 0) return openByDefault ? found : [];
  return found.filter((each) => names.includes(each.name));
}

function readVirtualClusters(answer: Record<string, unknown> = {}): VirtualClusterFacts[] {
  return Object.entries(answer).map(([name, value]) => {
    const total = member(value, 'resourcesTotal');
    const used = member(value, 'resourcesUsed');
    const free = (key: string) => difference(member(total, key), member(used, key));
    return {
      name,
      ...optional('freeGpus', free('GPUs')),
      ...optional('freeCpus', free('vCores')),
      ...optional('freeMemoryMB', free('memory')),
      ...optional('totalGpus', member(total, 'GPUs')),
      ...optional('totalCpus', member(total, 'vCores')),
      ...optional('totalMemoryMB', member(total, 'memory')),
    };
  });
}

function readStorages(list: unknown): StorageFacts[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each) => {
    const name = member(each, 'name');
    return typeof name === 'string' ? [{ name, default: member(each, 'default') === true }] : [];
  });
}

function difference(total: unknown, used: unknown): number | undefined {
  if (typeof total !== 'number' || typeof used !== 'number') return undefined;
  return Math.max(0, total - used);
}

function optional<Name extends string>(name: Name, value: unknown) {
  return (typeof value === 'number' ? { [name]: value } : {}) as { [Key in Name]?: number };
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** A user name as one segment of an address; `.` and `..` would climb and are nobody's name. */
function userSegment(user: string): string {
  if (user === '' || user === '.' || user === '..') {
    throw new MarketError('login-required', 'Nobody is logged in, or the user name is unusable.');
  }
  return encodeURIComponent(user);
}
