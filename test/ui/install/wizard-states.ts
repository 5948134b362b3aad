/** States of the wizard's reducer for its tests: a prepared package of one or two jobs, and what comes of actions and events. */
import { MarketError } from '#core/errors.ts';
import { FIRST_STATE, reduceWizard } from '#ui/install/state.ts';
import { fakeLoaded, fakePackage, fakeTree } from '../../fakes/services.ts';
import { FACTS, makeWizard, sourceStep, submitAction, trainingJob } from '../../fakes/wizard.ts';

import type { InstallEvent } from '#core/model/install.ts';
import type { WizardAction, WizardState } from '#ui/install/state.ts';
import type { PreparedInstall } from '#ui/services.ts';

export const opened = fakePackage();
export const taken = new MarketError('cluster-conflict', 'A job named mnist exists already.');

export function prepare(steps = 1, former?: PreparedInstall['former']): PreparedInstall {
  const other = { ...trainingJob(), name: 'other' };
  const actions = steps === 1 ? [submitAction()] : [submitAction(), submitAction()];
  const wizard = makeWizard({
    steps: actions.map((action, at) => sourceStep(action, at === 0 ? trainingJob() : other)),
  });
  const loaded = fakeLoaded(fakeTree(opened));
  return { loaded, facts: FACTS, ...wizard, ...(former ? { former } : {}) };
}

export function after(...actions: WizardAction[]): WizardState {
  return actions.reduce(reduceWizard, FIRST_STATE);
}

export function answering(prepared = prepare()): WizardState {
  return after({ type: 'prepare', opened }, { type: 'prepared', prepared });
}

export function play(state: WizardState, events: InstallEvent[]): WizardState {
  return events.reduce((now, event) => reduceWizard(now, { type: 'event', event, at: 5 }), state);
}
