/** Runs exactly the plan: its requests in its order, each to its cluster; tells every step as an event and ends with a receipt. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { assertSameCluster, judgeAnswer, sendPlanned } from './planned-request.ts';
import { openReceipt } from './install-receipt.ts';

import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Answers, InstallEvent, Secrets } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';
import type { Clock, Cluster, NewId } from '#core/ports.ts';
import type { ReceiptWriter } from './install-receipt.ts';

export interface RunInput {
  plan: InstallPlan;
  /** By step and field id; in memory only. */
  secrets: Secrets;
  /** For the receipt, without secrets. */
  answers: Answers;
  loaded: LoadedPackage;
  cluster: Cluster;
  clock: Clock;
  newId: NewId;
  /** Stops the run between two requests; what was sent stays sent. */
  signal?: AbortSignal | undefined;
}

/** The last event is `done` or `failed`; nothing is thrown but for bugs, nothing is taken back on failure. */
export async function* runInstall(input: RunInput): AsyncGenerator<InstallEvent> {
  const receipt = openReceipt({ ...input, id: input.newId() });
  for (const step of input.plan.steps) {
    try {
      assertSameCluster(input.plan, input.cluster);
      assertGoing(input.signal);
      receipt.mark(step.number, 'failed');
      yield { type: 'step-started', step: step.number };
      yield* runStep(step, input, receipt);
      receipt.mark(step.number, 'done');
    } catch (thrown) {
      const error = withJobs(toMarketError(thrown), receipt);
      yield { type: 'failed', step: step.number, error, receipt: receipt.close(error) };
      return;
    }
    yield { type: 'step-done', step: step.number, ...(step.job ? { job: step.job } : {}) };
  }
  yield { type: 'done', receipt: receipt.close() };
}

/**
 * Asks the cluster by the plan's own probes whether the plan could run now; sends nothing else.
 * Throws `cluster-conflict` for a job name that exists, cluster-* for other refusals, `cancelled`.
 */
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

async function* runStep(
  step: PlanStep,
  input: RunInput,
  receipt: ReceiptWriter,
): AsyncGenerator<InstallEvent> {
  const secrets = input.secrets[step.number] ?? {};
  // What is left of a step that an earlier run began: its job is on the cluster already.
  const begun = !step.requests.some(({ method }) => method === 'POST');
  if (step.job && begun) receipt.submitted(step.number, step.job);
  for (const request of step.requests) {
    assertGoing(input.signal);
    const place = { step: step.number, request: request.id };
    yield { type: 'request-sent', ...place };
    const response = await sendPlanned(request, input.cluster, {
      secrets,
      signal: input.signal,
    }).catch((thrown: unknown) => {
      throw withDoubt(toMarketError(thrown), request);
    });
    receipt.answered(step.number, request, response.status);
    yield { type: 'request-answered', ...place, status: response.status };
    const error = judgeAnswer(step, request, { response, hide: Object.values(secrets) });
    if (error) throw error;
    if (step.job && request.method === 'POST') receipt.submitted(step.number, step.job);
  }
  if (step.handoff) yield { type: 'handoff', step: step.number, ...step.handoff };
}

function assertGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MarketError('cancelled', 'The install was cancelled.');
}

/** A submission without an answer may have happened all the same. */
function withDoubt(error: MarketError, request: PlannedRequest): MarketError {
  if (request.method !== 'POST') return error;
  const doubt =
    'It is not known whether the job was submitted: look at your jobs before you try again.';
  return new MarketError(error.code, `${error.message} ${doubt}`, {
    cause: error,
    details: error.details,
  });
}

/** A job that the cluster took is never hidden behind a later failure. */
function withJobs(error: MarketError, receipt: ReceiptWriter): MarketError {
  if (receipt.jobs.length === 0) return error;
  const names = receipt.jobs.map((job) => job.name).join(', ');
  return new MarketError(
    error.code,
    `${error.message} Submitted before that, and on the cluster now: ${names}.`,
    { cause: error, details: { ...error.details, jobs: names } },
  );
}
