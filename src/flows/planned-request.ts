/** Sends one planned request and judges its answer; Trust 8: what is sent is what the plan says, to its cluster only. */
import { MarketError } from '#core/errors.ts';
import { fillSecrets, refusalOf } from '#core/plan/index.ts';
import { clusterRefusal } from './cluster-answers.ts';

import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Cluster, ClusterResponse } from '#core/ports.ts';

/** Throws `cluster-origin` for a plan that was made for another cluster. */
export function assertSameCluster(plan: InstallPlan, cluster: Cluster): void {
  const urls = plan.steps.flatMap((step) => step.requests.map((request) => request.url));
  // Only addresses in their final form: with `..` inside, one that begins so may lead elsewhere.
  const inside = urls.every(
    (url) => url.startsWith(`${cluster.base}api/v2/`) && new URL(url).href === url,
  );
  if (plan.cluster === cluster.base && inside) return;
  throw new MarketError(
    'cluster-origin',
    `The plan was made for ${plan.cluster}; it cannot be sent to ${cluster.base}.`,
    { details: { expected: plan.cluster, found: cluster.base } },
  );
}

/** Secrets, by field id, enter here and nowhere before. Throws what the port throws where nothing answers. */
export function sendPlanned(
  request: PlannedRequest,
  cluster: Cluster,
  options: { secrets?: Readonly<Record<string, string>>; signal?: AbortSignal | undefined },
): Promise<ClusterResponse> {
  const { method, url, headers, body } = request;
  return cluster.send({
    method,
    url,
    headers,
    ...(body ? { body: fillSecrets(body, options.secrets ?? {}) } : {}),
    // A write is not cut off half way: nobody would know whether it happened.
    signal: request.kind === 'probe' ? options.signal : undefined,
  });
}

/** The error for an answer that the plan does not expect; `hide` are texts that must not appear in it. */
export function judgeAnswer(
  step: PlanStep,
  request: PlannedRequest,
  answer: { response: ClusterResponse; hide?: readonly string[] },
): MarketError | undefined {
  const { status } = answer.response;
  if (request.expect.includes(status)) return undefined;
  const meant = refusalOf(step, request, status);
  if (meant) return new MarketError(meant.code, meant.message, { details: { status } });
  return clusterRefusal(answer.response, request.purpose, answer.hide);
}
