/** What the cluster says about the user: virtual clusters and storages that may be used, and what is free. */
import { MarketError } from '#core/errors.ts';
import { clusterRefusal, readAnswer } from './cluster-answers.ts';

import type { ClusterFacts, StorageFacts, VirtualClusterFacts } from '#core/model/install.ts';
import type { Cluster } from '#core/ports.ts';

/**
 * Only reads. Throws `cluster-auth` (401), `cluster-forbidden` (403), `cluster-rate-limited` (429),
 * `cluster-error`, and what the port throws where nothing answers.
 */
export async function readClusterFacts(
  cluster: Cluster,
  user: string,
  signal?: AbortSignal,
): Promise<ClusterFacts> {
  const get = async (path: string, doing: string, absent: readonly number[] = []) => {
    const url = `${cluster.base}api/v2/${path}`;
    const response = await cluster.send({ method: 'GET', url, signal });
    if (absent.includes(response.status)) return undefined;
    if (response.status !== 200) throw clusterRefusal(response, doing);
    return readAnswer(response, doing);
  };
  const profile = await get(`users/${userSegment(user)}`, `Asking the cluster about user ${user}`);
  const [virtualClusters, storages] = await Promise.all([
    get('virtual-clusters', 'Asking for the virtual clusters'),
    // Clusters without storages, or users without a right to list them, just have none to choose.
    get('storages', 'Asking for the storages', [403, 404]),
  ]);
  const admin = profile?.['admin'] === true;
  return {
    base: cluster.base,
    user,
    admin,
    virtualClusters: usable(
      readVirtualClusters(virtualClusters),
      profile?.['virtualCluster'],
      admin,
    ),
    storages: usable(readStorages(storages?.['storages']), profile?.['storageConfig'], true),
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

function optional<Name extends string>(name: Name, value: number | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: number };
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
