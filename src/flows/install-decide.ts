/** What an answered probe means for the writes that it decides about: run, spare, or ask the user. Pure: the same for looking first and for running. */
import { MarketError } from '#core/errors.ts';
import { refusalOf } from '#core/plan/index.ts';
import { differences } from './install-compare.ts';

import type {
  InstallJournal,
  PlannedRequest,
  PlanStep,
  ReceiptRequest,
} from '#core/model/generated.ts';
import type { ProbeFinding } from '#core/model/install.ts';
import type { Known } from './install-known.ts';

export type Outcome = ReceiptRequest['outcome'];

export interface ProbeInput {
  step: PlanStep;
  probe: PlannedRequest;
  /** Its answer, which means `absent` or `present`. */
  answer: { status: number; text: string; means: 'absent' | 'present' };
  records: InstallJournal['records'];
  decisions: InstallJournal['decisions'];
  known: Known;
}

export interface Verdict {
  finding: ProbeFinding;
  /** Of the probe: what was there before this install came. */
  outcome: 'absent' | 'present';
  /** Writes that are not to be sent, and why. */
  spared: Map<string, Outcome>;
  /** Why it cannot go on. */
  error?: MarketError;
}

/** Outcomes of writes that need not be sent any more. */
const SETTLED: readonly Outcome[] = ['done', 'found', 'skipped', 'adopted'];

export function isSettled(record: ReceiptRequest | undefined): boolean {
  return record !== undefined && SETTLED.includes(record.outcome);
}

/** The writes that a probe decides about. */
export function decidedWrites(step: PlanStep, probe: PlannedRequest): PlannedRequest[] {
  return step.requests.filter(({ id }) => probe.decides?.includes(id));
}

/** The probe that is asked about a write, the nearest before it. */
export function decidingProbe(step: PlanStep, write: PlannedRequest): PlannedRequest | undefined {
  return step.requests.filter(({ decides }) => decides?.includes(write.id)).at(-1);
}

export function judgeProbe(input: ProbeInput): Verdict {
  const { step, probe, answer, records } = input;
  const writes = decidedWrites(step, probe);
  const open = writes.filter(({ id }) => !isSettled(records[id]));
  if (answer.means === 'absent') {
    return verdict(input, { state: 'absent', words: `${probe.purpose}: it is not there yet.` });
  }
  const before = records[probe.id]?.outcome;
  const isBegun = writes.some(({ id }) => ['done', 'found'].includes(records[id]?.outcome ?? ''));
  const lost = open.find(({ id }) => records[id]?.outcome === 'unknown');
  // It was not there, we sent it, the answer was lost, and now it is there: it was us.
  if (lost && before === 'absent' && !isBegun) return ownVerdict(input, lost);
  if (isBegun || (lost && input.decisions[probe.id] === 'replace')) {
    return { ...ownVerdict(input, undefined), outcome: before === 'absent' ? 'absent' : 'present' };
  }
  return judgePresent(input, open);
}

/** What this install did itself is no news; `found` are writes that are known by it to have happened. */
function ownVerdict(input: ProbeInput, found: PlannedRequest | undefined): Verdict {
  return {
    ...verdict(input, { state: 'own', words: `${subject(input)}: this install made it.` }),
    outcome: 'absent',
    spared: new Map(found ? [[found.id, 'found' as const]] : []),
  };
}

function judgePresent(input: ProbeInput, open: readonly PlannedRequest[]): Verdict {
  const { probe, known, decisions } = input;
  const present = probe.present ?? { then: 'conflict' as const };
  const spare = (outcome: Outcome, told: Told): Verdict => ({
    ...verdict(input, told),
    spared: new Map(open.map(({ id }) => [id, outcome])),
  });
  const words = present.words ?? `${subject(input)}: it is there already.`;
  if (open.length > 0 && open.every(({ entity, body }) => known(entity, body?.sha256))) {
    const told = `${words} An earlier install from this market put the same bytes there.`;
    return spare('skipped', { state: 'same', words: told });
  }
  if (isAddedTo(input)) {
    const words = `${subject(input)}: earlier steps of this install put events there; these are added.`;
    return verdict(input, { state: 'own', words });
  }
  const told = compared(input, words);
  if (told.state === 'same') return spare('skipped', told);
  const then = told.state === 'differs' ? (present.differs ?? present.then) : present.then;
  if (then === 'skip') return spare('skipped', told);
  if (then === 'conflict') return conflict(input, told);
  const choices: ProbeFinding['choices'] =
    present.replace === undefined ? ['adopt'] : ['adopt', 'replace'];
  const decided = choices.find((choice) => choice === decisions[probe.id]);
  if (decided === 'adopt') return spare('adopted', told);
  if (decided === 'replace') return verdict(input, told);
  return conflict(input, { ...told, choices });
}

/** Events are added to events: those that an earlier step of this install put there are no question. */
function isAddedTo({ probe, records }: ProbeInput): boolean {
  const { entity, decides = [] } = probe;
  if (entity?.kind !== 'events') return false;
  return Object.values(records).some(
    ({ id, kind, outcome, entity: other }) =>
      kind === 'write' &&
      !decides.includes(id) &&
      (outcome === 'done' || outcome === 'found') &&
      other?.kind === 'events' &&
      other.name === entity.name &&
      other.namespace === entity.namespace,
  );
}

/** Where the plan says what to compare: whether it is the same. */
function compared({ probe, answer }: ProbeInput, words: string): Told {
  const compare = probe.present?.compare ?? [];
  if (compare.length === 0) return { state: 'present', words };
  const unlike = differences(answer.text, compare);
  if (unlike.length === 0) return { state: 'same', words: `${words} It is the same as here.` };
  return { state: 'differs', words: `${words} It differs: ${unlike.join(', ')}.` };
}

type Told = Pick<ProbeFinding, 'state' | 'words'> & Partial<Pick<ProbeFinding, 'choices'>>;

function verdict({ step, probe, answer }: ProbeInput, told: Told): Verdict {
  return {
    finding: { step: step.number, request: probe.id, choices: [], ...told },
    outcome: answer.means,
    spared: new Map(),
  };
}

function conflict(input: ProbeInput, told: Told): Verdict {
  const { step, probe, answer } = input;
  const meant = refusalOf(step, probe, answer.status);
  const choose = told.choices?.length ? ' Choose what is to be done with it.' : '';
  return {
    ...verdict(input, told),
    error: new MarketError(
      meant?.code ?? 'cluster-conflict',
      meant?.message ?? `Step ${step.number}: ${told.words}${choose}`,
      { details: { status: answer.status, step: step.number, request: probe.id } },
    ),
  };
}

/** What the user may say about a write that may have happened and must not happen twice. */
export function outcomeFinding(step: PlanStep, write: PlannedRequest): ProbeFinding {
  return {
    step: step.number,
    request: write.id,
    state: 'unknown',
    words: `${write.purpose}: it was sent, and nobody knows whether it happened. Sent once more, it may happen twice. Look at the cluster before you choose.`,
    choices: ['adopt', 'again'],
  };
}

function subject({ probe }: ProbeInput): string {
  const { entity } = probe;
  return entity
    ? `${entity.kind} ${entity.name}${entity.version ? ` ${entity.version}` : ''}`
    : probe.purpose;
}
