/** What OpenPAI tells of one user: rights, groups, and the virtual clusters that may be used. */
import { MarketError } from '#core/errors.ts';
import { clusterRefusal, readAnswer } from './cluster-answers.ts';
import { toldVersion } from './told-version.ts';

import type { VirtualClusterFacts } from '#core/model/install.ts';
import type { Cluster } from '#core/ports.ts';

/** As the cluster gives it; what it leaves out limits nothing here, the cluster itself judges what is submitted. */
export interface UserProfile {
  admin: boolean;
  /** Names of virtual clusters. */
  virtualClusters?: string[] | undefined;
  /** Names of storages. */
  storages?: string[] | undefined;
  /** Names of groups. */
  groups?: string[] | undefined;
}

type Get = (
  path: string,
  doing: string,
  absent?: readonly number[],
) => Promise<Record<string, unknown> | undefined>;

/** Asks for a JSON object; undefined where the answer has one of the statuses `absent`. Throws `cluster-*`. */
export function createGet(cluster: Cluster, signal: AbortSignal | undefined): Get {
  return async (path, doing, absent = []) => {
    const url = `${cluster.base}api/v2/${path}`;
    const response = await cluster.send({ method: 'GET', url, signal });
    if (absent.includes(response.status)) return undefined;
    if (response.status !== 200) throw clusterRefusal(response, doing);
    return readAnswer(response, doing);
  };
}

/** Throws `login-required` for a name that is nobody's, and `cluster-*`. */
export async function readProfile(get: Get, user: string): Promise<UserProfile> {
  const answer = await get(`users/${userSegment(user)}`, `Asking the cluster about user ${user}`);
  return {
    admin: answer?.['admin'] === true,
    virtualClusters: names(answer?.['virtualCluster']),
    storages: names(answer?.['storageConfig']),
    groups: names(answer?.['grouplist']),
  };
}

/** Groups of a user. Throws `cluster-error` where the cluster does not tell them, and what `readProfile` throws. */
export async function readGroups(
  cluster: Cluster,
  user: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const { groups } = await readProfile(createGet(cluster, signal), user);
  if (groups) return groups;
  throw new MarketError(
    'cluster-error',
    `The cluster does not tell the groups of user ${user}, and this market is shown to members of certain groups only.`,
  );
}

/** Version of OpenPAI as its REST server tells it, without a leading v; undefined where it tells none. Throws `cluster-*`. */
export async function readVersion(
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const info = await createGet(cluster, signal)('info', 'Asking for the version', [401, 403, 404]);
  return toldVersion(info?.['version']);
}

/** What the virtual clusters of the user have. Throws as `readProfile`. */
export async function readUserClusters(
  cluster: Cluster,
  user: string,
  signal?: AbortSignal,
): Promise<VirtualClusterFacts[]> {
  const get = createGet(cluster, signal);
  return readVirtualClusters(get, await readProfile(get, user));
}

/** As above, where the profile is known. */
export async function readVirtualClusters(
  get: Get,
  { virtualClusters, admin }: UserProfile,
): Promise<VirtualClusterFacts[]> {
  const answer = await get('virtual-clusters', 'Asking for the virtual clusters');
  return usable(toVirtualClusters(answer), virtualClusters, admin);
}

/** Keeps what the profile names; `openByDefault` says what an empty list means. */
export function usable<Fact extends { name: string }>(
  found: Fact[],
  wanted: readonly string[] | undefined,
  openByDefault: boolean,
): Fact[] {
  if (!wanted) return found;
  if (wanted.length === 0) return openByDefault ? found : [];
  return found.filter((each) => wanted.includes(each.name));
}

function toVirtualClusters(answer: Record<string, unknown> = {}): VirtualClusterFacts[] {
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

function difference(total: unknown, used: unknown): number | undefined {
  if (typeof total !== 'number' || typeof used !== 'number') return undefined;
  return Math.max(0, total - used);
}

function optional<Name extends string>(name: Name, value: unknown) {
  return (typeof value === 'number' ? { [name]: value } : {}) as { [Key in Name]?: number };
}

/** A field of what a cluster answered; undefined for what is no object. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function names(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is string => typeof each === 'string');
}

/** A user name as one segment of an address; `.` and `..` would climb and are nobody's name. */
function userSegment(user: string): string {
  if (user === '' || user === '.' || user === '..') {
    throw new MarketError('login-required', 'Nobody is logged in, or the user name is unusable.');
  }
  return encodeURIComponent(user);
}
