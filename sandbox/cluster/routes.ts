/** Every call of the REST API in one table. */
import { decodeParts, matchParts } from '../http/match-path.ts';
import { getInfo } from './info.ts';
import { deleteTag, putExecutionType, putTag } from './job-changes.ts';
import { listJobs } from './job-list.ts';
import { getConfig, getJob } from './jobs.ts';
import { getStorages } from './storages.ts';
import { submitJob } from './submit.ts';
import { getUser } from './users.ts';
import { getVirtualClusters } from './virtual-clusters.ts';

import type { Answer, Call, OpenCall } from './call.ts';

interface Shape {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v2`; a part `:name` takes one segment. */
  path: string;
}

/** `open` routes need no token. */
export type Route = Shape &
  ({ open: true; run(call: OpenCall): Answer } | { open?: false; run(call: Call): Answer });

const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/info', open: true, run: getInfo },
  { method: 'GET', path: '/users/:user', run: getUser },
  { method: 'GET', path: '/virtual-clusters', run: getVirtualClusters },
  { method: 'GET', path: '/storages', run: getStorages },
  { method: 'GET', path: '/jobs', run: listJobs },
  { method: 'POST', path: '/jobs', run: submitJob },
  { method: 'GET', path: '/jobs/:job', run: getJob },
  { method: 'GET', path: '/jobs/:job/config', run: getConfig },
  { method: 'PUT', path: '/jobs/:job/tag', run: putTag },
  { method: 'DELETE', path: '/jobs/:job/tag', run: deleteTag },
  { method: 'PUT', path: '/jobs/:job/executionType', run: putExecutionType },
];

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The route of a call, or undefined. `path` is percent-encoded; one trailing slash is allowed. */
export function matchRoute(method: string, path: string): Match | undefined {
  const parts = decodeParts(path);
  for (const route of ROUTES) {
    const params = route.method === method && parts && matchParts(route.path, parts);
    if (params) return { route, params };
  }
  return undefined;
}
