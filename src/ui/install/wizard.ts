/** Drives one install through the services and keeps its state; made for one visit of the wizard, stopped by `dispose`. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { createStore } from '../state/store.ts';
import { FIRST_STATE, currentForm, reduceWizard, remainingPlan } from './state.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { FieldValue, PlanResult } from '#core/model/install.ts';
import type { OpenPackage, PackageRef } from '#core/model/market.ts';
import type { Progress, Services } from '../services.ts';
import type { Store } from '../state/store.ts';
import type { FormState, WizardAction, WizardState } from './state.ts';

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
  /** Stops what goes on; a running request may still arrive at the cluster. */
  cancel(): void;
  /** From a failed run back to the fields. */
  edit(): void;
  dispose(): void;
}

export interface WizardOptions {
  services: Services;
  ref: PackageRef;
  /** The package as its page showed it; opened anew if absent. */
  opened?: OpenPackage | undefined;
}

export function createInstallWizard({ services, ref, opened }: WizardOptions): InstallWizard {
  const store = createStore<WizardState>(FIRST_STATE);
  let work = new AbortController();
  let probe = new AbortController();
  let busy = false;
  const dispatch = (action: WizardAction) => store.set((state) => reduceWizard(state, action));

  const begin = (): AbortSignal => {
    work.abort();
    work = new AbortController();
    return work.signal;
  };

  const start = async (signal: AbortSignal) => {
    const known = opened;
    dispatch({ type: 'prepare', ...(known ? { opened: known } : {}) });
    try {
      if (services.user === undefined) throw loginRequired();
      const found = known ?? (await services.openPackage(ref, signal));
      signal.throwIfAborted();
      opened = found;
      if (found.license && !services.licenseAccepted(found)) {
        dispatch({ type: 'ask-licence', opened: found });
        return;
      }
      dispatch({ type: 'prepare', opened: found });
      const onProgress = (progress: Progress) => {
        if (!signal.aborted) dispatch({ type: 'progress', progress });
      };
      const prepared = await services.prepareInstall(found, { signal, onProgress });
      if (!signal.aborted) dispatch({ type: 'prepared', prepared });
    } catch (thrown) {
      if (!signal.aborted) dispatch({ type: 'fail', error: toMarketError(thrown) });
    }
  };

  /** The form while it may be answered. */
  const openForm = (): FormState | undefined => {
    const state = store.get();
    return state.status === 'answering' ? state.form : undefined;
  };

  const execute = async (form: FormState, plan: InstallPlan, signal: AbortSignal) => {
    dispatch({ type: 'start', plan });
    const rest = remainingPlan(plan, form.done);
    for await (const event of services.run(form.prepared, rest, form.answers, signal)) {
      dispatch({ type: 'event', event });
    }
    if (store.get().status === 'running') {
      throw new MarketError('internal', 'The install ended without saying how it went.');
    }
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    start: () => void start(begin()),
    acceptLicense() {
      const state = store.get();
      if (state.status !== 'licence') return;
      services.acceptLicense(state.opened);
      void start(begin());
    },
    answer: (step, field, value) => dispatch({ type: 'answer', step, field, value }),
    leave(step, field) {
      const form = openForm();
      if (field !== 'name' || !form || busy || form.done.includes(step)) return;
      const result = form.prepared.plan(form.answers);
      if (!result.ok) return;
      probe.abort();
      probe = new AbortController();
      void lookUp(remainingPlan(result.plan, form.done), probe.signal);
    },
    next() {
      const form = openForm();
      const number = form && currentForm(form)?.number;
      if (!form || number === undefined) return true;
      dispatch({ type: 'mark', steps: [number] });
      if (hasErrors(form.prepared.plan(form.answers), number)) return false;
      dispatch({ type: 'go', at: form.at + 1 });
      return true;
    },
    back() {
      const form = openForm();
      if (form) dispatch({ type: 'go', at: form.at - 1 });
    },
    async run() {
      // A failed run goes on from its form: what is refused is said there, beside its field.
      if (!busy) dispatch({ type: 'edit' });
      const form = openForm();
      if (!form || busy) return true;
      const result = form.prepared.plan(form.answers);
      if (!result.ok) {
        showErrors(form, result.errors[0]?.step);
        return false;
      }
      busy = true;
      probe.abort();
      const signal = begin();
      try {
        dispatch({ type: 'checking', checking: true });
        // The name is looked up once more: it may have been taken since the field was left.
        await services.probe(remainingPlan(result.plan, form.done), signal);
        signal.throwIfAborted();
        await execute(form, result.plan, signal);
      } catch (thrown) {
        if (!signal.aborted) settle(result.plan, toMarketError(thrown));
      } finally {
        busy = false;
      }
      return true;
    },
    cancel() {
      const running = store.get().status === 'running';
      // While it runs, the last event says what was done and what not.
      if (running) dispatch({ type: 'stopping' });
      else dispatch({ type: 'cancel' });
      probe.abort();
      work.abort();
    },
    edit: () => dispatch({ type: 'edit' }),
    dispose() {
      probe.abort();
      work.abort();
    },
  };

  async function lookUp(plan: InstallPlan, signal: AbortSignal) {
    try {
      await services.probe(plan, signal);
    } catch (thrown) {
      const error = toMarketError(thrown);
      // Only what the user can mend in the form is said now; all else is said when the plan is run.
      if (!signal.aborted && error.code === 'cluster-conflict') {
        dispatch({ type: 'refused', error, step: conflictStep(plan, error) });
      }
    }
  }

  function settle(plan: InstallPlan, error: MarketError) {
    if (store.get().status !== 'answering') return dispatch({ type: 'fail', error });
    const step = error.code === 'cluster-conflict' ? conflictStep(plan, error) : undefined;
    dispatch({ type: 'refused', error, step });
  }

  function showErrors(form: FormState, step: number | undefined) {
    dispatch({ type: 'mark', steps: form.prepared.forms.map((each) => each.number) });
    const at = form.prepared.forms.findIndex((each) => each.number === step);
    if (at >= 0) dispatch({ type: 'go', at });
  }
}

function hasErrors(result: PlanResult, step: number): boolean {
  return !result.ok && result.errors.some((error) => error.step === step);
}

/** Which step's job name is taken: the one that the error names, else the first that submits. */
function conflictStep(plan: InstallPlan, error: MarketError): number | undefined {
  const { step, job } = error.details;
  const jobs = plan.steps.filter((each) => each.job);
  const found = jobs.find((each) => each.number === step || each.job?.name === job);
  const named = jobs.find((each) => each.job && error.message.includes(each.job.name));
  return (found ?? named ?? jobs[0])?.number;
}

function loginRequired(): MarketError {
  return new MarketError(
    'login-required',
    'You are not logged in to the cluster, so nothing can be installed.',
  );
}
