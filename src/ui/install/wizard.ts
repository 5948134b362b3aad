/** Drives one install through the services and keeps its state; made for one visit of the wizard, stopped by `dispose`. */
import { execute } from './execute.ts';
import { isBroken } from './form-props.ts';
import { lookUp, suggestNames } from './look-up.ts';
import { prepare } from './prepare.ts';
import { createProcess } from './process.ts';
import { changedSteps } from './resume.ts';
import { currentForm } from './state-form.ts';
import { discardUnfinished } from './unfinished.ts';

import type { Answers, Decisions, FieldValue, PlanResult } from '#core/model/install.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { Store } from '../state/store.ts';
import type { DocumentDraft } from './form-props.ts';
import type { Process, WizardOptions } from './process.ts';
import type { FormState } from './state-form.ts';
import type { WizardState } from './state.ts';

export interface InstallWizard extends Pick<Store<WizardState>, 'get' | 'subscribe'> {
  /** Opens, verifies and prepares the package and all that it needs, or asks what must be asked first. */
  start(): void;
  acceptLicenses(packages: OpenPackage[]): void;
  /** CDAP's token, then on from where it was missing. */
  giveToken(token: string): void;
  answer(step: number, field: string, value: FieldValue): void;
  answerAll(answers: Answers): void;
  draft(step: number, draft: DocumentDraft): void;
  decide(request: string, choice: Decisions[string]): void;
  /** The user's own word for changing CDAP's system scope. */
  confirm(confirmed: boolean): void;
  /** Back to the publisher's defaults. */
  reset(): void;
  /** A field was left: the cluster is asked about the plan. */
  leave(step: number, field: string): void;
  /** To the next step; false when fields of this one are wrong. */
  next(): boolean;
  back(): void;
  /** Asks the clusters, then runs exactly the plan. Resolves to false when fields are wrong. A second call while it works does nothing. */
  run(): Promise<boolean>;
  /** Goes on with what was begun, once all is there that is needed. */
  resume(): void;
  /** Ends what was begun, then begins anew. */
  discard(): void;
  /** Stops what goes on; a write that is on its way is waited for. */
  cancel(): void;
  /** From a failed run back to the fields. */
  edit(): void;
  dispose(): void;
}

export function createInstallWizard(options: WizardOptions): InstallWizard {
  const process = createProcess(options);
  const { store, dispatch } = process;
  const run = createRun(process);
  return {
    get: store.get,
    subscribe: store.subscribe,
    ...beforeForm(process, run),
    answer: (step, field, value) => dispatch({ type: 'answer', step, field, value }),
    answerAll: (answers) => dispatch({ type: 'answers', answers }),
    draft: (step, draft) => dispatch({ type: 'draft', step, draft }),
    decide: (request, choice) => dispatch({ type: 'decide', request, choice }),
    confirm: (confirmed) => dispatch({ type: 'confirm', confirmed }),
    reset() {
      dispatch({ type: 'reset' });
      if (store.get().status === 'answering') void firstLook(process);
    },
    leave(step, field) {
      const form = process.form();
      const open = form && !form.checking && !form.done.includes(step);
      if (open && (field === 'name' || isLast(process))) void lookUp(process);
    },
    next: () => goOn(process),
    back() {
      const form = process.form();
      if (form) dispatch({ type: 'go', at: form.at - 1 });
    },
    run,
    cancel() {
      // While it runs, the last event says what was done and what not.
      dispatch(store.get().status === 'running' ? { type: 'stopping' } : { type: 'leave' });
      process.lookUp.stop();
      process.work.stop();
    },
    edit: () => dispatch({ type: 'edit' }),
    dispose() {
      process.lookUp.stop();
      process.work.stop();
    },
  };
}

type BeforeForm = Pick<
  InstallWizard,
  'start' | 'acceptLicenses' | 'giveToken' | 'resume' | 'discard'
>;

/** What leads to the form, or from what was begun to its run. */
function beforeForm(process: Process, run: () => Promise<boolean>): BeforeForm {
  const { store, services } = process;
  const start = async () => {
    await prepare(process);
    const { status } = store.get();
    // Nothing is missing and nothing changed: "Resume" was the word for it.
    if (status === 'resuming' && canGoOn(process)) await run();
    else if (status === 'resuming') void lookUp(process);
    else if (status === 'answering') await firstLook(process);
  };
  return {
    start: () => void start(),
    acceptLicenses(packages) {
      if (store.get().status !== 'licence') return;
      for (const each of packages) services.acceptLicense(each);
      void start();
    },
    giveToken(token) {
      services.setCdapToken(token);
      process.tokenGiven = true;
      const { status } = store.get();
      if (status === 'cdap-login') void start();
      else void run();
    },
    resume() {
      const { status } = store.get();
      if (status !== 'unfinished') return void run();
      process.resume = true;
      void start();
    },
    discard() {
      void discardUnfinished(process).then((discarded) => {
        if (discarded) void start();
      });
    },
  };
}

/** One screen shows its plan at once, so the clusters are asked at once. */
async function firstLook(process: Process): Promise<void> {
  await suggestNames(process);
  if (isLast(process) && process.form()?.prepared.plan(process.form()?.answers ?? {}).ok) {
    await lookUp(process);
  }
}

function isLast(process: Process): boolean {
  const form = process.form();
  return form !== undefined && form.at === form.forms.length - 1;
}

/** Whether an install that was begun needs nothing more and does what its plan said. */
function canGoOn({ store }: Process): boolean {
  const state = store.get();
  if (state.status !== 'resuming') return false;
  const { form, unfinished } = state;
  const result = form.prepared.plan(form.answers);
  return result.ok && changedSteps(unfinished.journal, result.plan).length === 0;
}

/** Runs at most once at a time, however often it is pressed. */
function createRun(process: Process): () => Promise<boolean> {
  let busy = false;
  return async () => {
    if (busy) return true;
    // A failed run goes on from its form: what is refused is said there, beside its field.
    if (process.store.get().status !== 'resuming') process.dispatch({ type: 'edit' });
    const form = process.form();
    if (!form) return true;
    if (showBroken(process, form)) return false;
    busy = true;
    try {
      return await execute(process, form);
    } finally {
      busy = false;
    }
  };
}

function goOn(process: Process): boolean {
  const { form: openForm, dispatch } = process;
  const form = openForm();
  const number = form && currentForm(form)?.number;
  if (!form || number === undefined) return true;
  dispatch({ type: 'mark', steps: [number] });
  if (isBroken(form.drafts[number])) return false;
  if (hasErrors(form.prepared.plan(form.answers), number)) return false;
  dispatch({ type: 'go', at: form.at + 1 });
  if (isLast(process)) void lookUp(process);
  return true;
}

/** A job that is typed as YAML and cannot be read is mended first; the wizard goes there. */
function showBroken({ dispatch }: Process, form: FormState): boolean {
  const at = form.forms.findIndex(({ number }) => isBroken(form.drafts[number]));
  if (at >= 0) dispatch({ type: 'go', at });
  return at >= 0;
}

function hasErrors(result: PlanResult, step: number): boolean {
  return !result.ok && result.errors.some((error) => error.step === step);
}
