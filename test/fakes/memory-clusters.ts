/** OpenPAI and CDAP in memory, as much as the wizard's pages need of them; what reaches them is kept, and a test may answer in their place. */
import { MarketError } from '#core/errors.ts';

import type { Cluster, ClusterRequest, ClusterResponse, Clusters } from '#core/ports.ts';

const OPENPAI = 'https://pai.example.org/rest-server/';
const CDAP = 'https://pai.example.org/cdap/';

export type Answer = Partial<ClusterResponse>;

export interface MemoryClusters {
  clusters: Clusters & { openpai: Cluster; cdap: Cluster };
  /** What reached them, in order. */
  requests: ClusterRequest[];
  /** Names of jobs on OpenPAI. */
  jobs: Set<string>;
  /** Artifacts of CDAP as `name version`. */
  artifacts: Set<string>;
  /** The token that CDAP asks for, if it asks. */
  cdapToken: { wanted?: string; given?: string | undefined };
  /** Answers in the place of the clusters where it gives something; what it throws is what the adapter throws. */
  instead:
    | ((request: ClusterRequest) => Answer | undefined | Promise<Answer | undefined>)
    | undefined;
}

export function memoryClusters(): MemoryClusters {
  const world: MemoryClusters = {
    clusters: {
      openpai: { base: OPENPAI, send: (request) => send(request, answerOpenpai) },
      cdap: { base: CDAP, send: (request) => send(request, answerCdap) },
    },
    ...{ requests: [], jobs: new Set<string>(), artifacts: new Set<string>() },
    cdapToken: {},
    instead: undefined,
  };
  const send = async (
    request: ClusterRequest,
    answer: (request: ClusterRequest, world: MemoryClusters) => Answer,
  ): Promise<ClusterResponse> => {
    if (request.signal?.aborted) throw new MarketError('cancelled', 'Cancelled.');
    world.requests.push(request);
    const own = await world.instead?.(request);
    return { status: 200, headers: {}, text: '{}', ...(own ?? answer(request, world)) };
  };
  return world;
}

/** As a lost connection is told. */
export function unreachable(): never {
  throw new MarketError('cluster-unreachable', 'The cluster does not answer.');
}

function answerOpenpai({ method, url, body }: ClusterRequest, { jobs }: MemoryClusters): Answer {
  const path = url.slice(`${OPENPAI}api/v2/`.length);
  if (method === 'PUT') return { status: 200 };
  if (method === 'POST') {
    jobs.add((JSON.parse(String(body)) as { name: string }).name);
    return { status: 202, text: '{"status":202,"message":"accepted"}' };
  }
  if (path.startsWith('users/')) {
    return json({ username: 'ada', admin: false, virtualCluster: ['default', 'research'] });
  }
  if (path === 'virtual-clusters') {
    const resourcesTotal = { GPUs: 8, vCores: 64, memory: 262144 };
    const resourcesUsed = { GPUs: 4, vCores: 8, memory: 65536 };
    return json({ default: { resourcesTotal, resourcesUsed }, research: {} });
  }
  if (path === 'storages') return json({ storages: [{ name: 'datasets', default: true }] });
  if (path === 'info') return json({ version: '1.8.0' });
  const name = decodeURIComponent(/~([^/?]*)/.exec(path)?.[1] ?? '');
  if (!jobs.has(name))
    return { status: 404, text: '{"code":"NoJobError","message":"no such job"}' };
  return json({ name, jobStatus: { state: 'SUCCEEDED' } });
}

function answerCdap(request: ClusterRequest, world: MemoryClusters): Answer {
  const { method, url, headers = {} } = request;
  const { artifacts, cdapToken } = world;
  if (cdapToken.wanted !== undefined && cdapToken.given !== cdapToken.wanted) {
    return { status: 401, text: 'Unauthorized' };
  }
  const path = url.slice(`${CDAP}v3/`.length).split('?')[0] ?? '';
  if (path === 'version') return json({ version: '6.1.1' });
  const [, , kind, name = '', , version] = path.split('/').map(decodeURIComponent);
  if (kind !== 'artifacts') return { status: 404, text: 'not here' };
  if (method === 'GET' && name === '') {
    const list = [...artifacts].map((each) => each.split(' '));
    const own = list.map(([of, at]) => ({ name: of, version: at, scope: 'USER' }));
    return json([{ name: 'cdap-data-pipeline', version: '6.1.1', scope: 'SYSTEM' }, ...own]);
  }
  const key = `${name} ${version ?? headers['Artifact-Version'] ?? ''}`;
  if (method === 'POST') artifacts.add(key);
  if (method === 'DELETE') artifacts.delete(key);
  if (method !== 'GET') return { text: 'Artifact added' };
  return artifacts.has(key)
    ? json({ name, version, scope: 'USER', properties: {} })
    : { status: 404, text: `Artifact ${key} not found` };
}

function json(value: unknown): Answer {
  return { text: JSON.stringify(value) };
}
