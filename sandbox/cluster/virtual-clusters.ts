/** GET /virtual-clusters: sizes and what is in use now. */
import { progressOf } from './lifecycle.ts';

import type { Answer, Call } from './call.ts';
import type { Job, Resources, VirtualCluster } from './state.ts';

const NOTHING: Resources = { memory: 0, vCores: 0, GPUs: 0 };

export function getVirtualClusters(call: Call): Answer {
  const all = Object.entries(call.state.virtualClusters);
  return {
    status: 200,
    body: Object.fromEntries(all.map(([name, each]) => [name, describe(call, name, each)])),
  };
}

function describe(call: Call, name: string, cluster: VirtualCluster): object {
  const jobs = call.state.jobs.filter((job) => job.virtualCluster === name);
  const inState = (state: string) =>
    jobs.filter((job) => progressOf(job, call.pace, call.now).state === state);
  const running = inState('RUNNING');
  const used = running
    .flatMap((job) => job.taskRoles)
    .reduce((sum, role) => add(sum, role.resources), NOTHING);
  const waiting = inState('WAITING');
  const share = cluster.resources.GPUs === 0 ? 0 : used.GPUs / cluster.resources.GPUs;
  return {
    capacity: cluster.capacity,
    maxCapacity: 100,
    usedCapacity: Math.round(cluster.capacity * share),
    numActiveJobs: running.length,
    numJobs: running.length + waiting.length,
    numPendingJobs: waiting.length,
    resourcesUsed: used,
    resourcesTotal: cluster.resources,
    dedicated: false,
    status: 'RUNNING',
  };
}

function add(a: Resources, b: Resources): Resources {
  return { memory: a.memory + b.memory, vCores: a.vCores + b.vCores, GPUs: a.GPUs + b.GPUs };
}

/** Adds up what the task roles of a job ask for. */
export function resourcesOf(job: Job): Resources {
  return job.taskRoles.reduce((sum, role) => add(sum, role.resources), NOTHING);
}
