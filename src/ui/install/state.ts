/** The wizard as one value and the reducer that moves it: pure, without services or React. */
import { reduceForm, resumeForm, startForm } from './state-form.ts';
import { begunSteps, followRun, startRun } from './state-run.ts';
import { follow } from './verifying.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallPlan, Receipt } from '#core/model/generated.ts';
import type { InstallEvent, ProbeFinding, Unfinished } from '#core/model/install.ts';
import type { OpenPackage, PackageTree } from '#core/model/market.ts';
import type { PreparedInstall, Progress } from '../services.ts';
import type { FormAction, FormState } from './state-form.ts';
import type { RunState } from './state-run.ts';
import type { Verifying } from './verifying.ts';

/** What is known of the package before its form. */
interface Known {
  opened?: OpenPackage | undefined;
  tree?: PackageTree | undefined;
}

export interface Failed {
  status: 'failed';
  error: MarketError;
  form: FormState;
  run: RunState;
  receipt?: Receipt | undefined;
  /** What the user may decide so that it can go on. */
  findings: ProbeFinding[];
}

export type WizardState =
  | ({ status: 'preparing'; verifying?: Verifying } & Known)
  /** An install that was begun is there: here to be resumed or discarded, or at work in another tab. */
  | ({ status: 'unfinished'; unfinished: Unfinished; watching: boolean } & Known)
  /** Another tab was at it and ended. */
  | ({ status: 'ended-elsewhere' } & Known)
  /** `pending` are the packages whose licences are still to be accepted; the first is asked about. */
  | { status: 'licence'; opened: OpenPackage; tree: PackageTree; pending: OpenPackage[] }
  /** CDAP asks for its token; `refused` when the one that was given did not do. */
  | ({ status: 'cdap-login'; refused: boolean } & Known)
  | { status: 'answering'; form: FormState; run?: RunState | undefined }
  /** What was begun can go on once secrets and files are given, or the changed plan is seen. */
  | { status: 'resuming'; form: FormState; unfinished: Unfinished }
  | { status: 'running'; form: FormState; run: RunState; stopping: boolean }
  | { status: 'done'; form: FormState; run: RunState; receipt: Receipt }
  | ({ status: 'failed'; error: MarketError; form?: undefined } & Known)
  | Failed
  | (Omit<Failed, 'status' | 'error'> & { status: 'cancelled' })
  /** Left before anything ran. */
  | { status: 'left' };

export type WizardAction =
  | FormAction
  | ({ type: 'prepare' } & Known)
  | { type: 'progress'; progress: Progress }
  | { type: 'unfinished'; unfinished: Unfinished; opened?: OpenPackage | undefined }
  | { type: 'ended-elsewhere' }
  | { type: 'ask-licence'; tree: PackageTree; pending: OpenPackage[]; opened: OpenPackage }
  | { type: 'ask-cdap'; refused: boolean }
  | { type: 'prepared'; prepared: PreparedInstall }
  | { type: 'resume'; prepared: PreparedInstall; unfinished: Unfinished }
  | { type: 'start'; plan: InstallPlan; at: number }
  | { type: 'stopping' }
  | { type: 'event'; event: InstallEvent; at: number }
  | { type: 'edit' }
  | { type: 'fail'; error: MarketError }
  | { type: 'leave' };

export const FIRST_STATE: WizardState = { status: 'preparing' };

/** Moves the wizard; an action that does not belong to the status changes nothing. */
export function reduceWizard(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'prepared':
      return { status: 'answering', form: startForm(action.prepared) };
    case 'resume': {
      const { prepared, unfinished } = action;
      return { status: 'resuming', unfinished, form: resumeForm(prepared, unfinished.journal) };
    }
    case 'leave':
      return { status: 'left' };
    case 'fail':
      return failWith(state, action.error);
    case 'edit':
      return backToForm(state);
    case 'start':
    case 'stopping':
    case 'event':
      return reduceRun(state, action);
    case 'prepare':
    case 'progress':
    case 'unfinished':
    case 'ended-elsewhere':
    case 'ask-licence':
    case 'ask-cdap':
      return reduceBefore(state, action);
    default:
      return withForm(state, action);
  }
}

