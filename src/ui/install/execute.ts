/** From an answered form to the clusters: they are asked once more, then exactly the plan is run. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { conflictStep } from './look-up.ts';
import { prepare } from './prepare.ts';
import { undecided } from './state-form.ts';
import { writesSystem } from './system-scope.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Process } from './process.ts';
import type { FormState } from './state-form.ts';

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
    // All is asked once more: a name may have been taken since the field was left.
    const findings = await services.probe(plan, signal);
    signal.throwIfAborted();
    dispatch({ type: 'found', findings });
    assertDecided(process.form(), plan);
    await runPlan(process, plan, signal);
  } catch (thrown) {
    if (!signal.aborted) settle(process, plan, toMarketError(thrown));
  }
  return true;
}

async function runPlan(process: Process, plan: InstallPlan, signal: AbortSignal): Promise<void> {
  const { services, dispatch, store } = process;
  const form = process.form();
  if (!form) return;
  const { prepared, answers, decisions } = form;
  dispatch({ type: 'start', plan, at: Date.now() });
  for await (const event of services.run(prepared, plan, answers, { signal, decisions })) {
    dispatch({ type: 'event', event, at: Date.now() });
  }
  const state = store.get();
  if (state.status === 'running') {
    throw new MarketError('internal', installTexts.plan.refused.noEnd);
  }
  // Another tab is at it: that is shown and followed, and offered here when it ends.
  if (state.status === 'failed' && state.error.code === 'install-elsewhere') await prepare(process);
}

/** What needs the user's own word has it. */
function assertDecided(form: FormState | undefined, plan: InstallPlan): void {
  if (!form) return;
  if (writesSystem(plan) && !form.confirmed) {
    throw new MarketError('action-forbidden', installTexts.plan.refused.system);
  }
  const [open] = undecided(form);
  if (!open) return;
  throw new MarketError('cluster-conflict', installTexts.plan.refused.undecided, {
    details: { request: open.request, found: told(open.words) },
  });
}

function settle(process: Process, plan: InstallPlan, error: MarketError): void {
  const { dispatch } = process;
  const form = process.form();
  if (error.code === 'install-elsewhere') return void prepare(process);
  if (!form) return dispatch({ type: 'fail', error });
  const step = error.code === 'cluster-conflict' ? conflictStep(plan, error) : undefined;
  dispatch({ type: 'refused', error, step });
  // What there is to choose stands with the plan, on the last screen.
  if (step === undefined) dispatch({ type: 'go', at: form.forms.length - 1 });
}

function markErrors({ dispatch }: Process, form: FormState, step: number | undefined): void {
  dispatch({ type: 'mark', steps: form.forms.map((each) => each.number) });
  const at = form.forms.findIndex((each) => each.number === step);
  if (at >= 0) dispatch({ type: 'go', at });
}
