/** GET /jobs: filters, order and pages. */
import { invalidParameters } from './errors.ts';
import { statusOf } from './jobs.ts';
import { progressOf } from './lifecycle.ts';
import { resourcesOf } from './virtual-clusters.ts';

import type { Answer, Call } from './call.ts';
import type { Job } from './state.ts';

const DEFAULT_LIMIT = 5_000;
const MAX_LIMIT = 50_000;

type Row = ReturnType<typeof toRow>;

export function listJobs(call: Call): Answer {
  call.rates.take('listingsPerMinute', call.user.username);
  const { query } = call;
  const offset = readCount(query, 'offset') ?? 0;
  const limit = readCount(query, 'limit') ?? DEFAULT_LIMIT;
  if (limit > MAX_LIMIT) throw invalidParameters(`Limit exceeds max number ${MAX_LIMIT}.`);
  const rows = call.state.jobs.map((job) => toRow(call, job)).filter((row) => passes(row, query));
  rows.sort(orderOf(query.get('order')));
  const data = rows.slice(offset, offset + limit);
  const counted = query.get('withTotalCount') === 'true';
  return { status: 200, body: counted ? { totalCount: rows.length, data } : data };
}

function toRow({ pace, now }: Call, job: Job) {
  return {
    name: job.name,
    ...statusOf(job, progressOf(job, pace, now)),
    tags: job.tags,
    totalGpuNumber: resourcesOf(job).GPUs,
    totalTaskNumber: job.taskRoles.reduce((sum, role) => sum + role.instances, 0),
    totalTaskRoleNumber: job.taskRoles.length,
  };
}

/** What each query parameter asks of a row; lists are separated by commas. */
const FILTERS: Record<string, (row: Row, value: string) => boolean> = {
  username: (row, value) => value.split(',').includes(row.username),
  vc: (row, value) => value.split(',').includes(row.virtualCluster),
  state: (row, value) => value.split(',').includes(row.state),
  keyword: (row, value) =>
    [row.name, row.username, row.virtualCluster].some((text) => text.includes(value)),
  tagsContain: (row, value) => value.split(',').some((tag) => row.tags.includes(tag)),
  tagsNotContain: (row, value) => !value.split(',').some((tag) => row.tags.includes(tag)),
};

/** Every filter that is given must hold. */
function passes(row: Row, query: URLSearchParams): boolean {
  return Object.entries(FILTERS).every(([name, holds]) => {
    const value = query.get(name);
    return value === null || holds(row, value);
  });
}

/** `<field>,ASC` or `<field>,DESC`; the newest first if absent. */
function orderOf(order: string | null): (a: Row, b: Row) => number {
  const [name = '', direction = 'ASC'] = (order ?? 'submissionTime,DESC').split(',');
  const fields: Record<string, keyof Row> = { jobName: 'name', vc: 'virtualCluster' };
  const field = fields[name] ?? (name as keyof Row);
  const sign = direction === 'DESC' ? -1 : 1;
  return (a, b) => sign * compare(a[field], b[field]);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''));
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw invalidParameters(`"${name}" must be a number.`);
  return Number(text);
}
