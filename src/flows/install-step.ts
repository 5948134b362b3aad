/** Runs one step of a plan: its probes decide, its writes are noted before they leave and after they are answered. */
import { MarketError, toMarketError } from '#core/errors.ts';
import {
  decidedWrites,
  decidingProbe,
  isSettled,
  judgeProbe,
  outcomeFinding,
} from './install-decide.ts';
import { answered, past, timeText, toRecord } from './install-record.ts';
import { assertGoing, newPatience, sendOnce, waitFor, waitOut } from './install-send.ts';
import { failureOf, fillBody, meaningOf } from './planned-request.ts';

import type { PlannedAnswer, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Decisions, InstallEvent, ProbeFinding } from '#core/model/install.ts';
import type { ClusterResponse } from '#core/ports.ts';
import type { Outcome } from './install-decide.ts';
import type { OpenJournal } from './install-journal.ts';
import type { Known } from './install-known.ts';
import type { Patience, SendWorld } from './install-send.ts';
import type { FindBytes } from './planned-request.ts';

export interface StepWorld extends SendWorld {
  open: OpenJournal;
  known: Known;
  /** Of this run. */
  decisions: Decisions;
  /** Of this step, by field id. */
  secrets: Readonly<Record<string, string>>;
  /** Secrets of all steps: texts that must not be kept. */
  hide: readonly string[];
  bodies: FindBytes;
}

interface Run extends StepWorld {
  step: PlanStep;
  /** By probe, what it last said in this run. */
  said: Map<string, PlannedAnswer['means']>;
}

type Events<Result = void> = AsyncGenerator<InstallEvent, Result>;

/** A failure with what the user may decide about it. */
export class StepFailure extends Error {
  readonly error: MarketError;
  readonly findings: ProbeFinding[];

  constructor(error: MarketError, findings: ProbeFinding[] = []) {
    super(error.message, { cause: error });
    this.error = error;
    this.findings = findings;
  }
}

/** Throws `StepFailure`, and `MarketError` where there is nothing to decide. */
export async function* runStep(step: PlanStep, world: StepWorld): Events {
  const run: Run = { ...world, step, said: new Map() };
  for (const request of step.requests) {
    if (request.kind === 'probe') yield* runProbe(request, run);
    else yield* runWrite(request, run);
  }
}

async function* runProbe(probe: PlannedRequest, run: Run): Events {
  const { step, open } = run;
  const { records } = open.journal;
  const decided = decidedWrites(step, probe);
  // What it would decide about is done with, or it has let the step go on before.
  const isOver =
    decided.length > 0
      ? decided.every(({ id }) => isSettled(records[id]))
      : records[probe.id]?.outcome === 'absent';
  if (!isOver) yield* askProbe(probe, run);
}

/** Asks, judges and notes what follows. */
async function* askProbe(probe: PlannedRequest, run: Run): Events {
  const { step, open, known, hide } = run;
  const response = yield* sendPatiently(probe, run);
  const means = meaningOf(probe, response.status);
  if (means !== 'absent' && means !== 'present') throw failureOf(step, probe, { response, hide });
  const { records, decisions } = open.journal;
  const answer = { status: response.status, text: response.text, means };
  const verdict = judgeProbe({ step, probe, answer, records, decisions, known });
  run.said.set(probe.id, means);
  await open.save((journal) => {
    const record = answered(toRecord(probe, verdict.outcome), response, run);
    // What was there before us stays noted until it is certain that it was not us.
    journal.records[probe.id] = { ...journal.records[probe.id], ...record };
    for (const write of decidedWrites(step, probe)) {
      const outcome = verdict.spared.get(write.id);
      if (outcome)
        journal.records[write.id] = {
          ...toRecord(write, outcome),
          ...past(journal.records[write.id]),
          outcome,
        };
    }
  });
  if (verdict.error) throw new StepFailure(verdict.error, [verdict.finding]);
}

async function* runWrite(write: PlannedRequest, run: Run): Events {
  const { open } = run;
  const spared = () => sparedEvent(write, run);
  if (isSettled(open.journal.records[write.id])) return yield* spared();
  if (await isDecided(write, run)) return yield* spared();
  const body = await fillBody(write, run);
  const patience = newPatience();
  for (;;) {
    const next = yield* tryWrite(write, run, { body, patience });
    if (next === 'done') return;
    if (isSettled(open.journal.records[write.id])) return yield* spared();
  }
}

/** Of a write that may have happened and must not happen twice: whether the user said that it did. */
async function isDecided(write: PlannedRequest, run: Run): Promise<boolean> {
  const { step, open, decisions } = run;
  if (open.journal.records[write.id]?.outcome !== 'unknown' || write.repeat !== 'once')
    return false;
  const probe = decidingProbe(step, write);
  if (probe && run.said.get(probe.id) === 'absent') return false;
  const decision = decisions[write.id];
  if (decision === 'again') return false;
  const finding = outcomeFinding(step, write);
  if (decision !== 'adopt') {
    const message = `Step ${step.number}: ${finding.words}`;
    throw new StepFailure(
      new MarketError('cluster-outcome', message, {
        details: { step: step.number, request: write.id },
      }),
      [finding],
    );
  }
  await note(write, run, { outcome: 'found' });
  return true;
}

interface Try {
  body: string | Uint8Array | undefined;
  patience: Patience;
}

