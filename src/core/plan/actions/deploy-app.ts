/** deploy_app: deploys an application from a jar that the user brings where the package lacks it. */
import { neededJar } from '../cdap/jar.ts';
import { prepareJarApp } from '../cdap/jar-app-step.ts';
import { cdapRefusal } from '../cdap/refusals.ts';

import type { ActionType } from '../action-type.ts';

export const deployApp: ActionType = {
  type: 'deploy_app',
  arguments: [{ name: 'jar', type: 'text', help: 'Jar of the application, name-version.jar.' }],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) => neededJar(place, args, true),
  prepare: (input) => prepareJarApp(input, true),
  refusal: cdapRefusal,
};
