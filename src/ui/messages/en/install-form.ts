/** English words of the form of the install wizard: steps, fields, the YAML beside it, files, and an install that goes on. */
import { countOf, formatNumber } from '../language.ts';

export const form = {
  steps: 'Steps',
  stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
  /** Above an alert that is about one step. */
  context: (step: number) => `Step ${step}`,
  /** After the label of a step. */
  done: ' (done)',
  doneBefore: 'This step was done already; it is not run again.',
  previewLater: 'Once every field fits, all that will be sent is shown here before anything runs.',
  begun:
    'This step was begun and can only go on as it was planned: leave its answers as they are, and give secrets and files again.',
  groups: {
    job: 'Job',
    parameters: 'Parameters',
    secrets: 'Secrets',
    resources: 'Resources',
    arguments: 'Arguments',
  },
  secretsHint:
    'Kept in memory until the run ends; never in the preview, the receipt or the browser’s storage.',
  taken: 'This name is taken.',
  wrong: (count: number) =>
    `${count === 1 ? 'One answer does' : `${count} answers do`} not fit yet; nothing was sent.`,
  wrongField: (label: string, message: string) => `${label}: ${message}`,
  /** A choice with what is free in it. */
  optionFree: (label: string, free: string) => `${label} (${free})`,

  filled: {
    defaults: 'Use the defaults',
    from: (version: string) =>
      `Filled in from version ${version}, as you installed it the last time; secrets and files are asked for again.`,
    renamed: (from: string, to: string) => `A job named ${from} exists, so ${to} is suggested.`,
  },

  yaml: {
    label: 'Job as YAML',
    help: 'In step with the form. Secrets stand as placeholders here: their values are typed in the form only.',
    faults: 'This YAML cannot be used yet; the form stays as it was.',
    faultAt: (line: number, message: string) => `Line ${line}: ${message}`,
    original: 'Back to the package’s own',
    restore: 'Take my text back',
    fillInAs: 'Fill in as',
    form: 'Form',
    yaml: 'YAML',
    waiting:
      'The YAML cannot be read yet, so the form shows the job as it was and waits. Nothing of what you typed is lost.',
    show: 'Show the YAML',
    discard: 'Use the form instead',
  },

  diff: {
    title: 'Changes against the package',
    tooMuch: 'Too much differs to show it line by line.',
    comparing: 'Comparing…',
    none: 'No changes.',
    counts: (added: number, removed: number) =>
      `${countOf(added, 'line', 'lines')} added, ${countOf(removed, 'line', 'lines')} removed.`,
    lines: 'Changed lines',
    unfold: (lines: number) => `Show ${formatNumber(lines)} unchanged lines`,
    /** Before a line, for screen readers. */
    added: 'added: ',
    removed: 'removed: ',
  },

  files: {
    label: 'Files of this step',
    inside: 'What is inside {file} ({size})',
    from: (argument: string, source: string) => `${argument}, from ${source}`,
    fromUser: (argument: string) => `${argument}, from your computer`,
    opening: 'Opening the file…',
    binary: 'A binary file: there is no text in it to show.',
    list: 'Files inside',
    counts: (files: number, unpacked: string) =>
      `${countOf(files, 'file', 'files')}, ${unpacked} unpacked`,
    file: 'File',
    size: 'Size',
    more: (files: number) => `and ${formatNumber(files)} more`,
    manifest: 'Manifest',
    text: 'Text of the file',
    lines: (lines: number) => countOf(lines, 'line', 'lines'),
    firstLines: (lines: number, shown: number) =>
      `${countOf(lines, 'line', 'lines')}; the first ${formatNumber(shown)} are shown`,
  },

  resuming: {
    title: 'Go on with this install',
    soFar: 'What was done so far',
    change: 'Change answers',
    askedAgain: 'Secrets and files are not kept, so they are asked for again.',
    formerFile: (label: string, file: string) => `${label}: ${file} was given before.`,
    otherFile: (label: string, file: string) =>
      `${label}: this is not the file that was given before (${file}); its bytes differ.`,
    otherFileBegun:
      'The step was begun with that one and can only go on with it: give the same file.',
    otherFilePlanned: 'The step is planned anew with it.',
    changed: (labels: readonly string[]) =>
      `Not the same as when this install was begun, and planned anew: ${labels.join(', ')}. Look at the plan below before you resume.`,
  },
};
