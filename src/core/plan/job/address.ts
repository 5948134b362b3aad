/** Where a job stands in the cluster's REST API. */
import type { PlannedJob } from '../../model/generated.ts';

/** `base` ends in a slash; user and job name are encoded, so neither can lead elsewhere. */
export function jobAddress(base: string, job: PlannedJob): string {
  return `${base}api/v2/jobs/${encodeURIComponent(job.user)}~${encodeURIComponent(job.name)}`;
}
