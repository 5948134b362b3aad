/** Jobs on the cluster whose tag says which package they came from: what the cluster itself knows, from whatever browser. */
import { MarketError } from '#core/errors.ts';
import { clusterRefusal } from './cluster-answers.ts';
import { toJobState } from './watch-job.ts';

import type { TaggedJob } from '#core/model/install.ts';
import type { Cluster } from '#core/ports.ts';

/** Jobs in one answer, and answers in all: the newest ten thousand jobs are looked at. */
const PAGE = 500;
const MOST_PAGES = 20;

/** `marketplace:<market>/<name>@<version>`, as `submit_job` writes it. */
const TAG = /^marketplace:([a-z0-9-]{1,64})\/([A-Za-z0-9._-]{1,128})@([^\s@]{1,64})$/;

/**
 * The user's jobs that carry such a tag, newest first. The cluster finds whole tags only, so that all jobs of the user
 * are listed. Throws cluster-* for a refusal, and what the port throws where nothing answers.
 */
export async function readTaggedJobs(
  cluster: Cluster,
  user: string,
  signal?: AbortSignal,
): Promise<TaggedJob[]> {
  const found: TaggedJob[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await readPage(cluster, { user, page }, signal);
    found.push(...rows.flatMap((row) => toTaggedJob(row, user)));
    if (rows.length < PAGE) break;
  }
  return found.sort((a, b) => (b.submittedAt ?? 0) - (a.submittedAt ?? 0));
}

async function readPage(
  cluster: Cluster,
  { user, page }: { user: string; page: number },
  signal: AbortSignal | undefined,
): Promise<unknown[]> {
  const doing = 'Listing the jobs that came from the marketplace';
  const query = `username=${encodeURIComponent(user)}&offset=${page * PAGE}&limit=${PAGE}`;
  const url = `${cluster.base}api/v2/jobs?${query}`;
  const response = await cluster.send({ method: 'GET', url, signal });
  if (response.status !== 200) throw clusterRefusal(response, doing);
  const list = parse(response.text);
  if (Array.isArray(list)) return list;
  throw new MarketError(
    'cluster-error',
    `${doing} failed: what answers at the cluster's address is not its REST server.`,
    { details: { status: response.status } },
  );
}

/** One entry for each tag of ours; a job may carry several. */
function toTaggedJob(row: unknown, user: string): TaggedJob[] {
  const { name, username, tags, state, submissionTime } = (row ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !Array.isArray(tags)) return [];
  return tags.flatMap((tag: unknown) => {
    const [, market, of, version] = (typeof tag === 'string' && TAG.exec(tag)) || [];
    if (market === undefined || of === undefined || version === undefined) return [];
    return [
      {
        job: { user: typeof username === 'string' ? username : user, name },
        market,
        package: { name: of, version },
        state: toJobState(state),
        ...(typeof submissionTime === 'number' ? { submittedAt: submissionTime } : {}),
      },
    ];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not the REST server; the caller says so.
    return undefined;
  }
}
