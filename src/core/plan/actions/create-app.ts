/** create_app: makes an application from an artifact of the cluster; with a jar, as old packages have it, from that jar. */
import { APP_ARGUMENTS, prepareApp } from '../cdap/app-step.ts';
import { neededFile } from '../cdap/files.ts';
import { neededJar } from '../cdap/jar.ts';
import { prepareJarApp } from '../cdap/jar-app-step.ts';
import { cdapRefusal } from '../cdap/refusals.ts';

import type { ActionType } from '../action-type.ts';

export const createApp: ActionType = {
  type: 'create_app',
  arguments: [
    ...APP_ARGUMENTS,
    { name: 'jar', type: 'text', help: 'Jar of the application, in the place of an artifact.' },
  ],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) => [
    ...neededFile(place, args, { argument: 'config', role: 'config' }),
    ...neededJar(place, args, true),
  ],
  prepare(input) {
    const fromJar = input.arguments.has('jar') && !input.arguments.has('artifact');
    return fromJar
      ? prepareJarApp(input, true)
      : prepareApp(input, { noun: 'application', configured: false });
  },
  refusal: cdapRefusal,
};
