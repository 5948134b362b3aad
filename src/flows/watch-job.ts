/** Follows a job by asking for its state until it ended. */
import { jobAddress } from '#core/plan/index.ts';
import { toMarketError } from '#core/errors.ts';
import { clusterRefusal, readAnswer } from './cluster-answers.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { PlannedJob } from '#core/model/generated.ts';
import type { JobState } from '#core/model/install.ts';
import type { Clock, Cluster } from '#core/ports.ts';

export interface JobReading {
  state: JobState;
  /** When it was read, milliseconds since the epoch. */
  at: number;
}

export interface WatchOptions {
  cluster: Cluster;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

const STATES: readonly JobState[] = [
  'WAITING',
  'RUNNING',
  'SUCCEEDED',
  'STOPPING',
  'STOPPED',
  'FAILED',
];
const ENDED: readonly JobState[] = ['SUCCEEDED', 'STOPPED', 'FAILED'];

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5000;
const BACK_OFF = 1.5;
/** Failures in a row that are taken for passing trouble. */
const TOLERATED = 5;
/** Trouble that waiting does not cure. */
const FINAL: readonly ErrorCode[] = [
  'cluster-auth',
  'cluster-forbidden',
  'cluster-origin',
  'cancelled',
];

/**
 * Yields each reading; ends after one that is final, or when the signal fires. Throws cluster-* or net-* for a
 * refusal that waiting does not cure, or for one that comes too often in a row.
 */
export async function* watchJob(
  job: PlannedJob,
  options: WatchOptions,
): AsyncGenerator<JobReading> {
  const { clock, signal } = options;
  let wait = FIRST_WAIT_MS;
  let failures = 0;
  while (!signal?.aborted) {
    let pause = wait;
    try {
      const state = await readState(job, options);
      failures = 0;
      yield { state, at: clock.now() };
      if (ENDED.includes(state)) return;
    } catch (thrown) {
      if (signal?.aborted) return;
      const error = toMarketError(thrown);
      failures += 1;
      if (FINAL.includes(error.code) || failures > TOLERATED) throw error;
      pause = Math.max(wait, Number(error.details['retryAfter'] ?? 0) * 1000);
    }
    wait = Math.min(wait * BACK_OFF, LONGEST_WAIT_MS);
    if (!(await slept(pause, options))) return;
  }
}

async function readState(job: PlannedJob, { cluster, signal }: WatchOptions): Promise<JobState> {
  const doing = `Asking for the state of job ${job.name}`;
  const response = await cluster.send({
    method: 'GET',
    url: jobAddress(cluster.base, job),
    signal,
  });
  if (response.status !== 200) throw clusterRefusal(response, doing);
  const status = readAnswer(response, doing)['jobStatus'];
  const state = typeof status === 'object' && status !== null ? Reflect.get(status, 'state') : '';
  return toJobState(state);
}

/** What a cluster calls the state of a job; what it may call it one day is unknown. */
export function toJobState(state: unknown): JobState {
  return STATES.find((each) => each === state) ?? 'UNKNOWN';
}

/** False when the signal fired meanwhile. */
async function slept(ms: number, { clock, signal }: WatchOptions): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return true;
  } catch (thrown) {
    if (signal?.aborted) return false;
    throw thrown;
  }
}
