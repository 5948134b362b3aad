/** Asks the cluster whether a plan could run now, by the plan's own probes; sends nothing else. */
import { assertSameCluster, judgeAnswer, sendPlanned } from './planned-request.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Cluster } from '#core/ports.ts';

/** Throws `cluster-conflict` for a job name that exists, cluster-* for other refusals, `cancelled`. */
export async function probePlan(
  plan: InstallPlan,
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<void> {
  assertSameCluster(plan, cluster);
  for (const step of plan.steps) {
    for (const request of step.requests.filter(({ kind }) => kind === 'probe')) {
      const response = await sendPlanned(request, cluster, { signal });
      const error = judgeAnswer(step, request, { response });
      if (error) throw error;
    }
  }
}
