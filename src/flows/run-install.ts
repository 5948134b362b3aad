/** Runs exactly the plan: its requests in its order, each to its cluster; goes on where its journal says, and ends with a receipt. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { assertPlan, assertSecrets } from './install-check.ts';
import { createKnown } from './install-known.ts';
import { buildReceipt, proofOf, withoutSecrets } from './install-receipt.ts';
import { assertGoing } from './install-send.ts';
import { runStep, StepFailure } from './install-step.ts';

import type {
  InstallJournal,
  InstallPlan,
  JournalError,
  MarketConfig,
  PlanStep,
  Receipt,
} from '#core/model/generated.ts';
import type { Answers, Decisions, InstallEvent, Secrets } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';
import type { Clock, Clusters, NewId } from '#core/ports.ts';
import type { Journals, OpenJournal } from './install-journal.ts';
import type { Known } from './install-known.ts';
import type { FindBytes } from './planned-request.ts';

export interface RunInput {
  /** As `resumePlan` gives it where an install is resumed. */
  plan: InstallPlan;
  /** For journal and receipt; secrets are left out of them in any case. */
  answers: Answers;
  /** By step and field id; in memory only. */
  secrets: Secrets;
  /** What the user decided since the install last stopped. */
  decisions: Decisions;
  /** What proves their bytes goes into the receipt. */
  packages: readonly LoadedPackage[];
  market: Pick<MarketConfig, 'id' | 'url' | 'trust'>;
  clusters: Clusters;
  bodies: FindBytes;
  journals: Journals;
  /** Receipts of this browser: what they put on a cluster is not put there again. */
  known: readonly Receipt[];
  clock: Clock;
  newId: NewId;
  /** Stops the run between two requests and in uploads; what was sent stays sent. */
  signal?: AbortSignal | undefined;
}

/**
 * The last event is `done` or `failed`; nothing is thrown but for bugs, nothing is taken back on failure. Before `done`
 * the receipt is kept and the journal removed; after `failed` the journal stays, unless nothing was sent yet.
 */
export async function* runInstall(input: RunInput): AsyncGenerator<InstallEvent> {
  const { plan, journals } = input;
  const answers = withoutSecrets(input.answers, input);
  const proof = proofOf(input.packages, input.market);
  let open: OpenJournal;
  try {
    assertPlan(plan, input.clusters);
    assertGoing(input.signal);
    open = await journals.begin({ plan, answers, decisions: input.decisions, proof });
  } catch (thrown) {
    const journal = blankJournal(input, answers);
    yield failedEvent({ journal, step: 0, thrown, input });
    return;
  }
  try {
    yield* runSteps(input, open);
  } finally {
    await open.close();
  }
}

async function* runSteps(input: RunInput, open: OpenJournal): AsyncGenerator<InstallEvent> {
  const { plan, clock } = input;
  const known = createKnown(plan, input.known);
  let current = 0;
  try {
    const left = plan.steps.filter(({ number }) => !isDone(open.journal, number));
    assertSecrets(left, input.secrets);
    for (const step of plan.steps) {
      current = step.number;
      yield* isDone(open.journal, current)
        ? tellDone(step, open.journal)
        : runOne(step, { input, open, known });
    }
    const { journal } = open;
    const receipt = buildReceipt({
      journal,
      proof: proofOf(input.packages, input.market),
      now: clock.now(),
      outcome: 'done',
    });
    await open.end(receipt);
    yield { type: 'done', receipt };
  } catch (thrown) {
    const failed = failedEvent({ journal: open.journal, step: current, thrown, input });
    await noteFailure(open, failed);
    yield failed;
  }
}

async function* runOne(
  step: PlanStep,
  { input, open, known }: { input: RunInput; open: OpenJournal; known: Known },
): AsyncGenerator<InstallEvent> {
  const { number, job, handoff } = step;
  const { clusters, clock, decisions, bodies, signal } = input;
  assertGoing(signal);
  yield { type: 'step-started', step: number };
  yield* runStep(step, {
    open,
    known,
    clusters,
    clock,
    decisions,
    bodies,
    signal,
    secrets: input.secrets[number] ?? {},
    hide: secretsOf(input.secrets),
  });
  await open.save((journal) => {
    journal.doneSteps = [...(journal.doneSteps ?? []), number];
  });
  if (handoff) yield { type: 'handoff', step: number, ...handoff };
  yield { type: 'step-done', step: number, ...(job ? { job } : {}) };
}

