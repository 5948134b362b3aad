/** GET of one job and of its protocol. */
import { ApiError, forbidden, noJob } from './errors.ts';
import { progressOf } from './lifecycle.ts';

import type { Answer, Call } from './call.ts';
import type { JobProgress } from './lifecycle.ts';
import type { Job, TaskRole } from './state.ts';

export function getJob(call: Call): Answer {
  const job = findJob(call);
  const progress = progressOf(job, call.pace, call.now);
  return {
    status: 200,
    body: {
      name: job.name,
      tags: job.tags,
      jobStatus: { ...statusOf(job, progress), ...exitOf(job, progress) },
      taskRoles: Object.fromEntries(
        job.taskRoles.map((role) => [role.name, describeRole(role, progress)]),
      ),
    },
  };
}

export function getConfig(call: Call): Answer {
  const job = findJob(call);
  if (job.protocol === '') {
    throw new ApiError(404, 'NoJobConfigError', `Config of job ${job.name} is not found.`);
  }
  return { status: 200, body: job.protocol };
}

/** The job that the path names as `user~name`. Throws 404. */
function findJob({ state, params }: Call): Job {
  const name = params.job ?? '';
  const job = state.jobs.find((each) => `${each.username}~${each.name}` === name);
  if (!job) throw noJob(name);
  return job;
}

/** As `findJob`, for a change: only the owner and administrators may. Throws 404 or 403. */
export function findOwnJob(call: Call): Job {
  const job = findJob(call);
  const { user } = call;
  if (job.username === user.username || user.admin) return job;
  throw forbidden(`User ${user.username} is not allowed to change job ${job.name}.`);
}

/** The fields that a listing and a single job have in common. */
export function statusOf(job: Job, progress: JobProgress) {
  return {
    username: job.username,
    state: progress.state,
    subState: progress.subState,
    executionType: job.executionType,
    retries: 0,
    submissionTime: job.submitted,
    createdTime: job.submitted,
    launchTime: progress.launched,
    completedTime: progress.completed,
    virtualCluster: job.virtualCluster,
  };
}

function exitOf(job: Job, { state }: JobProgress) {
  const ended = state === 'SUCCEEDED' || state === 'FAILED';
  return { appExitCode: ended ? job.exitCode : null };
}

function describeRole(role: TaskRole, { state }: JobProgress): object {
  const taskStatuses = Array.from({ length: role.instances }, (_, taskIndex) => ({
    taskIndex,
    taskState: state,
    retries: 0,
  }));
  return { taskRoleStatus: { name: role.name }, taskStatuses };
}
