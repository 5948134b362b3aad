/** From an answered form to the cluster: the names are looked up, then exactly the plan is run. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { remainingPlan } from './state.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Process } from './process.ts';
import type { FormState, RunState } from './state.ts';

/** Asks the cluster whether the plan could run, when the name of a job was typed. */
export async function lookUpName(process: Process): Promise<void> {
  const form = process.form();
  const result = form?.prepared.plan(form.answers);
  if (!form || !result?.ok) return;
  const plan = remainingPlan(result.plan, form.done, lastRun(process));
  const signal = process.lookUp.begin();
  try {
    await process.services.probe(plan, signal);
  } catch (thrown) {
    const error = toMarketError(thrown);
    // Only what the user can mend in the form is said now; all else is said when the plan is run.
    if (signal.aborted || error.code !== 'cluster-conflict') return;
    process.dispatch({ type: 'refused', error, step: conflictStep(plan, error) });
  }
}

/** Resolves to false when fields are wrong; they are marked then. */
export async function execute(process: Process, form: FormState): Promise<boolean> {
  const { services, dispatch } = process;
  const result = form.prepared.plan(form.answers);
  if (!result.ok) {
    markErrors(process, form, result.errors[0]?.step);
    return false;
  }
  const { plan } = result;
  process.lookUp.stop();
  const signal = process.work.begin();
  try {
    dispatch({ type: 'checking', checking: true });
    // The name is looked up once more: it may have been taken since the field was left.
    const rest = remainingPlan(plan, form.done, lastRun(process));
    await services.probe(rest, signal);
    signal.throwIfAborted();
    await runPlan(process, { form, plan, rest, signal });
  } catch (thrown) {
    if (!signal.aborted) settle(process, plan, toMarketError(thrown));
  }
  return true;
}

async function runPlan(
  { services, dispatch, store }: Process,
  run: { form: FormState; plan: InstallPlan; rest: InstallPlan; signal: AbortSignal },
): Promise<void> {
  const { form, plan, rest, signal } = run;
  dispatch({ type: 'start', plan });
  for await (const event of services.run(form.prepared, rest, form.answers, signal)) {
    dispatch({ type: 'event', event });
  }
  if (store.get().status === 'running') {
    throw new MarketError('internal', 'The install ended without saying how it went.');
  }
}

function lastRun({ store }: Process): RunState | undefined {
  const state = store.get();
  return 'run' in state ? state.run : undefined;
}

function settle({ dispatch, form }: Process, plan: InstallPlan, error: MarketError): void {
  if (!form()) return dispatch({ type: 'fail', error });
  const step = error.code === 'cluster-conflict' ? conflictStep(plan, error) : undefined;
  dispatch({ type: 'refused', error, step });
}

function markErrors({ dispatch }: Process, form: FormState, step: number | undefined): void {
  const { forms } = form.prepared;
  dispatch({ type: 'mark', steps: forms.map((each) => each.number) });
  const at = forms.findIndex((each) => each.number === step);
  if (at >= 0) dispatch({ type: 'go', at });
}

/** Which step's job name is taken: the one that the error names, else the first that submits. */
function conflictStep(plan: InstallPlan, error: MarketError): number | undefined {
  const { step, job } = error.details;
  const jobs = plan.steps.filter((each) => each.job);
  const found = jobs.find((each) => each.number === step || each.job?.name === job);
  const named = jobs.find((each) => each.job && error.message.includes(` ${each.job.name} `));
  return (found ?? named ?? jobs[0])?.number;
}
