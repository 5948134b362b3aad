/** The kinds of action that this version knows; a new one is a file here and a line in this list. */
import { MarketError } from '../../errors.ts';
import { createApp } from './create-app.ts';
import { createArtifact } from './create-artifact.ts';
import { createDataset } from './create-dataset.ts';
import { createDriverArtifact } from './create-driver-artifact.ts';
import { createPipeline } from './create-pipeline.ts';
import { createPipelineDraft } from './create-pipeline-draft.ts';
import { createPluginArtifact } from './create-plugin-artifact.ts';
import { createStream } from './create-stream.ts';
import { deployApp } from './deploy-app.ts';
import { informational } from './informational.ts';
import { installPackage } from './install-package.ts';
import { loadDatapack } from './load-datapack.ts';
import { oneStepDeployApp } from './one-step-deploy-app.ts';
import { oneStepDeployPlugin } from './one-step-deploy-plugin.ts';
import { openJob } from './open-job.ts';
import { submitJob } from './submit-job.ts';

import type { ActionType } from '../action-type.ts';

/** Steps in the middle of a package of the real hub may be spelled so; they do the same. */
const USECASES = [loadDatapack, oneStepDeployPlugin, oneStepDeployApp, createPipeline].map(
  (type): ActionType => ({ ...type, type: `${type.type}_usecase` }),
);

export const ACTION_TYPES: readonly ActionType[] = [
  submitJob,
  openJob,
  informational,
  installPackage,
  createArtifact,
  createDriverArtifact,
  createPluginArtifact,
  oneStepDeployPlugin,
  createApp,
  deployApp,
  oneStepDeployApp,
  createPipeline,
  createPipelineDraft,
  createStream,
  createDataset,
  loadDatapack,
  ...USECASES,
];

/** The kind of one step. Throws `action-unknown`: a step is never skipped. */
export function actionType(type: string, number: number): ActionType {
  const found = ACTION_TYPES.find((each) => each.type === type);
  if (found) return found;
  const known = ACTION_TYPES.map((each) => each.type).join(', ');
  throw new MarketError(
    'action-unknown',
    `Step ${number} of the package is of type "${type}", which needs a newer plugin; this version knows ${known}.`,
    { details: { step: number, type, known } },
  );
}
