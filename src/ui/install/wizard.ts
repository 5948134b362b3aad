/** Drives one install through the services and keeps its state; made for one visit of the wizard, stopped by `dispose`. */
import { execute, lookUpName } from './execute.ts';
import { prepare } from './prepare.ts';
import { createProcess } from './process.ts';
import { currentForm } from './state.ts';

import type { FieldValue, PlanResult } from '#core/model/install.ts';
import type { Store } from '../state/store.ts';
import type { Process, WizardOptions } from './process.ts';
import type { WizardState } from './state.ts';

export interface InstallWizard extends Pick<Store<WizardState>, 'get' | 'subscribe'> {
  /** Opens, verifies and prepares the package, or asks for its licence first. */
  start(): void;
  acceptLicense(): void;
  answer(step: number, field: string, value: FieldValue): void;
  /** A field was left: a job's name is looked up on the cluster. */
  leave(step: number, field: string): void;
  /** To the next step; false when fields of this one are wrong. */
  next(): boolean;
  back(): void;
  /** Asks the cluster, then runs exactly the plan. Resolves to false when fields are wrong. A second call while it works does nothing. */
  run(): Promise<boolean>;
  /** Stops what goes on; a write that is on its way is waited for. */
  cancel(): void;
  /** From a failed run back to the fields. */
  edit(): void;
  dispose(): void;
}

export function createInstallWizard(options: WizardOptions): InstallWizard {
  const process = createProcess(options);
  const { store, services, dispatch } = process;
  return {
    get: store.get,
    subscribe: store.subscribe,
    start: () => void prepare(process),
    acceptLicense() {
      const state = store.get();
      if (state.status !== 'licence') return;
      services.acceptLicense(state.opened);
      void prepare(process);
    },
    answer: (step, field, value) => dispatch({ type: 'answer', step, field, value }),
    leave(step, field) {
      const form = process.form();
      const open = form && !form.checking && !form.done.includes(step);
      if (field === 'name' && open) void lookUpName(process);
    },
    next: () => goOn(process),
    back() {
      const form = process.form();
      if (form) dispatch({ type: 'go', at: form.at - 1 });
    },
    run: createRun(process),
    cancel() {
      // While it runs, the last event says what was done and what not.
      dispatch(store.get().status === 'running' ? { type: 'stopping' } : { type: 'cancel' });
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

/** Runs at most once at a time, however often it is pressed. */
function createRun(process: Process): () => Promise<boolean> {
  let busy = false;
  return async () => {
    if (busy) return true;
    // A failed run goes on from its form: what is refused is said there, beside its field.
    process.dispatch({ type: 'edit' });
    const form = process.form();
    if (!form) return true;
    busy = true;
    try {
      return await execute(process, form);
    } finally {
      busy = false;
    }
  };
}

function goOn({ form: openForm, dispatch }: Process): boolean {
  const form = openForm();
  const number = form && currentForm(form)?.number;
  if (!form || number === undefined) return true;
  dispatch({ type: 'mark', steps: [number] });
  if (hasErrors(form.prepared.plan(form.answers), number)) return false;
  dispatch({ type: 'go', at: form.at + 1 });
  return true;
}

function hasErrors(result: PlanResult, step: number): boolean {
  return !result.ok && result.errors.some((error) => error.step === step);
}
