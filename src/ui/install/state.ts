/** The wizard as one value and the reducer that moves it: pure, without services or React. */
import { follow } from './verifying.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallPlan, PlannedJob, PlanStep, Receipt } from '#core/model/generated.ts';
import type {
  Answers,
  FieldError,
  FieldValue,
  InstallEvent,
  StepForm,
} from '#core/model/install.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { PreparedInstall, Progress } from '../services.ts';
import type { Verifying } from './verifying.ts';

/** The answered part of the wizard; it outlives a failed run, so that nothing is typed twice. */
export interface FormState {
  prepared: PreparedInstall;
  /** With secrets: in memory for the time of the wizard only. */
  answers: Answers;
  /** Index into `prepared.forms`. */
  at: number;
  /** Steps whose wrong fields are marked; a step is marked once the user tried to leave it. */
  marked: number[];
  /** What the cluster said about the answers, and whether it is about the job's name in that step. */
  refusal?: { error: MarketError; step?: number } | undefined;
  /** The cluster is being asked before the run. */
  checking: boolean;
  /** Steps that an earlier run has done; they are not run again and their fields are fixed. */
  done: number[];
}

interface RequestState {
  id: string;
  /** Absent until answered. */
  status?: number;
}

export interface StepProgress {
  state: 'waiting' | 'running' | 'done' | 'failed';
  requests: RequestState[];
  job?: PlannedJob;
  handoff?: { protocol: Record<string, unknown>; omittedSecrets: string[] };
}

export interface RunState {
  plan: InstallPlan;
  /** By step number; steps that an earlier run did are there as done. */
  steps: Record<number, StepProgress>;
}

export type WizardState =
  | { status: 'preparing'; opened?: OpenPackage; verifying?: Verifying }
  | { status: 'licence'; opened: OpenPackage }
  | { status: 'answering'; form: FormState; run?: RunState }
  | { status: 'running'; form: FormState; run: RunState; stopping: boolean }
  | { status: 'done'; form: FormState; run: RunState; receipt: Receipt }
  | { status: 'failed'; error: MarketError; opened?: OpenPackage }
  | { status: 'failed'; error: MarketError; form: FormState; run: RunState; receipt?: Receipt }
  | { status: 'cancelled'; form?: FormState; run?: RunState; receipt?: Receipt };

export type WizardAction =
  | { type: 'prepare'; opened?: OpenPackage }
  | { type: 'progress'; progress: Progress }
  | { type: 'ask-licence'; opened: OpenPackage }
  | { type: 'prepared'; prepared: PreparedInstall }
  | { type: 'answer'; step: number; field: string; value: FieldValue }
  | { type: 'go'; at: number }
  | { type: 'mark'; steps: number[] }
  | { type: 'checking'; checking: boolean }
  | { type: 'refused'; error: MarketError; step?: number | undefined }
  | { type: 'start'; plan: InstallPlan }
  | { type: 'stopping' }
  | { type: 'event'; event: InstallEvent }
  | { type: 'edit' }
  | { type: 'fail'; error: MarketError }
  | { type: 'cancel' };

export const FIRST_STATE: WizardState = { status: 'preparing' };

/** Moves the wizard; an action that does not belong to the status changes nothing. */
export function reduceWizard(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'prepare':
      return { status: 'preparing', ...(action.opened ? { opened: action.opened } : {}) };
    case 'progress':
      return state.status === 'preparing'
        ? { ...state, verifying: follow(state.verifying, action.progress) }
        : state;
    case 'ask-licence':
      return { status: 'licence', opened: action.opened };
    case 'prepared':
      return { status: 'answering', form: startForm(action.prepared) };
    case 'start':
      return startRun(state, action.plan);
    case 'stopping':
      return state.status === 'running' ? { ...state, stopping: true } : state;
    case 'event':
      return state.status === 'running' ? applyEvent(state, action.event) : state;
    case 'edit':
      return backToForm(state);
    case 'fail':
      return failWith(state, action.error);
    case 'cancel':
      return { status: 'cancelled' };
    default:
      return state.status === 'answering'
        ? { ...state, form: reduceForm(state.form, action) }
        : state;
  }
}

/** The form with the answers that the publisher and the cluster suggest. */
function startForm(prepared: PreparedInstall): FormState {
  const answers: Answers = {};
  for (const form of prepared.forms) {
    // Fixed fields are left out: their values come from the verified spec, never from a form (I04).
    answers[form.number] = Object.fromEntries(
      form.fields.filter((field) => !field.readOnly).map((field) => [field.id, field.default]),
    );
  }
  return { prepared, answers, at: 0, marked: [], checking: false, done: [] };
}

type FormAction = Extract<
  WizardAction,
  { type: 'answer' | 'go' | 'mark' | 'checking' | 'refused' }
>;

function reduceForm(form: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'answer': {
      const step = { ...form.answers[action.step], [action.field]: action.value };
      const about = form.refusal?.step === undefined || form.refusal.step === action.step;
      return {
        ...form,
        answers: { ...form.answers, [action.step]: step },
        // A new answer may well be the cure; the cluster is asked again before the run.
        refusal: about ? undefined : form.refusal,
      };
    }
    case 'go':
      return { ...form, at: clamp(action.at, form.prepared.forms.length) };
    case 'mark':
      return { ...form, marked: [...new Set([...form.marked, ...action.steps])] };
    case 'checking':
      return { ...form, checking: action.checking, ...(action.checking && { refusal: undefined }) };
    case 'refused': {
      const at = form.prepared.forms.findIndex((each) => each.number === action.step);
      return {
        ...form,
        checking: false,
        at: at >= 0 ? at : form.at,
        refusal: { error: action.error, ...(action.step ? { step: action.step } : {}) },
      };
    }
  }
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}

