/** English words of the install wizard: its frame and buttons here, the rest by part. */
import { before } from './install-before.ts';
import { form } from './install-form.ts';
import { job } from './install-job.ts';
import { plan } from './install-plan.ts';
import { run } from './install-run.ts';

export const install = {
  title: (label: string, version: string) => `Install ${label} ${version}`,
  buttons: {
    install: 'Install',
    resume: 'Resume',
    run: 'Run',
    next: 'Next',
    back: 'Back',
    cancel: 'Cancel',
    close: 'Close',
    discard: 'Discard',
    continue: 'Continue',
  },
  /** Title and label of a step. */
  step: (step: number, label: string) => `Step ${step}: ${label}`,
  checking: 'Asking the cluster whether the plan can run…',
  before,
  form,
  job,
  plan,
  run,
};