type BeforeAction = Extract<
  WizardAction,
  {
    type: 'prepare' | 'progress' | 'unfinished' | 'ended-elsewhere' | 'ask-licence' | 'ask-cdap';
  }
>;

/** What happens before there is a form. */
function reduceBefore(state: WizardState, action: BeforeAction): WizardState {
  switch (action.type) {
    case 'prepare':
      return { status: 'preparing', opened: action.opened, tree: action.tree };
    case 'progress':
      return state.status === 'preparing'
        ? { ...state, verifying: follow(state.verifying, action.progress) }
        : state;
    case 'unfinished': {
      const { unfinished, opened = knownOf(state).opened } = action;
      const before = state.status === 'unfinished' ? state.watching : false;
      const watching = before || unfinished.running;
      return { status: 'unfinished', unfinished, opened, watching };
    }
    case 'ended-elsewhere':
      return { status: 'ended-elsewhere', ...knownOf(state) };
    case 'ask-licence': {
      const { opened, tree, pending } = action;
      return { status: 'licence', opened, tree, pending };
    }
    case 'ask-cdap':
      return { status: 'cdap-login', refused: action.refused, ...knownOf(state) };
  }
}

function withForm(state: WizardState, action: FormAction): WizardState {
  switch (state.status) {
    case 'answering':
    case 'resuming':
    case 'failed':
    case 'cancelled':
      return state.form ? { ...state, form: reduceForm(state.form, action) } : state;
    default:
      return state;
  }
}

type RunAction = Extract<WizardAction, { type: 'start' | 'stopping' | 'event' }>;

function reduceRun(state: WizardState, action: RunAction): WizardState {
  if (action.type === 'start') {
    if (state.status !== 'answering' && state.status !== 'resuming') return state;
    const { done } = state.form;
    const before = state.status === 'answering' ? state.run : undefined;
    const run = startRun(action.plan, { before, done, at: action.at });
    const form = { ...state.form, checking: false, refusal: undefined };
    return { status: 'running', form, run, stopping: false };
  }
  if (state.status !== 'running') return state;
  if (action.type === 'stopping') return { ...state, stopping: true };
  return applyEvent(state, action.event, action.at);
}

type Running = Extract<WizardState, { status: 'running' }>;

function applyEvent(state: Running, event: InstallEvent, at: number): WizardState {
  const run = followRun(state.run, event, at);
  switch (event.type) {
    case 'step-done': {
      const done = [...new Set([...state.form.done, event.step])];
      return { ...state, run, form: { ...state.form, done } };
    }
    case 'failed': {
      const { error, receipt, findings } = event;
      const begun = begunSteps(run);
      const ended = { form: { ...state.form, findings, begun }, run, receipt, findings };
      return error.code === 'cancelled'
        ? { status: 'cancelled', ...ended }
        : { status: 'failed', error, ...ended };
    }
    case 'done':
      return { status: 'done', form: state.form, run, receipt: event.receipt };
    default:
      return { ...state, run };
  }
}

/** From a failed or stopped run, or from one that is to be resumed, to the fields, with all answers. */
function backToForm(state: WizardState): WizardState {
  if (state.status === 'resuming') return { status: 'answering', form: state.form };
  if (state.status !== 'failed' && state.status !== 'cancelled') return state;
  if (!state.form) return state;
  const { form, run } = state;
  const at = form.forms.findIndex((each) => !form.done.includes(each.number));
  return {
    status: 'answering',
    form: { ...form, at: Math.max(0, at), checking: false, refusal: undefined },
    run,
  };
}

function failWith(state: WizardState, error: MarketError): WizardState {
  if (state.status === 'running') {
    return { status: 'failed', error, form: state.form, run: state.run, findings: [] };
  }
  return { status: 'failed', error, ...knownOf(state) };
}

/** The package and its tree, in whatever status. */
export function knownOf(state: WizardState): Known {
  if ('form' in state && state.form) {
    const { tree } = state.form.prepared.loaded;
    return { tree, opened: tree.packages.at(-1) };
  }
  if (state.status === 'left' || !('opened' in state)) return {};
  return { opened: state.opened, ...('tree' in state ? { tree: state.tree } : {}) };
}