function startRun(state: WizardState, plan: InstallPlan): WizardState {
  if (state.status !== 'answering') return state;
  const steps: Record<number, StepProgress> = {};
  for (const step of plan.steps) {
    const before = state.run?.steps[step.number];
    const done = state.form.done.includes(step.number) ? before : undefined;
    steps[step.number] = done ?? { state: 'waiting', requests: sentRequests(step, state.run) };
  }
  const form = { ...state.form, checking: false, refusal: undefined };
  return { status: 'running', form, run: { plan, steps }, stopping: false };
}

type Running = Extract<WizardState, { status: 'running' }>;

function applyEvent(state: Running, event: InstallEvent): WizardState {
  switch (event.type) {
    case 'step-started':
      return withStep(state, event.step, (step) => ({ ...step, state: 'running' }));
    case 'request-sent':
      return withStep(state, event.step, (step) => ({
        ...step,
        requests: [...step.requests, { id: event.request }],
      }));
    case 'request-answered':
      return withStep(state, event.step, (step) => ({
        ...step,
        requests: step.requests.map((request) =>
          request.id === event.request ? { ...request, status: event.status } : request,
        ),
      }));
    case 'handoff':
      return withStep(state, event.step, (step) => ({
        ...step,
        handoff: { protocol: event.protocol, omittedSecrets: event.omittedSecrets },
      }));
    case 'step-done': {
      const next = withStep(state, event.step, (step) => ({
        ...step,
        state: 'done',
        ...(event.job ? { job: event.job } : {}),
      }));
      return { ...next, form: { ...next.form, done: [...next.form.done, event.step] } };
    }
    case 'failed': {
      const { form, run } = withStep(state, event.step, (step) => ({ ...step, state: 'failed' }));
      const { error, receipt } = event;
      return error.code === 'cancelled'
        ? { status: 'cancelled', form, run, receipt }
        : { status: 'failed', error, form, run, receipt };
    }
    case 'done':
      return { status: 'done', form: state.form, run: state.run, receipt: event.receipt };
  }
}

function withStep(
  state: Running,
  number: number,
  change: (step: StepProgress) => StepProgress,
): Running {
  const step = change(state.run.steps[number] ?? { state: 'waiting', requests: [] });
  return { ...state, run: { ...state.run, steps: { ...state.run.steps, [number]: step } } };
}

/** From a failed or stopped run back to the fields, with all answers. */
function backToForm(state: WizardState): WizardState {
  if (state.status !== 'failed' && state.status !== 'cancelled') return state;
  if (!('form' in state) || !state.form) return state;
  const { form } = state;
  const at = form.prepared.forms.findIndex((each) => !form.done.includes(each.number));
  return {
    status: 'answering',
    form: { ...form, at: Math.max(0, at), checking: false, refusal: undefined },
    ...(state.run ? { run: state.run } : {}),
  };
}

function failWith(state: WizardState, error: MarketError): WizardState {
  if (state.status === 'running') {
    return { status: 'failed', error, form: state.form, run: state.run };
  }
  const opened = 'opened' in state ? state.opened : undefined;
  return { status: 'failed', error, ...(opened ? { opened } : {}) };
}

/** The step that is open. */
export function currentForm(form: FormState): StepForm | undefined {
  return form.prepared.forms[form.at];
}

/**
 * What of the plan was not done yet (I08): no step that ran is sent again, and of one that failed half way nothing
 * that the cluster took. `run` is the run before, if there was one.
 */
export function remainingPlan(
  plan: InstallPlan,
  done: readonly number[],
  run?: RunState,
): InstallPlan {
  const steps = plan.steps.filter((step) => !done.includes(step.number));
  return {
    ...plan,
    steps: steps.map((step) => ({ ...step, requests: step.requests.slice(countSent(step, run)) })),
  };
}

/** How many of the step's requests are done for good: those up to the last write that the cluster took. */
function countSent(step: PlanStep, run: RunState | undefined): number {
  const before = run?.plan.steps.find(({ number }) => number === step.number);
  // Another name or another value is another job.
  if (!before || JSON.stringify(before.requests) !== JSON.stringify(step.requests)) return 0;
  const answered = run?.steps[step.number]?.requests ?? [];
  const taken = step.requests.map(({ id, kind, expect }) => {
    const status = answered.find((each) => each.id === id)?.status;
    return kind === 'write' && status !== undefined && expect.includes(status);
  });
  return taken.lastIndexOf(true) + 1;
}

/** Whether a run did the step, or a part of it that is not done again. */
export function isBegun(step: PlanStep, run: RunState): boolean {
  const did = run.steps[step.number]?.state === 'done' && (step.job || step.handoff);
  return Boolean(did) || countSent(step, run) > 0;
}

function sentRequests(step: PlanStep, run: RunState | undefined): RequestState[] {
  const sent = step.requests.slice(0, countSent(step, run)).map(({ id }) => id);
  return run?.steps[step.number]?.requests.filter(({ id }) => sent.includes(id)) ?? [];
}

/** Errors of the steps that are marked. */
export function shownErrors(form: FormState, errors: readonly FieldError[]): FieldError[] {
  return errors.filter((error) => form.marked.includes(error.step));
}
