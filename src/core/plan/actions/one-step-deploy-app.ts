/** one_step_deploy_app: deploys an application from a jar of the package. */
import { neededJar } from '../cdap/jar.ts';
import { prepareJarApp } from '../cdap/jar-app-step.ts';
import { cdapRefusal } from '../cdap/refusals.ts';

import type { ActionType } from '../action-type.ts';

export const oneStepDeployApp: ActionType = {
  type: 'one_step_deploy_app',
  arguments: [
    {
      name: 'jar',
      type: 'text',
      required: true,
      help: 'Jar of the application, name-version.jar.',
    },
  ],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) => neededJar(place, args, false),
  prepare: (input) => prepareJarApp(input, false),
  refusal: cdapRefusal,
};
