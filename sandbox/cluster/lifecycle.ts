/** A job's state, computed from when it was submitted and stopped: nothing runs, so a restart changes nothing. */
import type { Job } from './state.ts';

/** How long a job stays in each state, in milliseconds. */
export interface Pace {
  waitingMs: number;
  runningMs: number;
  stoppingMs: number;
}

export const DEFAULT_PACE: Pace = { waitingMs: 4_000, runningMs: 30_000, stoppingMs: 2_000 };

export type State = 'WAITING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';

export interface JobProgress {
  state: State;
  subState: string;
  /** Milliseconds since the epoch; null until then. */
  launched: number | null;
  completed: number | null;
}

const SUB_STATES: Record<State, string> = {
  WAITING: 'AttemptCreationPending',
  RUNNING: 'AttemptRunning',
  STOPPING: 'AttemptDeletionPending',
  SUCCEEDED: 'Completed',
  FAILED: 'Completed',
  STOPPED: 'Completed',
};

/** State and times of a job as they stand at `now`. */
export function progressOf(job: Job, pace: Pace, now: number): JobProgress {
  const launch = job.submitted + pace.waitingMs;
  const end = launch + pace.runningMs;
  const stopped = job.stopped !== undefined && job.stopped < end ? job.stopped : undefined;
  const launched = now >= launch && launch <= (stopped ?? launch) ? launch : null;
  if (stopped !== undefined && now >= stopped) {
    const gone = stopped + pace.stoppingMs;
    if (now < gone) return progress('STOPPING', launched, null);
    return progress('STOPPED', launched, gone);
  }
  if (now < launch) return progress('WAITING', null, null);
  if (now < end) return progress('RUNNING', launch, null);
  return progress(job.exitCode === 0 ? 'SUCCEEDED' : 'FAILED', launch, end);
}

function progress(state: State, launched: number | null, completed: number | null): JobProgress {
  return { state, subState: SUB_STATES[state], launched, completed };
}
