/** English words of a run in the install wizard: progress, log, and how it ended. */
import { formatNumber } from '../language.ts';

import type { JobState } from '#core/model/install.ts';

/** As the cluster's own pages and answers have them. */
const JOB_STATES: Readonly<Record<JobState, string>> = {
  WAITING: 'WAITING',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  STOPPING: 'STOPPING',
  STOPPED: 'STOPPED',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

export const run = {
  sending: 'Sending the plan',
  stopping: 'Stopping after the request that is on its way…',
  state: { waiting: 'not started', running: 'running', done: 'done', failed: 'failed' },
  request: (id: string) => `Request ${id}`,
  /** What a request is for, before its state. */
  purpose: (purpose: string) => `${purpose}: `,
  spared: {
    skipped: 'skipped, it is there already',
    adopted: 'skipped, what is there is used',
    found: 'done; its answer was lost on the way',
    done: 'done before, not sent again',
  },
  answerLost: 'sent; its answer is not known',
  waiting: 'waiting for the answer',
  bytes: (sent: string, total: string, unit: string) => `${sent} of ${total} ${unit}`,
  busyNow: (status: number) => `the cluster is busy (${status}); it is asked again now`,
  busy: (status: number, seconds: number) =>
    `the cluster is busy (${status}); it is asked again in ${formatNumber(seconds)} ${seconds === 1 ? 'second' : 'seconds'}`,
  answered: (status: number) => `answered ${status}`,
  unexpected: (status: number) => `answered ${status}, which is not what was expected`,
  absent: (status: number) => `answered ${status}, not there yet`,
  present: (status: number) => `answered ${status}, there already`,

  log: {
    title: 'Log',
    copy: 'Copy log',
    save: 'Save log',
    begins: (name: string, version: string, user: string) =>
      `The install of ${name} ${version} begins as user ${user}.`,
    goesOn: (name: string, version: string, user: string) =>
      `The install of ${name} ${version} goes on as user ${user}.`,
    stepBegins: (step: number, label: string) => `Step ${step} begins: ${label}`,
    /** `address` is number, method and address of the request in these. */
    sent: (address: string) => `${address}: sent`,
    answered: (address: string, status: number) => `${address}: answered ${status}`,
    waits: (address: string, status: number, until: string) =>
      `${address}: answered ${status}, waiting until ${until}`,
    spared: {
      skipped: (address: string) => `${address}: not sent, the same is there already`,
      adopted: (address: string) => `${address}: not sent, what is there is used as you decided`,
      found: (address: string) =>
        `${address}: not sent again, it was done although its answer was lost`,
      done: (address: string) => `${address}: not sent again, it was done before`,
    },
    stepDone: (step: number) => `Step ${step} is done`,
    stepDoneJob: (step: number, job: string) => `Step ${step} is done: job ${job}`,
    handoff: (step: number) => `Step ${step}: the job is filled for the portal’s submission page`,
    stopped: (step: number, code: string, message: string) =>
      `Stopped at step ${step}: ${code}: ${message}`,
    done: (receipt: string) => `All steps are done; receipt ${receipt}`,
  },

  ended: { done: 'Done', failed: 'The install failed', cancelled: 'Cancelled' },
  allDone: 'All steps are done.',
  allThere: ' All of it was there already, so nothing was changed.',
  openJob: (job: string) => `Open job ${job} in the portal`,
  openSubmission: 'Open the submission page',
  receipt: 'Receipt',
  logInAgain:
    'Nothing of what was done is lost. Log in, then open this page again: it offers to resume.',
  submitted: 'Job {job} was submitted.',
  wasThere: 'Job {job} was there already, the same as this one; it was not sent again.',
  askingState: 'Asking the cluster for its state…',
  handedOver: 'The filled job is ready for the portal’s submission page; nothing was submitted.',
  /** After that one. */
  leftOut: (secrets: readonly string[]) => ` Left out, to be typed there: ${secrets.join(', ')}.`,
  jobStateNames: JOB_STATES,
  jobState: {
    WAITING: 'It waits for free resources.',
    RUNNING: 'It is running.',
    SUCCEEDED: 'It ended well.',
    STOPPING: 'It is being stopped.',
    STOPPED: 'It was stopped.',
    FAILED: 'It failed; its page in the portal has the log.',
    UNKNOWN: 'The cluster does not know its state.',
  },
  summary: {
    done: (labels: readonly string[]) => `Done: ${labels.join('; ')}.`,
    partly: (labels: readonly string[]) => `Done in part: ${labels.join('; ')}.`,
    open: (labels: readonly string[]) => `Done in part, the rest not known: ${labels.join('; ')}.`,
    unknown: (labels: readonly string[]) => `Not known: ${labels.join('; ')}.`,
    not: (labels: readonly string[]) => `Not done: ${labels.join('; ')}.`,
    unknownHint:
      'A request was sent and not answered, or not as it should be. Resume looks first at what is there, so that nothing is done twice.',
  },
};
