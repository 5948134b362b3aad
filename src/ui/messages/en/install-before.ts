/** English words of the install wizard before its form: what was asked for, verification, what was begun, all packages as a tree. */
import { listOf } from '../language.ts';

export const before = {
  goOn: 'Go on',
  toPackage: 'To the package',
  begunTitle: 'An install of this package was begun here and not ended.',
  begunElsewhere: 'Another tab of this browser is at it.',
  begunHere: 'It can go on where it stopped; nothing that was done is done again.',
  byAddress:
    'You came here by an address, so nothing has begun. Read {link} before you install it.',
  byAddressLink: 'what this package does',

  cancelled: 'The install was cancelled; nothing was sent to the cluster.',
  cancelledLater: 'The install was cancelled; what was done before stays done.',
  declined: 'The licence was declined, so nothing was installed and nothing was sent.',
  readingLicense: 'The licence is open for reading.',
  left: 'The install was left.',
  nothingSent: 'Nothing was sent to the cluster.',
  noSteps: 'This package has no steps, so there is nothing to install.',
  evidence: (packages: number) => `Evidence for all ${packages} packages`,

  leave: {
    title: 'Leave this install?',
    leave: 'Leave',
    stay: 'Stay',
    running:
      'It is running. If you leave, it stops after the request that is on its way; you can resume it later.',
    typed: 'What you filled in is lost if you leave.',
  },

  elsewhere: {
    waits: 'This package is being installed in another tab of this browser. This tab waits for it.',
    over: 'The other tab is not at it any more. You can go on here.',
    ended: 'The install in the other tab ended',
    endedHint: 'What came of it is on the page “Installed”.',
    again: 'Install again',
  },

  unfinished: {
    title: 'This install was begun and not ended',
    begun: 'Begun {begun}.',
    begunAndLast: 'Begun {begun}, last at work {last}.',
    stopped: (reason: string) => `It stopped: ${reason}`,
    discardTitle: 'Discard this install?',
    discard: 'Discard it',
    keep: 'Keep it',
    discardHint:
      'It cannot be resumed then. What it created on the cluster stays there; its receipt on the page “Installed” says what that is and can undo it.',
  },

  verify: {
    label: 'Verification',
    packages: 'Packages',
    stages: {
      signature: 'Read the signature',
      download: 'Download',
      check: 'Check every byte',
      cluster: 'Ask the cluster what you may use',
    },
    askClusters: 'Ask the clusters what you may use',
    state: { done: '(done)', current: '(going on)', waiting: '(not yet)' },
    /** What is going on, read out. */
    now: {
      package: 'Reading the package…',
      signature: (file: string) => `Reading the signature ${file}…`,
      download: (file: string) => `Downloading ${file}…`,
      check: 'Checking the archive…',
      cluster: 'Asking the cluster what you may use…',
    },
    /** After label and version of a package. */
    checking: ', checking every byte',
    reading: (file: string) => `: ${file}`,
    readingBytes: (file: string, bytes: string) => `: ${file}, ${bytes}`,
    download: 'Download',
    bytes: (read: string, total: string) => `${read} of ${total}`,
    nothingYet: 'Nothing is sent to the cluster before all is checked.',
  },

  tree: {
    title: 'Packages of this install',
    needs: (count: number) =>
      `This package needs ${count === 1 ? 'one other' : `${count} others`}: {others}. All are verified before anything runs.`,
    others: (labels: readonly string[]) => listOf(labels),
    needsOf: (label: string) => `What ${label} needs`,
    again: 'see above',
    /** Of the package, for screen readers. */
    license: 'Licence',
    licenseOf: (label: string) => ` of ${label}`,
    accepted: 'accepted',
    notAccepted: 'not accepted yet',
    notVerified: 'Not verified',
    pinned: (market: string) => `Named with its digest by the signed index of ${market}`,
    sameKey: (market: string) => `Signed by ${market} with the same key`,
    /** `steps` is empty, or from `steps` below. */
    root: (steps: string) => `The package that you install${steps}.`,
    dependency: (steps: string) => `Installed first${steps}.`,
    action: (steps: string) => `Installed on the way${steps}.`,
    component: 'Only a file of it is used; none of its steps run.',
    neededAgain: 'Needed here, too; it is taken once.',
    /** After one of those. */
    asked: (version: string) => ` Asked for: ${version}.`,
    step: (step: number) => `: step ${step}`,
    steps: (steps: readonly number[]) => `: steps ${listOf(steps.map(String))}`,
    stepsTo: (first: number, last: number) => `: steps ${first} to ${last}`,
  },
};
