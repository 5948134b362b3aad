/** What the parts of a wizard's process share: its state, its services, and one piece of work at a time. */
import { createStore } from '../state/store.ts';
import { FIRST_STATE, reduceWizard } from './state.ts';

import type { OpenPackage, PackageRef, PackageTree } from '#core/model/market.ts';
import type { Services } from '../services.ts';
import type { Store } from '../state/store.ts';
import type { FormState } from './state-form.ts';
import type { WizardAction, WizardState } from './state.ts';

export interface WizardOptions {
  services: Services;
  ref: PackageRef;
  /** The package as its page showed it; opened anew if absent. */
  opened?: OpenPackage | undefined;
  /** "Resume" was pressed already: an install that was begun goes on without another question. */
  resume?: boolean | undefined;
}

export interface Process extends WizardOptions {
  store: Store<WizardState>;
  /** Resolved once for the life of the wizard. */
  tree?: PackageTree | undefined;
  /** CDAP's token was given before and did not do. */
  tokenGiven: boolean;
  dispatch(action: WizardAction): void;
  /** The form while it may be answered. */
  form(): FormState | undefined;
  /** Downloads, checks and runs. */
  work: WorkSlot;
  /** Asks the clusters while the form is answered. */
  lookUp: WorkSlot;
}

export function createProcess(options: WizardOptions): Process {
  const store = createStore<WizardState>(FIRST_STATE);
  return {
    ...options,
    store,
    tokenGiven: false,
    dispatch: (action) => store.set((state) => reduceWizard(state, action)),
    form() {
      const state = store.get();
      return state.status === 'answering' || state.status === 'resuming' ? state.form : undefined;
    },
    work: createWorkSlot(),
    lookUp: createWorkSlot(),
  };
}

/** Holds one piece of work; beginning another stops it. */
export interface WorkSlot {
  begin(): AbortSignal;
  stop(): void;
}

function createWorkSlot(): WorkSlot {
  let controller = new AbortController();
  return {
    begin() {
      controller.abort();
      controller = new AbortController();
      return controller.signal;
    },
    stop: () => controller.abort(),
  };
}
