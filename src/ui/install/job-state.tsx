/** The state of a submitted job as the cluster reports it, followed until the job ends. */
import { useEffect, useState } from 'react';

import { toMarketError } from '#core/errors.ts';

import type { MarketError } from '#core/errors.ts';
import type { PlannedJob } from '#core/model/generated.ts';
import type { JobState } from '#core/model/install.ts';
import type { Services } from '../services.ts';

export interface JobWatch {
  state?: JobState;
  /** Following stopped; the job itself goes on. */
  error?: MarketError;
}

/** Follows all jobs side by side; by job name. Stops when the view goes away. */
export function useJobWatch(services: Services, jobs: PlannedJob[]): Record<string, JobWatch> {
  const [watched, setWatched] = useState<Record<string, JobWatch>>({});
  const key = jobs.map((job) => `${job.user}~${job.name}`).join(' ');
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (job: PlannedJob, watch: JobWatch) => {
      if (signal.aborted) return;
      setWatched((all) => ({ ...all, [job.name]: { ...all[job.name], ...watch } }));
    };
    for (const job of jobs) void follow(services, job, { signal, tell });
    return () => controller.abort();
    // The key says which jobs; the list is made anew at each render.
  }, [services, key]);
  return watched;
}

interface FollowOptions {
  signal: AbortSignal;
  tell: (job: PlannedJob, watch: JobWatch) => void;
}

async function follow(services: Services, job: PlannedJob, { signal, tell }: FollowOptions) {
  try {
    for await (const { state } of services.watchJob(job, signal)) tell(job, { state });
  } catch (thrown) {
    tell(job, { error: toMarketError(thrown) });
  }
}