/** `again`: its record says whether it is still to be sent. */
async function* tryWrite(
  write: PlannedRequest,
  run: Run,
  { body, patience }: Try,
): Events<'done' | 'again'> {
  const { step, open, clock } = run;
  assertGoing(run.signal);
  const wasLost = open.journal.records[write.id]?.outcome === 'unknown';
  // Fenced: whoever lost the lease stops here, before anything leaves.
  await open.save((journal) => {
    journal.records[write.id] = { ...toRecord(write, 'unknown'), sentAt: timeText(clock.now()) };
  });
  let response: ClusterResponse;
  try {
    response = yield* sendOnce(write, { ...run, step: step.number, body });
  } catch (thrown) {
    throw await withDoubt(toMarketError(thrown), write, run);
  }
  const means = meaningOf(write, response.status);
  if (means === 'done') {
    await note(write, run, { outcome: 'done', response });
    return 'done';
  }
  if (means !== undefined) {
    yield* alreadyThere(write, run, { response, wasLost });
    return 'again';
  }
  return yield* afterFailure(write, run, { response, wasLost, patience });
}

/** Notes a failure; waits where the cluster says so, else throws it. */
async function* afterFailure(
  write: PlannedRequest,
  run: Run,
  {
    response,
    wasLost,
    patience,
  }: { response: ClusterResponse; wasLost: boolean; patience: Patience },
): Events<'again'> {
  const { step, clock, hide } = run;
  const { status } = response;
  const probe = decidingProbe(step, write);
  const isUnsure = wasLost && !(probe && run.said.get(probe.id) === 'absent');
  // A status below 500 refuses what was asked: it did not happen.
  const happened = isUnsure || status < 400 || status >= 500;
  await note(write, run, { outcome: happened ? 'unknown' : 'failed', response });
  const ms = waitFor(response, patience, clock.now());
  const mayRepeat = !happened || probe !== undefined || write.repeat === 'safe';
  if (ms === undefined || !mayRepeat) {
    const failure = failureOf(step, write, { response, hide });
    throw happened ? doubted(failure, write, run) : failure;
  }
  yield* waitOut({ step: step.number, request: write.id, status, ms }, run);
  if (happened && probe) yield* askProbe(probe, run);
  await isDecided(write, run);
  return 'again';
}

/** The cluster says that it is there, or gone, already. */
async function* alreadyThere(
  write: PlannedRequest,
  run: Run,
  { response, wasLost }: { response: ClusterResponse; wasLost: boolean },
): Events {
  const { step, open, hide } = run;
  const probe = decidingProbe(step, write);
  const wasAbsent = probe === undefined || open.journal.records[probe.id]?.outcome === 'absent';
  if (wasLost && wasAbsent) return note(write, run, { outcome: 'found', response });
  if (!probe) return note(write, run, { outcome: 'skipped', response });
  // Browsers send a request again whose connection broke, without a word. A user's jobs are nobody else's, so one that
  // was not there a moment ago and now is comes from here; what others may make too is asked about.
  const mayBeOwn = write.entity?.kind === 'job' && wasAbsent;
  await note(write, run, { outcome: mayBeOwn ? 'unknown' : 'failed', response });
  yield* askProbe(probe, run);
  // Neither spared nor explained: sending it once more would end the same.
  if (!isSettled(open.journal.records[write.id])) throw failureOf(step, write, { response, hide });
}

/** Sends a probe, waiting where the cluster says so. */
async function* sendPatiently(probe: PlannedRequest, run: Run): Events<ClusterResponse> {
  const patience = newPatience();
  for (;;) {
    assertGoing(run.signal);
    const response = yield* sendOnce(probe, { ...run, step: run.step.number });
    if (meaningOf(probe, response.status) !== undefined) return response;
    const ms = waitFor(response, patience, run.clock.now());
    if (ms === undefined) return response;
    yield* waitOut({ step: run.step.number, request: probe.id, status: response.status, ms }, run);
  }
}

async function* sparedEvent(write: PlannedRequest, { step, open }: Run): Events {
  const { outcome } = open.journal.records[write.id] ?? {};
  if (outcome !== 'done' && outcome !== 'found' && outcome !== 'skipped' && outcome !== 'adopted')
    return;
  yield { type: 'request-spared', step: step.number, request: write.id, outcome };
}

async function note(
  write: PlannedRequest,
  run: Run,
  { outcome, response }: { outcome: Outcome; response?: ClusterResponse },
): Promise<void> {
  await run.open.save((journal) => {
    const record = { ...toRecord(write, outcome), ...past(journal.records[write.id]), outcome };
    journal.records[write.id] = response ? answered(record, response, run) : record;
  });
}

/** A write without an answer may have happened all the same, unless it never left. */
async function withDoubt(error: MarketError, write: PlannedRequest, run: Run): Promise<Error> {
  if (!NEVER_SENT.includes(error.code)) return doubted(error, write, run);
  await note(write, run, { outcome: 'failed' });
  return error;
}

const NEVER_SENT: readonly string[] = ['cluster-origin', 'plan-refused', 'internal'];

function doubted(error: MarketError, write: PlannedRequest, { step }: Run): StepFailure {
  const isAsked = write.repeat === 'once' && !decidingProbe(step, write);
  const doubt = isAsked
    ? 'It is not known whether this happened: look at the cluster, then choose.'
    : 'It is not known whether this happened: the cluster is asked when the install goes on.';
  const told = new MarketError(error.code, `${error.message} ${doubt}`, {
    cause: error,
    details: error.details,
  });
  return new StepFailure(told, isAsked ? [outcomeFinding(step, write)] : []);
}
