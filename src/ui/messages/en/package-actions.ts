/** English words for what each kind of step does. */

/** What a step names; each may be missing. */
export interface StepNames {
  name?: string | undefined;
  version?: string | undefined;
  file?: string | undefined;
}

const named = (otherwise: string, name: string | undefined) =>
  name === undefined ? otherwise : `${otherwise} “${name}”`;
const from = (file: string | undefined) => (file === undefined ? '' : ` from ${file}`);

export const actions = {
  submit: ({ file }: StepNames) =>
    `Submits a job to this cluster in your name${from(file)}. You choose its name, virtual cluster and resources first.`,
  open: ({ file }: StepNames) =>
    `Fills in a job${from(file)} and opens it on the portal’s own submission page; submitting is left to you.`,
  read: (_: StepNames) => 'Shows text to read; sends nothing.',
  package: ({ name, version }: StepNames) =>
    `Installs ${[name, version].filter(Boolean).join(' ') || 'another package'}, another package of this market.`,
  artifact: ({ name, file }: StepNames) =>
    `Uploads ${named('an artifact', name)} to CDAP${from(file)}.`,
  app: ({ name, file }: StepNames) =>
    `Creates ${named('an application', name)} on CDAP${from(file)}.`,
  pipeline: ({ name, file }: StepNames) =>
    `Creates ${named('a pipeline', name)} on CDAP${from(file)}.`,
  draft: ({ name, file }: StepNames) =>
    `Puts ${named('a pipeline', name)} among your drafts on CDAP${from(file)}.`,
  stream: ({ name }: StepNames) => `Creates ${named('a stream', name)} on CDAP.`,
  dataset: ({ name }: StepNames) => `Creates ${named('a dataset', name)} on CDAP.`,
  data: ({ name }: StepNames) =>
    `Loads data of the package into ${named('a stream', name)} on CDAP.`,
};
