/** create_pipeline: makes a pipeline, which is an application with a configuration. */
import { APP_ARGUMENTS, prepareApp } from '../cdap/app-step.ts';
import { neededFile } from '../cdap/files.ts';
import { cdapRefusal } from '../cdap/refusals.ts';

import type { ActionType } from '../action-type.ts';

export const createPipeline: ActionType = {
  type: 'create_pipeline',
  arguments: APP_ARGUMENTS,
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) => neededFile(place, args, { argument: 'config', role: 'config' }),
  prepare: (input) => prepareApp(input, { noun: 'pipeline', configured: true }),
  refusal: cdapRefusal,
};
