/** A run as its events tell it: steps, requests with bytes and answers, and a log of all that happened. */
import type { InstallPlan, PlannedJob, PlanStep } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import { installTexts } from '../messages/install.ts';
import { logLine } from './log-line.ts';

export interface RequestProgress {
  id: string;
  /** Absent until answered. */
  status?: number;
  /** Sent by a run that ended, or stopped at it, without its answer. */
  lost?: boolean;
  /** Why it was not sent. */
  spared?: 'skipped' | 'adopted' | 'found' | 'done';
  /** Bytes of the body that left so far, and in all. */
  sent?: number;
  total?: number;
  /** The cluster asked to wait until then, milliseconds since the epoch. */
  until?: number;
}

export interface StepProgress {
  state: 'waiting' | 'running' | 'done' | 'failed';
  requests: RequestProgress[];
  job?: PlannedJob;
  handoff?: { protocol: Record<string, unknown>; omittedSecrets: string[] };
}

export interface LogEntry {
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
}

export interface RunState {
  plan: InstallPlan;
  /** By step number; steps that an earlier run did are there as done. */
  steps: Record<number, StepProgress>;
  /** Of this run and of those before it on this page. */
  log: LogEntry[];
}

/** Nothing is sent yet; `before` is the run that this one goes on from. */
export function startRun(
  plan: InstallPlan,
  options: { before?: RunState | undefined; done: readonly number[]; at: number },
): RunState {
  const { before, done, at } = options;
  const steps: Record<number, StepProgress> = {};
  for (const step of plan.steps) {
    const known = done.includes(step.number) ? before?.steps[step.number] : undefined;
    steps[step.number] = known ?? {
      state: done.includes(step.number) ? 'done' : 'waiting',
      requests: [],
      ...(done.includes(step.number) && step.job ? { job: step.job } : {}),
    };
  }
  const { name, version } = plan.package;
  const { begins, goesOn } = installTexts.run.log;
  const text = (before ? goesOn : begins)(name, version, plan.user);
  return { plan, steps, log: [...(before?.log ?? []), { at, text }] };
}

/** One event later. */
export function followRun(run: RunState, event: InstallEvent, at: number): RunState {
  const text = logLine(run.plan, event);
  const log = text === undefined ? run.log : [...run.log, { at, text }];
  if (!('step' in event)) return { ...run, log };
  const before = run.steps[event.step] ?? { state: 'waiting', requests: [] };
  return { ...run, log, steps: { ...run.steps, [event.step]: followStep(before, event) } };
}

function followStep(step: StepProgress, event: InstallEvent): StepProgress {
  switch (event.type) {
    case 'step-started':
      return { ...step, state: 'running' };
    case 'request-sent':
      return withRequest(step, { id: event.request });
    case 'request-progress':
      return withRequest(step, { id: event.request, sent: event.sent, total: event.total });
    case 'request-waiting':
      return withRequest(step, { id: event.request, until: event.until, status: event.status });
    case 'request-answered': {
      const { sent, total } = step.requests.find(({ id }) => id === event.request) ?? {};
      const bytes = sent === undefined || total === undefined ? {} : { sent, total };
      return withRequest(step, { id: event.request, status: event.status, ...bytes });
    }
    case 'request-spared':
      return withRequest(step, { id: event.request, spared: event.outcome });
    case 'handoff': {
      const { protocol, omittedSecrets } = event;
      return { ...step, handoff: { protocol, omittedSecrets } };
    }
    case 'step-done':
      return { ...step, state: 'done', ...(event.job ? { job: event.job } : {}) };
    case 'failed':
      return { ...step, state: 'failed', requests: step.requests.map(withoutAnswer) };
    case 'done':
      return step;
  }
}

/** Nothing waits for an answer any more. */
function withoutAnswer(request: RequestProgress): RequestProgress {
  const { status, spared } = request;
  return status === undefined && !spared ? { ...request, lost: true } : request;
}

/** A request that is sent again begins anew. */
function withRequest(step: StepProgress, request: RequestProgress): StepProgress {
  const known = step.requests.some(({ id }) => id === request.id);
  const requests = known
    ? step.requests.map((each) => (each.id === request.id ? request : each))
    : [...step.requests, request];
  return { ...step, requests };
}

/** Whether the write happened, so far as the run knows. */
export function isWritten({ requests }: PlanStep, progress: StepProgress | undefined): boolean {
  return requests.some(({ id, kind, answers }) => {
    const told = progress?.requests.find((each) => each.id === id);
    if (kind !== 'write' || !told) return false;
    if (told.spared === 'done' || told.spared === 'found') return true;
    const meant = answers.find(({ status }) => status === told.status)?.means;
    return meant === 'done' && told.until === undefined;
  });
}

/** Whether everything of the step was there, so that it sent no write. */
export function wasThere({ requests }: PlanStep, progress: StepProgress | undefined): boolean {
  const writes = requests.filter(({ kind }) => kind === 'write');
  return (
    writes.length > 0 &&
    writes.every(({ id }) => {
      const spared = progress?.requests.find((each) => each.id === id)?.spared;
      return spared === 'skipped' || spared === 'adopted';
    })
  );
}

/** Numbers of the steps that sent something and are not done. */
export function begunSteps({ plan, steps }: RunState): number[] {
  return plan.steps
    .filter((step) => {
      const progress = steps[step.number];
      return (
        progress?.state !== 'done' && (isWritten(step, progress) || hasOpenWrite(step, progress))
      );
    })
    .map(({ number }) => number);
}

/** Whether something of the run cannot be called undone. */
export function isBegun(run: RunState): boolean {
  return run.plan.steps.some((step) => {
    const progress = run.steps[step.number];
    const made = progress?.state === 'done' && (step.job || step.handoff);
    return Boolean(made) || isWritten(step, progress) || hasOpenWrite(step, progress);
  });
}

/** Whether something was sent whose fate is unknown. */
export function hasOpenWrite({ requests }: PlanStep, progress: StepProgress | undefined): boolean {
  return requests.some(({ id, kind }) => {
    const told = progress?.requests.find((each) => each.id === id);
    if (kind !== 'write' || !told || told.spared) return false;
    return told.status === undefined || (told.status >= 500 && told.until === undefined);
  });
}