/** A step that an earlier run ended: it is told, and nothing is sent. */
function* tellDone(step: PlanStep, { records }: InstallJournal): Generator<InstallEvent> {
  const { number, job, requests } = step;
  yield { type: 'step-started', step: number };
  for (const { id, kind } of requests) {
    const outcome = records[id]?.outcome;
    if (kind !== 'write' || outcome === undefined) continue;
    if (
      outcome === 'done' ||
      outcome === 'found' ||
      outcome === 'skipped' ||
      outcome === 'adopted'
    ) {
      yield { type: 'request-spared', step: number, request: id, outcome };
    }
  }
  yield { type: 'step-done', step: number, ...(job ? { job } : {}) };
}

type Failed = Extract<InstallEvent, { type: 'failed' }>;

interface Failure {
  journal: InstallJournal;
  step: number;
  thrown: unknown;
  input: RunInput;
}

function failedEvent({ journal, step, thrown, input }: Failure): Failed {
  const failure = thrown instanceof StepFailure ? thrown : undefined;
  const error = withJobs(failure?.error ?? toMarketError(thrown), journal);
  const noted = toNote(error, step);
  const receipt = buildReceipt({
    journal,
    proof: proofOf(input.packages, input.market),
    now: input.clock.now(),
    outcome: error.code === 'cancelled' ? 'cancelled' : 'failed',
    error: noted,
  });
  return { type: 'failed', step, error, receipt, findings: failure?.findings ?? [] };
}

function toNote({ code, message }: MarketError, step: number): JournalError {
  return { code, message: message.slice(0, 2000), ...(step > 0 ? { step } : {}) };
}

/** Notes why it stopped; an install that never asked anything leaves nothing behind. */
async function noteFailure(open: OpenJournal, { error, step }: Failed): Promise<void> {
  // Another tab goes on with it: the journal is no longer ours to write.
  if (error.code === 'install-elsewhere') return;
  const { records, doneSteps = [] } = open.journal;
  if (Object.keys(records).length === 0 && doneSteps.length === 0) return open.drop();
  try {
    await open.save((journal) => {
      journal.error = toNote(error, step);
    });
  } catch (thrown) {
    if (toMarketError(thrown).code !== 'install-elsewhere') throw thrown;
  }
}

/** A job that the cluster took is never hidden behind a later failure. */
function withJobs(error: MarketError, { plan, records }: InstallJournal): MarketError {
  const jobs = plan.steps.flatMap(({ job, requests }) => {
    const taken = requests.some(
      ({ id, kind, method }) =>
        kind === 'write' && method === 'POST' && isTaken(records[id]?.outcome),
    );
    return job && taken ? [job.name] : [];
  });
  if (jobs.length === 0) return error;
  const names = jobs.join(', ');
  return new MarketError(
    error.code,
    `${error.message} Submitted before that, and on the cluster now: ${names}.`,
    { cause: error, details: { ...error.details, jobs: names } },
  );
}

function isTaken(outcome: string | undefined): boolean {
  return outcome === 'done' || outcome === 'found';
}

function isDone({ doneSteps = [] }: InstallJournal, step: number): boolean {
  return doneSteps.includes(step);
}

function secretsOf(secrets: Secrets): string[] {
  return [...new Set(Object.values(secrets).flatMap((each) => Object.values(each)))];
}

/** Of an install that could not begin: its receipt says that nothing was done. */
function blankJournal(input: RunInput, answers: Answers): InstallJournal {
  const at = new Date(input.clock.now()).toISOString();
  return {
    format: 'pai-market-journal/1',
    id: input.newId(),
    plan: input.plan,
    answers,
    decisions: {},
    startedAt: at,
    updatedAt: at,
    records: {},
  };
}
