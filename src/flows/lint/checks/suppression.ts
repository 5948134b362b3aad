/** Comments that suppress nothing: without a check, without a reason, or outlived. What they are is found where they are used, in run-checks.ts. */
import type { Check } from '../model.ts';

export const suppression: Check = {
  name: 'suppression',
  title: 'A comment that shall suppress a finding does not',
  severity: 'warning',
};
