/** English words of the page of what is installed. */
import { countOf, formatNumber } from '../language.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { TaggedJob } from '#core/model/install.ts';

const OUTCOMES: Readonly<Record<Receipt['outcome'], string>> = {
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  undone: 'Undone',
};

const JOB_STATES: Readonly<Record<TaggedJob['state'], string>> = {
  WAITING: 'Waiting',
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  STOPPING: 'Being stopped',
  STOPPED: 'Stopped',
  FAILED: 'Failed',
  UNKNOWN: 'State unknown',
};

const packages = (count: number) => countOf(count, 'package', 'packages');

export const installed = {
  title: 'Installed',
  reading: 'Reading the receipts of this browser…',
  notLoggedIn: 'What was installed is kept for each user, so it is shown once you are logged in.',
  packages: 'Packages',
  search: 'Search installed packages',
  count: packages,
  countOf: (found: number, all: number) => `${formatNumber(found)} of ${packages(all)}`,
  newest: (shown: number) => `; the newest ${shown} are shown`,
  nothing: 'Nothing was installed from this browser yet.',
  nothingHint:
    'Every install leaves a receipt here: the package and who signed it, what was sent to the cluster, and the jobs that came of it.',
  look: 'Look for a package',
  keep: 'Keep it',

  now: (version: string) => `${version} installed on {time}, from {market}`,
  nowWith: (version: string) => `${version} installed on {time} with {package}, from {market}`,
  notNow: 'not installed, from {market}',
  noMarket: 'This market is not configured any more, so there is no way to updates.',
  older: (count: number) => countOf(count, 'older receipt', 'older receipts'),
  withdrawn: 'Withdrawn',
  withdrawnWhy: (version: string) => `The publisher withdrew version ${version}: {reason}`,
  update: (version: string) => `Update to ${version}`,
  reinstall: (version: string) => `Reinstall ${version}`,
  changes: (from: string, to: string) => `What changed from ${from} to ${to}`,
  noChanges: 'The publisher does not say what changed.',
  readingChanges: 'Reading and verifying the changelog…',

  receipt: 'Receipt',
  outcomes: OUTCOMES,
  imported: 'Imported',
  withOthers: (count: number) => `, with ${countOf(count, 'more package', 'more packages')}`,
  jobs: (count: number): string => (count === 1 ? 'Job {jobs}' : 'Jobs {jobs}'),
  between: ', ',
  forget: 'Forget',
  forgetQuestion: (name: string, version: string) => `Forget the receipt of ${name} ${version}?`,
  forgetMeans:
    'Nothing changes on the cluster, but what this install did can then not be undone from here.',

  unfinished: {
    title: 'Not finished',
    hint: 'What was done stays done and is not done twice. Secrets are asked again: they are kept nowhere.',
    begun: (done: number, all: number) =>
      `from {market}, begun {time}, ${formatNumber(done)} of ${countOf(all, 'step', 'steps')} done`,
    noMarket: 'Its market is not configured any more, so it cannot go on from here.',
    elsewhere: 'Running in another tab',
    resume: 'Resume',
    discard: 'Discard',
    discardQuestion: (name: string, version: string) =>
      `Discard the install of ${name} ${version}?`,
    discardMeans:
      'It can then not be resumed. What was done stays on the cluster; a receipt will say how far it came.',
    stopped: 'It stopped: {title}. {message}',
    stoppedIn: (step: number) => `It stopped in step ${step}: {title}. {message}`,
  },

  transfer: {
    exportAll: 'Export all receipts',
    import: 'Import receipts',
    file: 'File of receipts',
    tooLarge: (file: string, size: string, limit: string) =>
      `${file} is too large for a file of receipts: ${size}; at most ${limit} are read.`,
    added: (added: number) => `${countOf(added, 'receipt', 'receipts')} added.`,
    addedKnown: (added: number, known: number) =>
      `${countOf(added, 'receipt', 'receipts')} added, ${formatNumber(known)} known already.`,
  },

  cluster: {
    title: 'Jobs on the cluster',
    again: 'Ask again',
    asking: 'Asking the cluster for your jobs…',
    failed:
      'The cluster does not tell its jobs; the receipts of this browser are here all the same.',
    none: 'The cluster has no jobs of yours that came from a marketplace package.',
    hint: 'Submitted from marketplace packages, in this browser or elsewhere.',
    more: (count: number) => `Show ${formatNumber(count)} more`,
    states: JOB_STATES,
    about: '{package}',
    aboutAt: '{package}, {time}',
    noReceipt: ', no receipt in this browser',
  },
};
